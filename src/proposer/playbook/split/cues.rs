//! Which patterns a text speaks of: cue words, and sentences like it.
//!
//! A cue never starts a split; the count of parts does (see [`super::gate`]).

use super::super::reading::{Reading, marks};
use super::quality;
use crate::domain::split::Pattern;
use crate::domain::text;
use crate::llm::{EmbedError, Embedder, cosine};
use std::collections::BTreeMap;

/// Cue expressions per pattern; one that ends in `-` is a stem.
const CUES: [(Pattern, &str); 9] = [
    (
        Pattern::WorkflowSteps,
        "then|once|after|afterwards|before|when complete|step|steps|approv-|reject-|submit-|review-|request-|otherwise|reload|hand over|hands over|next step|finally|notif-|confirm-|end to end|return-",
    ),
    (
        Pattern::Operations,
        "manage|manages|managing|management|administer|administrate|administrating|maintain-|configur-|handl-|look after|keep up to date|organi-|add and remove|create|edit|delete|remove",
    ),
    (
        Pattern::BusinessRules,
        "unless|depending on|depends on|dependent on|eligib-|policy|policies|rule|rules|priorit-|exclusive|flexible|start and end date|only if|only when|only become|limit-|restrict-|embargo|until|after which|dates|tier-|threshold-|discount-|allowed|permission-|who can|expir-|overdue|deadline-|if the|according to",
    ),
    (
        Pattern::DataVariations,
        "different types|different kinds|all kinds|types of|kinds of|type of|kind of|variety of|format-|language-|each type|each kind|any type|file types|media|characters|currenc-|units|sources|species|sizes",
    ),
    (
        Pattern::InterfaceVariations,
        "graphical-|drag-|looks like|look like|similar to|calendar-|as well as|web page|website|phone-|mobile-|app|command line|via|through|navigat-|console|screen-|user interface|by email|by text|text message|sms|kiosk-|tablet-|voice|map|barcode-|scan-",
    ),
    (
        Pattern::MajorEffort,
        "examples of these|provider-|integrat-|such as|all of|any of|carrier-|payment method-|visa|card-|systems|vendor-|partner-|supplier-|insurer-|bank-",
    ),
    (
        Pattern::SimpleComplex,
        "also|including|plus|optional-|advanced|option to|regardless|hierarch-|custom|etc|nice to have|suggest-|recommend-|best|filter-|with the possibility|at least|ideally",
    ),
    (
        Pattern::DeferPerformance,
        "fast|faster|speed|performan-|scale-|scalab-|large number-|very large|reliab-|second|seconds|share the load|multiple instances|secure-|real time|real-time|thousands|millions|concurrent-|within a minute|at peak|instantly|immediately|simultaneous-|at once|heavy load|no downtime|offline",
    ),
    (
        Pattern::Spike,
        "research|investigat-|feasib-|spike|proof of concept|design spec-|tbd|determine whether|find out whether|not sure|unclear whether|do not know|don't know|unknown|not known|nobody knows|never done|uncertain",
    ),
];

/// Sentences as backlogs write them, three per pattern.
const PROTOTYPES: [(Pattern, [&str; 3]); 9] = [
    (
        Pattern::WorkflowSteps,
        [
            "The user sends a request, it is processed, and when it is complete the user is notified.",
            "First submit, then review, then approve, and finally publish.",
            "After one step is finished the next step starts.",
        ],
    ),
    (
        Pattern::Operations,
        [
            "An administrator manages accounts: create, view, change and delete.",
            "Add, edit and remove records.",
            "Configure and maintain settings.",
        ],
    ),
    (
        Pattern::BusinessRules,
        [
            "It applies only under certain conditions, depending on dates, priority or eligibility.",
            "Several rules decide which one applies when they conflict.",
            "Access is restricted unless a policy allows it.",
        ],
    ),
    (
        Pattern::DataVariations,
        [
            "The same thing is done for different types and formats of data.",
            "Support all kinds of input, such as several languages or file types.",
            "For each type there is a list of values.",
        ],
    ),
    (
        Pattern::InterfaceVariations,
        [
            "A simple form first, a rich graphical view with drag and drop later.",
            "The same data can be entered on the web, on a phone or from the command line.",
            "The screen should look like the one in another product.",
        ],
    ),
    (
        Pattern::MajorEffort,
        [
            "Support several providers, where the first one carries most of the work.",
            "Once one of them works the others are easy to add.",
            "Connect to each of the partners' systems, which all need the same foundation.",
        ],
    ),
    (
        Pattern::SimpleComplex,
        [
            "A basic version first, with optional extras and advanced options later.",
            "It should also include additional options.",
            "A simple core and several refinements.",
        ],
    ),
    (
        Pattern::DeferPerformance,
        [
            "It must be fast and handle very large volumes.",
            "It should scale across many machines and respond within a few seconds.",
            "First make it work, then make it fast and reliable.",
        ],
    ),
    (
        Pattern::Spike,
        [
            "Research the feasibility and document the options.",
            "We do not know whether this is technically possible.",
            "Investigate which approach to use before building.",
        ],
    ),
];

/// The cue words that an item has, by pattern.
pub(super) fn cues_of(reading: &Reading) -> BTreeMap<Pattern, Vec<String>> {
    let mut found = BTreeMap::new();
    for (pattern, cues) in CUES {
        let is_meant = |word: &String| {
            pattern != Pattern::Spike
                || reading.lower.match_indices(word).any(|(at, _)| quality::is_order(&reading.lower, at))
        };
        let hits: Vec<String> =
            cues.split('|').filter_map(|cue| word_of_cue(&reading.lower, cue)).filter(is_meant).collect();
        if !hits.is_empty() {
            found.insert(pattern, hits);
        }
    }
    found
}

/// The word of the text that a cue meets.
fn word_of_cue(lower: &str, cue: &str) -> Option<String> {
    let Some(stem) = cue.strip_suffix('-') else {
        return marks::contains_words(lower, cue).then(|| cue.to_owned());
    };
    lower.match_indices(stem).find_map(|(at, _)| {
        let begins = !lower[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        let end = lower[at + stem.len()..]
            .find(|c: char| !c.is_alphanumeric())
            .map_or(lower.len(), |n| at + stem.len() + n);
        begins.then(|| lower[at..end].to_owned())
    })
}

/// Likeness of the item to each pattern's prototypes, 0 to 1.
pub(super) async fn likeness(
    reading: &Reading,
    item_text: &str,
    encoder: &dyn Embedder,
) -> Result<BTreeMap<Pattern, f64>, EmbedError> {
    let mut texts: Vec<String> =
        PROTOTYPES.iter().flat_map(|(_, lines)| lines.iter().map(ToString::to_string)).collect();
    let prototypes = texts.len();
    texts.extend(text::sentences(item_text).into_iter().take(12).map(|range| item_text[range].to_owned()));
    if !reading.want.is_empty() {
        texts.push(reading.want.clone());
    }
    let vectors = encoder.embed(&texts).await?;
    let (known, asked) = vectors.split_at(prototypes.min(vectors.len()));
    Ok(PROTOTYPES
        .iter()
        .zip(known.chunks(3))
        .map(|((pattern, _), lines)| {
            let best = lines
                .iter()
                .flat_map(|line| asked.iter().map(|sentence| cosine(line, sentence)))
                .fold(0.0, f64::max);
            (*pattern, best)
        })
        .collect())
}
