//! Applies what a person made of the themes: merged, split, named.

use super::{Group, Point};
use crate::domain::theme::{Spot, ThemeChoice};

/// Applies the choices in the order in which they were made; what they name and is gone is passed over.
pub(super) fn apply(groups: &mut Vec<Group>, points: &[Point], choices: &[ThemeChoice]) {
    for choice in choices {
        match choice {
            ThemeChoice::Merge { quotes } => merge(groups, points, quotes),
            ThemeChoice::Split { quotes } => split(groups, points, quotes),
            ThemeChoice::Rename { quotes, label } => {
                let most = groups
                    .iter_mut()
                    .map(|group| (held(group, points, quotes).len(), group))
                    .filter(|(count, _)| *count > 0)
                    .max_by(|a, b| a.0.cmp(&b.0).then(b.1.members.cmp(&a.1.members)));
                if let Some((_, group)) = most {
                    group.label = Some(label.clone());
                }
            }
        }
    }
}

/// Members of the group that begin at one of the spots.
fn held(group: &Group, points: &[Point], spots: &[Spot]) -> Vec<usize> {
    group.members.iter().copied().filter(|at| spots.contains(&Spot::of(&points[*at].quote))).collect()
}

fn merge(groups: &mut Vec<Group>, points: &[Point], spots: &[Spot]) {
    let (named, mut rest): (Vec<Group>, Vec<Group>) =
        std::mem::take(groups).into_iter().partition(|group| !held(group, points, spots).is_empty());
    let label = named.iter().find_map(|group| group.label.clone());
    let mut members: Vec<usize> = named.into_iter().flat_map(|group| group.members).collect();
    members.sort_unstable();
    if !members.is_empty() {
        rest.push(Group { members, label });
    }
    *groups = rest;
}

/// What leaves becomes a theme by the line that labels it, even with one person: a person chose it.
fn split(groups: &mut Vec<Group>, points: &[Point], spots: &[Spot]) {
    let mut leaving = Vec::new();
    for group in groups.iter_mut() {
        let out = held(group, points, spots);
        group.members.retain(|at| !out.contains(at));
        leaving.extend(out);
    }
    leaving.sort_unstable();
    if let Some(first) = leaving.first() {
        let label = Some(points[*first].line.clone());
        groups.push(Group { members: leaving, label });
    }
    groups.retain(|group| !group.members.is_empty());
}
