use super::*;

fn codes(guide: &str) -> Vec<&'static str> {
    lint_guide(guide).into_iter().map(|finding| finding.code).collect()
}

#[test]
fn questions_are_found_under_headings_numbers_and_bullets() {
    let guide = "# Mooring, guide for May\nGreet, explain the recording.\n\n## Warm up\n\
        1. Tell me about the last boat you moored.\n  - What happened then?\n* **Q3: Who else was on the quay?**\n\
        a) Why did you wait?\n```\nIs this code?\n```\nThank them.\n";
    let found: Vec<(usize, String)> =
        questions_of(guide).into_iter().map(|question| (question.line, question.text)).collect();
    let expected = [
        (5, "Tell me about the last boat you moored."),
        (6, "What happened then?"),
        (7, "Who else was on the quay?"),
        (8, "Why did you wait?"),
    ];
    assert_eq!(found, expected.map(|(line, text)| (line, text.to_owned())));
    assert_eq!(codes(guide), ["no-clarifying"; 0]);
}

/// One fault each, in sentences of a harbour, a bakery and a clinic.
#[test]
fn each_mistake_that_a_question_can_show_is_named() {
    let cases = [
        ("Don't you find the oven display confusing?", "leading", None),
        ("Would you order the rye bread on your phone?", "hypothetical", None),
        (
            "Which loaves did you bake on Monday, and how did you price them?",
            "compound",
            Some("one-requirement-at-a-time"),
        ),
        ("Do you weigh the dough?", "closed", None),
        ("Which features should the oven screen have?", "solution-asking", Some("no-asking-for-solutions")),
        ("Which endpoint sends the recipe to the oven?", "jargon", Some("no-jargon")),
        ("How is the recipe list synchronised with the till?", "technical", Some("no-technical-question")),
        ("Should we keep the recipes in MySQL?", "technical", Some("no-technical-question")),
        ("Everybody prints the recipe, so which printer did you buy?", "leading", None),
        ("What is your biggest challenge with the current process?", "generic", Some("be-domain-specific")),
        (
            "When the ward is busy, what tells you that the handover works well?",
            "ambiguous",
            Some("no-multiple-interpretations"),
        ),
        ("Bread?", "empty", Some("no-question-without-meaning")),
        ("How important is the price of flour to you on a scale from 1 to 5?", "rating", None),
        ("What do you usually bake first?", "general", None),
        (
            "Looking back over all the weeks since the new oven came into the shop and everybody had to learn how it heats, what was it that you \
             noticed first about the crust of the loaves that you took out of it?",
            "too-long",
            Some("appropriate-length"),
        ),
    ];
    for (question, code, mistake) in cases {
        let found = lint_guide(question);
        let hit = found.iter().find(|finding| finding.code == code);
        let hit = hit.unwrap_or_else(|| panic!("{question}: {:?}", codes(question)));
        assert_eq!((hit.mistake, hit.line), (mistake, Some(1)), "{question}");
        assert!(
            question.to_lowercase().contains(&hit.words.to_lowercase()) || hit.words.contains("words"),
            "{}",
            hit.words
        );
    }
}

#[test]
fn a_guide_that_never_asks_for_an_occasion_a_reason_another_way_or_an_example_is_told_so() {
    let flat = "Who opens the bakery?\nWhich bread sells out first?\nHow many loaves are left at noon?\n";
    let found = lint_guide(flat);
    let whole: Vec<(&str, Option<&str>)> = found
        .iter()
        .filter(|finding| finding.line.is_none())
        .map(|finding| (finding.code, finding.mistake))
        .collect();
    assert_eq!(
        whole,
        [
            ("no-occasion", Some("elicit-tacit-knowledge")),
            ("no-reasons", Some("justify-assumptions")),
            ("no-alternatives", Some("consider-alternatives")),
            ("no-clarifying", Some("clarify-when-unclear")),
        ]
    );
    let deep = "Tell me about the last morning the rye sold out.\nWhat made you bake fewer?\n\
        What else did you try?\nWalk me through the next hour.\n";
    assert_eq!(codes(deep), [""; 0]);
}

#[test]
fn a_question_that_stands_twice_is_named_once_with_its_first_line() {
    let guide =
        "- What did you bake on Monday?\n- Who helped you on Tuesday?\n- What did you bake on Monday?\n";
    let repeated: Vec<GuideFinding> =
        lint_guide(guide).into_iter().filter(|finding| finding.code == "repeated").collect();
    assert_eq!(repeated.len(), 1);
    assert_eq!((repeated[0].line, repeated[0].words.as_str()), (Some(3), "as in line 1"));
}

#[test]
fn a_text_without_a_question_has_no_findings() {
    assert_eq!(lint_guide(""), []);
    assert_eq!(lint_guide("Thank them for their time.\n# Notes\nWe like bread.\n"), []);
}
