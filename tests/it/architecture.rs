//! The table of who may use whom (ARCHITECTURE.md), held against the code: every `crate::x` in a module's files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const GROUND: &[&str] = &["finding", "calendar", "order", "rng", "script"];

/// Each module with those it may use, besides the ground.
const MAY_USE: &[(&str, &[&str])] = &[
    ("finding", &[]),
    ("calendar", &[]),
    ("script", &[]),
    ("notes", &["book"]),
    ("import", &["book", "notes"]),
    ("book", &[]),
    ("circles", &["book"]),
    ("care", &["book", "circles"]),
    ("plan", &["book", "circles", "care"]),
    ("export", &["book", "import", "circles", "care", "plan", "branch", "text"]),
    ("branch", &["book", "circles", "care", "plan", "notes"]),
    ("vault", &[]),
    ("backup", &["branch", "demo", "vault", "book"]),
    ("demo", &["book", "branch", "plan"]),
    ("speed", &["book", "notes", "circles", "care", "demo"]),
    ("job", &["book", "notes", "import", "circles", "care", "plan", "branch", "demo", "vault", "speed"]),
    ("text", &["book", "import", "circles", "care", "plan", "vault"]),
    ("view", &["book", "circles", "care", "plan", "branch", "backup", "text", "vault"]),
    ("route", &["book", "circles"]),
    ("shell", &["job", "backup", "import", "text", "vault"]),
    (
        "ui",
        &[
            "book", "notes", "import", "circles", "care", "plan", "export", "branch", "backup", "demo",
            "job", "text", "view", "route", "shell", "speed", "vault",
        ],
    ),
];

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// For each module of the top level, the modules that its files name.
fn uses() -> BTreeMap<String, BTreeSet<String>> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&source, &mut files);
    let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files {
        let place = file.strip_prefix(&source).unwrap();
        let first = place.components().next().unwrap().as_os_str().to_str().unwrap();
        let module = first.trim_end_matches(".rs").to_owned();
        let text = fs::read_to_string(&file).unwrap();
        let code =
            text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        for part in code.split("crate::").skip(1) {
            let name: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            uses.entry(module.clone()).or_default().insert(name);
        }
        uses.entry(module).or_default();
    }
    uses
}

#[test]
fn modules_use_only_whom_they_may() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let mut broken = Vec::new();
    for (module, used) in uses() {
        if module == "lib" || module == "main" {
            continue;
        }
        let Some(may) = allowed.get(module.as_str()) else {
            broken.push(format!("{module} is not in the table"));
            continue;
        };
        for name in used.iter().filter(|name| allowed.contains_key(name.as_str()) && **name != module) {
            if !may.contains(&name.as_str()) && !GROUND.contains(&name.as_str()) {
                broken.push(format!("{module} uses {name}"));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn the_ground_knows_nothing_of_banks() {
    for (module, used) in uses() {
        if GROUND.contains(&module.as_str()) {
            let strangers: Vec<_> = used.iter().filter(|name| !GROUND.contains(&name.as_str())).collect();
            assert!(strangers.is_empty(), "{module} uses {strangers:?}");
        }
    }
}

/// The engines know customers as numbers only: nothing of the page's crate is within their reach.
#[test]
fn the_engines_stand_on_the_ground_alone() {
    for engine in ["circles", "planner"] {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join(engine).join("Cargo.toml");
        let text = fs::read_to_string(manifest).unwrap();
        let paths: Vec<_> = text.lines().filter(|line| line.contains("path =")).collect();
        assert_eq!(paths, ["yangke-ground = { path = \"../ground\" }"], "{engine}");
    }
}

#[test]
fn one_page_never_uses_another() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui/pages");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.contains("ui::pages::"), "{} uses another page", path.display());
    }
}

#[test]
fn no_page_writes_markup_or_follows_links_made_from_data() {
    let mut files = Vec::new();
    rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for banned in ["inner_html", "set_inner_html", "window.open", "RtcPeerConnection", "XmlHttpRequest"] {
            assert!(!text.contains(banned), "{banned} in {}", file.display());
        }
    }
}

/// Innermost loops, where the standard sorts earn their size.
const SORTED_IN_PLACE: &[&str] = &[
    "circles/src/records.rs",
    "planner/src/constraint/gap.rs",
    "planner/src/constraint/repeat.rs",
    "planner/src/dual.rs",
    "planner/src/moves.rs",
    "planner/src/own_choice.rs",
    "planner/src/relax.rs",
    "planner/src/repair.rs",
    "planner/src/seating.rs",
    "planner/src/work.rs",
];

#[test]
fn sorting_outside_the_inner_loops_is_compiled_once() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    rust_files(&folder.join("src"), &mut files);
    rust_files(&folder.join("planner/src"), &mut files);
    rust_files(&folder.join("circles/src"), &mut files);
    let mut own: Vec<String> = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        if [".sort()", ".sort_by", ".sort_unstable"].iter().any(|sort| text.contains(sort)) {
            own.push(file.strip_prefix(folder).unwrap().to_str().unwrap().to_owned());
        }
    }
    own.sort();
    assert_eq!(own, SORTED_IN_PLACE);
}
