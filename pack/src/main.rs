//! Folds what trunk built into one file that opens by double click, and gives both forms their policy.
//!
//! Runs natively behind trunk: `pack SITE_DIR UNPACK.wasm OUT.html`. The hosted form gets its wasm in two parts
//! ([`hosted`]). The single file holds the boot script and, as base-125 text that no browser executes, styles, glue and
//! wasm packed by LZMA (the code of the wasm laid out in streams, [`yangke_streams`]) and the small wasm that unpacks
//! them; its policy names boot script, glue and styles by their hashes.

mod encode;
mod hosted;
mod later;
mod program;
mod reach;
mod split;
mod tidy;

use base64::engine::general_purpose::STANDARD;
use base64::Engine as _;
use lzma_rust2::{LzmaOptions, LzmaWriter};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use wasmparser::Validator;

use crate::program::Program;

/// The styles, in the order in which they are laid over each other.
pub const STYLES: [&str; 8] = [
    "tokens.css",
    "base.css",
    "components.css",
    "explorer.css",
    "care.css",
    "book.css",
    "keeping.css",
    "print.css",
];

/// What wasm-bindgen calls the imports by which a page could send anything.
const REQUESTS: [&str; 6] =
    ["__wbg_fetch", "XMLHttpRequest", "WebSocket", "EventSource", "sendBeacon", "RTCPeer"];

#[allow(clippy::print_stdout, reason = "a build tool says what it has made")]
fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: pack SITE_DIR UNPACK.wasm OUT.html";
    let (site, unpack) = (arguments.next().ok_or(usage)?, arguments.next().ok_or(usage)?);
    let out = arguments.next().ok_or(usage)?;
    let site = Path::new(&site);
    let read = |name: &str| fs::read_to_string(site.join(name)).map_err(|error| format!("{name}: {error}"));
    // Inside a script element only its end tag could end it early.
    let script = |text: String| text.replace("</script", "<\\/script");
    let (glue, boot) = (squeezed(&read("yangke.js")?), script(squeezed(&read("boot.js")?)));
    // The program cannot send what it has no import for.
    if let Some(found) = REQUESTS.iter().find(|name| glue.contains(**name)) {
        return Err(format!("the program imports {found}: nothing in it may send a request").into());
    }
    let styles = STYLES.iter().map(|name| read(name)).collect::<Result<Vec<_>, _>>()?.join("\n");
    let styles = squeezed(&styles);
    let (plain, named) = (glue.clone(), fs::read(site.join("yangke_bg.wasm"))?);
    let (glue, wasm) = counted(glue, tidy::tidied(&without_names(&named))?)?;
    // One stream for all three: each is far smaller in it than as text of the page.
    let streams = streams(&wasm)?;
    let parts = [styles.len(), glue.len(), streams.len(), wasm.len()];
    let small = lzma(&[styles.as_bytes(), glue.as_bytes(), &streams].concat())?;
    let (bytes, packed) = (small.len(), base125(&small));
    let unpack = without_names(&fs::read(&unpack).map_err(|error| format!("{unpack}: {error}"))?);
    let (unpack_bytes, unpack) = (unpack.len(), base125(&unpack));
    let policy = format!(
        "default-src 'none'; script-src {} {} 'wasm-unsafe-eval'; style-src {}; worker-src blob:; img-src data:; \
         connect-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'",
        hash(&glue), hash(&boot), hash(&styles)
    );
    // Without blanks that a browser would drop or move: the page can then name its own hash (`shell::evidence`).
    let html = format!(
        "<!doctype html>\n<html lang=\"zh-CN\"><head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         {HEAD}\n<link rel=\"icon\" href=\"{}\">\n</head>\n<body>\n{BODY}\n\
         <script type=\"application/octet-stream\" id=\"unpack-wasm\" data-bytes=\"{unpack_bytes}\">{unpack}</script>\n\
         <script type=\"application/octet-stream\" id=\"packed\" data-bytes=\"{bytes}\" data-parts=\"{}\">{packed}</script>\n\
         <script>{boot}</script></body></html>",
        in_place(&read("icon.svg")?),
        parts.map(|size| size.to_string()).join(" ")
    );
    fs::write(&out, &html)?;
    hosted::write(site, &plain, &named)?;
    println!("{out}: {} bytes (wasm {} bytes, packed {})", html.len(), wasm.len(), packed.len());
    Ok(())
}

