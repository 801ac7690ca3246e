//! What several people have in common, what only one says, and what does not agree.
//!
//! Interviews are read one by one; only their sentences meet here. A theme counts
//! people, never sentences or files, and what a person chose about themes is
//! applied to them each time.

mod anomalies;
mod choices;
mod claims;
mod cluster;
mod contradictions;
mod kin;
mod label;
mod points;
mod serving;
mod trouble;

pub use points::Point;
pub use serving::served;

use crate::domain::contradiction::Contradiction;
use crate::domain::evidence::{Evidence, Quote};
use crate::domain::interview::{Interview, Strength};
use crate::domain::item::Item;
use crate::domain::suggestion::{Draft, Suggestion};
use crate::domain::theme::{Theme, ThemeChoice};
use crate::llm::{EmbedError, Embedder, cosine};
use kin::{Kin, things};
use label::label_of;
use points::{JOINING, LEAST, points};
use std::collections::{BTreeMap, BTreeSet};

/// Average likeness of its members from which sentences are one theme.
const ONE_THEME: f64 = 0.37;
/// How much the words that two sentences share count beside their meaning.
const WORDS: f64 = 0.3;
/// How much it counts beside these that both tell of the same kind of trouble.
const TROUBLE: f64 = 0.1;
/// Likeness to the middle of a theme from which one more person's sentence joins it.
const JOINS: f64 = 0.48;
/// The same, when both name the thing that the theme is about.
const JOINS_BY_NAME: f64 = 0.4;
/// What another word for the same thing counts beside the same word.
const OTHER_WORD: f64 = 0.8;
/// Share of all people that use a word from which on it names no theme: everybody speaks of it.
const EVERYBODYS: f64 = 0.75;
/// Likeness that two people's sentences must have to be a theme without a third.
const TWO_PEOPLE: f64 = 0.46;
/// Distinct people that a theme has at least.
const FEWEST_PEOPLE: usize = 2;
/// Themes that are shown.
const MOST_THEMES: usize = 10;
/// Quotes of a theme that are shown: one a person.
const MOST_QUOTES: usize = 6;

/// Letters of names that are listed; longer ones are counted.
const LONGEST_LIST: usize = 60;

/// What was understood from all interviews.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Understanding {
    /// Themes, those of most people first.
    pub themes: Vec<Suggestion<Draft>>,
    /// Quotes far from every theme that matter.
    pub anomalies: Vec<Quote>,
    /// What does not agree.
    pub contradictions: Vec<Contradiction>,
}

/// A theme while it is made: members by their index, and the label that a person gave it.
#[derive(Debug, Clone, PartialEq, Default)]
struct Group {
    members: Vec<usize>,
    label: Option<String>,
}

/// Reads all interviews together.
///
/// # Errors
/// [`EmbedError`] when the encoder fails: half of the themes would be none.
pub async fn understand(
    interviews: &[&Interview],
    items: &[&Item],
    choices: &[ThemeChoice],
    encoder: &dyn Embedder,
) -> Result<Understanding, EmbedError> {
    let points = points(interviews, encoder).await?;
    let felt: Vec<usize> =
        (0..points.len()).filter(|at| !points[*at].is_calm && points[*at].weight >= LEAST).collect();
    let holding = holding(&points);
    let kin = Kin::learn(&points, encoder).await?;
    let read: Vec<Matter<'_>> = felt.iter().map(|at| Matter::of(&points[*at], &holding, &kin)).collect();
    let similarity: Vec<Vec<f64>> = read.iter().map(|a| read.iter().map(|b| alike(a, b)).collect()).collect();
    let mut groups: Vec<Group> = cluster::groups(&similarity, ONE_THEME)
        .into_iter()
        .map(|group| Group { members: group.into_iter().map(|at| felt[at]).collect(), label: None })
        .collect();
    join(&mut groups, &points, &kin, &holding);
    choices::apply(&mut groups, &points, choices);
    groups.retain(|group| group.label.is_some() || holds_together(group, &points));
    groups.sort_by(|a, b| worth(b, &points).total_cmp(&worth(a, &points)).then(a.members.cmp(&b.members)));
    groups.truncate(MOST_THEMES);
    let middles: Vec<Vec<f32>> = groups.iter().map(|group| middle(group, &points)).collect();
    let everyone: BTreeSet<&str> = points.iter().map(Point::person).collect();
    let mut taken: BTreeSet<String> = groups.iter().filter_map(|group| group.label.clone()).collect();
    let mut themes = Vec::new();
    for (group, middle) in groups.iter().zip(&middles) {
        let theme = draft(group, middle, &points, &everyone, &taken);
        taken.insert(theme.title.clone());
        themes.push(theme);
    }
    Ok(Understanding {
        themes,
        anomalies: anomalies::anomalies(&points, &middles, &groups),
        contradictions: contradictions::contradictions(interviews, &points, items, &kin, encoder).await?,
    })
}

