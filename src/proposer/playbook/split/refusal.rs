//! Gate 1, refusal: work of the team in the form of a story, and what to combine it with.

use super::super::reading::{Reading, grammar, marks};
use crate::domain::item::Item;
use crate::domain::story::{Form, Story, Wish};
use crate::domain::{craft, text};
use std::collections::BTreeSet;

/// Layers that no customer's domain shares.
const SURE_LAYERS: &str = "\
    api apis backend back-end codebase crud css database db endpoint endpoints frontend front-end \
    infrastructure middleware microservice microservices orm schema schemas sql ui";

/// Work of the team that looks like a wish.
const TEAM_WORK: &str = "\
    technical debt|tech debt|code quality|code base|codebase|unit test|unit tests|test coverage|\
    test suite|ci pipeline|build pipeline|continuous integration|pull request|code review|the code|\
    refactor|dependency|dependencies|latest version of|clean code|coding standard|coding standards|\
    data model|docker|kubernetes|logging framework|usability testing|user testing|round of|next round|\
    another round|move on to|wireframes|mockups|approvals from|sprint|sign-off from|mock-ups|mock-up|\
    round 1|round 2|round 3|component library|design system";

fn is_sure_layer(word: &str) -> bool {
    SURE_LAYERS.split_ascii_whitespace().any(|layer| layer == word)
}

/// What a team can do afterwards, and nobody else.
const TEAM_GAINS: &str = "i can develop|i can build|we can develop|we can build|we can deploy|i can deploy|i can code|easier to test|easier to maintain";

/// Words of a refusal, and what is wrong with them.
type Charge = (String, &'static str);

/// What the rules of refusal look at.
struct Plea<'a> {
    reading: &'a Reading,
    want: String,
    verb: String,
    benefit: String,
    layer: Option<String>,
    has_role: bool,
    is_team: bool,
    helps_somebody: bool,
}

impl<'a> Plea<'a> {
    fn of(reading: &'a Reading) -> Self {
        let role = reading.story.role.as_ref().map(|role| role.text.as_str());
        let want = reading.want.to_lowercase();
        let benefit =
            reading.story.benefit.as_ref().map(|benefit| benefit.text.to_lowercase()).unwrap_or_default();
        Self {
            verb: grammar::first_word(&want).to_lowercase(),
            layer: text::words(&want).into_iter().find(|word| is_sure_layer(word)),
            has_role: role.is_some(),
            is_team: role.is_some_and(craft::is_team_role),
            helps_somebody: helps_outsider(&benefit),
            reading,
            want,
            benefit,
        }
    }

    /// A chore of the team: refactor, migrate, upgrade.
    fn chore(&self) -> Option<Charge> {
        let is_chore = craft::is_chore(&self.verb) && !matches!(self.verb.as_str(), "merge" | "port");
        (is_chore && !self.helps_somebody)
            .then(|| (self.verb.clone(), "names work on the software, not something that a user can do"))
    }

    /// One layer as the object of the wish.
    fn one_layer(&self) -> Option<Charge> {
        let layer =
            self.layer.as_ref().filter(|layer| is_asked_for(layer, &self.want, self.reading, &self.verb))?;
        Some((layer.clone(), "asks for one technical layer, which nobody can use alone"))
    }

    /// An activity: rounds, approvals, tests, debt.
    fn activity(&self) -> Option<Charge> {
        let work = TEAM_WORK.split('|').find(|work| marks::contains_words(&self.want, work))?;
        (!self.helps_somebody).then(|| {
            (work.to_owned(), "names an activity of the team, not a change in what the product does")
        })
    }

    /// A benefit that only the team has.
    fn gain_of_the_team(&self) -> Option<Charge> {
        let speaks_of_work = TEAM_WORK.split('|').any(|work| marks::contains_words(&self.benefit, work));
        let gains = self.is_team && TEAM_GAINS.split('|').any(|gain| self.benefit.contains(gain));
        let alone = self.is_team || !self.has_role;
        (!self.helps_somebody && alone && (speaks_of_work || gains))
            .then(|| (self.benefit.clone(), "helps only the team"))
    }

    /// Machinery that a team role asks for.
    fn machinery(&self) -> Option<Charge> {
        let names_a_part = match self.reading.story.wish {
            Wish::Have => self.layer.is_some(),
            _ => {
                craft::is_making(&self.verb)
                    && text::words(&self.want).iter().skip(1).any(|word| craft::is_built_thing(word))
            }
        };
        (self.is_team && names_a_part && !self.helps_somebody)
            .then(|| (self.want.clone(), "is a task of the team, put in the form of a story"))
    }

    /// A thing to build, with nobody who can do something with it.
    fn thing_to_build(&self, item: &Item) -> Option<Charge> {
        let bare = !self.has_role && item.record.text.len() < 400 && craft::is_making(&self.verb);
        (bare && ends_in_built_thing(&self.want) && !self.helps_somebody)
            .then(|| (self.want.clone(), "names a thing to build, and nobody who can do something with it"))
    }
}

/// Why it is not a story, and what to do instead.
pub fn refusal(item: &Item, reading: &Reading) -> Option<(String, Vec<String>)> {
    let plea = Plea::of(reading);
    let (words, wrong) = plea
        .chore()
        .or_else(|| plea.one_layer())
        .or_else(|| plea.activity())
        .or_else(|| plea.gain_of_the_team())
        .or_else(|| plea.machinery())
        .or_else(|| plea.thing_to_build(item))
        .or_else(|| {
            quality_only(&item.record.title)
                .map(|words| (words, "names a quality, not something that somebody can do"))
        })?;
    Some((format!("Not a story yet: “{words}” {wrong}."), reformulations(&plea)))
}

