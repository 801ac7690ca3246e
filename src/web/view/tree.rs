//! The opportunity tree as a drawing in the colours of the page, and as a list of the same content.

use super::split::Link;
use super::url;
use super::words::counted;
use crate::domain::text::one_line;
use crate::domain::tree::{Branch, Leaf, Tree};
use serde::Serialize;

/// Width of a box, of the way to the next column, and left margin.
const BOX: usize = 250;
const WAY: usize = 46;
/// Height of a line of text, and what a box has above and below.
const LINE: usize = 16;
const PAD: usize = 10;
/// Characters on a line, and lines in a box.
const CHARACTERS: usize = 34;
const LINES: usize = 2;
/// Space between two boxes of a column.
const GAP: usize = 14;
/// Boxes under one box that are drawn; the list has all.
const DRAWN: usize = 4;

/// The tree of a page.
#[derive(Debug, Default, Serialize)]
pub(crate) struct TreeView {
    width: usize,
    height: usize,
    edges: Vec<Edge>,
    boxes: Vec<BoxView>,
    outcome: String,
    branches: Vec<BranchView>,
    /// Items that no participant asked for.
    unasked: Vec<LeafView>,
}

#[derive(Debug, Serialize)]
struct Edge {
    path: String,
    weak: bool,
}

#[derive(Debug, Serialize)]
struct BoxView {
    x: usize,
    y: usize,
    height: usize,
    class: &'static str,
    lines: Vec<TextLine>,
}

#[derive(Debug, Serialize)]
struct TextLine {
    y: usize,
    class: &'static str,
    text: String,
}

#[derive(Debug, Serialize)]
struct BranchView {
    opportunity: Link,
    people: String,
    items: Vec<LeafView>,
}

#[derive(Debug, Serialize)]
struct LeafView {
    item: Link,
    assumptions: Vec<String>,
}

/// A box before it has a place.
struct Node {
    text: String,
    note: String,
    class: &'static str,
    weak: bool,
    below: Vec<Node>,
}

impl TreeView {
    pub(crate) fn of(tree: &Tree) -> Self {
        let outcome = if tree.outcome.is_empty() { "No Big Idea is written yet" } else { &tree.outcome };
        let mut view = Self {
            width: 4 * BOX + 3 * WAY + 2,
            outcome: outcome.to_owned(),
            branches: tree
                .opportunities
                .iter()
                .map(|one| BranchView {
                    opportunity: Link {
                        url: format!("/suggestions/{}", one.theme),
                        words: one.label.clone(),
                    },
                    people: people(one),
                    items: one.items.iter().map(LeafView::of).collect(),
                })
                .collect(),
            unasked: tree.unasked.iter().map(LeafView::of).collect(),
            ..Self::default()
        };
        let (_, bottom) = view.draw(&root(outcome, tree), 0, 1);
        view.height = bottom + 1;
        view
    }

    /// Draws a box with all below it from `top` on; gives the middle of the box and where it ends.
    fn draw(&mut self, node: &Node, column: usize, top: usize) -> (usize, usize) {
        let lines = lines(&node.text);
        let height = (lines.len() + usize::from(!node.note.is_empty())) * LINE + 2 * PAD;
        let mut next = top;
        let mut middles = Vec::new();
        for child in &node.below {
            let (middle, end) = self.draw(child, column + 1, next);
            middles.push((middle, child.weak));
            next = end + GAP;
        }
        let end = next.saturating_sub(GAP).max(top + height);
        let middle = match (middles.first(), middles.last()) {
            (Some((first, _)), Some((last, _))) => usize::midpoint(*first, *last),
            _ => top + height / 2,
        };
        let middle = middle.max(top + height / 2);
        let x = 1 + column * (BOX + WAY);
        for (to, weak) in middles {
            let (from, half, end) = (x + BOX, x + BOX + WAY / 2, x + BOX + WAY);
            let path = format!("M{from} {middle}C{half} {middle} {half} {to} {end} {to}");
            self.edges.push(Edge { path, weak });
        }
        self.boxes.push(placed(node, lines, (x, middle - height / 2, height)));
        (middle, end.max(middle + height / 2))
    }
}

