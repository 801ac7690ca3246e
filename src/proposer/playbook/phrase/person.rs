//! From "I" and "my" to the person who is spoken to, or spoken of.

/// To whom first-person words are turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Person {
    /// `my stay` → `your stay`.
    Second,
    /// `my stay` → `their stay`.
    ThirdPlural,
}

/// First-person words, then what they become in the second person and in the third.
const TURNS: [(&str, &str, &str); 19] = [
    ("I'm", "you are", "they are"),
    ("I've", "you have", "they have"),
    ("I'll", "you will", "they will"),
    ("I'd", "you would", "they would"),
    ("I", "you", "they"),
    ("i", "you", "they"),
    ("me", "you", "them"),
    ("my", "your", "their"),
    ("mine", "yours", "theirs"),
    ("myself", "yourself", "themselves"),
    ("we", "you", "they"),
    ("We", "you", "they"),
    ("us", "you", "them"),
    ("our", "your", "their"),
    ("ours", "yours", "theirs"),
    ("ourselves", "yourselves", "themselves"),
    ("My", "your", "their"),
    ("Our", "your", "their"),
    ("we're", "you are", "they are"),
];

/// Turns first-person words to `person`, with `am` and `was` following.
pub fn shift_person(text: &str, person: Person) -> String {
    let text = text.replace('\u{2019}', "'");
    let mut shifted: Vec<String> = Vec::new();
    let mut after_subject = false;
    for token in text.split_whitespace() {
        let word = token.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'');
        let turned = TURNS.iter().find(|(from, ..)| *from == word).map(|(_, second, third)| match person {
            Person::Second => *second,
            Person::ThirdPlural => *third,
        });
        let replacement = match (turned, word) {
            (Some(turned), _) => turned,
            (None, "am") if after_subject => "are",
            (None, "was") if after_subject => "were",
            (None, same) => same,
        };
        after_subject = turned.is_some_and(|turned| turned == "you" || turned == "they");
        shifted.push(if word.is_empty() { token.to_owned() } else { token.replacen(word, replacement, 1) });
    }
    shifted.join(" ")
}
