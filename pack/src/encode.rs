//! Writes the two parts that [`crate::split`] has found.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{
    BlockType, CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportKind,
    ExportSection, Function, FunctionSection, GlobalSection, GlobalType, ImportSection, Instruction,
    MemorySection, Module, StartSection, TableSection, TypeSection, ValType,
};
use wasmparser::FuncType;

use crate::program::Program;
use crate::split::Division;
use crate::tidy::by_likeness;

/// The module that the later part imports from: the exports of the first.
const FIRST: &str = "first";

/// The module that the first part imports the way to the later one from; `public/hosted/parts.js` is behind it.
pub const LOADER: &str = "./later";

/// The first part: all of the memory, what the first page needs, and stand-ins.
///
/// # Errors
/// Where a function of this part needs another that is not in it.
pub fn first(program: &Program, division: &Division) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut imports = ImportSection::new();
    let imported = program.imports.len() as u32;
    let mut numbers = Numbers::new(program);
    for (number, import) in (0..).zip(&program.imports) {
        let shape = numbers.type_index(program.functions[number as usize])?;
        imports.import(import.module, import.name, EntityType::Function(shape));
        numbers.functions.insert(number, number);
    }
    imports.import(LOADER, "load", EntityType::Function(numbers.nothing()));
    let load = imported;
    let mut own: Vec<u32> = program.own().filter(|function| division.in_first[*function as usize]).collect();
    by_likeness(program, &mut own);
    numbers.functions.extend(own.iter().chain(division.stand_ins.keys()).copied().zip(imported + 1..));

    let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
    for function in &own {
        functions.function(numbers.type_index(program.functions[*function as usize])?);
        numbers.parse_function_body(&mut code, body(program, *function)?.clone())?;
    }
    let here = program.globals.len() as u32;
    for (function, slot) in &division.stand_ins {
        let shape = program.functions[*function as usize];
        let type_index = numbers.type_index(shape)?;
        functions.function(type_index);
        let mut stand_in = Function::new([]);
        stand_in.instruction(&Instruction::GlobalGet(here));
        stand_in.instruction(&Instruction::I32Eqz);
        stand_in.instruction(&Instruction::If(BlockType::Empty));
        stand_in.instruction(&Instruction::Call(load));
        stand_in.instruction(&Instruction::End);
        for parameter in (0..).take(program.types[shape as usize].params().len()) {
            stand_in.instruction(&Instruction::LocalGet(parameter));
        }
        stand_in.instruction(&Instruction::I32Const(slot.cast_signed()));
        stand_in.instruction(&Instruction::CallIndirect { type_index, table_index: 0 });
        stand_in.instruction(&Instruction::End);
        code.function(&stand_in);
    }
    let mut tables = TableSection::new();
    for table in table_types(program, division, &mut numbers)? {
        tables.table(table);
    }
    let mut memories = MemorySection::new();
    for memory in &program.memories {
        memories.memory(numbers.memory_type(*memory)?);
    }
    let mut globals = GlobalSection::new();
    for global in &program.globals {
        numbers.parse_global(&mut globals, global.clone())?;
    }
    globals.global(HERE, &ConstExpr::i32_const(0));
    let mut exports = ExportSection::new();
    for export in &program.exports {
        numbers.parse_export(&mut exports, *export)?;
    }
    let mut names = short_names();
    for (kind, number) in common(program, division) {
        let number = if kind == ExportKind::Func { numbers.function_index(number)? } else { number };
        exports.export(&names.next().unwrap_or_default(), kind, number);
    }
    let mut elements = ElementSection::new();
    let filled = program.table.iter().map(|function| numbers.function_index(*function));
    let filled = filled.collect::<Result<Vec<_>, _>>()?;
    elements.active(
        None,
        &ConstExpr::i32_const(program.table_base.cast_signed()),
        Elements::Functions(filled.into()),
    );
    let mut data = DataSection::new();
    for piece in &program.data {
        numbers.parse_data(&mut data, piece.clone())?;
    }

    let mut module = Module::new();
    module
        .section(&numbers.types()?)
        .section(&imports)
        .section(&functions)
        .section(&tables)
        .section(&memories);
    module.section(&globals).section(&exports).section(&elements).section(&code).section(&data);
    Ok(module.finish())
}

/// The later part: lays its functions into the table of the first, then says that it is there.
///
/// # Errors
/// Where a function of this part needs another that neither part has.
pub fn later(program: &Program, division: &Division) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut imports = ImportSection::new();
    let mut numbers = Numbers::new(program);
    let table_types = table_types(program, division, &mut numbers)?;
    let mut names = short_names();
    for (kind, number) in common(program, division) {
        let place = number as usize;
        let what = match kind {
            ExportKind::Func => {
                numbers.functions.insert(number, numbers.functions.len() as u32);
                EntityType::Function(numbers.type_index(program.functions[place])?)
            }
            ExportKind::Table => EntityType::Table(table_types[place]),
            ExportKind::Memory => EntityType::Memory(numbers.memory_type(program.memories[place])?),
            _ => match program.globals.get(place) {
                Some(global) => EntityType::Global(numbers.global_type(global.ty)?),
                None => EntityType::Global(HERE),
            },
        };
        imports.import(FIRST, &names.next().unwrap_or_default(), what);
    }
    let here = program.globals.len() as u32;
    let is_ours =
        |function: &u32| !division.in_first[*function as usize] || division.copied.contains(function);
    let mut own: Vec<u32> = program.own().filter(is_ours).collect();
    by_likeness(program, &mut own);
    let begin = numbers.functions.len() as u32;
    numbers.functions.extend(own.iter().copied().zip(begin..));

    let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
    for function in &own {
        functions.function(numbers.type_index(program.functions[*function as usize])?);
        numbers.parse_function_body(&mut code, body(program, *function)?.clone())?;
    }
    functions.function(numbers.nothing());
    let mut says = Function::new([]);
    says.instruction(&Instruction::I32Const(1));
    says.instruction(&Instruction::GlobalSet(here));
    says.instruction(&Instruction::End);
    code.function(&says);
    let mut elements = ElementSection::new();
    for (slot, run) in runs(program, division) {
        let run =
            run.iter().map(|function| numbers.function_index(*function)).collect::<Result<Vec<_>, _>>()?;
        elements.active(None, &ConstExpr::i32_const(slot.cast_signed()), Elements::Functions(run.into()));
    }

    let mut module = Module::new();
    module.section(&numbers.types()?).section(&imports).section(&functions);
    module.section(&StartSection { function_index: begin + own.len() as u32 });
    module.section(&elements).section(&code);
    Ok(module.finish())
}

