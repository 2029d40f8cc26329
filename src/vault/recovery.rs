//! The recovery code: 128 random bits as 28 characters that can be printed, read aloud and typed again.
//!
//! Characters are those of Crockford's base 32 (no I, L, O, U); the last two are a checksum, so that a slip of the pen
//! is told from a wrong code.

use sha2::{Digest, Sha256};

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const DIGITS: usize = 26;

/// The code of sixteen random bytes, in groups of four.
pub fn code(secret: &[u8; 16]) -> String {
    let mut digits = base32(u128::from_be_bytes(*secret));
    digits.extend(checksum(secret));
    let groups: Vec<String> =
        digits.chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    groups.join("-")
}

/// The secret of a code as somebody typed it; `None` when it has a slip.
pub fn secret(typed: &str) -> Option<[u8; 16]> {
    let digits: Vec<u8> = typed.chars().filter_map(digit).collect();
    if digits.len() != DIGITS + 2 {
        return None;
    }
    let mut number: u128 = 0;
    for digit in &digits[..DIGITS] {
        let value = ALPHABET.iter().position(|known| known == digit)? as u128;
        // Twenty-six digits have two bits more than the secret: those must be zero.
        number = number.checked_mul(32)?.checked_add(value)?;
    }
    let secret = number.to_be_bytes();
    (checksum(&secret) == digits[DIGITS..]).then_some(secret)
}

/// The key of a secret. It has 128 bits of chance, so that no slow function is needed.
pub fn key(secret: &[u8; 16]) -> [u8; 32] {
    Sha256::new().chain_update(b"yangke recovery 1").chain_update(secret).finalize().into()
}

fn base32(mut number: u128) -> Vec<u8> {
    let mut digits = vec![b'0'; DIGITS];
    for digit in digits.iter_mut().rev() {
        *digit = ALPHABET[(number % 32) as usize];
        number /= 32;
    }
    digits
}

fn checksum(secret: &[u8; 16]) -> [u8; 2] {
    let hash = Sha256::new().chain_update(b"yangke recovery check").chain_update(secret).finalize();
    [ALPHABET[usize::from(hash[0] % 32)], ALPHABET[usize::from(hash[1] % 32)]]
}

/// A typed character as a digit of the code: full width, small letters and look-alikes are forgiven.
fn digit(typed: char) -> Option<u8> {
    let narrow = match typed {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(typed as u32 - 0xfee0)?,
        other => other,
    };
    match narrow.to_ascii_uppercase() {
        'O' => Some(b'0'),
        'I' | 'L' => Some(b'1'),
        c if c.is_ascii_alphanumeric() => Some(c as u8),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_leads_back_to_its_secret_however_it_is_typed() {
        let mut rng = crate::rng::Rng::new(7);
        for _ in 0..2000 {
            let mut bytes = [0; 16];
            bytes.iter_mut().for_each(|byte| *byte = rng.below(256) as u8);
            let printed = code(&bytes);
            assert_eq!(printed.len(), 34);
            assert_eq!(secret(&printed), Some(bytes));
            assert_eq!(secret(&printed.to_lowercase().replace('-', " ")), Some(bytes));
            assert_eq!(secret(&printed.replace('0', "O").replace('1', "l")), Some(bytes));
        }
    }

    #[test]
    fn most_slips_are_noticed() {
        let printed = code(&[0x5a; 16]);
        let mut unseen = 0;
        for at in 0..printed.len() {
            for other in ALPHABET {
                let mut slip = printed.clone().into_bytes();
                if slip[at] == b'-' || slip[at] == *other {
                    continue;
                }
                slip[at] = *other;
                unseen += usize::from(secret(&String::from_utf8(slip).unwrap()).is_some());
            }
        }
        assert!(unseen <= 5, "{unseen} of 868 slips were not seen");
        assert_eq!(secret("no code"), None);
        assert_eq!(secret(&"Z".repeat(28)), None);
    }
}
