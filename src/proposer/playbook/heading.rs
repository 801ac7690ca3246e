//! A heading: a name over other items, which asks for nothing itself.

use super::reading::{Reading, grammar};
use crate::domain::item::Item;
use crate::domain::story::Form;
use crate::proposer::Brief;

/// Whether the item only gathers others: it names a topic, says nothing that somebody does, and
/// has items under it. What was cut by a person keeps its own words.
pub(super) fn is_heading(brief: &Brief) -> bool {
    let item = &brief.item;
    !brief.children.is_empty() && !item.replaced_by_slices && names_a_topic(item)
}

fn names_a_topic(item: &Item) -> bool {
    let reading = Reading::of(item);
    let title = item.record.title.trim();
    reading.story.form == Form::Title
        && reading.story.role.is_none()
        && grammar::leading_verb(title).is_none()
        && grammar::verb_of_sentence(title).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    fn over(title: &str, text: &str, children: usize) -> Brief {
        let children = vec![Item::of("Weigh a sack", ""); children];
        Brief { children, ..Brief::alone(Item::of(title, text)) }
    }

    #[test]
    fn a_topic_over_items_is_a_heading() {
        let brief = over("Mill days", "Days on which the mill runs, stands or is cleaned.", 2);
        assert!(is_heading(&brief));
    }

    #[test]
    fn what_somebody_does_or_stands_alone_is_none() {
        assert!(!is_heading(&over("Change or cancel an order", "", 2)));
        assert!(!is_heading(&over("As a miller, I want to weigh a sack", "", 2)));
        assert!(!is_heading(&over("Mill days", "", 0)));
        let mut cut = over("Mill days", "", 2);
        cut.item.replaced_by_slices = true;
        assert!(!is_heading(&cut));
    }
}
