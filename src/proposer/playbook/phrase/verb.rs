//! Verbs in their base form and what becomes of them.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Base forms that begin a want or an imperative title.
const BASE_FORMS: &str = "accept access achieve acknowledge act activate adapt add address adjust administer \
    administrate advertise aggregate alert allocate allow amend analyse analyze annotate announce answer anonymise \
    append apply appoint approve archive arrange ask assess assign associate attach attend attribute audit \
    authenticate authorise authorize automate avoid back ban be become begin benefit bill block book borrow browse \
    build buy calculate call cancel capture carry catch categorise change charge chase chat check choose cite claim \
    classify clean clear click clone close collaborate collect combine come comment communicate compare complain \
    complete comply compress compute conduct configure confirm connect consult contact continue contribute control \
    convert convey copy correct count cover create customise customize cut deactivate deal debug decide declare \
    decline define delegate delete deliver demonstrate deploy deposit describe design detect determine develop \
    diagnose disable discard discharge discover discuss dismiss dispatch display distinguish distribute do document \
    donate download drag draw drive drop duplicate earn edit email embed enable encourage end enforce engage enrol \
    enroll ensure enter escalate establish estimate evaluate examine exchange exclude execute expand explain explore \
    export expose express extend extract fetch file fill filter find finish fix flag focus follow forward freeze \
    gather generate get give go grant group guarantee handle have hear help hide highlight hold host identify ignore \
    import improve include incorporate increase indicate inform initiate input insert inspect install integrate \
    interact invite issue join jump justify keep know label launch lead learn leave lend let like limit link list \
    listen load locate lock log look lookup lose make manage manipulate map mark match measure meet merge migrate \
    minimise minimize mix modify monitor mount move name navigate negotiate nominate note notify observe obtain offer \
    omit open operate order organise organize overwrite own park participate partition pass paste pause pay perform \
    permit personalise pick place plan play post postpone predict prefer prepare present preserve prevent preview \
    print prioritise prioritize process produce promote propose protect prove provide provision publish purchase push \
    put query quote raise rate reach react read rearrange reassign rebuild receive recognise recommend record recover \
    redeem redirect redo reduce refer refill refresh refund regenerate register reject relate release remember remind \
    remove rename render renew rent reopen reorder repair repeat replace reply report represent request require rerun \
    reschedule research reserve reset resend resolve respond restart restore restrict resume retain retire retrieve \
    return reuse review reward roll rotate route run save scan schedule score search secure see seek select sell send \
    separate serve set settle share ship show sign simulate skip sort specify split stand start stay stop store stream \
    structure submit subscribe substitute suggest summarise supply support suspend swap switch sync synchronise \
    synchronize tag take talk target teach tell terminate test tie toggle tolerate track trade train transfer \
    transform translate travel treat trigger troubleshoot trust try turn undo understand unlock unpublish unsubscribe \
    update upgrade upload use validate verify version view visit visualise visualize vote wait wake warn watch weigh \
    withdraw work write";

static VERBS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| BASE_FORMS.split_whitespace().collect());

/// Verbs whose last consonant doubles before `-ing`.
const DOUBLED: [&str; 40] = [
    "admit", "ban", "begin", "cancel", "control", "cut", "drag", "drop", "enrol", "fit", "forget", "get",
    "label", "let", "log", "map", "model", "permit", "pin", "plan", "plug", "put", "refer", "run", "scan",
    "set", "ship", "skip", "sit", "split", "stop", "submit", "swap", "tag", "transfer", "travel", "trim",
    "unplug", "win", "zip",
];

/// Whether a lower-case word is a verb in its base form.
pub fn is_verb(word: &str) -> bool {
    VERBS.contains(word)
}

/// Whether a lower-case word looks like the past participle of a regular verb: `owned`, `checked`.
pub fn is_participle(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ed") && word != "speed"
}

/// `cancel` → `cancels`.
pub fn third_person(verb: &str) -> String {
    match verb {
        "be" => return "is".into(),
        "have" => return "has".into(),
        _ => {}
    }
    if ["s", "sh", "ch", "x", "z", "o"].iter().any(|end| verb.ends_with(end)) {
        return format!("{verb}es");
    }
    match verb.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{verb}s"),
    }
}

/// `cancel` → `cancelling`.
pub fn gerund(verb: &str) -> String {
    if DOUBLED.contains(&verb) {
        let last = verb.chars().next_back().map(String::from).unwrap_or_default();
        return format!("{verb}{last}ing");
    }
    if let Some(stem) = verb.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    match verb.strip_suffix('e') {
        Some(stem) if stem.len() > 1 && !stem.ends_with(['e', 'o', 'y']) => format!("{stem}ing"),
        _ => format!("{verb}ing"),
    }
}