/// Whether the later part is there.
const HERE: GlobalType = GlobalType { val_type: ValType::I32, mutable: true, shared: false };

/// What the first part hands to the later one, in the order of the names.
fn common(program: &Program, division: &Division) -> Vec<(ExportKind, u32)> {
    let (memories, tables, globals) =
        (program.memories.len(), program.tables.len(), program.globals.len() + 1);
    let mut all: Vec<(ExportKind, u32)> = Vec::new();
    all.extend((0..).take(memories).map(|number| (ExportKind::Memory, number)));
    all.extend((0..).take(tables).map(|number| (ExportKind::Table, number)));
    all.extend((0..).take(globals).map(|number| (ExportKind::Global, number)));
    all.extend(division.shared.iter().map(|function| (ExportKind::Func, *function)));
    all
}

/// a, b … z, aa, ab and so on.
fn short_names() -> impl Iterator<Item = String> {
    (1u32..).map(|number| {
        let (mut rest, mut name) = (number, Vec::new());
        while rest > 0 {
            name.push(char::from(b'a' + ((rest - 1) % 26) as u8));
            rest = (rest - 1) / 26;
        }
        name.iter().rev().collect()
    })
}

/// The tables of both parts: the first has room for the stand-ins' numbers.
fn table_types(
    program: &Program,
    division: &Division,
    numbers: &mut Numbers,
) -> Result<Vec<wasm_encoder::TableType>, Box<dyn Error>> {
    let mut types = Vec::new();
    for table in &program.tables {
        types.push(numbers.table_type(*table)?);
    }
    if let Some(table) = types.first_mut() {
        table.minimum = u64::from(division.table_size);
        table.maximum = table.maximum.map(|maximum| maximum.max(table.minimum));
    }
    Ok(types)
}

/// The functions that the later part lays into the table, neighbours together.
fn runs(program: &Program, division: &Division) -> Vec<(u32, Vec<u32>)> {
    let mut places: BTreeMap<u32, u32> =
        division.stand_ins.iter().map(|(function, slot)| (*slot, *function)).collect();
    let waits = |function: &u32| !division.in_first[*function as usize];
    places.extend(
        (program.table_base..)
            .zip(&program.table)
            .filter(|(_, function)| waits(function))
            .map(|(slot, function)| (slot, *function)),
    );
    let mut runs: Vec<(u32, Vec<u32>)> = Vec::new();
    for (slot, function) in places {
        match runs.last_mut() {
            Some((begin, run)) if *begin + run.len() as u32 == slot => run.push(function),
            _ => runs.push((slot, vec![function])),
        }
    }
    runs
}

fn body<'p, 'a>(
    program: &'p Program<'a>,
    function: u32,
) -> Result<&'p wasmparser::FunctionBody<'a>, Box<dyn Error>> {
    program.body(function).ok_or_else(|| format!("function {function} has no body").into())
}

/// The numbers that functions and types have in one part.
struct Numbers<'p> {
    known: &'p [FuncType],
    functions: BTreeMap<u32, u32>,
    types: Vec<FuncType>,
}

impl<'p> Numbers<'p> {
    fn new(program: &'p Program) -> Self {
        Self { known: &program.types, functions: BTreeMap::new(), types: Vec::new() }
    }

    fn of_type(&mut self, shape: FuncType) -> u32 {
        let known = self.types.iter().position(|known| *known == shape);
        known.unwrap_or_else(|| {
            self.types.push(shape);
            self.types.len() - 1
        }) as u32
    }

    /// The type of a function that takes and gives nothing.
    fn nothing(&mut self) -> u32 {
        self.of_type(FuncType::new([], []))
    }

    fn types(&mut self) -> Result<TypeSection, Box<dyn Error>> {
        let mut section = TypeSection::new();
        for shape in self.types.clone() {
            section.ty().func_type(&self.func_type(shape)?);
        }
        Ok(section)
    }
}

impl Reencode for Numbers<'_> {
    type Error = Missing;

    fn function_index(&mut self, function: u32) -> Result<u32, reencode::Error<Missing>> {
        self.functions.get(&function).copied().ok_or(reencode::Error::UserError(Missing(function)))
    }

    fn type_index(&mut self, shape: u32) -> Result<u32, reencode::Error<Missing>> {
        let shape = self.known.get(shape as usize).ok_or(reencode::Error::UserError(Missing(shape)))?;
        Ok(self.of_type(shape.clone()))
    }
}

/// A function or type that a part needs and does not have.
#[derive(Debug)]
struct Missing(u32);

impl fmt::Display for Missing {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        write!(to, "a part needs number {}, which it does not have", self.0)
    }
}

impl Error for Missing {}
