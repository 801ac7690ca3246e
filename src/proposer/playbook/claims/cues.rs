//! Signs in an item's words of what could go wrong: money, people's data, channels, breadth.

use crate::domain::text;
use crate::proposer::playbook::phrase::{Act, is_participle, is_plural, is_verb, pattern, plural};
use regex::Regex;
use std::sync::LazyLock;

static MONEY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(payments?|pay|paid|fees?|fines?|refunds?|deposits?|prices?|pricing|charged?|charges|costs?|discounts?|coupons?|invoices?|bills?|billing|budgets?|revenue|sales?|subscriptions?|tariffs?|instal?lments?|donations?|vouchers?|money)\b",
    )
});
static DATA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b((?:medical|health|patient|personal|contact|bank|payment|customer|student|pupil)\s+(?:records?|data|details|information|history)|medications?|diagnos[ei]s|discharge\s+letters?|(?:home|e-?mail)\s+address(?:es)?|locations?|phone\s+numbers?|photos?|faces|facial|grades|marks|salar(?:y|ies)|attendance|absences?|dates?\s+of\s+birth|transactions?|transaction\s+history|consumption|meter\s+readings?|profiles?|passwords?|test\s+results|user\s+data|permissions?)\b",
    )
});
static MESSAGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(notifications?|reminders?|alerts?|warnings?|error\s+messages?|messages?|text\s+messages?|e-?mails?|letters?)\b|\b(notify|notified|remind|reminded|alert|alerted|warn|warned|emailed)\b",
    )
});
static LINKED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:sync\w*|integrat\w+|import\w*|export\w*|interfaces?\s+with|connect(?:ed|s)?\s+(?:to|with)|via\s+(?:an?\s+)?api|api|migrat\w+)\b",
    )
});
static LIVE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:real[\s-]?time|live|immediately|instant(?:ly)?|up[\s-]to[\s-]date|automatic(?:ally)?|as\s+soon\s+as|latest)\b",
    )
});
static OFFLINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:off-?line|(?:without|no)\s+(?:an?\s+|any\s+)?(?:signal|network|connection|connectivity|internet|reception|coverage))\b",
    )
});
static BREADTH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:all\s+(?:of\s+)?(?:the\s+|my\s+|our\s+)?|any\s+|each\s+|every\s+|(?:different|various|all)\s+(?:types|kinds)\s+of\s+|multiple\s+|several\s+)([a-z][a-z-]+(?:\s+[a-z][a-z-]+){0,3})",
    )
});
static PASS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(permit|ticket|voucher|coupon|pass|licen[cs]e|badge|token|membership|certificate)s?\b")
});
static RULES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:under|by|within|according\s+to|subject\s+to|follow(?:s|ing)?|meets?|per)\s+(?:the|our|their|its|a|an|my)?\s*(?:[a-z]+\s+)?(terms|rules|polic(?:y|ies)|conditions|quotas?|licen[cs]es?|contracts?|regulations?)\b",
    )
});
static JUDGES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:rank\w*|scor(?:e|es|ing)|prioriti[sz]\w+|recommend\w*|predict\w*|eligib\w+|matching|match(?:es|ed)?\s+\w+\s+(?:with|to)|automatic(?:ally)?\s+(?:approv|reject|assign|decid)\w*|facial|profil(?:e|ing)\s+of)\b",
    )
});

/// Where an item lives, and who is left out by that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Channel {
    /// What one must have: `a smartphone`.
    pub needs: &'static str,
}

/// The words of an act that name a channel, for saying it without.
pub static CHANNEL_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\s*\b(?:(?:on|by|with|via|from|in|through|using)\s+(?:the\s+|an?\s+|their\s+|all\s+of\s+their\s+)?(?:smart|mobile\s+)?(?:phones?|mobile|app|tablets?|web\s?site|web\s+page|portal|browser|e-?mail|sms|text\s+message|card|account|mobile\s+device)|on-?line)\b",
    )
});

/// How many of the channels are things in somebody's hand: these count wherever the item names them.
const IN_HAND: usize = 2;

static CHANNELS: LazyLock<Vec<(Regex, Channel)>> = LazyLock::new(|| {
    [
        (r"(?i)\b(?:smart)?phones?\b|\bmobile\b|\b(?:by|in|on|with|via)\s+(?:the|an|our|my)?\s*app\b|\btablets?\b", "a smartphone"),
        (r"(?i)\b(?:text\s+messages?|sms)\b", "a mobile phone"),
        (r"(?i)\bprint(?:s|ed|er|out)?\b", "a printer"),
        (r"(?i)\b(?:on-?line|website|web\s?page|web\s+site|portal|browser)\b", "internet access"),
        (r"(?i)\be-?mails?\b", "an e-mail address"),
        (r"(?i)\b(?:credit\s+)?cards?\b", "a bank card"),
        (r"(?i)\b(?:log\s?in|logged\s+in|sign(?:ed|ing)?\s?(?:up|in))\b", "an account"),
    ]
    .into_iter()
    .map(|(source, needs)| (pattern(source), Channel { needs }))
    .collect()
});

