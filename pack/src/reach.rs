//! What the first page can need of a program: a guess that may be wrong either way, for what comes later is fetched when
//! it is called.
//!
//! Calls by name are plain. A call by number goes to a function whose number was taken somewhere: from a list in memory
//! (a vtable) or as a number in the code. Memory has no borders, but the code names where things in it begin; a thing ends
//! where the next begins.

use std::collections::BTreeSet;
use std::error::Error;
use wasmparser::Operator;

use crate::program::{Piece, Program};

/// What a function speaks of.
#[derive(Default)]
pub struct Mentions {
    /// Functions that it calls by name.
    pub calls: BTreeSet<u32>,
    /// Numbers that may be an address or the number of a function in the table.
    pub numbers: BTreeSet<u32>,
    /// Whether it calls by number.
    calls_by_number: bool,
}

impl Mentions {
    /// Whether a function calls nothing at all.
    pub fn is_leaf(&self) -> bool {
        self.calls.is_empty() && !self.calls_by_number
    }
}

/// What each function of its own speaks of, in their order.
///
/// # Errors
/// Where a body cannot be read.
pub fn mentions(program: &Program) -> Result<Vec<Mentions>, Box<dyn Error>> {
    let mut all = Vec::with_capacity(program.bodies.len());
    for body in &program.bodies {
        let mut found = Mentions::default();
        for operator in body.get_operators_reader()? {
            match operator? {
                Operator::Call { function_index }
                | Operator::ReturnCall { function_index }
                | Operator::RefFunc { function_index } => {
                    found.calls.insert(function_index);
                }
                Operator::CallIndirect { .. } | Operator::ReturnCallIndirect { .. } => {
                    found.calls_by_number = true
                }
                Operator::I32Const { value } if value > 0 => {
                    found.numbers.insert(value as u32);
                }
                Operator::I32Load { memarg } | Operator::I32Load8U { memarg } => {
                    found.numbers.insert(memarg.offset as u32);
                }
                _ => {}
            }
        }
        all.push(found);
    }
    Ok(all)
}

/// Which functions the exports lead to without passing through one that `is_later` picks by its number. Imported functions
/// count as reached.
///
/// # Errors
/// Where memory is not laid out as a linker does it.
pub fn reached(
    program: &Program,
    mentions: &[Mentions],
    is_later: &dyn Fn(u32) -> bool,
) -> Result<Vec<bool>, Box<dyn Error>> {
    let things = Things::of(program, mentions)?;
    let imported = program.imports.len();
    let mut seen = vec![false; program.functions.len()];
    let mut seen_things = BTreeSet::new();
    let exported = program.exports.iter().filter(|export| export.kind == wasmparser::ExternalKind::Func);
    let mut waiting: Vec<u32> = exported.map(|export| export.index).collect();
    while let Some(function) = waiting.pop() {
        if std::mem::replace(&mut seen[function as usize], true) || (function as usize) < imported {
            continue;
        }
        if is_later(function) {
            seen[function as usize] = false;
            continue;
        }
        let said = &mentions[function as usize - imported];
        let open = |callee: &u32| !seen[*callee as usize];
        waiting.extend(said.calls.iter().filter(|callee| open(callee)));
        let mut addresses: Vec<u32> = Vec::new();
        for number in &said.numbers {
            match program.slot(*number) {
                Some(callee) => waiting.push(callee),
                None => addresses.push(*number),
            }
        }
        while let Some(address) = addresses.pop() {
            if !seen_things.insert(address) {
                continue;
            }
            for word in things.words(address) {
                match program.slot(word) {
                    Some(callee) => waiting.push(callee),
                    None => addresses.push(word),
                }
            }
        }
    }
    (0..imported).for_each(|function| seen[function] = true);
    Ok(seen)
}

/// What lies in memory.
struct Things<'a> {
    pieces: Vec<Piece<'a>>,
    /// Addresses that the code names. Memory names more of them, but there any number may look like an address.
    begins: BTreeSet<u32>,
}

impl<'a> Things<'a> {
    fn of(program: &Program<'a>, mentions: &[Mentions]) -> Result<Self, Box<dyn Error>> {
        let begins = mentions.iter().flat_map(|said| &said.numbers).copied().collect();
        Ok(Self { pieces: program.pieces()?, begins })
    }

    /// The words from an address to the end of the thing that it lies in; none if it is no address.
    fn words(&self, address: u32) -> Vec<u32> {
        let piece = self.pieces.iter().find(|(start, bytes)| {
            address.checked_sub(*start).is_some_and(|from| (from as usize) < bytes.len())
        });
        let Some((start, bytes)) = piece else { return Vec::new() };
        let next = self.begins.range(address + 1..).next().map_or(u32::MAX, |next| *next);
        let from = (address.next_multiple_of(4) - start) as usize;
        let to = ((next - start) as usize).min(bytes.len());
        let word = |word: &[u8]| u32::from_le_bytes([word[0], word[1], word[2], word[3]]);
        bytes.get(from..to).map(|bytes| bytes.chunks_exact(4).map(word).collect()).unwrap_or_default()
    }
}
