//! Pseudonyms of people: stable in a workspace, and reversible for whoever has the key.

use super::Store;
use super::error::StoreError;
use super::json::from_json;
use super::seal::Seal;
use super::transaction::Tx;
use crate::domain::id::WorkspaceId;
use crate::domain::interview::Interview;
use crate::domain::text::{folded, one_line};
use std::collections::{BTreeMap, BTreeSet};

/// A person who needs a pseudonym.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewName {
    /// Every form of the name, as written.
    pub forms: Vec<String>,
    /// Letter before the number: `P`, or `I` for one who asks.
    pub letter: char,
    /// The pseudonym that a person chose, if it is free.
    pub wish: Option<String>,
}

/// A form of a name, and what stands for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownName {
    /// What stands for the person.
    pub pseudonym: String,
    /// The name; none when it was sealed under another key.
    pub name: Option<String>,
}

impl Store {
    /// The names of a workspace with their pseudonyms, by pseudonym.
    pub async fn known_names(&self, workspace: &WorkspaceId) -> Result<Vec<KnownName>, StoreError> {
        let rows: Vec<(String, String)> =
            sqlx::query_as("SELECT pseudonym, sealed FROM pseudonym WHERE workspace = $1")
                .bind(workspace.as_str())
                .fetch_all(&self.reader)
                .await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let seal = self.seal()?;
        let mut known: Vec<KnownName> = rows
            .into_iter()
            .map(|(pseudonym, sealed)| KnownName { name: seal.open(&pseudonym, &sealed), pseudonym })
            .collect();
        known.sort_by(|a, b| (&a.pseudonym, &a.name).cmp(&(&b.pseudonym, &b.name)));
        Ok(known)
    }

    /// The pseudonym of this name, where it has one.
    pub async fn pseudonym_of(
        &self,
        workspace: &WorkspaceId,
        name: &str,
    ) -> Result<Option<String>, StoreError> {
        let rows: Vec<(String, String)> =
            sqlx::query_as("SELECT digest, pseudonym FROM pseudonym WHERE workspace = $1")
                .bind(workspace.as_str())
                .fetch_all(&self.reader)
                .await?;
        if rows.is_empty() {
            return Ok(None);
        }
        let wanted = self.seal()?.digest(workspace.as_str(), &folded(name));
        Ok(rows.into_iter().find(|(digest, _)| *digest == wanted).map(|(_, pseudonym)| pseudonym))
    }

    /// Gives people pseudonyms; who has one keeps it.
    pub async fn name_people(&self, workspace: &WorkspaceId, people: &[NewName]) -> Result<(), StoreError> {
        let seal = self.seal()?;
        let mut tx = self.begin_in(workspace).await?;
        let rows: Vec<(String, String)> =
            sqlx::query_as("SELECT digest, pseudonym FROM pseudonym WHERE workspace = $1")
                .bind(workspace.as_str())
                .fetch_all(&mut *tx)
                .await?;
        let mut by_digest: BTreeMap<String, String> = rows.into_iter().collect();
        let mut used: BTreeSet<String> = by_digest.values().cloned().collect();
        let chosen = used.clone();
        used.extend(labels_in_use(&mut tx, workspace).await?);
        for person in people {
            let digests: Vec<String> =
                person.forms.iter().map(|form| seal.digest(workspace.as_str(), &folded(form))).collect();
            let known = digests.iter().find_map(|digest| by_digest.get(digest).cloned());
            let wish = person.wish.clone().filter(|wish| !chosen.contains(wish));
            let pseudonym = known.or(wish).unwrap_or_else(|| free(person.letter, &used));
            used.insert(pseudonym.clone());
            for (form, digest) in person.forms.iter().zip(digests) {
                if by_digest.contains_key(&digest) {
                    continue;
                }
                sqlx::query(
                    "INSERT INTO pseudonym (workspace, digest, pseudonym, sealed) VALUES ($1, $2, $3, $4)",
                )
                .bind(workspace.as_str())
                .bind(&digest)
                .bind(&pseudonym)
                .bind(seal.close(&pseudonym, &one_line(form))?)
                .execute(&mut *tx)
                .await?;
                by_digest.insert(digest, pseudonym.clone());
            }
        }
        Ok(tx.commit().await?)
    }

    fn seal(&self) -> Result<Seal, StoreError> {
        let folder = self.key_folder.as_deref();
        Seal::of(folder.ok_or(StoreError::Unsupported("there is no folder for the key of names"))?)
    }
}

/// Forgets who stands behind a pseudonym.
pub(super) async fn forget_name(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    pseudonym: &str,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM pseudonym WHERE workspace = $1 AND pseudonym = $2")
        .bind(workspace.as_str())
        .bind(pseudonym)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Keys, participants and labels of the interviews that are here: none may come to mean another.
async fn labels_in_use(tx: &mut Tx, workspace: &WorkspaceId) -> Result<BTreeSet<String>, StoreError> {
    let rows: Vec<(String, String)> = sqlx::query_as("SELECT key, body FROM source WHERE workspace = $1")
        .bind(workspace.as_str())
        .fetch_all(&mut **tx)
        .await?;
    let mut used = BTreeSet::new();
    for (key, body) in rows {
        let interview: Interview = from_json(&body, "an interview")?;
        used.insert(key);
        used.extend(interview.participant);
        used.extend(interview.roles.into_iter().map(|role| role.speaker));
    }
    Ok(used)
}

/// `P01`, or the number after the highest in use.
fn free(letter: char, used: &BTreeSet<String>) -> String {
    let number = |label: &String| label.strip_prefix(letter)?.parse::<u32>().ok();
    let last = used.iter().filter_map(number).max().unwrap_or(0);
    format!("{letter}{:02}", last.saturating_add(1))
}
