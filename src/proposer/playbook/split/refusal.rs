//! Gate 1, refusal: work of the team in the form of a story, and what to combine it with.

use super::super::claims::{is_builders_word, is_tending, roles_in};
use super::super::reading::{Reading, grammar, marks};
use super::team_work;
use crate::domain::item::Item;
use crate::domain::story::{Form, Story, Wish};
use crate::domain::{craft, text};

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
    is_outsider: bool,
    is_maker: bool,
    helps_somebody: bool,
}

impl<'a> Plea<'a> {
    fn of(reading: &'a Reading) -> Self {
        let role = reading.story.role.as_ref().map(|role| role.text.as_str());
        let labelled = reading.want.to_lowercase();
        let want = match reading.story.form {
            Form::Title => marks::without_label(&labelled).to_owned(),
            _ => labelled,
        };
        let benefit =
            reading.story.benefit.as_ref().map(|benefit| benefit.text.to_lowercase()).unwrap_or_default();
        Self {
            verb: grammar::first_word(&want).to_lowercase(),
            layer: text::words(&want).into_iter().find(|word| team_work::is_sure_layer(word)),
            has_role: role.is_some(),
            is_team: role.is_some_and(craft::is_team_role),
            is_outsider: role.is_some_and(team_work::is_somebody_of_their_own),
            is_maker: role.is_some_and(craft::is_making_customer),
            helps_somebody: helps_outsider(&benefit),
            reading,
            want,
            benefit,
        }
    }

    /// A chore of the team: refactor, migrate, upgrade.
    fn chore(&self) -> Option<Charge> {
        let is_chore = craft::is_chore(&self.verb) && !matches!(self.verb.as_str(), "merge" | "port");
        let is_of_the_product = !self.is_outsider
            || text::words(&self.want)
                .iter()
                .skip(1)
                .any(|word| is_builders_word(word) || craft::is_layer(word));
        (is_chore && is_of_the_product && !self.helps_somebody)
            .then(|| (self.verb.clone(), "names work on the software, not something that a user can do"))
    }

    /// Upkeep of the software by its own names, where the item names nobody: "move the build to a new server".
    fn upkeep(&self, item: &Item) -> Option<Charge> {
        let title = &item.record.title;
        let words = text::words(title);
        let verb = words.iter().find(|word| is_tending(word))?;
        let leads = text::words(marks::without_label(title)).first() == Some(verb) || self.verb == *verb;
        let names = || {
            let names = title.split_whitespace().map(|word| word.trim_matches([',', '.', ':']));
            names.filter(|word| team_work::is_identifier(word)).map(str::to_owned).next()
        };
        let thing = words.iter().find(|word| is_builders_word(word)).cloned().or_else(names)?;
        let is_alone = !self.has_role && !names_somebody(&item.record.text) && !helps_outsider(&self.want);
        (leads && is_alone && thing != *verb).then(|| {
            (
                format!("{verb} … {thing}"),
                "names upkeep of the software, and nobody who can do something with it",
            )
        })
    }

    /// One layer as the object of the wish.
    fn one_layer(&self) -> Option<Charge> {
        let layer =
            self.layer.as_ref().filter(|layer| is_asked_for(layer, &self.want, self.reading, &self.verb))?;
        Some((layer.clone(), "asks for one technical layer, which nobody can use alone"))
    }

    /// An activity: rounds, approvals, tests, debt.
    fn activity(&self) -> Option<Charge> {
        let work = team_work::activity_in(&self.want).or_else(|| {
            team_work::internals_in(&self.want).filter(|_| self.is_team && !helps_outsider(&self.want))
        })?;
        // Who makes something of their own with the product has code and tests of their own, and who
        // reads what came of a test does not test.
        (!self.helps_somebody && !self.is_maker && !self.reads_an_outcome()).then(|| {
            (work.to_owned(), "names an activity of the team, not a change in what the product does")
        })
    }

    /// Whether somebody outside the team wants to see what came of an activity.
    fn reads_an_outcome(&self) -> bool {
        const OUTCOMES: [&str; 6] = ["outcome", "outcomes", "report", "reports", "result", "results"];
        const READING: [&str; 6] = ["compare", "download", "know", "read", "see", "view"];
        let object = grammar::object_of(&self.reading.want).unwrap_or_default().to_lowercase();
        let is_outcome = text::words(&object).last().is_some_and(|head| OUTCOMES.contains(&head.as_str()));
        self.is_outsider && is_outcome && READING.contains(&self.verb.as_str())
    }

    /// A benefit that only the team has.
    fn gain_of_the_team(&self) -> Option<Charge> {
        let speaks_of_work = team_work::activity_in(&self.benefit).is_some();
        let gains = self.is_team
            && (team_work::is_gain_of_the_team(&self.benefit) || team_work::is_making_it(&self.benefit));
        let alone = self.is_team || !self.has_role;
        (!self.helps_somebody && alone && (speaks_of_work || gains))
            .then(|| (self.benefit.clone(), "helps only the team"))
    }

    /// Machinery that a team role asks for.
    fn machinery(&self) -> Option<Charge> {
        let names_a_part = match self.reading.story.wish {
            Wish::Have => self.layer.is_some(),
            Wish::Act if self.verb == "have" => self.layer.is_some(),
            _ => {
                craft::is_making(&self.verb)
                    && text::words(&self.want).iter().skip(1).any(|word| craft::is_built_thing(word))
            }
        };
        (self.is_team && names_a_part && !self.helps_somebody)
            .then(|| (self.want.clone(), "is a task of the team, put in the form of a story"))
    }