/// What kind of act it is, as far as it changes what may go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Looks something up.
    Reads,
    /// Knows something without looking.
    Knows,
    /// Is told something.
    IsTold,
    /// Asks others to do something: a booking, an order, a request.
    Requests,
    /// Changes or removes what is there.
    Changes,
    /// Pays or is paid.
    Pays,
    /// Sets something up for later.
    Configures,
    /// Passes something on or lets others in.
    Shares,
    /// Brings data in or takes it out.
    Moves,
    /// Records something.
    Records,
    /// Shows something that gives a right: a permit, a ticket.
    Presents,
    /// Anything else.
    Other,
}

impl Deed {
    /// Reads the verb of an act.
    pub fn of(act: &Act) -> Self {
        match act.verb.as_str() {
            "get" if MESSAGE.is_match(&act.base()) => Self::IsTold,
            "get" if act.rest().contains(" into ") || act.rest().contains(" out of ") => Self::Other,
            "filter" if act.rest().starts_with("out ") => Self::Configures,
            "look up" | "look through" | "see" | "view" | "find" | "search" | "browse" | "filter"
            | "compare" | "look" | "read" | "check" | "track" | "explore" | "navigate" | "review"
            | "monitor" | "get" | "access" | "visualize" | "visualise" | "list" | "preview" | "sort"
            | "observe" | "query" | "locate" | "watch" | "display" => Self::Reads,
            "find out" | "know" | "understand" | "identify" | "determine" | "recognise" | "distinguish"
            | "tell" | "learn" | "discover" => Self::Knows,
            "receive" | "be" | "have" if !act.base().contains("able") => Self::IsTold,
            "sign up" | "sign in" | "opt out" | "book" | "order" | "request" | "reserve" | "apply"
            | "submit" | "report" | "ask" | "schedule" | "rent" | "borrow" | "return" | "register"
            | "sign" | "subscribe" | "hire" | "call" | "nominate" | "reschedule" | "swap" => Self::Requests,
            "change" | "edit" | "cancel" | "delete" | "remove" | "update" | "modify" | "withdraw"
            | "close" | "correct" | "rename" | "replace" | "merge" | "hide" | "unpublish" | "revoke"
            | "reset" | "archive" | "undo" | "adjust" | "postpone" | "move" => Self::Changes,
            "pay" | "buy" | "purchase" | "donate" | "refund" | "redeem" | "sell" | "charge" | "bill"
            | "renew" => Self::Pays,
            "set up" | "roll out" | "switch on" | "switch off" | "turn on" | "turn off" | "manage"
            | "configure" | "set" | "define" | "customize" | "customise" | "administer" | "maintain"
            | "enable" | "disable" | "specify" | "assign" | "select" | "choose" | "restrict" | "control"
            | "grant" => Self::Configures,
            "show" | "present" | "prove" if PASS.is_match(&act.base()) => Self::Presents,
            "share" | "publish" | "send" | "post" | "invite" | "forward" | "show" | "communicate"
            | "email" | "provide" => Self::Shares,
            "import" | "export" | "upload" | "download" | "sync" | "synchronise" | "synchronize"
            | "migrate" | "copy" | "link" | "integrate" | "extract" | "transfer" | "connect" | "load"
            | "convert" => Self::Moves,
            "fill in" | "add" | "create" | "enter" | "record" | "store" | "save" | "write" | "log"
            | "document" | "annotate" | "tag" | "attach" | "fill" | "note" | "describe" | "indicate"
            | "scan" | "print" | "make" => Self::Records,
            _ => Self::Other,
        }
    }
}

/// The signs found in one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cues {
    /// What kind of act it is.
    pub deed: Deed,
    /// The first word of money.
    pub money: Option<String>,
    /// The first words for people's data.
    pub data: Option<String>,
    /// The first word for a message that somebody gets.
    pub message: Option<String>,
    /// Whether another system is involved.
    pub linked: bool,
    /// Whether something must be current or happen by itself.
    pub live: bool,
    /// Whether it must also work without a connection.
    pub is_offline: bool,
    /// What there is many of: the noun after "all", "any", "each".
    pub breadth: Option<String>,
    /// What gives a right and may be shown twice, in the plural: `permits`.
    pub pass: Option<String>,
    /// Whether people or their matters are ranked, scored or matched.
    pub judges: bool,
    /// The word for rules that others set: `terms`.
    pub rules: Option<String>,
    /// The first channel that the text names.
    pub channel: Option<Channel>,
}

