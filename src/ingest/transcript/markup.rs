//! Tags, entities and marks inside a cue.

/// What one voice says in a cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Voiced {
    /// Name of a voice tag; empty for `<v >`; absent without a tag.
    pub(super) name: Option<String>,
    /// The words, without tags.
    pub(super) text: String,
    /// Whether a `>>` or a dash says that another person speaks.
    pub(super) changes_speaker: bool,
}

/// Splits a cue's lines by voice tags, `>>` marks and dialogue dashes.
///
/// Without any of these each line is a part of its own, which is what finding
/// rolling captions needs.
pub(super) fn split_voices(lines: &[&str]) -> Vec<Voiced> {
    let dashes = lines.iter().filter(|line| starts_with_dash(line)).count() >= 2;
    let mut parts: Vec<Voiced> = Vec::new();
    let mut voice: Option<String> = None;
    for line in lines {
        let mut rest = *line;
        let mut text = String::new();
        while let Some(open) = rest.find('<') {
            text.push_str(&rest[..open]);
            let Some(length) = rest[open..].find('>') else { break };
            let tag = &rest[open + 1..open + length];
            rest = &rest[open + length + 1..];
            if is_voice(tag) || tag == "/v" {
                push(&mut parts, voice.clone(), &text, dashes);
                text.clear();
                voice = is_voice(tag).then(|| voice_name(tag));
            }
        }
        text.push_str(rest);
        push(&mut parts, voice.clone(), &text, dashes);
    }
    parts
}

fn starts_with_dash(line: &str) -> bool {
    line.trim_start().starts_with(['-', '–', '—'])
}

fn is_voice(tag: &str) -> bool {
    tag.strip_prefix('v').is_some_and(|rest| rest.starts_with(['.', ' ', '\t']) || rest.is_empty())
}

fn voice_name(tag: &str) -> String {
    let name = tag.split_once(char::is_whitespace).map_or("", |(_, name)| name);
    decode_entities(name).trim().to_owned()
}

fn push(parts: &mut Vec<Voiced>, name: Option<String>, text: &str, dashes: bool) {
    let text = decode_entities(text);
    let text = text.trim();
    let (text, arrow) = match text.strip_prefix(">>") {
        Some(rest) => (rest.trim_start_matches('>').trim(), true),
        None => (text, false),
    };
    let dash = dashes && name.is_none() && starts_with_dash(text);
    let text = if dash { text.trim_start_matches(['-', '–', '—']).trim() } else { text };
    if text.is_empty() {
        return;
    }
    match parts.last_mut() {
        Some(last) if name.is_some() && last.name == name => {
            last.text.push(' ');
            last.text.push_str(text);
        }
        _ => parts.push(Voiced { name, text: text.to_owned(), changes_speaker: arrow || dash }),
    }
}

/// Decodes the entities of WebVTT and numeric ones; what is not an entity stays.
pub(super) fn decode_entities(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        decoded.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest.bytes().take(11).position(|byte| byte == b';');
        let entity = end.and_then(|end| Some((end, entity(&rest[1..end])?)));
        let (character, length) = entity.map_or(('&', 1), |(end, character)| (character, end + 1));
        decoded.push(character);
        rest = &rest[length..];
    }
    decoded.push_str(rest);
    decoded
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "lrm" => '\u{200e}',
        "rlm" => '\u{200f}',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|character| !character.is_control())?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(line: &str) -> Vec<(Option<String>, String)> {
        split_voices(&[line]).into_iter().map(|voiced| (voiced.name, voiced.text)).collect()
    }

    #[test]
    fn several_voices_in_one_cue_are_several_parts() {
        assert_eq!(
            said("<v Ada &amp; Co>Why?</v><v.loud P3>It <i>spins</i>."),
            [(Some("Ada & Co".into()), "Why?".into()), (Some("P3".into()), "It spins.".into())]
        );
    }

    #[test]
    fn what_is_no_entity_stays() {
        assert_eq!(decode_entities("R&D &amp; Q&A; &#x41; &#0;"), "R&D & Q&A; A &#0;");
    }
}