/// The sentence to complete, and the question that completes it.
fn reformulations(plea: &Plea<'_>) -> Vec<String> {
    let role = plea.reading.story.role.as_ref().map(|role| role.text.as_str());
    let actor = role
        .filter(|role| !plea.is_team && !["user", "users"].contains(&role.to_lowercase().as_str()))
        .map_or_else(|| "a …".to_owned(), |role| format!("{} {role}", grammar::article(role)));
    let object =
        grammar::object_of(&plea.reading.want).filter(|_| !plea.is_team && plea.has_role).filter(|object| {
            !text::words(object).iter().any(|word| craft::is_built_thing(word) || word == "changes")
        });
    let want = object.map_or_else(|| "…".to_owned(), |object| format!("… {object}"));
    vec![
        format!("Reformulate it from the outside: As {actor}, I want to {want}, so that …."),
        "Ask who notices when it is done, and what they can do then that they cannot do now.".to_owned(),
    ]
}

/// A title of vague words without a verb or a role: "Flexible and easy experience".
fn quality_only(title: &str) -> Option<String> {
    let vague = marks::vague_words(title);
    let story = Story::parse(title);
    let is_bare = story.form == Form::Title && story.role.is_none() && grammar::leading_verb(title).is_none();
    let dreams = ["experience", "journey", "usability", "look and feel", "performance", "quality", "ux"];
    let dream = dreams.iter().any(|dream| marks::contains_words(&title.to_lowercase(), dream));
    (is_bare && (vague.len() >= 2 || !vague.is_empty() && dream)).then(|| vague.join(", "))
}

/// Whether the layer is the object of the wish, not a word beside it.
fn is_asked_for(layer: &str, want: &str, reading: &Reading, verb: &str) -> bool {
    let object = grammar::object_of(want).unwrap_or_default().to_lowercase();
    let in_object = text::words(&object).iter().any(|word| word == layer);
    let is_api_user = reading.story.role.as_ref().is_some_and(|role| {
        let role = role.text.to_lowercase();
        [
            "integrator",
            "api",
            "partner",
            "third-party developer",
            "external developer",
            "data scientist",
            "consumer",
            "database",
            "db",
        ]
        .iter()
        .any(|user| role.contains(user))
    });
    let interface = matches!(layer, "api" | "apis" | "endpoint" | "endpoints");
    if interface && is_api_user {
        return false;
    }
    let starts = text::words(want).iter().take(3).any(|word| word == layer);
    match reading.story.wish {
        Wish::Have => starts || in_object,
        _ => {
            (craft::is_making(verb) && (in_object || starts))
                || (reading.story.form == Form::Title
                    && starts
                    && reading.story.role.is_none()
                    && grammar::leading_verb(want).is_none())
        }
    }
}

fn ends_in_built_thing(want: &str) -> bool {
    let words = text::words(want);
    let technical = [
        "module",
        "component",
        "components",
        "service",
        "engine",
        "class",
        "classes",
        "wiring",
        "logic",
        "job",
        "table",
        "tables",
        "model",
        "models",
        "framework",
        "skeleton",
        "scaffolding",
        "migration",
        "migrations",
        "cache",
        "queue",
        "layer",
        "pipeline",
        "script",
    ];
    let object_end = words
        .iter()
        .position(|word| ["for", "of", "in", "to", "with", "on"].contains(&word.as_str()))
        .unwrap_or(words.len());
    words[..object_end].last().is_some_and(|last| technical.contains(&last.as_str()))
}

/// Whether the benefit names somebody outside the team who does or gets something.
fn helps_outsider(benefit: &str) -> bool {
    let words = text::words(benefit);
    let outsiders = [
        "customer",
        "customers",
        "guest",
        "guests",
        "patient",
        "patients",
        "member",
        "members",
        "visitor",
        "visitors",
        "student",
        "students",
        "parents",
        "user",
        "users",
        "people",
        "clients",
        "passengers",
        "driver",
        "drivers",
        "buyers",
        "readers",
        "nurses",
        "teachers",
        "staff",
    ];
    words.iter().any(|word| outsiders.contains(&word.as_str()))
}

/// Keys of items that this one should be combined with: same words but for a layer, or the same text.
pub fn merge_candidates(item: &Item, backlog: &[Item]) -> Vec<String> {
    let own = topic_stems(item);
    let mut scored: Vec<(usize, String)> = backlog
        .iter()
        .filter(|other| other.key != item.key && other.id != item.id)
        .filter_map(|other| {
            let theirs = topic_stems(other);
            let shared = own.intersection(&theirs).count();
            let smaller = own.len().min(theirs.len());
            let union = own.union(&theirs).count();
            (shared >= 2 && shared * 3 >= smaller * 2 && shared * 2 >= union)
                .then(|| (shared * 100 / union.max(1), other.key.clone()))
        })
        .collect();
    scored.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    scored.into_iter().take(4).map(|(_, key)| key).collect()
}

/// Stems of the want, without the words of layers and of making.
fn topic_stems(item: &Item) -> BTreeSet<String> {
    let reading = Reading::of(item);
    let source = if reading.want.is_empty() { item.record.title.clone() } else { reading.want };
    text::content_words(&source)
        .into_iter()
        .filter(|word| {
            !craft::is_built_thing(word) && !craft::is_making(word) && word != "changes" && word != "user"
        })
        .map(|word| text::stem(&word))
        .collect()
}