    /// A class or function by its name in the program, which nobody outside it can use.
    fn insides(&self, item: &Item) -> Option<Charge> {
        let object = grammar::object_of(&self.reading.want)?;
        let head = object.split(' ').next_back()?;
        let builds = craft::is_making(&self.verb) || craft::is_chore(&self.verb);
        let is_alone = !self.has_role && !names_somebody(&item.record.text);
        let call = item.record.title.split_whitespace().find(|word| word.ends_with("()"));
        if let Some(call) = call.filter(|_| is_alone) {
            return Some((
                call.to_owned(),
                "is a name inside the program, not something that somebody can use",
            ));
        }
        (builds && is_alone && team_work::is_identifier(head))
            .then(|| (head.to_owned(), "is a name inside the program, not something that somebody can use"))
    }

    /// A list that the item itself calls tasks.
    fn list_of_tasks(&self, item: &Item) -> Option<Charge> {
        let lists = ["following tasks", "these tasks", "list of tasks", "sub-tasks:", "subtasks:"];
        let mark = lists.into_iter().find(|mark| self.reading.lower.contains(mark))?;
        (!self.has_role && !names_somebody(&item.record.text))
            .then(|| (mark.to_owned(), "lists work of the team, none of which somebody else can use"))
    }

    /// A thing to build, with nobody who can do something with it.
    fn thing_to_build(&self, item: &Item) -> Option<Charge> {
        let bare = !self.has_role && item.record.text.len() < 400 && craft::is_making(&self.verb);
        (bare && team_work::ends_in_built_thing(&self.want) && !self.helps_somebody)
            .then(|| (self.want.clone(), "names a thing to build, and nobody who can do something with it"))
    }
}

/// Why it is not a story, and what to do instead.
pub fn refusal(item: &Item, reading: &Reading) -> Option<(String, Vec<String>)> {
    let plea = Plea::of(reading);
    let (words, wrong) = plea
        .chore()
        .or_else(|| plea.upkeep(item))
        .or_else(|| plea.one_layer())
        .or_else(|| plea.activity())
        .or_else(|| plea.gain_of_the_team())
        .or_else(|| plea.machinery())
        .or_else(|| plea.thing_to_build(item))
        .or_else(|| plea.insides(item))
        .or_else(|| plea.list_of_tasks(item))
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

/// Whether a text names anybody who could use what is built.
fn names_somebody(text: &str) -> bool {
    helps_outsider(text) || !roles_in(text).is_empty() || text::words(text).iter().any(|word| word == "you")
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

#[cfg(test)]
mod tests {
    use super::*;

    fn is_refused(title: &str, text: &str) -> bool {
        let item = Item::of(title, text);
        refusal(&item, &Reading::of(&item)).is_some()
    }

    #[test]
    fn upkeep_that_names_nobody_is_no_story() {
        for title in [
            "Update the flour library to 4.2",
            "Clean up MillWheel configuration in GrainLoader",
            "Move the build to a new server",
            "Verify the mill schema",
        ] {
            assert!(is_refused(title, ""), "{title}");
        }
        assert!(!is_refused("Update the price of a loaf", ""));
        assert!(!is_refused("Move a booking to another mill", ""));
        assert!(!is_refused(
            "Move the build to a new server",
            "Customers could not order while it was down."
        ));
    }

    #[test]
    fn what_only_helps_to_write_software_is_no_story() {
        let wish = |benefit: &str| format!("As a developer, I want to use a kit, so that {benefit}.");
        assert!(is_refused(&wish("I can easily design my pages"), ""));
        assert!(!is_refused(&wish("I can weigh flour"), ""));
        assert!(is_refused("As a developer, I want to have made database indexes, so that it is quick.", ""));
    }

    #[test]
    fn developers_who_build_with_the_product_are_its_customers() {
        for title in [
            "As a plugin developer, I want to ship the code of a mill with my plugin.",
            "As a plugin developer, I want to write unit tests for a plugin that grinds.",
            "As a miller, I want to upgrade a millstone to a new version.",
        ] {
            assert!(!is_refused(title, ""), "{title}");
        }
        for title in [
            "As a web developer, I want to write unit tests for the mill.",
            "As a user, I want to upgrade the database.",
            "As a miller, I want to refactor the database schema.",
        ] {
            assert!(is_refused(title, ""), "{title}");
        }
    }

    #[test]
    fn who_reads_what_came_of_a_test_does_not_test() {
        assert!(!is_refused("As a miller, I want to view the acceptance test results.", ""));
        assert!(is_refused("As a miller, I want to have acceptance tests.", ""));
        assert!(is_refused("As a developer, I want to view the acceptance test results.", ""));
        assert!(is_refused("As a developer, I want to design and document the approach to grinding.", ""));
        assert!(!is_refused("As a miller, I want to design and document a millstone.", ""));
    }

    #[test]
    fn a_call_in_a_title_is_inside_the_program() {
        assert!(is_refused("Use a GrainBinding to grind() underlying stones", ""));
        assert!(!is_refused("Use a hand mill (small) to grind rye", ""));
    }

    #[test]
    fn a_part_of_the_product_before_a_mark_is_no_layer() {
        assert!(!is_refused("UI: show the names of mills", ""));
        assert!(is_refused("Database schema for mills", ""));
    }
}
