use super::*;
use std::collections::BTreeSet;

const PLAIN: Weights = Weights { lexical: 0.5, own: 0.0, reach: 100.0, repeat: 1.0 };

#[test]
fn without_a_dense_leg_words_alone_decide() {
    let legs = Legs { lexical: 0.4, dense: None };
    assert!((PLAIN.blend(legs, None) - 0.4).abs() < 1e-12);
    assert!((PLAIN.blend(legs, Some(0.2)) - 0.3).abs() < 1e-12);
    assert!((PLAIN.blend(Legs { lexical: 0.0, dense: Some(-0.3) }, None)).abs() < 1e-12);
}

#[test]
fn a_neighbour_helps_by_its_distance() {
    let middles = [0.0, 100.0, 1000.0];
    let share = (-0.5_f64).exp();
    let heard = PLAIN.hear_neighbours(1, |index| [1.0, 0.5, 1.0][index], &middles);
    assert!((heard - (0.5 + share) / (1.0 + share)).abs() < 1e-12);
    assert!((PLAIN.hear_neighbours(2, |index| [0.0, 0.0, 0.7][index], &middles) - 0.7).abs() < 1e-12);
}

#[test]
fn a_text_and_its_copy_with_a_typo_resemble_each_other() {
    let terms = |text: &str| text.split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
    let text = "a b c d e f g h i j k l m n o p q r s t";
    assert!(resembles(&terms(text), &terms(&text.replace('t', "z"))));
    assert!(!resembles(&terms(text), &terms("a b c d e f g h i j")));
    assert!(!resembles(&terms("a b c"), &terms("a b z")));
}