/// What the head of both forms says.
pub const HEAD: &str =
    "<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
    <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
    <title>养客 Yangke</title>";
/// What stands in both forms until the program begins.
pub const BODY: &str =
    "<noscript>请打开 JavaScript 后再使用养客。 Please switch JavaScript on to use Yangke.</noscript>\n\
    <div id=\"boot\" role=\"status\"><p class=\"lead\">放入客户名单，找出跨越旧客群的圈子，排好一个季度的客户养护。全程在本机计算，数据不离开这台电脑。</p>正在打开养客…</div>";

/// A picture as an address that holds it.
fn in_place(svg: &str) -> String {
    let text = svg.trim().replace('"', "'").replace('#', "%23").replace('<', "%3c").replace('>', "%3e");
    format!("data:image/svg+xml,{text}")
}

/// A script or style without indents, empty lines and comments that have lines of their own. Neither the glue nor our
/// own files have text that runs over several lines, where a blank would count.
fn squeezed(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut in_comment = false;
    for line in text.lines().map(str::trim) {
        in_comment |= line.starts_with("/*");
        if !in_comment && !line.is_empty() && !line.starts_with("//") {
            kept.push_str(line);
            kept.push('\n');
        }
        in_comment &= !line.ends_with("*/");
    }
    kept
}

/// The program as `unpack/` puts it together.
///
/// # Errors
/// Where it would come back as another: [`yangke_streams`] says when.
fn streams(wasm: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let program = Program::read(wasm)?;
    let first = program.bodies.first().ok_or("the program has no code")?.range().start;
    // Before a body stands its size, as short as can be.
    let size = program.bodies[0].as_bytes().len();
    let before = (1..=5).find(|bytes| size >> (7 * bytes) == 0).ok_or("a body of more than 2 GB")?;
    let streams = yangke_streams::laid_out(wasm, first - before, u32::try_from(program.bodies.len())?)
        .ok_or("pack/streams does not know an instruction of the program")?;
    let mut back = vec![0; wasm.len()];
    yangke_streams::put_together(&streams, &mut back).ok_or("the streams do not come together")?;
    (back == wasm).then_some(streams).ok_or_else(|| "the streams come together as another program".into())
}

/// LZMA makes the program a fifth smaller than the best deflate, which is worth its 26 kB of decompressor in a file
/// that people send around. `unpack/src/lib.rs` has the same properties.
fn lzma(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut options = LzmaOptions::with_preset(9);
    (options.lc, options.lp, options.pb, options.nice_len) = (4, 0, 0, 273);
    let mut writer = LzmaWriter::new_no_header(Vec::new(), &options, false)?;
    writer.write_all(bytes)?;
    writer.finish()
}

/// Twenty bytes as 23 characters, first the most significant; the last group is filled with zeros. The characters are
/// those of ASCII that HTML leaves alone inside a script element: all but NUL, the carriage return and `<`. Base64
/// would add a third, base 94 two ninths, this adds 15 %. `public/boot.js` reads it.
fn base125(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() / 20 * 23 + 23);
    for group in bytes.chunks(20) {
        let mut number = [0u8; 20];
        number[..group.len()].copy_from_slice(group);
        let mut digits = [0u8; 23];
        for digit in digits.iter_mut().rev() {
            // Long division of the group by 125: the remainder is the next digit from the right.
            let mut rest = 0u32;
            for byte in &mut number {
                rest = rest << 8 | u32::from(*byte);
                *byte = (rest / 125) as u8;
                rest %= 125;
            }
            *digit = ALPHABET[rest as usize];
        }
        text.extend(digits.iter().map(|digit| char::from(*digit)));
    }
    text
}