/// For each stem how many people use it.
fn holding(points: &[Point]) -> BTreeMap<&str, f64> {
    let mut by: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for point in points {
        for stem in &point.said.excerpt.stems {
            by.entry(stem).or_default().insert(point.person());
        }
    }
    by.into_iter().map(|(stem, people)| (stem, people.len() as f64)).collect()
}

/// A sentence, the stems of what it is about with their weights, and these together.
struct Matter<'a> {
    point: &'a Point,
    /// Each stem with its weight.
    stems: BTreeMap<String, f64>,
    /// Other stems for the same things.
    kin: BTreeSet<String>,
    weight: f64,
}

impl<'a> Matter<'a> {
    /// A stem weighs the less the more people use it.
    fn of(point: &'a Point, holding: &BTreeMap<&str, f64>, kin: &Kin) -> Self {
        let weight = |stem: &str| 1.0 / (1.0 + holding.get(stem).copied().unwrap_or(1.0)).ln();
        let stems: BTreeMap<String, f64> =
            things(point).into_iter().map(|stem| (stem.clone(), weight(&stem))).collect();
        let kin = stems.keys().flat_map(|stem| kin.of(stem)).map(str::to_owned).collect();
        Self { point, weight: stems.values().sum(), stems, kin }
    }

    /// The weight of what the other names too, by the same or by another word.
    fn named_by(&self, other: &Self) -> f64 {
        self.stems
            .iter()
            .map(|(stem, weight)| match (other.stems.contains_key(stem), other.kin.contains(stem)) {
                (true, _) => *weight,
                (false, true) => OTHER_WORD * weight,
                (false, false) => 0.0,
            })
            .sum()
    }
}

/// How alike two sentences are: by meaning, by the things that both name, and by the kind of trouble.
fn alike(a: &Matter<'_>, b: &Matter<'_>) -> f64 {
    let shared = f64::midpoint(a.named_by(b), b.named_by(a)) / (a.weight * b.weight).sqrt().max(1e-9);
    (1.0 - WORDS) * cosine(&a.point.vector, &b.point.vector)
        + WORDS * shared
        + TROUBLE * trouble::in_common(&a.point.troubles, &b.point.troubles)
}

