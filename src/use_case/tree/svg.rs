//! The tree as a drawing: four columns from the outcome to the assumptions, orphans dashed.

use crate::domain::text::one_line;
use crate::domain::tree::{Leaf, Tree};
use quick_xml::escape::escape;

/// Width of a box, of the way between two columns, and of the margin.
const BOX: usize = 250;
const WAY: usize = 50;
const MARGIN: usize = 20;
/// Height of a line of text, and what a box has above and below.
const LINE: usize = 16;
const PAD: usize = 8;
/// Characters on a line, and lines in a box.
const CHARACTERS: usize = 36;
const MOST_LINES: usize = 4;
/// Space between two boxes of a column.
const GAP: usize = 12;

/// A box that is drawn: its column, what it says, its fill, whether its border is dashed.
struct Node {
    column: usize,
    lines: Vec<String>,
    fill: &'static str,
    is_orphan: bool,
    children: Vec<Node>,
}

/// The tree as one self-contained SVG.
pub fn to_svg(tree: &Tree) -> String {
    let outcome = if tree.outcome.is_empty() { "No Big Idea yet" } else { &tree.outcome };
    let mut branches: Vec<Node> = tree
        .opportunities
        .iter()
        .map(|branch| {
            let text = format!("{} ({})", branch.label, branch.voices());
            let children: Vec<Node> = branch.items.iter().map(leaf_node).collect();
            Node { is_orphan: children.is_empty(), ..node(1, &text, "#fff4d6", children) }
        })
        .collect();
    if !tree.unasked.is_empty() {
        let items = tree.unasked.iter().map(|leaf| Node { is_orphan: true, ..leaf_node(leaf) }).collect();
        branches.push(Node { is_orphan: true, ..node(1, "No customer asked for these", "#f2f2f2", items) });
    }
    let root = node(0, outcome, "#dceeff", branches);
    let mut pieces = Vec::new();
    let (_, bottom) = draw(&root, MARGIN, &mut pieces);
    let drawn = pieces.concat();
    let (width, height) = (4 * BOX + 3 * WAY + 2 * MARGIN, bottom + MARGIN);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"sans-serif\" font-size=\"12\">\n<title>Opportunity solution tree</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n{drawn}</svg>\n"
    )
}

fn leaf_node(leaf: &Leaf) -> Node {
    let assumptions = leaf.assumptions.iter().map(|one| node(3, one, "#f3e3ff", Vec::new())).collect();
    node(2, &format!("{}: {}", leaf.item, leaf.title), "#e2f5e4", assumptions)
}

fn node(column: usize, text: &str, fill: &'static str, children: Vec<Node>) -> Node {
    let mut lines: Vec<String> =
        textwrap::wrap(&one_line(text), CHARACTERS).into_iter().map(std::borrow::Cow::into_owned).collect();
    if lines.len() > MOST_LINES {
        lines.truncate(MOST_LINES);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    Node { column, lines, fill, is_orphan: false, children }
}

/// Draws a node with all below it from `top` on; gives the middle of its box and where it ends.
fn draw(node: &Node, top: usize, pieces: &mut Vec<String>) -> (usize, usize) {
    let height = node.lines.len().max(1) * LINE + 2 * PAD;
    let left = MARGIN + node.column * (BOX + WAY);
    let mut middles = Vec::new();
    let mut below = top;
    for child in &node.children {
        let (middle, end) = draw(child, below, pieces);
        middles.push(middle);
        below = end + GAP;
    }
    let end = below.saturating_sub(GAP).max(top + height);
    let middle = match (middles.first(), middles.last()) {
        (Some(first), Some(last)) => usize::midpoint(*first, *last).max(top + height / 2),
        _ => top + height / 2,
    };
    for child in middles {
        let (from, to) = (left + BOX, left + BOX + WAY);
        let half = usize::midpoint(from, to);
        pieces.push(format!(
            "<path d=\"M{from} {middle} C{half} {middle} {half} {child} {to} {child}\" fill=\"none\" stroke=\"#777777\"/>\n"
        ));
    }
    let y = middle - height / 2;
    let dashed = if node.is_orphan { " stroke-dasharray=\"5 3\"" } else { "" };
    pieces.push(format!(
        "<rect x=\"{left}\" y=\"{y}\" width=\"{BOX}\" height=\"{height}\" rx=\"6\" fill=\"{}\" stroke=\"#444444\"{dashed}/>\n",
        node.fill
    ));
    for (at, line) in node.lines.iter().enumerate() {
        let (x, y) = (left + PAD, y + PAD + 12 + at * LINE);
        pieces.push(format!("<text x=\"{x}\" y=\"{y}\">{}</text>\n", escape(line.as_str())));
    }
    (middle, end.max(middle + height / 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_drawing_is_well_formed_whatever_the_words_are() {
        let leaf = Leaf {
            item: "T-1".into(),
            title: "<script>alert(1)</script> & co".into(),
            assumptions: vec!["a < b".into()],
        };
        let svg = to_svg(&Tree { outcome: "x".into(), opportunities: Vec::new(), unasked: vec![leaf] });
        let mut reader = quick_xml::Reader::from_str(&svg);
        let mut elements = 0;
        loop {
            match reader.read_event().unwrap() {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Start(_) => elements += 1,
                _ => {}
            }
        }
        assert!(elements > 4 && !svg.contains("<script"), "{svg}");
        assert!(svg.contains("stroke-dasharray"), "an item that nobody asked for is dashed");
    }
}
