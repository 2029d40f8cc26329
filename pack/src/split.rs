//! Parts the linked program of the hosted form: what the first page needs comes at once, the rest behind it.
//!
//! Both parts are ordinary modules over one memory and one table. Where the first part calls what comes later it has a
//! stand-in, which fetches the later part when it is not there yet and then calls by number; the later part lays its own
//! functions into the table when it begins. What is in which part is therefore a question of time alone: a program that is
//! parted badly is slower, never wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use wasmparser::{ExternalKind, Validator};

use crate::encode;
use crate::program::Program;
use crate::reach::{mentions, reached, Mentions};

/// Functions that call nothing and are at most this long, in bytes, are in both parts when both call them: an import, an
/// export and the way between them would be dearer.
const COPIED: usize = 128;

/// The two parts of a program.
pub struct Parts {
    /// What the page starts with.
    pub first: Vec<u8>,
    /// What comes behind it: imports everything it shares from the exports of the first part.
    pub later: Vec<u8>,
}

/// Who is where. All numbers are those of the whole program.
pub struct Division {
    /// Whether a function is in the first part.
    pub in_first: Vec<bool>,
    /// Functions of the later part that the first part or the browser can call, with their number in the table.
    pub stand_ins: BTreeMap<u32, u32>,
    /// Functions of the first part that the later part calls.
    pub shared: BTreeSet<u32>,
    /// Functions of the first part that the later part has too.
    pub copied: BTreeSet<u32>,
    /// How many numbers the table has.
    pub table_size: u32,
}

/// Parts a program by the names of its functions: `comes_later` says of a name whether it can wait.
///
/// # Errors
/// Where the program has what is not known here, and where a part would not be a valid module.
pub fn split(wasm: &[u8], comes_later: &dyn Fn(&str) -> bool) -> Result<Parts, Box<dyn Error>> {
    let program = Program::read(wasm)?;
    let mentions = mentions(&program)?;
    let named = |function: u32| comes_later(program.names[function as usize]);
    let in_first = reached(&program, &mentions, &named)?;
    let division = Division::of(&program, &mentions, in_first)?;
    let parts =
        Parts { first: encode::first(&program, &division)?, later: encode::later(&program, &division)? };
    for (name, part) in [("first", &parts.first), ("later", &parts.later)] {
        Validator::new().validate_all(part).map_err(|error| format!("the {name} part: {error}"))?;
    }
    Ok(parts)
}

impl Division {
    fn of(program: &Program, mentions: &[Mentions], in_first: Vec<bool>) -> Result<Self, Box<dyn Error>> {
        let first = |function: u32| in_first[function as usize];
        let mut called = BTreeSet::new();
        let (mut shared, mut copied) = (BTreeSet::new(), BTreeSet::new());
        for (function, said) in program.own().zip(mentions) {
            if first(function) {
                called.extend(said.calls.iter().filter(|callee| !first(**callee)));
                continue;
            }
            for callee in said.calls.iter().filter(|callee| first(**callee)) {
                let leaf = program.body(*callee).is_some_and(|body| {
                    let own = &mentions[*callee as usize - program.imports.len()];
                    own.is_leaf() && body.as_bytes().len() <= COPIED
                });
                if leaf { &mut copied } else { &mut shared }.insert(*callee);
            }
        }
        let functions = program.exports.iter().filter(|export| export.kind == ExternalKind::Func);
        called.extend(functions.map(|export| export.index).filter(|function| !first(*function)));
        let mut stand_ins = BTreeMap::new();
        for (number, function) in (program.table_base..).zip(&program.table) {
            if !first(*function) {
                stand_ins.entry(*function).or_insert(number);
            }
        }
        // Numbers of their own for those that were only called by name until now.
        let table = program.tables.first().ok_or("the program has no table")?;
        let mut table_size = u32::try_from(table.initial)?;
        for function in called {
            stand_ins.entry(function).or_insert_with(|| {
                table_size += 1;
                table_size - 1
            });
        }
        Ok(Self { in_first, stand_ins, shared, copied, table_size })
    }
}

#[cfg(test)]
mod tests;