/// Lets people into a theme who stand alone elsewhere and whose sentence is near its middle, the
/// more readily if it names what the theme is about.
fn join(groups: &mut Vec<Group>, points: &[Point], kin: &Kin, holding: &BTreeMap<&str, f64>) {
    let (mut themes, alone): (Vec<Group>, Vec<Group>) =
        std::mem::take(groups).into_iter().partition(|group| holds_together(group, points));
    let middles: Vec<Vec<f32>> = themes.iter().map(|group| middle(group, points)).collect();
    let everyone = points.iter().map(Point::person).collect::<BTreeSet<_>>().len() as f64;
    let abouts: Vec<BTreeSet<String>> = themes
        .iter()
        .map(|group| {
            let mut about = named_by_several(group, points, kin);
            about.retain(|stem| holding.get(stem.as_str()).is_none_or(|many| *many <= EVERYBODYS * everyone));
            about
        })
        .collect();
    let theme_of = |at: usize| {
        let point = &points[at];
        let things = things(point);
        let near = middles.iter().zip(&abouts).enumerate().filter_map(|(theme, (middle, about))| {
            let near = cosine(middle, &point.vector);
            let by_name = !things.is_disjoint(about);
            (near >= if by_name { JOINS_BY_NAME } else { JOINS })
                .then_some((theme, if by_name { near + JOINS - JOINS_BY_NAME } else { near }))
        });
        near.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map(|(theme, _)| theme)
    };
    let mut joining: Vec<(usize, usize)> = Vec::new();
    for group in alone {
        let (joined, rest): (Vec<_>, Vec<_>) =
            group.members.into_iter().map(|at| (at, theme_of(at))).partition(|(_, theme)| theme.is_some());
        joining.extend(joined.into_iter().filter_map(|(at, theme)| Some((at, theme?))));
        if !rest.is_empty() {
            groups.push(Group { members: rest.into_iter().map(|(at, _)| at).collect(), label: None });
        }
    }
    // What weighs less makes no theme, but adds a voice to one.
    let lighter =
        (0..points.len()).filter(|at| !points[*at].is_calm && (JOINING..LEAST).contains(&points[*at].weight));
    joining.extend(lighter.filter_map(|at| Some((at, theme_of(at)?))));
    for (at, theme) in joining {
        themes[theme].members.push(at);
    }
    for theme in &mut themes {
        theme.members.sort_unstable();
    }
    groups.extend(themes);
}

/// The stems of what several people of the group name, by whatever word.
fn named_by_several(group: &Group, points: &[Point], kin: &Kin) -> BTreeSet<String> {
    let mut by: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for at in &group.members {
        for stem in things(&points[*at]) {
            for other in kin.of(&stem) {
                by.entry(other.to_owned()).or_default().insert(points[*at].person());
            }
        }
    }
    by.into_iter().filter(|(_, people)| people.len() >= FEWEST_PEOPLE).map(|(stem, _)| stem).collect()
}

/// Enough people; where there are two only, they must be about the very same thing.
fn holds_together(group: &Group, points: &[Point]) -> bool {
    let people: Vec<&str> = people(group, points).into_iter().collect();
    let [one, other] = people[..] else { return people.len() >= FEWEST_PEOPLE };
    let of = |person: &str| {
        group
            .members
            .iter()
            .map(|at| &points[*at])
            .filter(|point| point.person() == person)
            .collect::<Vec<_>>()
    };
    let nearest = of(one)
        .iter()
        .flat_map(|a| of(other).iter().map(|b| cosine(&a.vector, &b.vector)).collect::<Vec<_>>())
        .fold(0.0, f64::max);
    nearest >= TWO_PEOPLE
}

fn people<'a>(group: &Group, points: &'a [Point]) -> BTreeSet<&'a str> {
    group.members.iter().map(|at| points[*at].person()).collect()
}

/// Many people first, then what weighs most with each.
fn worth(group: &Group, points: &[Point]) -> f64 {
    let people = people(group, points);
    let heaviest = |person: &str| {
        let own = group.members.iter().filter(|at| points[**at].person() == person);
        own.map(|at| points[*at].weight).fold(0.0, f64::max)
    };
    people.iter().map(|person| 1.0 + 0.3 * heaviest(person)).sum()
}

/// The direction of a group, each person counted once however much they said.
fn middle(group: &Group, points: &[Point]) -> Vec<f32> {
    let mut sum = vec![0.0_f32; points.first().map_or(0, |point| point.vector.len())];
    for person in people(group, points) {
        let own: Vec<&Point> =
            group.members.iter().map(|at| &points[*at]).filter(|point| point.person() == person).collect();
        for point in &own {
            for (all, one) in sum.iter_mut().zip(&point.vector) {
                *all += one / own.len() as f32;
            }
        }
    }
    let length = sum.iter().map(|x| x * x).sum::<f32>().sqrt();
    if length > 0.0 {
        for x in &mut sum {
            *x /= length;
        }
    }
    sum
}

