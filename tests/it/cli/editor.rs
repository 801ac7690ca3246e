//! What a person writes in their editor: never lost, and never over what somebody else did.

use super::{ask, first, sample, text};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// An editor that does this with the file that it is given.
fn editor(folder: &Path, script: &str) -> PathBuf {
    let path = folder.join("editor.sh");
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path
}

fn edit(data: &Path, id: &str, editor: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hone"))
        .arg("--data")
        .arg(data)
        .args(["edit", id])
        .env("HONE_EMBEDDINGS_MODEL", "words")
        .env("VISUAL", editor)
        .output()
        .unwrap()
}

#[test]
fn what_cannot_be_read_is_kept_where_one_can_go_on_with_it() {
    let data = sample();
    let assumption = first(data.path(), "HAR-13", "assumption");
    let id = assumption["id"].as_str().unwrap();
    let output = edit(data.path(), id, &editor(data.path(), "echo 'statement: [half' > \"$1\""));
    let said = text(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    let (_, kept) = said.trim_end().rsplit_once("go on with --file ").unwrap();
    assert_eq!(std::fs::read_to_string(kept).unwrap(), "statement: [half\n");
    std::fs::remove_file(kept).unwrap();
    let untouched = edit(data.path(), id, &editor(data.path(), "true"));
    assert!(text(&untouched).contains("Nothing was changed."), "{}", text(&untouched));
}

#[test]
fn what_somebody_did_while_the_editor_was_open_stands() {
    let data = sample();
    let assumption = first(data.path(), "HAR-13", "assumption");
    let id = assumption["id"].as_str().unwrap();
    let hone = env!("CARGO_BIN_EXE_hone");
    let script = format!(
        "{hone} --data {} defer {id} --until 2099-01-01 && sed -i 's/statement: /statement: Truly, /' \"$1\"",
        data.path().display()
    );
    let output = edit(data.path(), id, &editor(data.path(), &script));
    let said = text(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("has changed since it was read") && said.contains("is kept"), "{said}");
    let (_, kept) = said.trim_end().rsplit_once("go on with --file ").unwrap();
    std::fs::remove_file(kept).unwrap();
    assert_eq!(ask(data.path(), &["show", id])["state"], "deferred");
}
