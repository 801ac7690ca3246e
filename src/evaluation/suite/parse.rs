//! YAML of a suite to its types; whatever the format does not name is a fault.

use super::case::{
    AssumptionsCase, Case, DuplicatesCase, InjectionCase, LintCase, QuestionsCase, RetrievalCase, SplitCase,
    SummaryCase, Task, ThemesCase,
};
use super::fault::Faults;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Reads one document. `name_of` gives the case at an index of the document's list.
pub(super) fn document<T: DeserializeOwned>(
    bytes: &[u8],
    name_of: &dyn Fn(usize) -> Option<String>,
    faults: &mut Faults,
) -> Option<T> {
    match serde_norway::from_slice(bytes) {
        Ok(read) => Some(read),
        Err(error) => {
            let message = error.to_string();
            let (path, what) = split_path(&message);
            let (index, key) = split_index(path);
            if let Some(case) = index.and_then(name_of) {
                faults.enter_case(&case);
            }
            match unknown_field(what)
                .map(|field| join(key, field))
                .or((!key.is_empty()).then(|| key.to_owned()))
            {
                Some(key) => faults.at(key, what),
                None => faults.whole(what),
            }
            None
        }
    }
}

/// The path before the first colon, if the message begins with one.
fn split_path(message: &str) -> (&str, &str) {
    message.split_once(": ").filter(|(path, _)| !path.contains(' ')).unwrap_or(("", message))
}

/// `[3].slices` to 3 and `slices`.
fn split_index(path: &str) -> (Option<usize>, &str) {
    let path = path.trim_start_matches('.');
    let indexed = path.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    indexed.map_or((None, path), |(index, key)| (index.parse().ok(), key.trim_start_matches('.')))
}

/// The field that a message calls unknown, missing or duplicate.
fn unknown_field(what: &str) -> Option<&str> {
    ["unknown field `", "missing field `", "duplicate field `"]
        .iter()
        .find_map(|lead| what.strip_prefix(lead)?.split_once('`'))
        .map(|(field, _)| field)
}

fn join(path: &str, field: &str) -> String {
    if path.is_empty() { field.to_owned() } else { format!("{path}.{field}") }
}

/// Reads the cases of one task's file.
pub(super) fn cases(task: Task, bytes: &[u8], faults: &mut Faults) -> Vec<Case> {
    match task {
        Task::Split => of::<SplitCase>(bytes, faults),
        Task::Assumptions => of::<AssumptionsCase>(bytes, faults),
        Task::Questions => of::<QuestionsCase>(bytes, faults),
        Task::Summary => of::<SummaryCase>(bytes, faults),
        Task::Retrieval => of::<RetrievalCase>(bytes, faults),
        Task::Themes => of::<ThemesCase>(bytes, faults),
        Task::Lint => of::<LintCase>(bytes, faults),
        Task::Duplicates => of::<DuplicatesCase>(bytes, faults),
        Task::Injection => of::<InjectionCase>(bytes, faults),
    }
}

fn of<C: DeserializeOwned + Into<Case>>(bytes: &[u8], faults: &mut Faults) -> Vec<Case> {
    let name_of = |index| name_of_case(bytes, index);
    let read: Option<Vec<C>> = document(bytes, &name_of, faults);
    read.unwrap_or_default().into_iter().map(Into::into).collect()
}

/// The id of the case at an index, if so much can be read.
fn name_of_case(bytes: &[u8], index: usize) -> Option<String> {
    #[derive(Deserialize)]
    struct Named {
        id: Option<String>,
    }
    let all: Vec<Named> = serde_norway::from_slice(bytes).ok()?;
    all.into_iter().nth(index)?.id
}