fn draft(
    group: &Group,
    middle: &[f32],
    points: &[Point],
    everyone: &BTreeSet<&str>,
    taken: &BTreeSet<String>,
) -> Suggestion<Draft> {
    let chosen: Vec<&Point> = strongest(group, middle, points);
    let against = speaking_against(group, middle, points);
    let people = people(group, points);
    let segments: BTreeSet<String> =
        group.members.iter().filter_map(|at| points[*at].said.excerpt.segment.clone()).collect();
    let label = group.label.clone().unwrap_or_else(|| label_of(group, middle, points, &chosen, taken));
    let theme = Theme {
        label: label.clone(),
        participants: people.iter().map(|person| (*person).to_owned()).collect(),
        segments: segments.into_iter().collect(),
        quotes: chosen.iter().map(|point| point.quote.clone()).collect(),
        against: against.iter().map(|point| point.quote.clone()).collect(),
    };
    let evidence = Evidence {
        supporting: theme.quotes.clone(),
        against: theme.against.clone(),
        searched: points.len(),
        participants: people.len(),
        withdrawn: 0,
    };
    let mut draft = Suggestion::draft(theme, "", label);
    draft.why = why(group, points, everyone);
    draft.evidence = evidence;
    draft
}

/// How many of how many, since when, and who was silent.
fn why(group: &Group, points: &[Point], everyone: &BTreeSet<&str>) -> String {
    let people = people(group, points);
    let mut days: Vec<&str> = group.members.iter().filter_map(|at| points[*at].date.as_deref()).collect();
    days.sort_unstable();
    let silent: Vec<&str> = everyone.difference(&people).copied().collect();
    let since = match (days.first(), days.last()) {
        (Some(first), Some(last)) if first == last => format!(" Heard on {first}."),
        (Some(first), Some(last)) => format!(" First heard on {first}, last on {last}."),
        _ => String::new(),
    };
    let silence = match silent.len() {
        0 => String::new(),
        1..=8 if silent.iter().map(|who| who.len()).sum::<usize>() <= LONGEST_LIST => {
            format!(" Nothing from {}.", silent.join(", "))
        }
        many => format!(" Nothing from {many} others."),
    };
    format!("{} of {} people.{since}{silence}", people.len(), everyone.len())
}

/// One quote a person, the most telling first.
fn strongest<'a>(group: &Group, middle: &[f32], points: &'a [Point]) -> Vec<&'a Point> {
    let members = group.members.iter().map(|at| &points[*at]);
    let telling = |point: &Point| {
        let grade = match point.said.excerpt.quote.strength {
            Strength::PastBehaviour => 0.5,
            Strength::Workaround | Strength::StatedProblem => 0.4,
            Strength::Opinion => 0.1,
            Strength::Hypothetical | Strength::Compliment => 0.0,
        };
        grade + 0.25 * point.weight + cosine(middle, &point.vector)
    };
    one_a_person(members, telling)
}

/// People who say that it works, or that they need none of it: near the middle, one quote a person.
fn speaking_against<'a>(group: &Group, middle: &[f32], points: &'a [Point]) -> Vec<&'a Point> {
    let supporters = people(group, points);
    let is_near = |point: &&Point| {
        point.is_calm && !supporters.contains(point.person()) && cosine(middle, &point.vector) >= JOINS
    };
    let mut against =
        one_a_person(points.iter().filter(is_near), |point: &Point| cosine(middle, &point.vector));
    against.truncate(MOST_QUOTES / 2);
    against
}

fn one_a_person<'a>(
    points: impl Iterator<Item = &'a Point>,
    worth: impl Fn(&Point) -> f64,
) -> Vec<&'a Point> {
    let mut ranked: Vec<&Point> = points.collect();
    ranked.sort_by(|a, b| worth(b).total_cmp(&worth(a)));
    let mut heard = BTreeSet::new();
    ranked.retain(|point| heard.insert(point.person().to_owned()));
    ranked.truncate(MOST_QUOTES);
    ranked
}
