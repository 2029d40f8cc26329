//! The code of a WebAssembly program as streams of bytes that are alike: instructions in one, numbers of locals in
//! another, and so on. A packer that looks for repetitions and learns which byte follows which finds far more in them than
//! in instructions and their immediates in turns: a tenth of the packed program is saved. [`laid_out`] is for the packer,
//! [`put_together`] for the page, and one walk ([`body`]) serves both, so that they cannot disagree.
//!
//! Three things are said in another way, because that is shorter:
//! * *Locals* by how many others were used since (move to front): what was just set is most often what is read next.
//! * *Alignment* only where it is not the natural one, by a byte before the instruction that no instruction begins with.
//! * *Constants* stand in a stream by the instruction that follows them: an offset resembles other offsets.
//!
//! Layout: the numbers of bytes before and behind the function bodies and in each stream, and the number of bodies, each 32
//! bits, least first; then these bytes in the same order.

#![no_std]

extern crate alloc;

#[cfg(test)]
mod tests;

use alloc::vec::Vec;

/// What a byte of a function's body is.
#[derive(Clone, Copy)]
enum Kind {
    Instruction,
    Local,
    Load,
    Store,
    Call,
    Branch,
    Block,
    /// The types of a function's locals.
    Declared,
    /// Constants of 64 bits and of fractions.
    Wide,
    Other,
    /// The first of the streams of constants; there are [`FOLLOWERS`].
    Constant,
}

/// By how many kinds of following instruction constants are told apart.
const FOLLOWERS: usize = 6;

/// How many streams there are.
const STREAMS: usize = Kind::Constant as usize + FOLLOWERS;

/// Before, behind, the streams, and the number of bodies.
const HEAD: usize = 4 * (STREAMS + 3);

/// The byte that says alignment 0; those up to 15 follow it. No instruction begins with one of them.
const ALIGNED: u8 = 0xe0;

/// The bytes of a module that begins its code with the first body at `first`, and has `bodies` of them.
///
/// Nothing where it holds an instruction that this module does not know, or numbers that are not written as short as they
/// can be: [`put_together`] would not give the same bytes.
#[must_use]
pub fn laid_out(wasm: &[u8], first: usize, bodies: u32) -> Option<Vec<u8>> {
    let mut way = Apart { code: wasm, at: first, streams: core::array::from_fn(|_| Vec::new()) };
    for _ in 0..bodies {
        let size = way.number()?;
        let end = way.at + size as usize;
        body(&mut way)?;
        if way.at != end {
            return None;
        }
    }
    let behind = &wasm[way.at..];
    let parts = [&wasm[..first], behind].into_iter().chain(way.streams.iter().map(Vec::as_slice));
    let mut bytes = Vec::new();
    for part in parts.clone() {
        bytes.extend_from_slice(&u32::try_from(part.len()).ok()?.to_le_bytes());
    }
    bytes.extend_from_slice(&bodies.to_le_bytes());
    parts.for_each(|part| bytes.extend_from_slice(part));
    Some(bytes)
}

/// The module that was laid out, in `out`, which has its size. Nothing where the bytes are damaged in a way that shows.
#[must_use]
pub fn put_together(bytes: &[u8], out: &mut [u8]) -> Option<()> {
    let number =
        |at: usize| Some(u32::from_le_bytes(bytes.get(at * 4..at * 4 + 4)?.try_into().ok()?) as usize);
    let mut begin = HEAD;
    let mut part = |at: usize| {
        let part = bytes.get(begin..begin.checked_add(number(at)?)?)?;
        begin += part.len();
        Some(part)
    };
    let (before, behind) = (part(0)?, part(1)?);
    let mut streams = [&[][..]; STREAMS];
    for (at, stream) in streams.iter_mut().enumerate() {
        *stream = part(at + 2)?;
    }
    out.get_mut(..before.len())?.copy_from_slice(before);
    let mut way = Together { streams, out, at: before.len() };
    for _ in 0..number(STREAMS + 2)? {
        // The body stands where its size belongs until that is known.
        let start = way.at;
        body(&mut way)?;
        let (end, size) = (way.at, u32::try_from(way.at - start).ok()?);
        let mut before = 0;
        shortest(size, |_| {
            before += 1;
            Some(())
        })?;
        (end + before <= way.out.len()).then(|| way.out.copy_within(start..end, start + before))?;
        way.at = start;
        way.write_number(size)?;
        way.at = end + before;
    }
    let Together { out, at, .. } = way;
    (out.len() - at == behind.len()).then(|| out[at..].copy_from_slice(behind))
}

