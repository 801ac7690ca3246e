//! The tree as nested lists.

use crate::domain::text::one_line;
use crate::domain::tree::{Leaf, Tree};

/// The tree as Markdown, orphans last.
pub fn to_markdown(tree: &Tree) -> String {
    let outcome = if tree.outcome.is_empty() { "No Big Idea yet" } else { &tree.outcome };
    let mut lines = vec![format!("# {}", plain(outcome)), String::new()];
    for branch in tree.opportunities.iter().filter(|branch| !branch.items.is_empty()) {
        lines.push(format!("- **{}** ({})", plain(&branch.label), plain(&branch.voices())));
        lines.extend(branch.items.iter().flat_map(|leaf| leaf_lines(leaf, "  ")));
    }
    let unserved: Vec<_> = tree.unserved().collect();
    if !unserved.is_empty() {
        lines.extend([String::new(), "## Opportunities that no item serves".into(), String::new()]);
        lines.extend(
            unserved
                .iter()
                .map(|branch| format!("- **{}** ({})", plain(&branch.label), plain(&branch.voices()))),
        );
    }
    if !tree.unasked.is_empty() {
        lines.extend([String::new(), "## Items that no customer asked for".into(), String::new()]);
        lines.extend(tree.unasked.iter().flat_map(|leaf| leaf_lines(leaf, "")));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn leaf_lines(leaf: &Leaf, indent: &str) -> Vec<String> {
    let mut lines = vec![format!("{indent}- {}: {}", plain(&leaf.item), plain(&leaf.title))];
    lines.extend(leaf.assumptions.iter().map(|one| format!("{indent}  - must be true: {}", plain(one))));
    lines
}

/// Words of others on one line, with nothing in them that Markdown or HTML would act on.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in one_line(text).chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '!') {
            plain.push('\\');
        }
        plain.push(character);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::SuggestionId;
    use crate::domain::tree::Branch;

    #[test]
    fn who_spoke_for_it_and_was_forgotten_is_told() {
        let branch = Branch {
            theme: SuggestionId::new("a"),
            label: "Nobody tells them".into(),
            participants: vec!["P01".into()],
            items: Vec::new(),
            withdrawn: true,
        };
        let text = to_markdown(&Tree { opportunities: vec![branch], ..Tree::default() });
        assert!(text.contains("- **Nobody tells them** (P01, evidence withdrawn)"), "{text}");
    }

    #[test]
    fn words_of_others_are_shown_and_not_acted_on() {
        let leaf =
            Leaf { item: "T-1".into(), title: "<b>x</b> [a](b)\n# y".into(), assumptions: vec!["z".into()] };
        let text = to_markdown(&Tree { unasked: vec![leaf], ..Tree::default() });
        assert!(text.contains("- T-1: \\<b\\>x\\</b\\> \\[a\\](b) \\# y\n  - must be true: z"), "{text}");
        assert!(text.starts_with("# No Big Idea yet") && text.contains("no customer asked for"));
    }
}