impl LeafView {
    fn of(leaf: &Leaf) -> Self {
        Self {
            item: Link { url: url::item(&leaf.item), words: format!("{} {}", leaf.item, leaf.title) },
            assumptions: leaf.assumptions.clone(),
        }
    }
}

fn placed(node: &Node, lines: Vec<String>, (x, y, height): (usize, usize, usize)) -> BoxView {
    let is_root = node.class.contains("root");
    let word = if is_root { "root-t" } else { "" };
    let notes = std::iter::once((node.note.clone(), "t2")).filter(|(note, _)| !note.is_empty());
    let texts = lines.into_iter().map(|line| (line, word)).chain(notes);
    let lines = texts
        .enumerate()
        .map(|(at, (text, class))| TextLine { y: y + PAD + LINE - 4 + at * LINE, class, text })
        .collect();
    BoxView { x, y, height, class: node.class, lines }
}

fn root(outcome: &str, tree: &Tree) -> Node {
    let branches = tree.opportunities.iter().map(|one| Node {
        text: one.label.clone(),
        note: people(one),
        class: "box pick",
        weak: one.items.is_empty(),
        below: drawn(one.items.iter().map(leaf).collect()),
    });
    let mut below = drawn(branches.collect());
    if !tree.unasked.is_empty() {
        let note = counted(tree.unasked.len(), "item", "items");
        let text = "Nobody who was heard asked for these".to_owned();
        below.push(Node { text, note, class: "box test", weak: true, below: Vec::new() });
    }
    Node { text: outcome.to_owned(), note: String::new(), class: "box root", weak: false, below }
}

/// How many speak for it, and that somebody did who was forgotten.
fn people(branch: &Branch) -> String {
    let gone = if branch.withdrawn { ", evidence withdrawn" } else { "" };
    format!("{}{gone}", counted(branch.participants.len(), "person", "people"))
}

fn leaf(leaf: &Leaf) -> Node {
    let assumption = |text: &String| Node {
        text: text.clone(),
        note: String::new(),
        class: "box test",
        weak: true,
        below: Vec::new(),
    };
    Node {
        text: format!("{} {}", leaf.item, leaf.title),
        note: String::new(),
        class: "box opp",
        weak: false,
        below: drawn(leaf.assumptions.iter().map(assumption).collect()),
    }
}

/// The first few; the rest as one box that counts them.
fn drawn(mut nodes: Vec<Node>) -> Vec<Node> {
    let rest = nodes.len().saturating_sub(DRAWN);
    if rest > 1 {
        nodes.truncate(DRAWN);
        let text = format!("{rest} more, in the list");
        nodes.push(Node { text, note: String::new(), class: "box test", weak: true, below: Vec::new() });
    }
    nodes
}

fn lines(text: &str) -> Vec<String> {
    let text = one_line(text);
    let wrapped = textwrap::wrap(&text, CHARACTERS);
    let mut lines: Vec<String> = wrapped.into_iter().map(std::borrow::Cow::into_owned).collect();
    if lines.len() > LINES {
        lines.truncate(LINES);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::SuggestionId;

    fn leaves(count: usize) -> Vec<Leaf> {
        let leaf = |at| Leaf { item: format!("T-{at}"), title: "Go".into(), assumptions: Vec::new() };
        (0..count).map(leaf).collect()
    }

    #[test]
    fn boxes_of_a_column_do_not_overlap_and_the_list_has_all() {
        let branch = |count| Branch {
            theme: SuggestionId::new("abc"),
            label: "a label that is long enough to be broken into several lines of a box".into(),
            participants: vec!["P01".into()],
            items: leaves(count),
            withdrawn: false,
        };
        let tree =
            Tree { outcome: "x".into(), opportunities: vec![branch(9), branch(0)], unasked: leaves(7) };
        let view = TreeView::of(&tree);
        for one in &view.boxes {
            let below = view.boxes.iter().filter(|other| other.x == one.x && other.y > one.y);
            assert!(below.into_iter().all(|other| other.y >= one.y + one.height), "{one:?}");
            assert!(one.y + one.height <= view.height);
        }
        assert_eq!(view.branches[0].items.len() + view.unasked.len(), 16);
        assert_eq!(view.edges.len(), view.boxes.len() - 1);
    }
}
