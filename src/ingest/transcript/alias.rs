//! Labels that may be one person: shown, never merged.

/// Labels that are compared with each other; a conversation has fewer.
const COMPARED: usize = 200;

/// One warning for each pair of labels that look alike.
pub(super) fn alias_warnings(labels: &[String]) -> Vec<String> {
    let labels = labels.get(..COMPARED).unwrap_or(labels);
    let mut warnings = Vec::new();
    for (place, first) in labels.iter().enumerate() {
        for second in &labels[place + 1..] {
            if look_alike(first, second) {
                warnings.push(format!("\"{first}\" and \"{second}\" may be one person; they are not merged"));
            }
        }
    }
    let numbered: Vec<&str> = labels.iter().map(String::as_str).filter(|label| is_anonymous(label)).collect();
    if !numbered.is_empty() && numbered.len() < labels.len() {
        let list = numbered.join("\", \"");
        warnings
            .push(format!("\"{list}\" beside names: one person may have two labels; they are not merged"));
    }
    warnings
}

fn is_anonymous(label: &str) -> bool {
    let lower = label.to_lowercase();
    lower.starts_with("speaker ") || lower.starts_with("spk_") || lower == "unknown speaker"
}

/// Whether two labels are forms of one name, or one slip apart.
pub(super) fn look_alike(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let letters = |label: &str| label.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    if a == b {
        return true;
    }
    if letters(&a) == letters(&b) {
        return false;
    }
    is_shorter_form(&a, &b) || is_shorter_form(&b, &a) || is_one_slip_apart(&a, &b)
}

/// `ada` of `ada quist`, `ada q.` of `ada quist`.
fn is_shorter_form(short: &str, long: &str) -> bool {
    let (short, long): (Vec<&str>, Vec<&str>) =
        (short.split_whitespace().collect(), long.split_whitespace().collect());
    let initial = |word: &str, full: &str| {
        word.trim_end_matches('.').chars().count() == 1 && full.starts_with(word.trim_end_matches('.'))
    };
    short.len() <= long.len()
        && short.first() == long.first()
        && short.first().is_some_and(|word| word.chars().count() >= 3 && !super::role::is_role_word(word))
        && short.iter().zip(&long).all(|(word, full)| word == full || initial(word, full))
}

/// One letter more, less or other, in labels of at least five.
fn is_one_slip_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().min(b.len()) < 4 || a.len().max(b.len()) < 5 || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(x, y)| x == y).count();
    a.len().max(b.len()) - head - tail <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_name_are_shown_and_numbers_are_not() {
        let labels = ["Ada", "Ada Q.", "Speaker 1", "Speaker 2"].map(str::to_owned);
        assert_eq!(
            alias_warnings(&labels),
            [
                "\"Ada\" and \"Ada Q.\" may be one person; they are not merged",
                "\"Speaker 1\", \"Speaker 2\" beside names: one person may have two labels; they are not merged"
            ]
        );
    }
}
