//! What is wrong with a suite, said so that its author finds the place.

use std::fmt;

/// One fault: where it is, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// File inside the suite.
    pub file: String,
    /// Id of the case, where one is at fault.
    pub case: Option<String>,
    /// Path of the key, for example `assumptions[1].for[0].text`.
    pub key: Option<String>,
    /// What is wrong. Never holds words of a transcript.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.file)?;
        for (name, value) in [("case", &self.case), ("key", &self.key)] {
            if let Some(value) = value {
                write!(out, ", {name} {value}")?;
            }
        }
        write!(out, ": {}", self.what)
    }
}

/// A suite that cannot be used, with every fault that was found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct SuiteError(pub Vec<Fault>);

/// The faults found so far in one file.
#[derive(Debug, Default)]
pub(super) struct Faults {
    found: Vec<Fault>,
    file: String,
    case: Option<String>,
}

impl Faults {
    /// What follows is about this file.
    pub(super) fn enter_file(&mut self, file: &str) {
        file.clone_into(&mut self.file);
        self.case = None;
    }

    /// What follows is about this case.
    pub(super) fn enter_case(&mut self, case: &str) {
        self.case = Some(case.to_owned());
    }

    /// Notes a fault of the file or case as a whole.
    pub(super) fn whole(&mut self, what: impl Into<String>) {
        self.push(None, what.into());
    }

    /// Notes a fault at a key.
    pub(super) fn at(&mut self, key: impl Into<String>, what: impl Into<String>) {
        self.push(Some(key.into()), what.into());
    }

    fn push(&mut self, key: Option<String>, what: String) {
        self.found.push(Fault { file: self.file.clone(), case: self.case.clone(), key, what });
    }

    /// Whether nothing is wrong so far.
    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Ends with the value, or with the faults if there are any.
    pub(super) fn finish<T>(self, value: Option<T>) -> Result<T, SuiteError> {
        value.filter(|_| self.found.is_empty()).ok_or(SuiteError(self.found))
    }
}
