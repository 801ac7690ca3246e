//! What to talk about with whom: the open questions of each stakeholder, the most urgent first.

use super::experiments::serves;
use super::{AskedQuestion, Copilot, Error, MapPoint};
use crate::domain::access::Scope;
use crate::domain::asking::Stage;
use crate::domain::stakeholder::Stakeholder;
use serde::Serialize;

/// The next conversation with one person.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Agenda {
    /// Whom to talk to.
    pub stakeholder: String,
    /// Their entry in the register, where they have one.
    pub known: Option<Stakeholder>,
    /// What to ask, the most urgent first.
    pub ask: Vec<AskedQuestion>,
    /// What was asked and is to be answered.
    pub awaiting: Vec<AskedQuestion>,
    /// What participants have told of already, with the quotes: to read instead of asking.
    pub already_told: Vec<AskedQuestion>,
}

impl Copilot {
    /// An agenda for each person with open questions, or for one.
    ///
    /// Questions that serve a leap of faith come first.
    ///
    /// # Errors
    /// [`Error::NotFound`] when nothing is open for the one who is named.
    pub async fn agenda(&self, scope: &Scope, stakeholder: Option<&str>) -> Result<Vec<Agenda>, Error> {
        let mut agendas = self.conversations(scope).await?.0;
        let Some(name) = stakeholder else { return Ok(agendas) };
        agendas.retain(|agenda| agenda.stakeholder == name);
        let hint = "`hone questions --agenda` lists everybody with open questions";
        if agendas.is_empty() { Err(Error::not_found("agenda", name, hint)) } else { Ok(agendas) }
    }

    /// The agenda of everybody, and every accepted question, oldest first.
    pub async fn conversations(&self, scope: &Scope) -> Result<(Vec<Agenda>, Vec<AskedQuestion>), Error> {
        let all = self.questions(scope).await?;
        let map = self.map_beside(scope, &all).await?;
        let register = self.store.stakeholders(&scope.workspace).await?;
        let mut questions = all.clone();
        questions.retain(|one| one.stage != Stage::Answered);
        questions.sort_by_key(|one| (urgency(one, &map), one.queued.queued_at));
        let mut agendas: Vec<Agenda> = Vec::new();
        for question in questions {
            let name = &question.queued.stakeholder;
            let place = agendas.iter().position(|agenda| agenda.stakeholder == *name).unwrap_or_else(|| {
                agendas.push(empty(name, &register));
                agendas.len() - 1
            });
            let agenda = &mut agendas[place];
            let part = match question.stage {
                Stage::AlreadyTold => &mut agenda.already_told,
                Stage::Asked => &mut agenda.awaiting,
                Stage::Waiting | Stage::Answered => &mut agenda.ask,
            };
            part.push(question);
        }
        Ok((agendas, all))
    }
}

fn empty(name: &str, register: &[Stakeholder]) -> Agenda {
    Agenda {
        stakeholder: name.to_owned(),
        known: register.iter().find(|one| one.name == name).cloned(),
        ask: Vec::new(),
        awaiting: Vec::new(),
        already_told: Vec::new(),
    }
}

/// The number of the leap of faith that a question serves; the rest comes after these.
fn urgency(question: &AskedQuestion, map: &[MapPoint]) -> u8 {
    let is_served = |point: &&MapPoint| serves(question, &point.registered);
    map.iter().find(is_served).and_then(|point| point.leap).unwrap_or(u8::MAX)
}
