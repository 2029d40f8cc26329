//! Makes a program pack better without changing what it does.
//!
//! *One function of all that are alike.* The compiler makes a function anew for each type that it is used with, and many
//! come out the same to the byte. Two are the same when they have one type and one body; when they are, those that call
//! them may turn out the same as well, so it is done until nothing is merged. Nothing in the program asks whether two
//! functions are one.
//!
//! *Functions that resemble each other side by side*, by type and then by body: what a packer can refer back to is then
//! near, and costs less.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::error::Error;
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Validator};

use crate::program::Program;

/// The program with each function once and in order; it loses the names of its functions.
///
/// # Errors
/// Where the program cannot be read, and where what comes out would not be a valid one.
pub fn tidied(wasm: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut wasm = wasm.to_vec();
    loop {
        let program = Program::read(&wasm)?;
        let merged = Order::merging(&program);
        if merged.bodies.len() == program.bodies.len() {
            break;
        }
        wasm = merged.written(&wasm)?;
    }
    let wasm = Order::by_likeness(&Program::read(&wasm)?).written(&wasm)?;
    Validator::new().validate_all(&wasm).map_err(|error| format!("the tidied program: {error}"))?;
    Ok(wasm)
}

/// Functions of a program in the order in which those that resemble each other are neighbours.
pub fn by_likeness(program: &Program, functions: &mut [u32]) {
    functions.sort_by_key(|function| {
        let body = program.body(*function).map(wasmparser::FunctionBody::as_bytes);
        (program.functions[*function as usize], body, *function)
    });
}

/// Which functions of its own a program keeps, and in which order.
struct Order {
    /// The new number of each function, the imported ones first.
    number: Vec<u32>,
    /// Those that stay, by their place among the old ones.
    bodies: Vec<usize>,
    /// Their types.
    types: Vec<u32>,
}

impl Order {
    fn merging(program: &Program) -> Self {
        let imported = program.imports.len();
        let mut first = BTreeMap::<(u32, &[u8]), u32>::new();
        let mut order =
            Self { number: (0..imported as u32).collect(), bodies: Vec::new(), types: Vec::new() };
        for (at, body) in program.bodies.iter().enumerate() {
            let (shape, next) = (program.functions[imported + at], (imported + order.bodies.len()) as u32);
            let number = *first.entry((shape, body.as_bytes())).or_insert(next);
            order.number.push(number);
            if number == next {
                order.bodies.push(at);
                order.types.push(shape);
            }
        }
        order
    }

    fn by_likeness(program: &Program) -> Self {
        let imported = program.imports.len() as u32;
        let mut functions: Vec<u32> = program.own().collect();
        by_likeness(program, &mut functions);
        let mut number: Vec<u32> = (0..program.functions.len() as u32).collect();
        for (new, old) in (imported..).zip(&functions) {
            number[*old as usize] = new;
        }
        let types = functions.iter().map(|function| program.functions[*function as usize]).collect();
        Self {
            number,
            bodies: functions.iter().map(|function| (*function - imported) as usize).collect(),
            types,
        }
    }

    fn written(mut self, wasm: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
        let mut module = Module::new();
        self.parse_core_module(&mut module, Parser::new(0), wasm)?;
        Ok(module.finish())
    }
}

impl Reencode for Order {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, reencode::Error> {
        Ok(self.number[function as usize])
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        _: FunctionSectionReader<'_>,
    ) -> Result<(), reencode::Error> {
        for shape in &self.types {
            functions.function(*shape);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), reencode::Error> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for at in self.bodies.clone() {
            self.parse_function_body(code, bodies[at].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::tidied;
    use crate::program::Program;
    use wasm_encoder::{
        CodeSection, ElementSection, Elements, ExportKind, ExportSection, Function, FunctionSection,
        ImportSection, Instruction, Module, RefType, TableSection, TableType, TypeSection, ValType,
    };

    /// One imported function and five own ones without parameters, of which 1 and 3 are alike and call nothing, 2 and 5
    /// call these and are therefore alike as well, and 4 stands alone; all stand in the table, and 5 is exported.
    fn program() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        types.ty().function([], [ValType::I32]);
        let mut imports = ImportSection::new();
        imports.import("page", "say", wasm_encoder::EntityType::Function(0));
        let mut functions = FunctionSection::new();
        let mut code = CodeSection::new();
        let bodies = [
            (1, vec![Instruction::I32Const(7)]),
            (1, vec![Instruction::Call(1)]),
            (1, vec![Instruction::I32Const(7)]),
            (0, vec![Instruction::Call(0)]),
            (1, vec![Instruction::Call(3)]),
        ];
        for (shape, body) in bodies {
            functions.function(shape);
            let mut function = Function::new([]);
            body.iter().for_each(|instruction| {
                function.instruction(instruction);
            });
            code.function(function.instruction(&Instruction::End));
        }
        let mut tables = TableSection::new();
        tables.table(TableType {
            element_type: RefType::FUNCREF,
            minimum: 6,
            maximum: None,
            table64: false,
            shared: false,
        });
        let mut exports = ExportSection::new();
        exports.export("five", ExportKind::Func, 5);
        let mut elements = ElementSection::new();
        elements.active(
            None,
            &wasm_encoder::ConstExpr::i32_const(1),
            Elements::Functions(vec![1, 2, 3, 4, 5].into()),
        );
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&tables);
        module.section(&exports).section(&elements).section(&code);
        module.finish()
    }

    #[test]
    fn functions_that_are_alike_become_one_and_so_do_their_callers() {
        let tidied = tidied(&program()).unwrap();
        let program = Program::read(&tidied).unwrap();
        assert_eq!(program.bodies.len(), 3);
        let [one, two, three, four, five] = program.table[..] else { panic!("{:?}", program.table) };
        assert_eq!((one, two), (three, five));
        assert!(one != two && two != four && one != four);
        assert_eq!(program.exports[0].index, five);
        // In order of type, then of body: a call is 16, a number 65.
        assert_eq!((four, two, one), (1, 2, 3));
        let calls = |function: u32| program.body(function).unwrap().as_bytes()[2];
        assert_eq!(
            (calls(four), calls(two)),
            (0, one as u8),
            "the imported one is still called by its number"
        );
    }

    #[test]
    fn the_same_program_gives_the_same_bytes() {
        assert_eq!(tidied(&program()).unwrap(), tidied(&program()).unwrap());
    }
}
