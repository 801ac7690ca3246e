//! What one slice of a given split looks like, read from its title.

use crate::domain::craft::{self, Activity};
use crate::domain::split::Slice;
use crate::domain::text;
use crate::proposer::playbook::reading::grammar;

/// Layers that are meant whatever stands beside them.
const SURE_LAYERS: &str = "
    api apis backend back-end frontend front-end database db schema schemas endpoint endpoints middleware sql orm crud microservice microservices
    infrastructure migration migrations ui gui css html server-side client-side persistence backend/api codebase graphql";

/// Words that name a system, a service or a team.
const COMPONENTS: &str = "
    app apps component components gateway module modules part parts platform plugin service services side squad subsystem system systems team engine
    microservice portal server adapter connector client site backend application daemon mailer scheduler crm erp
    broker cloud firmware hub";

/// Components that need no name before them: "Connector to the library".
const BARE_COMPONENTS: &str = "
    adapter broker client cloud connector daemon engine firmware gateway middleware module plugin scheduler server subsystem worker";

/// Verbs that a user of the product does; a title with one ends in something seen.
const SEEN: &str = "
    see view find get hear receive learn know cancel pay order browse download print compare choose pick ask renew borrow return reserve swap share
    tell read watch listen follow save keep look buy show notify alert sign record report search filter";

/// A slice as the rules see it.
#[derive(Debug, Clone)]
pub(super) struct Sign {
    /// Lower-case words of the title.
    pub words: Vec<String>,
    /// Its first verb in the base form.
    pub verb: Option<String>,
    /// The technical layer that it is about.
    pub layer: Option<String>,
    /// Whether that layer is one in every product.
    pub is_sure_layer: bool,
    /// The activity that it is.
    pub activity: Option<Activity>,
    /// The system or team that it is about.
    pub component: Option<String>,
    /// Whether it says part 1, phase 2, the rest.
    pub ordinal: Option<String>,
    /// Whether it is a spike, and whether it asks something.
    pub spike: Option<bool>,
    /// Who does it, in a sentence without "can": "the organiser", "messaging team".
    pub actor: Option<String>,
    /// Whether a user does or sees something in it.
    pub is_seen: bool,
}

fn lists(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|listed| listed == word)
}

impl Sign {
    pub(super) fn of(slice: &Slice, parent_words: &[String]) -> Self {
        let words = text::words(&slice.title);
        let verb = words.first().and_then(|first| grammar::base_form(first));
        let has_narrative =
            slice.title.to_lowercase().starts_with("as a") || words.first().is_some_and(|word| word == "i");
        let actor = actor(&words, has_a_name(&slice.title));
        let by_component = actor.as_ref().is_some_and(|actor| {
            // A client who acts is a customer.
            let last = actor.split(' ').next_back();
            actor != "client" && last.is_some_and(|last| lists(COMPONENTS, last))
        });
        let has_role = has_narrative || (has_subject(&words) && !by_component);
        let is_seen = has_role || verb.as_deref().is_some_and(|verb| lists(SEEN, verb));
        let activity = craft::activity_of(&slice.title).or_else(|| phase(&words)).filter(|_| !has_role);
        Self {
            layer: layer(&words, verb.as_deref(), is_seen),
            is_sure_layer: words.iter().any(|word| lists(SURE_LAYERS, word)),
            activity: activity.filter(|_| {
                words
                    .first()
                    .is_none_or(|first| !parent_words.contains(first) || activity != Some(Activity::Build))
            }),
            component: actor
                .clone()
                .filter(|_| by_component)
                .or_else(|| component(&slice.title, &words, has_role, verb.as_deref())),
            actor,
            ordinal: ordinal(&slice.title.to_lowercase(), &words),
            spike: spike(slice, &words),
            is_seen,
            verb,
            words,
        }
    }
}

