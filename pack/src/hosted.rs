//! The hosted form: the same program in two parts, fetched from its own host, and nothing else is allowed.

use sha2::{Digest, Sha256};
use std::error::Error;
use std::fs;
use std::path::Path;

use crate::encode::LOADER;
use crate::later::comes_later;
use crate::split::split;
use crate::{counted, BODY, HEAD, STYLES};

/// Writes the two parts of the program, the glue that knows of them, the page and its service worker.
///
/// # Errors
/// Where a file is missing, and where the program cannot be parted.
pub fn write(site: &Path, glue: &str, named: &[u8]) -> Result<(), Box<dyn Error>> {
    let parts = split(named, &comes_later)?;
    let (glue, first) = counted(parted(glue)?, parts.first)?;
    fs::write(site.join("yangke.js"), glue)?;
    fs::write(site.join("yangke_bg.wasm"), first)?;
    fs::write(site.join("yangke_later.wasm"), parts.later)?;
    fs::write(site.join("index.html"), index())?;
    let worker = fs::read_to_string(site.join("sw.js"))?;
    fs::write(site.join("sw.js"), service_worker(site, &worker)?)?;
    Ok(())
}

/// The page.
fn index() -> String {
    let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; worker-src 'self' blob:; \
                  img-src 'self' data:; manifest-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; \
                  form-action 'none'";
    let links: String =
        STYLES.iter().map(|name| format!("<link rel=\"stylesheet\" href=\"{name}\">\n")).collect();
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         {HEAD}\n<link rel=\"preload\" href=\"yangke_bg.wasm\" as=\"fetch\" crossorigin>\n\
         <link rel=\"icon\" href=\"icon.svg\">\n<link rel=\"manifest\" href=\"manifest.webmanifest\">\n\
         <meta name=\"theme-color\" content=\"#17634f\">\n\
         <meta name=\"description\" content=\"把合得来的客户找出来，按季度安排关怀；所有数据只在本机。\">\n{links}</head>\n<body>\n{BODY}\n\
         <script src=\"yangke.js\"></script>\n<script src=\"parts.js\"></script>\n<script src=\"boot.js\"></script>\n\
         <script src=\"host.js\"></script>\n</body>\n</html>\n"
    )
}

/// The glue with the import of the later part, and with a moment between the first part's arrival and its start.
/// `public/hosted/parts.js` is behind both.
fn parted(glue: &str) -> Result<String, Box<dyn Error>> {
    let loader = (
        "\"./yangke_bg.js\": import0,\n",
        format!("\"./yangke_bg.js\": import0,\n\"{LOADER}\": yangkeParts,\n"),
    );
    let arrival = "const { instance, module } = await __wbg_load(await module_or_path, imports);\n";
    let began = (arrival, format!("{arrival}await yangkeParts.begun(instance.exports);\n"));
    let mut glue = glue.to_owned();
    for (from, to) in [loader, began] {
        if glue.matches(from).count() != 1 {
            return Err(format!("the glue has changed: {from:?} is not in it once").into());
        }
        glue = glue.replace(from, &to);
    }
    Ok(glue)
}

/// The service worker with the names of the files that it keeps and the version that they make together.
fn service_worker(site: &Path, text: &str) -> Result<String, Box<dyn Error>> {
    let entries =
        fs::read_dir(site)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
    let mut names: Vec<String> = entries
        .iter()
        .filter_map(|path| path.file_name()?.to_str())
        // The page itself is kept under the address of its folder.
        .filter(|name| !["index.html", "sw.js"].contains(name))
        .map(str::to_owned)
        .collect();
    names.sort_unstable();
    let mut version = Sha256::new();
    for name in names.iter().map(String::as_str).chain(["index.html"]) {
        version.update(name);
        version.update(fs::read(site.join(name))?);
    }
    let version: String = version.finalize()[..8].iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(text.replace("%FILES%", &names.join("\", \"")).replace("%VERSION%", &version))
}

#[cfg(test)]
mod tests {
    use super::parted;

    const GLUE: &str = "return {\n__proto__: null,\n\"./yangke_bg.js\": import0,\n};\n\
        const { instance, module } = await __wbg_load(await module_or_path, imports);\nreturn begin(instance);\n";

    #[test]
    fn the_glue_gets_both_places_of_the_later_part() {
        let glue = parted(GLUE).unwrap();
        assert!(glue.contains("import0,\n\"./later\": yangkeParts,\n};"));
        assert!(glue.contains("imports);\nawait yangkeParts.begun(instance.exports);\nreturn begin"));
    }

    #[test]
    fn other_glue_than_the_known_one_is_refused() {
        assert!(parted("").is_err());
        assert!(parted(&GLUE.repeat(2)).is_err());
    }
}
