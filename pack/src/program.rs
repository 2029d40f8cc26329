//! A linked program, taken apart as far as [`crate::split`] needs it.

use std::error::Error;
use std::ops::Range;
use wasmparser::{
    ConstExpr, Data, DataKind, ElementItems, ElementKind, Export, FuncType, FunctionBody, Global, Import,
    KnownCustom, MemoryType, Name, Operator, Parser, Payload, TableType, TypeRef,
};

/// Bytes that lie in memory from the start, and the address where they begin.
pub type Piece<'a> = (u32, &'a [u8]);

/// The parts of a program, in the order in which its indexes count them: imported functions stand before its own.
#[derive(Default)]
pub struct Program<'a> {
    /// Shapes of functions.
    pub types: Vec<FuncType>,
    /// What it imports: functions alone.
    pub imports: Vec<Import<'a>>,
    /// Type of each function, the imported ones first.
    pub functions: Vec<u32>,
    /// The functions of its own.
    pub bodies: Vec<FunctionBody<'a>>,
    /// Tables; the first holds the functions that are called by number.
    pub tables: Vec<TableType>,
    /// Its memory.
    pub memories: Vec<MemoryType>,
    /// Globals, the stack pointer among them.
    pub globals: Vec<Global<'a>>,
    /// What it exports.
    pub exports: Vec<Export<'a>>,
    /// Where the filled part of the first table begins.
    pub table_base: u32,
    /// Which functions stand there.
    pub table: Vec<u32>,
    /// Pieces of the memory.
    pub data: Vec<Data<'a>>,
    /// Names of the functions, as the linker gives them; empty where it gives none.
    pub names: Vec<&'a str>,
}

impl<'a> Program<'a> {
    /// Reads a program.
    ///
    /// # Errors
    /// Where it is damaged, and where it has what Rust's programs do not have and [`crate::split`] does not know.
    pub fn read(wasm: &'a [u8]) -> Result<Self, Box<dyn Error>> {
        let mut program = Self::default();
        let mut named = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::Version { .. }
                | Payload::CodeSectionStart { .. }
                | Payload::DataCountSection { .. }
                | Payload::End(_) => {}
                Payload::TypeSection(types) => {
                    program.types = types.into_iter_err_on_gc_types().collect::<Result<_, _>>()?;
                }
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        let import = import?;
                        let TypeRef::Func(shape) = import.ty else {
                            return Err(format!("{} is imported, and no function", import.name).into());
                        };
                        program.functions.push(shape);
                        program.imports.push(import);
                    }
                }
                Payload::FunctionSection(functions) => {
                    for shape in functions {
                        program.functions.push(shape?);
                    }
                }
                Payload::TableSection(tables) => {
                    for table in tables {
                        program.tables.push(table?.ty);
                    }
                }
                Payload::MemorySection(memories) => {
                    program.memories = memories.into_iter().collect::<Result<_, _>>()?
                }
                Payload::GlobalSection(globals) => {
                    program.globals = globals.into_iter().collect::<Result<_, _>>()?
                }
                Payload::ExportSection(exports) => {
                    program.exports = exports.into_iter().collect::<Result<_, _>>()?
                }
                Payload::ElementSection(elements) => {
                    for element in elements {
                        let element = element?;
                        let (
                            ElementKind::Active { table_index: None | Some(0), offset_expr },
                            ElementItems::Functions(items),
                            true,
                        ) = (element.kind, element.items, program.table.is_empty())
                        else {
                            return Err("the table of functions is not filled by one list".into());
                        };
                        program.table_base = constant(&offset_expr)?;
                        program.table = items.into_iter().collect::<Result<_, _>>()?;
                    }
                }
                Payload::CodeSectionEntry(body) => program.bodies.push(body),
                Payload::DataSection(data) => program.data = data.into_iter().collect::<Result<_, _>>()?,
                Payload::CustomSection(custom) => {
                    if let KnownCustom::Name(names) = custom.as_known() {
                        for part in names {
                            if let Name::Function(functions) = part? {
                                named = functions.into_iter().collect::<Result<_, _>>()?;
                            }
                        }
                    }
                }
                other => {
                    return Err(format!("the program has a section that is not known here: {other:?}").into())
                }
            }
        }
        program.names = vec![""; program.functions.len()];
        for naming in named {
            if let Some(name) = program.names.get_mut(naming.index as usize) {
                *name = naming.name;
            }
        }
        Ok(program)
    }

    /// The body of a function, unless it is imported.
    pub fn body(&self, function: u32) -> Option<&FunctionBody<'a>> {
        self.bodies.get((function as usize).checked_sub(self.imports.len())?)
    }

    /// The function that a number calls.
    pub fn slot(&self, number: u32) -> Option<u32> {
        self.table.get(number.checked_sub(self.table_base)? as usize).copied()
    }

    /// The numbers of all functions of its own.
    pub fn own(&self) -> Range<u32> {
        self.imports.len() as u32..self.functions.len() as u32
    }

    /// Pieces of the memory with the address of each.
    ///
    /// # Errors
    /// Where a piece is laid at an address that is not a plain number.
    pub fn pieces(&self) -> Result<Vec<Piece<'a>>, Box<dyn Error>> {
        let place = |piece: &Data<'a>| match &piece.kind {
            DataKind::Active { memory_index: 0, offset_expr } => Ok((constant(offset_expr)?, piece.data)),
            _ => Err("a piece of memory is not laid at the start".into()),
        };
        self.data.iter().map(place).collect()
    }
}

/// The number that an expression consists of.
///
/// # Errors
/// Where it is anything else.
pub fn constant(expression: &ConstExpr) -> Result<u32, Box<dyn Error>> {
    match expression.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value as u32),
        other => Err(format!("a plain number was expected: {other:?}").into()),
    }
}