/// Phases of a project that only a list of slices shows as such: "Concept; Programming; Go-live".
fn phase(words: &[String]) -> Option<Activity> {
    let second = words.get(1).map_or("", String::as_str);
    let writes = |papers: &[&str]| words.iter().skip(1).take(3).any(|word| papers.contains(&word.as_str()));
    match words.first()?.as_str() {
        "write" if writes(&["concept", "requirements", "spec", "specification", "specifications"]) => {
            Some(Activity::Analyse)
        }
        "write" if writes(&["documentation", "guide", "handbook", "manual"]) => Some(Activity::Document),
        "clarify" | "concept" | "conception" | "interview" | "interviews" | "kick-off" | "kickoff"
        | "workshop" => Some(Activity::Analyse),
        "draft" | "mock-ups" | "mock-up" | "layout" | "drafts" => Some(Activity::Design),
        "programming" | "realisation" | "realization" | "construction" => Some(Activity::Build),
        "bugfixing" | "bug-fixing" | "bugfix" | "debugging" | "stabilisation" | "stabilization"
        | "verification" => Some(Activity::Test),
        "bug" | "bugs" if second.starts_with("fix") => Some(Activity::Test),
        "code" if second == "review" => Some(Activity::Test),
        "go-live" | "launch" | "cutover" | "handover" => Some(Activity::Deploy),
        "go" if second == "live" => Some(Activity::Deploy),
        _ => None,
    }
}

/// "The guest can cancel …", "Guests cancel …": somebody acts.
fn has_subject(words: &[String]) -> bool {
    let modal = words.iter().take(5).any(|word| {
        ["can", "sees", "gets", "receives", "hears", "chooses", "picks", "knows", "learns"]
            .contains(&word.as_str())
    });
    modal && !words.first().is_some_and(|first| lists(SURE_LAYERS, first))
}

/// Whether a title begins with a name of two words: "Group Sales checks the boat" orders nobody to group sales.
fn has_a_name(title: &str) -> bool {
    title.split_whitespace().nth(1).is_some_and(|word| word.starts_with(char::is_uppercase))
}

/// The words before the verb of a plain statement ("organiser submits the request").
fn actor(words: &[String], has_a_name: bool) -> Option<String> {
    let passive = ["is", "are", "goes", "go", "gets", "get"];
    let is_verb = |word: &String| {
        passive.contains(&word.as_str())
            || (grammar::base_form(word).is_some() && word.ends_with('s') && !grammar::is_verb(word))
    };
    let at = words.iter().take(5).position(is_verb).filter(|at| *at > 0)?;
    let subject = &words[..at];
    let imperative = !has_a_name && grammar::is_verb(&subject[0]) && subject.len() > 1;
    let joined = subject.iter().any(|word| {
        ["for", "of", "in", "that", "which", "who", "when", "and", "as", "from", "where", "how", "what"]
            .contains(&word.as_str())
    });
    (!imperative && !joined).then(|| subject.join(" "))
}

/// A layer at the head of the title: "Backend for …", "Patron table", "Build the API", "UI: …".
fn layer(words: &[String], verb: Option<&str>, is_seen: bool) -> Option<String> {
    let acts = verb.is_some_and(|verb| !craft::is_making(verb));
    let sure = words
        .iter()
        .enumerate()
        .find(|(at, word)| lists(SURE_LAYERS, word) && !(acts && is_channel(words, *at)))
        .map(|(_, word)| word);
    if let Some(word) = sure {
        let is_head = words.iter().take(4).any(|near| near == word) || words.last() == Some(word);
        if is_head && !is_seen {
            return Some(word.clone());
        }
    }
    let first = words.first().map(String::as_str).unwrap_or_default();
    let makes = craft::is_making(first)
        || craft::activity_of(first).is_some()
        || ["design", "define", "model"].contains(&first);
    let joint = words
        .iter()
        .position(|word| ["for", "of", "in", "to", "with", "from", "that", "on"].contains(&word.as_str()))
        .unwrap_or(words.len());
    let head = words[..joint].last()?;
    let has_determiner = words[..joint]
        .iter()
        .any(|word| ["a", "an", "the", "my", "one", "all", "its", "this", "their"].contains(&word.as_str()));
    let plain_noun = verb.is_none() || makes || !has_determiner;
    (plain_noun
        && !is_seen
        && words.len() > 1
        && craft::is_built_thing(head)
        && head != "service"
        && head != "services"
        && head != "module"
        && head != "view")
        .then(|| head.clone())
}

/// Whether the word at `at` is the way by which something is done: "continue the order via API".
fn is_channel(words: &[String], at: usize) -> bool {
    at > 1 && ["by", "over", "through", "using", "via"].contains(&words[at - 1].as_str())
}