/// A way through a function's body: from the code into the streams, or back.
trait Way {
    /// Takes a byte of this kind over, and says which it was.
    fn byte(&mut self, kind: usize) -> Option<u8>;

    /// Takes over an instruction, with its alignment where it has one.
    fn instruction(&mut self) -> Option<u8>;

    /// Takes over the number of a local.
    fn local(&mut self, recent: &mut Recent) -> Option<()>;

    /// The instruction behind the constant that comes next.
    fn follower(&self) -> Option<u8>;

    /// Takes over a number (LEB128), and says which it was if it has no sign.
    fn leb(&mut self, kind: Kind) -> Option<u32> {
        self.leb_at(kind as usize)
    }

    /// [`Way::leb`] by the number of the stream.
    fn leb_at(&mut self, kind: usize) -> Option<u32> {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.byte(kind)?;
            value |= u32::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            shift += 7;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
    }
}

/// Takes a function's body over, from the types of its locals to its last `end`.
fn body(way: &mut impl Way) -> Option<()> {
    for _ in 0..way.leb(Kind::Declared)? {
        way.leb(Kind::Declared)?;
        way.byte(Kind::Declared as usize)?;
    }
    let mut recent = Recent::default();
    let mut depth = 1u32;
    while depth > 0 {
        let instruction = way.instruction()?;
        match instruction {
            0x02..=0x04 => {
                depth += 1;
                way.leb(Kind::Block)?;
            }
            0x0b => depth -= 1,
            0x0c | 0x0d => drop(way.leb(Kind::Branch)?),
            0x0e => {
                for _ in 0..=way.leb(Kind::Other)? {
                    way.leb(Kind::Other)?;
                }
            }
            0x10 => drop(way.leb(Kind::Call)?),
            0x11 => {
                way.leb(Kind::Other)?;
                way.leb(Kind::Other)?;
            }
            0x20..=0x22 => way.local(&mut recent)?,
            0x23..=0x26 | 0x3f | 0x40 | 0xd0 | 0xd2 => drop(way.leb(Kind::Other)?),
            0x28..=0x35 => drop(way.leb(Kind::Load)?),
            0x36..=0x3e => drop(way.leb(Kind::Store)?),
            0x41 => {
                let stream = Kind::Constant as usize
                    + match way.follower()? {
                        0x6a => 0,
                        0x36..=0x3e => 1,
                        0x10 => 2,
                        0x41 => 3,
                        0x21 => 4,
                        _ => 5,
                    };
                way.leb_at(stream)?;
            }
            0x42 => drop(way.leb(Kind::Wide)?),
            0x43 | 0x44 => {
                for _ in 0..if instruction == 0x43 { 4 } else { 8 } {
                    way.byte(Kind::Wide as usize)?;
                }
            }
            0xfc => {
                let operands = match way.leb(Kind::Other)? {
                    0..=7 => 0,
                    9 | 11 | 13 | 15..=17 => 1,
                    8 | 10 | 12 | 14 => 2,
                    _ => return None,
                };
                for _ in 0..operands {
                    way.leb(Kind::Other)?;
                }
            }
            0x00 | 0x01 | 0x05 | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 | 0xd1 => {}
            _ => return None,
        }
    }
    Some(())
}

/// The natural alignment of a load or a store, as a power of two; nothing for other instructions.
fn natural(instruction: u8) -> Option<u8> {
    match instruction {
        0x2c | 0x2d | 0x30 | 0x31 | 0x3a | 0x3c => Some(0),
        0x2e | 0x2f | 0x32 | 0x33 | 0x3b | 0x3d => Some(1),
        0x28 | 0x2a | 0x34..=0x36 | 0x38 | 0x3e => Some(2),
        0x29 | 0x2b | 0x37 | 0x39 => Some(3),
        _ => None,
    }
}

/// The locals of a function, the one used last first; those that were never used stand behind in their order.
#[derive(Default)]
struct Recent(Vec<u32>);

impl Recent {
    /// Which local stands at this place; it goes to the front.
    fn at(&mut self, place: u32) -> u32 {
        self.known(place);
        let local = self.0.remove(place as usize);
        self.0.insert(0, local);
        local
    }