/// The 125 characters, in order of their codes.
const ALPHABET: [u8; 125] = {
    let mut alphabet = [0; 125];
    let (mut code, mut at) = (1u8, 0);
    while at < 125 {
        if code != b'\r' && code != b'<' {
            alphabet[at] = code;
            at += 1;
        }
        code += 1;
    }
    alphabet
};

/// The program without its `name` section: function names are a quarter of the file and of use to nobody here.
fn without_names(wasm: &[u8]) -> Vec<u8> {
    let mut kept = wasm[..8].to_vec();
    let mut at = 8;
    while at < wasm.len() {
        let (size, head) = leb128(&wasm[at + 1..]);
        let end = at + 1 + head + size;
        let body = &wasm[at + 1 + head..end];
        let is_names = wasm[at] == 0 && {
            let (length, head) = leb128(body);
            &body[head..head + length] == b"name"
        };
        if !is_names {
            kept.extend_from_slice(&wasm[at..end]);
        }
        at = end;
    }
    kept
}

/// Glue and program call each other by names that end in sixteen random digits each. Counted instead, in the same length,
/// they pack to next to nothing. What is counted already (`__wbindgen_generic_0000000000000001`) stays: such a row of digits
/// stands elsewhere in a program as well, and the program with its names has to be a valid one afterwards.
///
/// # Errors
/// Where a name is in the glue alone, and where the program is no valid one.
pub fn counted(mut glue: String, mut wasm: Vec<u8>) -> Result<(String, Vec<u8>), Box<dyn Error>> {
    let digits =
        |text: &str| text.len() == 16 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    let words = glue.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let hashes: BTreeSet<String> = words
        .filter_map(|word| word.get(word.len().checked_sub(17)?..))
        .filter(|end| end.starts_with(['_', 'h']) && digits(&end[1..]))
        .map(|end| end[1..].to_owned())
        .filter(|digits| !digits.starts_with("00000000"))
        .collect();
    for (number, hash) in hashes.iter().enumerate() {
        let short = format!("{number:016x}");
        glue = glue.replace(hash, &short);
        let places: Vec<usize> = wasm
            .windows(16)
            .enumerate()
            .filter(|(_, found)| *found == hash.as_bytes())
            .map(|(at, _)| at)
            .collect();
        if places.is_empty() {
            return Err(format!("{hash} is in the glue alone").into());
        }
        for at in places {
            wasm[at..at + 16].copy_from_slice(short.as_bytes());
        }
    }
    Validator::new()
        .validate_all(&wasm)
        .map_err(|error| format!("the program with counted names: {error}"))?;
    Ok((glue, wasm))
}

/// An unsigned number as WebAssembly writes it, and how many bytes it takes.
fn leb128(bytes: &[u8]) -> (usize, usize) {
    let mut value = 0;
    for (idx, byte) in bytes.iter().enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * idx);
        if byte & 0x80 == 0 {
            return (value, idx + 1);
        }
    }
    (value, bytes.len())
}

fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::counted;
    use wasm_encoder::{CustomSection, EntityType, ImportSection, Module, TypeSection};

    /// A program that imports two names; a row of digits stands in it that is no name.
    fn program(names: [&str; 2]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        names.iter().for_each(|name| {
            imports.import("page", name, EntityType::Function(0));
        });
        let row = CustomSection { name: "row".into(), data: b"0000000000000001"[..].into() };
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&row);
        module.finish()
    }

    #[test]
    fn random_names_are_counted_and_rows_of_digits_elsewhere_stay() {
        let (random, counted_before) = ("say_f249a2a76caa9a55", "generic_0000000000000001");
        let glue = format!("imports.{random}(); imports.{counted_before}();");
        let (glue, wasm) = counted(glue, program([random, counted_before])).unwrap();
        assert_eq!(glue, "imports.say_0000000000000000(); imports.generic_0000000000000001();");
        assert_eq!(wasm, program(["say_0000000000000000", counted_before]));
    }

    #[test]
    fn a_name_that_the_program_does_not_have_is_refused() {
        assert!(counted("say_f249a2a76caa9a55".to_owned(), program(["a", "b"])).is_err());
    }
}
