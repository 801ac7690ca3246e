//! Who asks and who tells: roles of speakers, with the reason for each.

use super::alias::look_alike;
use crate::domain::interview::{Role, SpeakerRole, Turn};
use crate::domain::text::words;
use std::collections::BTreeMap;

/// Label under which a research note's unattributed quotations are kept.
pub(super) const QUOTED_VOICE: &str = "Quoted voice";

const ASKS: &[&str] = &[
    "facilitator",
    "host",
    "i",
    "int",
    "interviewer",
    "interviewerin",
    "mod",
    "moderator",
    "q",
    "researcher",
];
const TELLS: &[&str] = &[
    "a",
    "b",
    "befragte",
    "befragter",
    "customer",
    "guest",
    "interviewee",
    "participant",
    "respondent",
    "teilnehmer",
    "teilnehmerin",
    "tester",
    "user",
];
const NOBODY: &[&str] =
    &["all", "answer", "audience", "everyone", "group", "question", "response", "speaker", "unknown"];

/// Whether a lower-case word alone may be a label.
pub(super) fn is_role_word(word: &str) -> bool {
    [ASKS, TELLS, NOBODY].iter().any(|list| list.contains(&word))
}

/// Whether a label as a whole is the word for one who asks.
pub(super) fn is_asker(label: &str) -> bool {
    ASKS.contains(&label.to_lowercase().as_str())
}

/// What a speaker does in the conversation.
#[derive(Debug, Clone, Copy, Default)]
struct Conduct {
    turns: usize,
    asking: usize,
    words: usize,
}

impl Conduct {
    fn question_share(self) -> f64 {
        self.asking as f64 / self.turns.max(1) as f64
    }

    fn words_a_turn(self) -> f64 {
        self.words as f64 / self.turns.max(1) as f64
    }
}

/// Infers the role of every label in `turns`, in order of appearance; `given` wins with confidence 1.
///
/// Names that state a role come first; then the one who asks more often and says
/// less a turn than the others. What is not clear stays [`Role::Unknown`].
pub fn infer_roles(turns: &[Turn], given: &BTreeMap<String, Role>) -> Vec<SpeakerRole> {
    let conduct = observe(turns);
    let letter_asks = conduct.iter().any(|(label, _)| ["I", "Q"].contains(&label.as_str()));
    let mut roles: Vec<SpeakerRole> =
        conduct.iter().map(|(label, _)| role_by_name(label, letter_asks, given)).collect();
    infer_by_conduct(&mut roles, &conduct);
    roles
}

/// Sets the role of each turn from its speaker's; turns that are nobody's speech keep theirs.
pub fn apply_roles(turns: &mut [Turn], roles: &[SpeakerRole]) {
    let by_label: BTreeMap<&str, Role> =
        roles.iter().map(|found| (found.speaker.as_str(), found.role)).collect();
    for turn in turns.iter_mut().filter(|turn| turn.role != Role::Other || !turn.speaker.is_empty()) {
        if let Some(&role) = by_label.get(turn.speaker.as_str()) {
            turn.role = role;
        }
    }
}

fn observe(turns: &[Turn]) -> Vec<(String, Conduct)> {
    let mut seen: Vec<(String, Conduct)> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for turn in turns.iter().filter(|turn| !(turn.speaker.is_empty() && turn.role == Role::Other)) {
        let place = *places.entry(&turn.speaker).or_insert_with(|| {
            seen.push((turn.speaker.clone(), Conduct::default()));
            seen.len() - 1
        });
        let conduct = &mut seen[place].1;
        conduct.turns += 1;
        conduct.asking += usize::from(turn.text.contains('?'));
        conduct.words += words(&turn.text).len();
    }
    seen
}

fn role(label: &str, role: Role, confidence: f64, why: impl Into<String>) -> SpeakerRole {
    SpeakerRole { speaker: label.to_owned(), role, confidence, why: why.into() }
}

fn role_by_name(label: &str, letter_asks: bool, given: &BTreeMap<String, Role>) -> SpeakerRole {
    let same = |name: &&String| name.to_lowercase() == label.to_lowercase();
    if let Some(known) = given.get(label).or_else(|| given.get(given.keys().find(same)?)) {
        return role(label, *known, 1.0, "given by a person");
    }
    if label.is_empty() {
        return role(label, Role::Unknown, 0.0, "the file names nobody");
    }
    if label == QUOTED_VOICE {
        return role(label, Role::Participant, 0.6, "words in quotation marks in a research note");
    }
    let lower = label.to_lowercase();
    let named: Vec<&str> = lower.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).collect();
    let has = |list: &[&str]| named.iter().any(|word| word.len() > 1 && list.contains(word));
    // "User Interface" is no user: the word must close the label, but for numbers and letters.
    let closes = |list: &[&str]| {
        named.iter().rev().find(|word| word.len() > 1).is_some_and(|word| list.contains(word))
    };
    let asks_by_letter = ["i", "q", "int", "mod"].contains(&lower.as_str());
    if has(NOBODY) {
        return role(label, Role::Unknown, 0.0, "the label names no one person");
    }
    if has(ASKS) || asks_by_letter {
        return role(label, Role::Interviewer, 0.95, "the label says so");
    }
    let short = letter_asks && is_short_code(&lower);
    if closes(TELLS) || is_participant_code(&lower) || short {
        return role(label, Role::Participant, 0.9, "the label says so");
    }
    role(label, Role::Unknown, 0.0, "not clear who asks and who tells")
}

