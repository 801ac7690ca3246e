//! Who asks and who tells: roles inferred from labels and from what each voice does.

use crate::domain::interview::{Role, SpeakerRole, Turn};
use std::collections::BTreeMap;

const ASKING_NAMES: [&str; 9] =
    ["interviewer", "moderator", "host", "researcher", "facilitator", "i", "q", "int", "question"];
const TELLING_NAMES: [&str; 11] = [
    "participant",
    "interviewee",
    "respondent",
    "customer",
    "guest",
    "user",
    "b",
    "befragte",
    "befragter",
    "response",
    "answer",
];

/// What one label says in a transcript.
#[derive(Debug, Default)]
struct Voice {
    turns: usize,
    words: usize,
    questions: usize,
}

/// Infers a role for each label, in order of appearance; `given` wins with confidence 1.
///
/// A label that says what it is decides; else the voice that asks most of the
/// questions in few words is the interviewer and the one that tells at length
/// is the participant; else the role stays unknown.
pub fn infer_roles(turns: &[Turn], given: &BTreeMap<String, Role>) -> Vec<SpeakerRole> {
    let voices = voices(turns);
    let asker = asker(&voices);
    let has_asker =
        voices.iter().any(|(label, _)| named_role(label) == Some(Role::Interviewer)) || asker.is_some();
    voices
        .iter()
        .map(|(label, voice)| {
            let (role, confidence, why) = if let Some(role) = given.get(label) {
                (*role, 1.0, "given".to_owned())
            } else if let Some(role) = named_role(label) {
                (role, 0.95, format!("the label {label:?} says so"))
            } else if label.is_empty() {
                (Role::Unknown, 0.0, "the file names nobody".to_owned())
            } else if asker.as_deref() == Some(label.as_str()) {
                let share = voice.questions * 100 / voice.turns.max(1);
                (Role::Interviewer, 0.8, format!("asks in {share} of 100 turns"))
            } else if has_asker && tells(voice) {
                (Role::Participant, 0.75, format!("tells, {} words in {} turns", voice.words, voice.turns))
            } else {
                (Role::Unknown, 0.0, "neither asks nor tells enough to be sure".to_owned())
            };
            SpeakerRole { speaker: label.clone(), role, confidence, why }
        })
        .collect()
}

/// Writes the roles into the turns; notes keep theirs.
pub fn apply_roles(turns: &mut [Turn], roles: &[SpeakerRole]) {
    for turn in turns.iter_mut().filter(|turn| turn.role != Role::Other) {
        if let Some(known) = roles.iter().find(|known| known.speaker == turn.speaker) {
            turn.role = known.role;
        }
    }
}

fn voices(turns: &[Turn]) -> Vec<(String, Voice)> {
    let mut voices: Vec<(String, Voice)> = Vec::new();
    for turn in turns.iter().filter(|turn| turn.role != Role::Other) {
        let at = voices.iter().position(|(label, _)| *label == turn.speaker).unwrap_or_else(|| {
            voices.push((turn.speaker.clone(), Voice::default()));
            voices.len() - 1
        });
        let voice = &mut voices[at].1;
        voice.turns += 1;
        voice.words += turn.text.split_whitespace().count();
        voice.questions += usize::from(turn.text.contains('?'));
    }
    voices
}

fn named_role(label: &str) -> Option<Role> {
    let name = label.to_lowercase();
    let word = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let is_code = label.len() >= 2
        && label.starts_with(['P', 'S', 'B', 'T'])
        && label[1..].trim().bytes().all(|b| b.is_ascii_digit());
    if ASKING_NAMES.contains(&word) {
        Some(Role::Interviewer)
    } else if TELLING_NAMES.contains(&word) || (is_code && label.starts_with(['P', 'B'])) {
        Some(Role::Participant)
    } else {
        None
    }
}

/// The one voice that asks in at least four of ten turns, and clearly more than any other.
fn asker(voices: &[(String, Voice)]) -> Option<String> {
    let share = |voice: &Voice| voice.questions as f64 / voice.turns.max(1) as f64;
    let named: Vec<&(String, Voice)> = voices
        .iter()
        .filter(|(label, _)| !label.is_empty() && named_role(label) != Some(Role::Participant))
        .collect();
    if voices.iter().any(|(label, _)| named_role(label) == Some(Role::Interviewer)) || voices.len() < 2 {
        return None;
    }
    let most = named.iter().max_by(|a, b| share(&a.1).total_cmp(&share(&b.1)))?;
    let others = voices.iter().filter(|(label, _)| *label != most.0).map(|(_, voice)| share(voice));
    let next = others.fold(0.0, f64::max);
    (share(&most.1) >= 0.4 && share(&most.1) >= next + 0.2 && most.1.questions >= 1).then(|| most.0.clone())
}

fn tells(voice: &Voice) -> bool {
    voice.words >= 5 * voice.turns && voice.questions * 2 <= voice.turns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turns(said: &[(&str, &str)]) -> Vec<Turn> {
        let blocks: Vec<_> = said
            .iter()
            .map(|(speaker, text)| super::super::block::Block::said(Some(speaker), text))
            .collect();
        super::super::block::join(&blocks).1
    }

    #[test]
    fn the_one_who_asks_is_the_interviewer_and_the_one_who_tells_the_participant() {
        let turns = turns(&[
            ("Ada", "How did you cancel last time?"),
            ("Bo", "I called them and waited for a long time on the line."),
            ("Ada", "And then?"),
            ("Bo", "Then they told me that my money would come next week."),
        ]);
        let roles: Vec<Role> = infer_roles(&turns, &BTreeMap::new()).iter().map(|role| role.role).collect();
        assert_eq!(roles, [Role::Interviewer, Role::Participant]);
    }

    #[test]
    fn nobody_is_guessed_and_what_is_given_wins() {
        let said =
            turns(&[("Ada", "We should go to the harbour now."), ("Bo", "Yes, we should go there at once.")]);
        let unknown = infer_roles(&said, &BTreeMap::new());
        assert!(unknown.iter().all(|role| role.role == Role::Unknown));
        let given = BTreeMap::from([("Ada".to_owned(), Role::Interviewer)]);
        assert_eq!(infer_roles(&said, &given)[0].confidence.to_string(), "1");
    }
}
