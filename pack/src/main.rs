//! Folds what trunk built into one file that opens by double click, and gives both forms their policy.
//!
//! Runs natively behind trunk: `pack SITE_DIR OUT.html`. The single file holds glue and boot script by hash, styles
//! by hash, and the wasm compressed as base64 text that no browser executes.

use base64::engine::general_purpose::STANDARD;
use base64::Engine as _;
use sha2::{Digest, Sha256};
use std::error::Error;
use std::fs;
use std::io::Write as _;
use std::path::Path;

const STYLES: [&str; 4] = ["tokens.css", "base.css", "components.css", "print.css"];

#[allow(clippy::print_stdout, reason = "a build tool says what it has made")]
fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: pack SITE_DIR OUT.html";
    let (site, out) = (arguments.next().ok_or(usage)?, arguments.next().ok_or(usage)?);
    let site = Path::new(&site);
    let read = |name: &str| fs::read_to_string(site.join(name)).map_err(|error| format!("{name}: {error}"));
    // Inside a script element only its end tag could end it early.
    let script = |text: String| text.replace("</script", "<\\/script");
    let (glue, boot) = (script(read("yangke.js")?), script(read("boot.js")?));
    let styles = STYLES.iter().map(|name| read(name)).collect::<Result<Vec<_>, _>>()?.join("\n");
    let wasm = fs::read(site.join("yangke_bg.wasm"))?;
    let packed = STANDARD.encode(gzip(&wasm)?);
    let policy = format!(
        "default-src 'none'; script-src {} {} 'wasm-unsafe-eval'; style-src {}; worker-src blob:; img-src data:; \
         connect-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'",
        hash(&glue), hash(&boot), hash(&styles)
    );
    let html = format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         {HEAD}\n<style>{styles}</style>\n</head>\n<body>\n{BODY}\n\
         <script type=\"application/octet-stream\" id=\"packed-wasm\">{packed}</script>\n\
         <script id=\"glue\">{glue}</script>\n<script>{boot}</script>\n</body>\n</html>\n"
    );
    fs::write(&out, &html)?;
    // Hosted, the same program is fetched from its own host and nothing else is allowed.
    let hosted = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; worker-src 'self' blob:; \
                  img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'";
    let links: String = STYLES.iter().map(|name| format!("<link rel=\"stylesheet\" href=\"{name}\">\n")).collect();
    let index = format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"{hosted}\">\n\
         {HEAD}\n{links}</head>\n<body>\n{BODY}\n\
         <script id=\"glue\" src=\"yangke.js\"></script>\n<script src=\"boot.js\"></script>\n</body>\n</html>\n"
    );
    fs::write(site.join("index.html"), index)?;
    println!("{out}: {} bytes (wasm {} bytes, packed {})", html.len(), wasm.len(), packed.len());
    Ok(())
}

const HEAD: &str = "<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
    <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
    <link rel=\"icon\" href=\"data:,\">\n<title>养客 Yangke</title>";
const BODY: &str = "<noscript>请打开 JavaScript 后再使用养客。 Please switch JavaScript on to use Yangke.</noscript>\n\
    <div id=\"boot\" role=\"status\">正在打开养客…</div>";

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    // No time and no name in the header: the same program packs to the same bytes.
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}