    /// Where this local stands; it goes to the front.
    fn place(&mut self, local: u32) -> Option<u32> {
        self.known(local);
        let place = self.0.iter().position(|other| *other == local)?;
        self.at(place as u32);
        Some(place as u32)
    }

    /// A list of the first so many always holds the numbers below its length, in some order.
    fn known(&mut self, number: u32) {
        let len = self.0.len() as u32;
        self.0.extend(len..=number.max(len.saturating_sub(1)).min(0xffff));
    }
}

/// Writes a number as short as it can be.
fn shortest(mut number: u32, mut write: impl FnMut(u8) -> Option<()>) -> Option<()> {
    while number > 0x7f {
        write(number as u8 | 0x80)?;
        number >>= 7;
    }
    write(number as u8)
}

/// From the code into the streams.
struct Apart<'a> {
    code: &'a [u8],
    at: usize,
    streams: [Vec<u8>; STREAMS],
}

impl Apart<'_> {
    fn next(&mut self) -> Option<u8> {
        let byte = *self.code.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    /// A number of the code that goes into no stream as it is. Nothing where it is not written as short as can be.
    fn number(&mut self) -> Option<u32> {
        let (start, mut value, mut shift) = (self.at, 0, 0);
        loop {
            let byte = self.next()?;
            value |= u32::from(byte & 0x7f).checked_shl(shift)?;
            shift += 7;
            if byte & 0x80 == 0 {
                return (byte != 0 || self.at == start + 1).then_some(value);
            }
        }
    }
}

impl Way for Apart<'_> {
    fn byte(&mut self, kind: usize) -> Option<u8> {
        let byte = self.next()?;
        self.streams[kind].push(byte);
        Some(byte)
    }

    fn instruction(&mut self) -> Option<u8> {
        let instruction = self.next()?;
        if let Some(natural) = natural(instruction) {
            let align = self.next()?;
            if align > 15 {
                return None;
            }
            if align != natural {
                self.streams[Kind::Instruction as usize].push(ALIGNED + align);
            }
        }
        self.streams[Kind::Instruction as usize].push(instruction);
        Some(instruction)
    }

    fn local(&mut self, recent: &mut Recent) -> Option<()> {
        let place = recent.place(self.number()?)?;
        shortest(place, |byte| {
            self.streams[Kind::Local as usize].push(byte);
            Some(())
        })
    }

    fn follower(&self) -> Option<u8> {
        let constant = self.code.get(self.at..)?;
        let last = constant.iter().position(|byte| byte & 0x80 == 0)?;
        constant.get(last + 1).copied()
    }
}

/// From the streams into the code.
struct Together<'a> {
    streams: [&'a [u8]; STREAMS],
    out: &'a mut [u8],
    at: usize,
}

impl Together<'_> {
    fn take(&mut self, kind: usize) -> Option<u8> {
        let (byte, rest) = self.streams[kind].split_first()?;
        self.streams[kind] = rest;
        Some(*byte)
    }

    fn write(&mut self, byte: u8) -> Option<()> {
        *self.out.get_mut(self.at)? = byte;
        self.at += 1;
        Some(())
    }

    fn write_number(&mut self, number: u32) -> Option<()> {
        shortest(number, |byte| self.write(byte))
    }
}

impl Way for Together<'_> {
    fn byte(&mut self, kind: usize) -> Option<u8> {
        let byte = self.take(kind)?;
        self.write(byte)?;
        Some(byte)
    }

    fn instruction(&mut self) -> Option<u8> {
        let mut instruction = self.take(Kind::Instruction as usize)?;
        let mut align = natural(instruction);
        if let said @ 0..=15 = instruction.wrapping_sub(ALIGNED) {
            instruction = self.take(Kind::Instruction as usize)?;
            align = Some(said);
        }
        self.write(instruction)?;
        align.map_or(Some(()), |align| self.write(align))?;
        Some(instruction)
    }

    fn local(&mut self, recent: &mut Recent) -> Option<()> {
        let (mut place, mut shift) = (0, 0);
        loop {
            let byte = self.take(Kind::Local as usize)?;
            place |= u32::from(byte & 0x7f).checked_shl(shift)?;
            shift += 7;
            if byte & 0x80 == 0 {
                break;
            }
        }
        self.write_number(recent.at(place))
    }

    fn follower(&self) -> Option<u8> {
        let next = self.streams[Kind::Instruction as usize];
        let aligned = next.first()?.wrapping_sub(ALIGNED) < 16;
        next.get(usize::from(aligned)).copied()
    }
}
