//! Unpacks the program: LZMA (the raw stream of `pack/`: lc 4, lp 0, pb 0) and the streams of its code, from and to this
//! module's own memory.
//!
//! Without the standard library: what says where a panic happened would be half of the module, and nobody reads it here.
//! Nor is memory ever given back: the page drops the module as a whole.

#![no_std]

extern crate alloc;

use alloc::boxed::Box;
use alloc::vec;
use lol_alloc::{AssumeSingleThreaded, LeakingAllocator};
use lzma_rust2::{LzmaReader, Read as _};
use yangke_streams::put_together;

// SAFETY: the page calls this module from one thread.
#[global_allocator]
static ALLOCATOR: AssumeSingleThreaded<LeakingAllocator> =
    unsafe { AssumeSingleThreaded::new(LeakingAllocator::new()) };

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}

/// The properties that the packer writes with; `pack/src/main.rs` has the same.
const LC: u32 = 4;
const LP: u32 = 0;
const PB: u32 = 0;

/// Memory for `len` bytes, for the page to write the packed program into.
#[no_mangle]
pub extern "C" fn reserve(len: usize) -> *mut u8 {
    Box::leak(vec![0u8; len].into_boxed_slice()).as_mut_ptr()
}

/// Unpacks `packed_len` bytes at `packed` to `len` bytes, and puts together the program, whose streams begin at `plain` in
/// these and which has `wasm_len` bytes; gives the place of the `plain` bytes with the program behind them, or null when
/// the stream is broken.
///
/// # Safety
/// `packed` must come from [`reserve`] with at least `packed_len` bytes.
#[no_mangle]
pub unsafe extern "C" fn unpack(
    packed: *const u8,
    packed_len: usize,
    len: usize,
    plain: usize,
    wasm_len: usize,
) -> *mut u8 {
    // SAFETY: the caller wrote that many bytes into memory that `reserve` gave and that is never freed.
    let packed = unsafe { core::slice::from_raw_parts(packed, packed_len) };
    unpacked(packed, len, plain, wasm_len).map_or(core::ptr::null_mut(), |out| out.as_mut_ptr())
}

fn unpacked(packed: &[u8], len: usize, plain: usize, wasm_len: usize) -> Option<&'static mut [u8]> {
    let dictionary = u32::try_from(len).unwrap_or(u32::MAX).max(1 << 16);
    let mut reader = LzmaReader::new(packed, len as u64, LC, LP, PB, dictionary, None).ok()?;
    let mut streams = vec![0u8; len];
    reader.read_exact(&mut streams).ok()?;
    let out = Box::leak(vec![0u8; plain.checked_add(wasm_len)?].into_boxed_slice());
    out.get_mut(..plain)?.copy_from_slice(streams.get(..plain)?);
    put_together(&streams[plain..], &mut out[plain..])?;
    Some(out)
}