impl Cues {
    /// Reads rights and messages from the whole text, all else from its core: who does what, what for.
    pub(super) fn read(text: &str, core: &str, act: &Act) -> Self {
        let first =
            |pattern: &Regex, text: &str| pattern.find(text).map(|found| found.as_str().to_lowercase());
        let done = core.rsplit_once('\n').map_or(core, |(done, _)| done);
        let breadth = BREADTH
            .captures(done)
            .and_then(|found| found.get(1))
            .filter(|noun| !done[noun.end()..].starts_with(['\'', '\u{2019}']))
            .and_then(|noun| {
                let is_of_one = ["each", "every"]
                    .iter()
                    .any(|one| done[..noun.start()].trim_end().to_lowercase().ends_with(one));
                trim_noun(if is_of_one { before_plural(noun.as_str()) } else { noun.as_str() })
            });
        Self {
            deed: Deed::of(act),
            money: MONEY
                .find_iter(core)
                .find(|found| !is_of_a_place(&core[found.end()..]))
                .map(|found| found.as_str().to_lowercase()),
            data: first(&DATA, core),
            message: first(&MESSAGE, text),
            linked: LINKED.is_match(&act.base()),
            live: LIVE.is_match(core),
            is_offline: OFFLINE.is_match(text),
            breadth,
            pass: PASS
                .captures(text)
                .and_then(|found| found.get(1))
                .map(|pass| plural(&pass.as_str().to_lowercase())),
            judges: JUDGES.is_match(core),
            rules: RULES
                .captures(done)
                .and_then(|found| found.get(1))
                .map(|word| word.as_str().to_lowercase()),
            channel: CHANNELS
                .iter()
                .enumerate()
                .find(|(rank, (pattern, _))| {
                    pattern.is_match(core) || (*rank < IN_HAND && pattern.is_match(text))
                })
                .map(|(_, (_, channel))| *channel),
        }
    }
}

/// Whether a word of money only names a place or a group of people: `donation centre`.
fn is_of_a_place(rest: &str) -> bool {
    const PLACES: [&str; 14] = [
        "center",
        "centers",
        "centre",
        "centres",
        "site",
        "sites",
        "page",
        "pages",
        "team",
        "department",
        "office",
        "desk",
        "officer",
        "person",
    ];
    let is_next = rest.starts_with(' ');
    is_next && text::words(rest).first().is_some_and(|next| PLACES.contains(&next.as_str()))
}

/// Whether a word says what happens to the noun before it: `changes made`, `events occurring`.
fn says_what_happens(word: &str) -> bool {
    const IRREGULAR: [&str; 24] = [
        "begun", "bought", "brought", "built", "chosen", "done", "found", "given", "gone", "held", "kept",
        "known", "left", "lost", "made", "met", "put", "seen", "sent", "shown", "sold", "taken", "used",
        "written",
    ];
    let lower = word.to_lowercase();
    let is_regular = is_participle(&lower) || lower.len() > 4 && lower.ends_with("ing");
    const NOUNS: [&str; 7] = ["booking", "building", "listing", "meeting", "reading", "setting", "training"];
    (is_regular && !NOUNS.contains(&lower.as_str())) || IRREGULAR.contains(&lower.as_str())
}

/// After "each" stands one thing: what ends in -s is what it does: `team spends on fuel` → `team`.
fn before_plural(run: &str) -> &str {
    let mut at = run.find(' ').unwrap_or(run.len());
    for word in run.split(' ').skip(1) {
        if is_plural(word) {
            break;
        }
        at += 1 + word.len();
    }
    &run[..at.min(run.len())]
}

/// Cuts a run of words where the noun phrase ends.
fn trim_noun(run: &str) -> Option<String> {
    const STOPS: [&str; 40] = [
        "and",
        "are",
        "as",
        "at",
        "available",
        "because",
        "but",
        "by",
        "can",
        "for",
        "from",
        "has",
        "have",
        "i",
        "if",
        "in",
        "is",
        "it",
        "mentioned",
        "needed",
        "of",
        "on",
        "or",
        "so",
        "that",
        "the",
        "they",
        "to",
        "using",
        "via",
        "we",
        "when",
        "which",
        "who",
        "will",
        "with",
        "without",
        "you",
        "your",
        "my",
    ];
    let kept: Vec<&str> = run
        .split_whitespace()
        .take_while(|word| !STOPS.contains(&word.to_lowercase().as_str()) && !says_what_happens(word))
        .collect();
    // `estimators show the same card`: after a plural a base form is what they do.
    let verb = kept.windows(2).position(|pair| is_plural(pair[0]) && is_verb(pair[1]) && !is_plural(pair[1]));
    let kept = &kept[..verb.map_or(kept.len(), |at| at + 1)];
    const EMPTY: [&str; 12] = [
        "time",
        "times",
        "one",
        "other",
        "others",
        "way",
        "ways",
        "thing",
        "case",
        "day",
        "stuff",
        "information",
    ];
    let head = kept.last()?.to_lowercase();
    (!EMPTY.contains(&head.as_str()) && head.len() > 2).then(|| kept.join(" ").to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{before_plural, trim_noun};

    #[test]
    fn what_each_one_does_is_no_part_of_its_name() {
        assert_eq!(before_plural("mill spends on rye"), "mill");
        assert_eq!(before_plural("old mill wheel"), "old mill wheel");
        assert_eq!(before_plural("mill"), "mill");
    }

    #[test]
    fn a_noun_ends_before_what_happens_to_it() {
        assert_eq!(trim_noun("fires breaking out").as_deref(), Some("fires"));
        assert_eq!(trim_noun("repairs made by").as_deref(), Some("repairs"));
        assert_eq!(trim_noun("millers show the").as_deref(), Some("millers"));
        assert_eq!(trim_noun("old mill wheels").as_deref(), Some("old mill wheels"));
    }
}
