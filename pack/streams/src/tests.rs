use super::{laid_out, put_together};
use alloc::vec;
use alloc::vec::Vec;

/// Two bodies behind four bytes and before three, with every kind of immediate, an unnatural alignment and a number that
/// takes more than a byte.
fn code() -> (Vec<u8>, usize) {
    let first: &[u8] = &[
        1, 2, 0x7f, // two locals of one type
        0x02, 0x40, 0x20, 0, 0x20, 1, 0x22, 0, 0x21, 0x85, 0x02, // block, locals 0, 1, 0, 261
        0x41, 0x80, 0x08, 0x6a, 0x41, 3, 0x36, 1, 16, // 1024 +, 3 stored with alignment 1
        0x28, 2, 0x84, 1, 0x42, 0x7f, 0x44, 1, 2, 3, 4, 5, 6, 7, 8, 0x43, 9, 9, 9,
        9, // loads, wide ones
        0x41, 1, 0x28, 0, 0, // a constant before an instruction with a stated alignment
        0x0d, 0, 0x10, 0x90, 1, 0x11, 2, 0, 0x0e, 1, 0, 0, 0xfc, 10, 0, 0, 0x3f, 0, 0x0b, 0x0b,
    ];
    let second: &[u8] = &[0, 0x20, 3, 0x0b];
    let mut wasm = vec![9, 9, 9, 9];
    for body in [first, second] {
        wasm.push(body.len() as u8);
        wasm.extend_from_slice(body);
    }
    wasm.extend_from_slice(&[8, 8, 8]);
    (wasm, 4)
}

#[test]
fn what_was_laid_out_comes_together_again() {
    let (wasm, first) = code();
    let parts = laid_out(&wasm, first, 2).unwrap();
    let mut out = vec![0; wasm.len()];
    put_together(&parts, &mut out).unwrap();
    assert_eq!(out, wasm);
    assert_ne!(&parts[parts.len() - wasm.len()..], wasm, "the streams are the code itself");
}

#[test]
fn a_damaged_file_never_makes_the_page_fall_over() {
    let (wasm, first) = code();
    let parts = laid_out(&wasm, first, 2).unwrap();
    let mut out = vec![0; wasm.len()];
    for end in 0..parts.len() {
        assert_eq!(put_together(&parts[..end], &mut out), None);
    }
    for at in 0..parts.len() {
        for bit in 0..8 {
            let mut damaged = parts.clone();
            damaged[at] ^= 1 << bit;
            let _ = put_together(&damaged, &mut out);
        }
    }
    assert_eq!(put_together(&parts, &mut vec![0; wasm.len() - 1]), None);
    assert_eq!(put_together(&parts, &mut vec![0; wasm.len() + 1]), None);
}

#[test]
fn code_that_would_not_come_back_is_not_laid_out() {
    // A vector instruction; a local's number written longer than need be; a size that ends within a body.
    for wasm in [&[4, 0, 0xfd, 12, 0x0b][..], &[5, 0, 0x20, 0x80, 0, 0x0b], &[3, 0, 0x20, 3, 0x0b]] {
        assert_eq!(laid_out(wasm, 0, 1), None, "{wasm:?}");
    }
}
