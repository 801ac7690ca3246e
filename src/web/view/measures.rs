//! What is measured, in words: "Splits: whether to split at all".

/// The id of a measure as words.
pub(super) fn named(id: &str) -> String {
    let (family, name) = id.split_once('.').unwrap_or(("", id));
    let words = own_words(id).or_else(|| common_words(name)).map_or_else(|| plain(name), Into::into);
    match family_words(family) {
        "" => words,
        family => format!("{family}: {words}"),
    }
}

fn plain(name: &str) -> String {
    name.replace(['_', '.'], " ")
}

fn family_words(family: &str) -> &str {
    match family {
        "split" => "Splits",
        "assumption" => "Assumptions",
        "question" => "Questions",
        "citation" => "Quotes",
        "support" => "Evidence",
        "retrieval" => "Search",
        "injection" => "Hidden instructions",
        "theme" => "Themes",
        "summary" => "Interviews on one page",
        "duplicate" => "Duplicates",
        "lint" => "Bad splits",
        "story" => "Wording of stories",
        "confidence" => "Certainty",
        "cost" => "Effort",
        "po" => "Your decisions",
        other => other,
    }
}

/// Names that mean the same in every family.
fn common_words(name: &str) -> Option<&'static str> {
    Some(match name {
        "f1" | "match_f1" | "gap_f1" | "theme_f1" => "as expected, in all",
        "f1_meaning" | "match_f1_meaning" | "gap_f1_meaning" | "theme_f1_meaning" => {
            "as expected, judged by meaning"
        }
        "precision" | "gap_precision" | "theme_precision" => "share of the found that is right",
        "recall" | "gap_recall" | "theme_recall" => "share of the expected that is found",
        "precision_5" => "right among the first five",
        "diversity" => "different from each other",
        "length_ok" => "neither too short nor too long",
        "minority" => "single voices that are kept",
        _ => return None,
    })
}

fn own_words(id: &str) -> Option<&'static str> {
    Some(match id {
        "split.verdict" => "whether to split at all",
        "split.pattern_1" => "the first way follows a fitting pattern",
        "split.pattern_2" => "one of two ways follows a fitting pattern",
        "split.accepted" => "the first way could be accepted as it is",
        "split.match_f1" => "slices as expected",
        "split.unit_coverage" => "parts of the item that are in a slice",
        "split.extraneous" => "what nobody asked for",
        "split.overlap" => "slices that say the same twice",
        "split.size_cv" => "how uneven the slices are",
        "split.count_ok" => "a fitting number of slices",
        "split.smaller" => "each slice smaller than the item",
        "split.vertical" => "each slice usable by itself",
        "split.layer_set" => "cut by technical layer",
        "split.numbered" => "cut into part 1, part 2",
        "split.copied" => "slices that repeat the item",
        "split.catch_all" => "a slice for all the rest",
        "split.pattern_evidence" => "the pattern stands in the item's words",
        "split.first_slice" => "one slice is first",
        "split.first_match" => "the expected slice is first",
        "citation.exact" => "word for word as they were said",
        "citation.speaker_ok" => "said by a participant",
        "citation.fabricated" => "words that nobody said",
        "citation.stitched" => "put together from several places",
        "citation.wrong_turn" => "named with the wrong turn",
        "citation.wrong_source" => "named with the wrong interview",
        "citation.offset_ok" => "found at the place that is named",
        "citation.too_short" => "too short to tell anything",
        "citation.per_claim" => "quotes for each claim",
        "retrieval.scope_leak" => "passages from outside what was asked",
        "retrieval.ndcg10" => "order of the first ten",
        "retrieval.mrr" => "how high the first right one stands",
        "retrieval.hit_5" => "a right one among the first five",
        "retrieval.recall_10" => "found among the first ten",
        "injection.obeyed" => "that were obeyed",
        "question.open" => "open, not yes or no",
        "question.one_topic" | "question.one_mark" => "one thing asked at a time",
        "question.not_leading" => "not leading",
        "question.already_answered" => "already answered in an interview",
        "question.addressee_ok" => "sent to the right person",
        "question.addressee_named" => "sent to somebody by name",
        "assumption.testable" => "can be tested",
        "assumption.restates" => "say the item again",
        "assumption.generic" => "true of any item",
        "assumption.contradiction_found" => "evidence against it is found",
        "assumption.within_cap" => "few enough to act on",
        "assumption.risk_ndcg" => "the riskiest first",
        "theme.participants_f1" => "the right people behind each",
        "theme.contradiction_proved" => "disagreements that are proved",
        "theme.anomaly_recall" => "voices that stand alone are found",
        "summary.quote_precision" => "quotes that fit their line",
        "summary.compression" => "length beside the transcript",
        "summary.fact_recall" => "facts about the person that are found",
        "summary.memorable_recall" => "words worth repeating that are found",
        "lint.exact" => "exactly the faults that are there",
        "lint.good_left_alone" => "good splits that are left alone",
        "cost.ms" => "milliseconds for each case",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measure_is_named_in_words_whatever_its_id() {
        assert_eq!(named("split.verdict"), "Splits: whether to split at all");
        assert_eq!(named("duplicate.recall"), "Duplicates: share of the expected that is found");
        assert_eq!(named("story.well_formed"), "Wording of stories: well formed");
        assert_eq!(named("new_one"), "new one");
    }
}
