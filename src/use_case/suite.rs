//! Makes a workspace, empty or from a suite folder; the sample workspace is such a folder too.

use super::{Copilot, Error, InterviewDetails, sample};
use crate::domain::access::{Person, Scope};
use crate::domain::import::FileReport;
use crate::ingest::backlog::BacklogFormat;
use crate::ingest::suite::{BacklogFile, InterviewFile, Manifest};
use crate::store::{StoreError, Workspace};

/// Name of the workspace that `hone demo` makes.
pub const DEMO: &str = "demo";
/// Items of the sample that show the three verdicts of a split: split, refuse, small.
pub const SHOWN_IN_DEMO: [&str; 3] = ["HAR-13", "HAR-21", "HAR-25"];
/// The setting that says from which suite a workspace was made.
const MADE_FROM: &str = "made_from";

/// Gives the bytes of a file of a suite, by its path in the folder.
pub type ReadFile<'a> = &'a (dyn Fn(&str) -> std::io::Result<Vec<u8>> + Send + Sync);

/// A workspace that was made or found, and what was taken in.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// The workspace, with the person in it.
    pub scope: Scope,
    /// Its name.
    pub name: String,
    /// Whether a command without `--workspace` works in it.
    pub is_current: bool,
    /// What became of each file.
    pub files: Vec<FileReport>,
}

impl Copilot {
    /// Makes the workspace of this name, unless it is there, and the current one.
    pub async fn init(&self, person: Person, name: &str) -> Result<Opened, Error> {
        let workspace = match self.store.workspace(name).await {
            Ok(workspace) => workspace,
            Err(StoreError::NotFound { .. }) => self.store.create_workspace(name).await?,
            Err(error) => return Err(error.into()),
        };
        self.store.select_workspace(&workspace.id).await?;
        self.opened_workspace(person, workspace, Vec::new()).await
    }

    /// Makes a workspace from a suite folder: Big Idea, stakeholders, interviews, backlog.
    ///
    /// Repeated, it takes in what is missing and changes nothing else.
    ///
    /// # Errors
    /// [`Error::Conflict`] when a workspace of this name was made in another way;
    /// [`Error::Unreadable`] names the file of the suite that cannot be read.
    pub async fn init_from(
        &self,
        person: Person,
        name: &str,
        suite: &Manifest,
        read: ReadFile<'_>,
    ) -> Result<Opened, Error> {
        let workspace = self.workspace_for(name, suite).await?;
        let scope = Scope { person: person.clone(), workspace: workspace.id.clone() };
        let mut files = Vec::new();
        for entry in &suite.interviews {
            files.push(self.take_interview(&scope, entry, read).await?);
        }
        files.push(self.take_backlog(&scope, &suite.backlog, read).await?);
        self.opened_workspace(person, workspace, files).await
    }

    /// Makes the sample workspace, which is part of the program, or finds it as it was left.
    ///
    /// # Errors
    /// [`Error::Conflict`] when a person made a workspace of that name.
    pub async fn demo(&self, person: Person) -> Result<Opened, Error> {
        let suite = Manifest::parse(sample::SUITE)
            .map_err(|why| Error::invalid("sample", why, "this is a fault of ours"))?;
        self.init_from(person, DEMO, &suite, &sample::read).await
    }

    /// The workspace that was made from this suite, or a new one with its Big Idea and register.
    async fn workspace_for(&self, name: &str, suite: &Manifest) -> Result<Workspace, Error> {
        match self.store.workspace(name).await {
            Ok(workspace) if workspace.settings.get(MADE_FROM) == Some(&suite.suite) => Ok(workspace),
            Ok(_) => Err(Error::Conflict {
                why: format!("there is a workspace {name} that was not made from {}", suite.suite),
                hint: "choose another name with --workspace NAME".into(),
            }),
            Err(StoreError::NotFound { .. }) => {
                let made = self.store.create_workspace(name).await?;
                self.store.save_big_idea(&made.id, &suite.big_idea).await?;
                for stakeholder in &suite.stakeholders {
                    self.store.save_stakeholder(&made.id, stakeholder).await?;
                }
                let settings = [(MADE_FROM.to_owned(), suite.suite.clone())].into();
                self.store.save_settings(&made.id, None, &settings).await?;
                Ok(self.store.workspace(name).await?)
            }
            Err(error) => Err(error.into()),
        }
    }

    async fn take_interview(
        &self,
        scope: &Scope,
        entry: &InterviewFile,
        read: ReadFile<'_>,
    ) -> Result<FileReport, Error> {
        let bytes = read(&entry.path).map_err(|error| unreadable(&entry.path, &error))?;
        let details = InterviewDetails {
            participant: Some(entry.participant.clone()),
            segment: entry.segment.clone(),
            date: entry.date.clone(),
            roles: entry.roles(),
            ..InterviewDetails::default()
        };
        self.add_interview(scope, &entry.path, &bytes, &details).await
    }

    async fn take_backlog(
        &self,
        scope: &Scope,
        entry: &BacklogFile,
        read: ReadFile<'_>,
    ) -> Result<FileReport, Error> {
        let bytes = read(&entry.path).map_err(|error| unreadable(&entry.path, &error))?;
        let format = BacklogFormat::parse(&entry.format);
        self.add_backlog(scope, &entry.path, &bytes, format, false).await
    }

    async fn opened_workspace(
        &self,
        person: Person,
        workspace: Workspace,
        files: Vec<FileReport>,
    ) -> Result<Opened, Error> {
        let current = self.store.current_workspace().await?;
        Ok(Opened {
            is_current: current.is_some_and(|current| current.id == workspace.id),
            scope: Scope { person, workspace: workspace.id },
            name: workspace.name,
            files,
        })
    }
}

fn unreadable(path: &str, error: &std::io::Error) -> Error {
    Error::Unreadable {
        path: path.to_owned(),
        why: error.to_string(),
        hint: "suite.yaml names it; mend the path or add the file".into(),
    }
}
