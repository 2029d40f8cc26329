//! A program of six functions, parted.

use std::collections::BTreeMap;
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportKind, ExportSection,
    Function, FunctionSection, GlobalSection, GlobalType, ImportSection, Instruction as I, MemorySection,
    MemoryType, Module, NameMap, NameSection, RefType, TableSection, TableType, TypeSection, ValType,
};
use wasmparser::{Operator, Parser, Payload, TypeRef};

use super::split;
use crate::program::Program;

/// The names of the functions; the first is imported. `door` comes later by its name, `behind` and `by_number` because
/// only `door` leads to them: one by its name, one by its number.
const NAMES: [&str; 7] = ["glue", "main", "later::door", "behind", "by_number", "leaf", "big"];

/// `main` calls `door` and `leaf` and names the list in memory that `listed` is in, if there is one.
fn program(listed: Option<u32>) -> Vec<u8> {
    let mut types = TypeSection::new();
    types.ty().function([ValType::I32], [ValType::I32]);
    types.ty().function([], []);
    let mut imports = ImportSection::new();
    imports.import("./yangke_bg.js", "glue", EntityType::Function(1));
    let mut functions = FunctionSection::new();
    let bodies: [(u32, Vec<I>); 6] = [
        (0, vec![I::LocalGet(0), I::Call(2), I::Call(5), I::I32Const(1024), I::I32Add, I::End]),
        (
            0,
            vec![
                I::LocalGet(0),
                I::Call(3),
                I::Call(5),
                I::Call(6),
                I::Call(0),
                I::I32Const(1),
                I::CallIndirect { type_index: 0, table_index: 0 },
                I::End,
            ],
        ),
        (0, vec![I::LocalGet(0), I::End]),
        (0, vec![I::LocalGet(0), I::I32Const(7), I::I32Mul, I::End]),
        (0, vec![I::LocalGet(0), I::I32Const(3), I::I32Add, I::End]),
        (0, vec![I::LocalGet(0), I::Call(1), I::End]),
    ];
    let mut code = CodeSection::new();
    for (shape, body) in bodies {
        functions.function(shape);
        let mut function = Function::new([]);
        body.iter().for_each(|instruction| {
            function.instruction(instruction);
        });
        code.function(&function);
    }
    let mut tables = TableSection::new();
    tables.table(TableType {
        element_type: RefType::FUNCREF,
        minimum: 2,
        maximum: Some(2),
        table64: false,
        shared: false,
    });
    let mut memories = MemorySection::new();
    memories.memory(MemoryType {
        minimum: 1,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let mut globals = GlobalSection::new();
    globals.global(
        GlobalType { val_type: ValType::I32, mutable: true, shared: false },
        &ConstExpr::i32_const(64),
    );
    let mut exports = ExportSection::new();
    exports.export("memory", ExportKind::Memory, 0);
    exports.export("main", ExportKind::Func, 1);
    exports.export("big", ExportKind::Func, 6);
    let mut elements = ElementSection::new();
    elements.active(None, &ConstExpr::i32_const(1), Elements::Functions([4].as_slice().into()));
    let mut data = DataSection::new();
    data.active(0, &ConstExpr::i32_const(1024), listed.unwrap_or(77_777).to_le_bytes());
    let mut names = NameSection::new();
    let mut map = NameMap::new();
    (0..).zip(NAMES).for_each(|(number, name)| map.append(number, name));
    names.functions(&map);
    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions).section(&tables).section(&memories);
    module
        .section(&globals)
        .section(&exports)
        .section(&elements)
        .section(&code)
        .section(&data)
        .section(&names);
    module.finish()
}

fn by_name(name: &str) -> bool {
    name.starts_with("later::")
}

/// How often each thing occurs in the bodies: calls by the number of the callee, calls by number.
fn bodies(part: &[u8]) -> Vec<Vec<String>> {
    let program = Program::read(part).unwrap();
    let said = |operator: Operator| match operator {
        Operator::Call { function_index } => format!("call {function_index}"),
        Operator::I32Const { value } => format!("const {value}"),
        other => format!("{other:?}").split([' ', '{']).next().unwrap_or_default().to_owned(),
    };
    let body = |body: &wasmparser::FunctionBody| {
        body.get_operators_reader().unwrap().into_iter().map(|operator| said(operator.unwrap())).collect()
    };
    program.bodies.iter().map(body).collect()
}

/// What the later part imports: names, and which of them are functions.
fn imported(part: &[u8]) -> BTreeMap<String, bool> {
    let mut all = BTreeMap::new();
    for payload in Parser::new(0).parse_all(part) {
        if let Payload::ImportSection(imports) = payload.unwrap() {
            for import in imports.into_imports() {
                let import = import.unwrap();
                assert_eq!(import.module, "first");
                all.insert(import.name.to_owned(), matches!(import.ty, TypeRef::Func(_)));
            }
        }
    }
    all
}

/// The bodies of a part that imports more than functions.
fn code(part: &[u8]) -> Vec<usize> {
    let payloads = Parser::new(0).parse_all(part).map(Result::unwrap);
    payloads
        .filter_map(|payload| {
            if let Payload::CodeSectionEntry(body) = payload {
                Some(body.range().len())
            } else {
                None
            }
        })
        .collect()
}

#[test]
fn what_comes_later_leaves_a_stand_in_and_takes_along_what_it_alone_leads_to() {
    let parts = split(&program(None), &by_name).unwrap();
    // Its own, those that resemble each other side by side: big, main, leaf; then stand-ins for door and by_number. Before
    // them glue and the loader are imported.
    let first = bodies(&parts.first);
    assert_eq!(first.len(), 5, "{first:?}");
    assert_eq!(first[1][..3], ["LocalGet", "call 5", "call 4"], "main calls the stand-in of door, and leaf");
    let stand_in = ["GlobalGet", "I32Eqz", "If", "call 1", "End", "LocalGet"];
    assert_eq!(first[3][..6], stand_in);
    // door had no number: it gets the next one. by_number keeps the one that others know.
    assert_eq!(first[3][6..], ["const 2", "CallIndirect", "End"]);
    assert_eq!(first[4][6..], ["const 1", "CallIndirect", "End"]);
    // door, behind, by_number, a copy of leaf, and what says that it is there.
    assert_eq!(code(&parts.later).len(), 5);
    // Memory, table, stack pointer and the sign; glue and big are called in the first part.
    let imported = imported(&parts.later);
    assert_eq!(imported.keys().map(String::as_str).collect::<Vec<_>>(), ["a", "b", "c", "d", "e", "f"]);
    assert_eq!(imported.values().filter(|function| **function).count(), 2);
    let program = Program::read(&parts.first).unwrap();
    let exported: Vec<&str> = program.exports.iter().map(|export| export.name).collect();
    assert_eq!(exported, ["memory", "main", "big", "a", "b", "c", "d", "e", "f"]);
    assert_eq!(program.tables[0].initial, 3);
    assert_eq!(program.imports[1].module, "./later");
}

#[test]
fn what_a_list_in_memory_leads_to_is_in_the_first_part() {
    let parts = split(&program(Some(1)), &by_name).unwrap();
    assert_eq!(bodies(&parts.first).len(), 5, "main, by_number, leaf, big and one stand-in");
    assert_eq!(code(&parts.later).len(), 4);
}

#[test]
fn nothing_to_part_is_parted_too_and_the_same_bytes_come_each_time() {
    let parts = split(&program(None), &|_| false).unwrap();
    assert_eq!(code(&parts.later).len(), 1);
    let again = |rule: &dyn Fn(&str) -> bool| split(&program(None), rule).unwrap();
    assert_eq!(again(&by_name).first, again(&by_name).first);
    assert_eq!(again(&by_name).later, again(&by_name).later);
}

#[test]
fn what_is_not_known_here_is_refused() {
    let refused = |add: &dyn Fn(&mut Module)| {
        let mut module = Module::new();
        add(&mut module);
        split(&module.finish(), &by_name).err().map(|error| error.to_string()).unwrap_or_default()
    };
    let mut imports = ImportSection::new();
    imports.import(
        "m",
        "memory",
        EntityType::Memory(MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        }),
    );
    assert!(refused(&|module| {
        module.section(&imports);
    })
    .contains("no function"));
    assert!(refused(&|_| {}).contains("no table"));
    assert!(split(b"not a program", &by_name).is_err());
}