/// "DuraStore part", "Billing service: …", "Changes in the mobile app", "Mobile team".
fn component(title: &str, words: &[String], has_role: bool, verb: Option<&str>) -> Option<String> {
    if has_role {
        return None;
    }
    if let Some((before, after)) = title.split_once(':')
        && !after.trim().is_empty()
        && text::words(before).len() <= 3
        && text::words(before).last().is_some_and(|last| lists(COMPONENTS, last))
    {
        return Some(before.to_lowercase());
    }
    let last = words.last()?;
    let making = words.first().is_some_and(|first| {
        craft::is_making(first)
            || ["changes", "change", "update", "modify", "adapt", "work", "extend", "adjust"]
                .contains(&first.as_str())
    });
    let joint =
        words.iter().position(|word| ["for", "in", "to", "on", "of", "with"].contains(&word.as_str()));
    let head_end = joint.filter(|_| !making).unwrap_or(words.len());
    let head = words[..head_end].last()?;
    let named = lists(COMPONENTS, head) && head != "site" && words[..head_end].len() > 1;
    if named && (verb.is_none() || making) {
        return Some(words[..head_end].iter().rev().take(2).rev().cloned().collect::<Vec<_>>().join(" "));
    }
    if head_end == 1 && words.len() > 1 && lists(BARE_COMPONENTS, head) {
        return Some(words.iter().take(5).cloned().collect::<Vec<_>>().join(" "));
    }
    (words.len() == 1 && lists(COMPONENTS, last)).then(|| last.clone())
}

/// "part 1", "phase two", "second half", "iteration 3", "the rest".
fn ordinal(lower: &str, words: &[String]) -> Option<String> {
    let number = |word: &String| {
        word.chars().all(|c| c.is_ascii_digit())
            || ["i", "ii", "iii", "iv", "a", "b", "c", "one", "two", "three", "four"].contains(&word.as_str())
    };
    let labels = [
        "part",
        "phase",
        "iteration",
        "increment",
        "sprint",
        "chunk",
        "batch",
        "round",
        "stage",
        "version",
        "milestone",
        "story",
        "portion",
        "section",
        "criteria",
        "criterion",
        "ac",
        "scenarios",
        "tests",
        "slice",
    ];
    for pair in words.windows(2) {
        if labels.contains(&pair[0].as_str()) && number(&pair[1]) {
            return Some(pair.join(" "));
        }
    }
    let halves = [
        "first half",
        "second half",
        "first part",
        "second part",
        "third part",
        "remaining criteria",
        "remaining acceptance",
        "acceptance criteria 1",
        "(1/",
        "(2/",
        "(3/",
        "1 of 2",
        "2 of 2",
        "1 of 3",
        "2 of 3",
        "3 of 3",
        "first third",
        "the remainder",
        "remaining work",
        "rest of the work",
        "everything else",
    ];
    halves.into_iter().find(|mark| lower.contains(mark)).map(str::to_owned).or_else(|| {
        let last = words.last()?;
        let version = last.len() <= 3
            && last.starts_with('v')
            && last[1..].chars().all(|c| c.is_ascii_digit())
            && last.len() > 1;
        version.then(|| last.clone())
    })
}

/// Whether it is a spike; then, whether one to three questions stand in it.
fn spike(slice: &Slice, words: &[String]) -> Option<bool> {
    let first = words.first().map(String::as_str).unwrap_or_default();
    let lower = slice.title.to_lowercase();
    let weak = ["explore", "evaluate", "assess", "analyse", "analyze", "study", "look"].contains(&first)
        && [
            "option",
            "feasib",
            "approach",
            "technolog",
            "tool",
            "vendor",
            "possib",
            "librar",
            "how to",
            "which ",
            "whether",
            "into ",
        ]
        .iter()
        .any(|mark| lower.contains(mark));
    let asks_the_team = ["clarify", "check", "determine", "find"].contains(&first)
        && ["technically", "feasib"].iter().any(|mark| lower.contains(mark));
    let strong = asks_the_team
        || ["spike", "research", "investigate", "investigation", "poc"].contains(&first)
        || ["proof of concept", "technical spike", "feasibility study", "feasibility"]
            .iter()
            .any(|mark| lower.contains(mark))
        || words.last().is_some_and(|last| last == "spike" || last == "research")
        || words.windows(2).take(3).any(|pair| {
            ["research", "investigation", "spike", "study"].contains(&pair[0].as_str())
                && ["on", "of", "into", "for", "about"].contains(&pair[1].as_str())
        });
    if !(weak || strong) {
        return None;
    }
    let marks = lower.matches('?').count();
    let asks = (1..=3).contains(&slice.questions.len())
        || (1..=3).contains(&marks)
        || ["whether ", "which ", "how many", "how long", "can we", "does ", "is it "]
            .iter()
            .any(|word| lower.contains(word))
            && marks <= 3;
    Some(asks && marks <= 3)
}
