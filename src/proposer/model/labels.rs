//! Labels of themes, by a model: code made the groups and keeps their quotes, the model names them.

use super::answer::{LabelsAnswer, read as parse};
use super::drafts::{Drafted, line};
use super::evidence::{LINE_TOKENS, Lines, rests_on, shown};
use super::instruction::instructs;
use super::schema::schema_of;
use super::{Prepared, Subject, fit};
use crate::domain::body::Body;
use crate::domain::suggestion::{Draft, Suggestion};
use crate::domain::text;
use crate::domain::theme::Theme;
use crate::llm::count_tokens;
use crate::prompt::{Job, PromptError, Prompts, ThemeContext, ThemesContext};

/// Words of a label.
const LENGTH: std::ops::RangeInclusive<usize> = 3..=20;

/// Fills the templates for themes that want a label, as many as there is room for in `window`
/// tokens; none when there is room for none.
///
/// # Errors
/// [`PromptError`] when a template cannot be filled.
pub fn prepare_labels(
    themes: Vec<Suggestion<Draft>>,
    prompts: &Prompts,
    window: usize,
) -> Result<Option<Prepared>, PromptError> {
    let mut ids = Vec::new();
    let pack = |context: &mut ThemesContext, mut left: usize| {
        for (number, theme) in (1..).zip(themes.iter().filter_map(theme_of)) {
            let said = theme.quotes.iter().filter(|quote| !instructs(&quote.text));
            let lines: Vec<_> = said.map(|quote| shown("", quote)).collect();
            let cost: usize = theme.quotes.iter().map(|quote| count_tokens(&quote.text) + LINE_TOKENS).sum();
            if cost <= left {
                left -= cost;
                ids.push(id_of(number));
                context.themes.push(ThemeContext { id: id_of(number), lines });
            }
        }
        Lines::default()
    };
    let context = ThemesContext { themes: Vec::new() };
    let Some(fitted) = fit(Job::Theme, prompts, window, context, pack)? else { return Ok(None) };
    if ids.is_empty() {
        return Ok(None);
    }
    let schema = schema_of::<LabelsAnswer>(&[("group", ids)]);
    Ok(Some(fitted.prepared(Subject::Themes(themes), schema)))
}

fn id_of(number: usize) -> String {
    format!("t{number}")
}

fn theme_of(draft: &Suggestion<Draft>) -> Option<&Theme> {
    match &draft.body {
        Body::Theme(theme) => Some(theme),
        _ => None,
    }
}

/// Reads an answer: the themes that got a label which rests on what their people said.
///
/// # Errors
/// What the parser says of an answer that is not of the form.
pub(super) fn read(answer: &str, themes: &[Suggestion<Draft>]) -> Result<Drafted, String> {
    let answer: LabelsAnswer = parse(answer)?;
    let mut drafts: Vec<Suggestion<Draft>> = Vec::new();
    let mut named: Vec<&str> = Vec::new();
    for one in &answer.labels {
        let theme = (1..).zip(themes).find(|(number, _)| id_of(*number) == one.group).map(|(_, theme)| theme);
        let label = line(&one.label);
        if let (Some(theme), Some(label), false) = (theme, label, named.contains(&one.group.as_str()))
            && let Some(draft) = labelled(theme, label)
        {
            named.push(&one.group);
            drafts.push(draft);
        }
    }
    let dropped = answer.labels.len() - drafts.len();
    Ok(Drafted { drafts, dropped })
}

/// The theme with this label, if its quotes bear it.
fn labelled(draft: &Suggestion<Draft>, label: String) -> Option<Suggestion<Draft>> {
    let theme = theme_of(draft)?;
    let said = theme.quotes.iter().map(|quote| quote.text.as_str()).collect::<Vec<_>>().join("\n");
    if !LENGTH.contains(&text::words(&label).len()) || !rests_on(&label, &said) {
        return None;
    }
    let mut named = draft.clone();
    named.title.clone_from(&label);
    named.body = Theme { label, ..theme.clone() }.into();
    Some(named)
}