/// `p3`, `p03`: a participant's number.
fn is_participant_code(lower: &str) -> bool {
    lower.strip_prefix('p').is_some_and(|number| {
        !number.is_empty() && number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit())
    })
}

/// One letter with at most two digits: `b`, `s2`, beside a label `I` or `Q`.
fn is_short_code(lower: &str) -> bool {
    let mut characters = lower.chars();
    characters.next().is_some_and(char::is_alphabetic)
        && lower.len() <= 3
        && characters.all(|c| c.is_ascii_digit())
}

fn infer_by_conduct(roles: &mut [SpeakerRole], conduct: &[(String, Conduct)]) {
    let open = |role: &SpeakerRole| role.role == Role::Unknown && role.why.starts_with("not clear");
    if !roles.iter().any(|role| role.role == Role::Interviewer)
        && let Some((place, confidence)) = find_interviewer(roles, conduct)
    {
        let share = conduct[place].1.question_share() * 100.0;
        roles[place].role = Role::Interviewer;
        roles[place].confidence = confidence;
        roles[place].why = format!("asks in {share:.0} % of the turns and says less than the others");
    }
    let asking: Vec<usize> =
        (0..roles.len()).filter(|&place| roles[place].role == Role::Interviewer).collect();
    let Some(&first) = asking.first() else { return };
    let interviewer = roles[first].speaker.clone();
    let (asks, confidence) = (conduct[first].1, roles[first].confidence);
    for (role, (label, does)) in roles.iter_mut().zip(conduct) {
        if look_alike(label, &interviewer) && open(role) {
            role.why = format!("may be {interviewer}, who asks");
        } else if open(role)
            && does.question_share() <= 0.5
            && does.words_a_turn() > asks.words_a_turn() * 0.5
        {
            role.role = Role::Participant;
            role.confidence = (confidence - 0.1).clamp(0.5, 0.85);
            role.why = format!("answers {interviewer}");
        }
    }
}

/// The label that asks clearly more and says less a turn than the rest, with a confidence.
fn find_interviewer(roles: &[SpeakerRole], conduct: &[(String, Conduct)]) -> Option<(usize, f64)> {
    let eligible: Vec<usize> = (0..roles.len())
        .filter(|&place| roles[place].role == Role::Unknown && roles[place].why.starts_with("not clear"))
        .collect();
    let place = eligible.into_iter().max_by(|&a, &b| {
        let share = |place: usize| conduct[place].1.question_share();
        conduct[a].1.asking.cmp(&conduct[b].1.asking).then(share(a).total_cmp(&share(b))).then(b.cmp(&a))
    })?;
    let candidate = conduct[place].1;
    let others =
        conduct.iter().enumerate().filter(|&(other, (label, _))| other != place && !label.is_empty());
    let mut rest = Conduct::default();
    for (_, (_, does)) in others {
        rest.turns += does.turns;
        rest.asking += does.asking;
        rest.words += does.words;
    }
    let gap = candidate.question_share() - rest.question_share();
    let told = roles.iter().any(|role| role.role == Role::Participant);
    let enough = candidate.turns >= 3 || told;
    let asks_most = candidate.asking >= rest.asking && candidate.asking > 0;
    let says_less = rest.words_a_turn() > candidate.words_a_turn() || gap >= 0.5;
    let clear = rest.turns > 0 && candidate.question_share() >= 0.4 && gap >= 0.25 && asks_most && says_less;
    (clear && enough).then(|| (place, (0.55 + gap * 0.35).min(0.9)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(said: &[(&str, &str)]) -> Vec<Role> {
        let turn = |(index, (speaker, text)): (usize, &(&str, &str))| Turn {
            index,
            speaker: (*speaker).to_owned(),
            role: Role::Unknown,
            start_ms: None,
            end_ms: None,
            text: (*text).to_owned(),
            start: 0,
            end: 0,
            cues: Vec::new(),
        };
        let turns: Vec<Turn> = said.iter().enumerate().map(turn).collect();
        infer_roles(&turns, &BTreeMap::new()).into_iter().map(|role| role.role).collect()
    }

    #[test]
    fn the_one_who_asks_and_says_less_is_the_interviewer() {
        let talk = [("Sam", "How do you cancel?"), ("Ada", "I call the desk and wait for an answer.")];
        assert_eq!(roles(&talk.repeat(3)), [Role::Interviewer, Role::Participant]);
    }

    #[test]
    fn where_both_ask_nobody_is_taken_for_the_customer() {
        let talk = [("Sam", "Shall we cancel it?"), ("Ada", "Why would we do that?")];
        assert_eq!(roles(&talk.repeat(3)), [Role::Unknown, Role::Unknown]);
    }

    #[test]
    fn a_user_interface_is_no_user() {
        assert_eq!(
            roles(&[("User Interface", "Yes."), ("User 3", "No.")]),
            [Role::Unknown, Role::Participant]
        );
    }

    #[test]
    fn another_form_of_the_interviewers_name_is_not_a_participant() {
        let mut talk = [("Sam", "How do you cancel?"), ("Ada", "I call the desk and wait.")].repeat(3);
        talk.push(("Sam Quist", "Welcome to everybody who has come to the talk."));
        assert_eq!(roles(&talk), [Role::Interviewer, Role::Participant, Role::Unknown]);
    }
}
