//! `hone trace`: the whole way of a suggestion, as a person reads it.

use super::{ask, first, hone, sample, text};

#[test]
fn a_split_is_traced_from_its_words_to_the_slices_that_it_became() {
    let data = sample();
    let id = first(data.path(), "HAR-13", "split")["id"].as_str().unwrap().to_owned();
    let before = text(&hone(data.path(), &["trace", &id[..8]]));
    assert!(before.contains("decided  by nobody yet") && !before.contains("became"), "{before}");
    ask(data.path(), &["accept", &id, "--candidate", "1"]);
    let trace = ask(data.path(), &["trace", &id]);
    assert_eq!((&trace["decisions"][0]["verb"], &trace["made"][0]), (&"accept".into(), &"HAR-13/1".into()));
    let items: Vec<&str> =
        trace["items"].as_array().unwrap().iter().map(|item| item["key"].as_str().unwrap()).collect();
    assert!(items.len() > 1 && items[0] == "HAR-13", "up to what it is a part of: {items:?}");
    assert!(!trace["big_idea"]["better_future"].as_str().unwrap().is_empty());
    let said = text(&hone(data.path(), &["trace", &id]));
    for part in ["about", "part of", "serves", "checked", "made by", "accept by", "became"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(hone(data.path(), &["trace", "zzz"]).status.code(), Some(2));
}
