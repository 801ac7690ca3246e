use super::*;
use crate::domain::item::{Level, Link};

fn options(path: &str) -> BacklogOptions {
    BacklogOptions { path: path.into(), ..BacklogOptions::default() }
}

fn read_text(name: &str, text: &str) -> (FileReport, Backlog) {
    let (report, backlog) = read(name, text.as_bytes(), &options(name));
    assert!(report.adds_up(), "{report:?}");
    let error = report.error.clone();
    (report, backlog.unwrap_or_else(|| panic!("{error:?}")))
}

fn titles(backlog: &Backlog) -> Vec<(&str, &str, Option<&str>)> {
    let items = backlog.items.iter();
    items.map(|item| (item.key.as_str(), item.title.as_str(), item.parent.as_deref())).collect()
}

#[test]
fn a_story_list_has_headings_and_stories_over_two_lines() {
    let text = "Epic: Refunds\n1. As a guest, I want to cancel\nso that I am refunded.\n\nIn order to plan\nAs a clerk, I want a list\nReports:\nAs User, I want to log in\nOrder linen";
    let (report, backlog) = read_text("g02-harbour.txt", text);
    assert_eq!(
        titles(&backlog),
        [
            ("g02:1", "Refunds", None),
            ("g02:2", "As a guest, I want to cancel so that I am refunded.", Some("g02:1")),
            ("g02:5", "In order to plan As a clerk, I want a list", Some("g02:1")),
            ("g02:7", "Reports", None),
            ("g02:8", "As User, I want to log in", Some("g02:7")),
            ("g02:9", "Order linen", Some("g02:7")),
        ]
    );
    assert_eq!((report.records_in, report.skipped[0].why.as_str()), (8, "continues line 2, joined to it"));
    let levels: Vec<Level> = backlog.items.iter().map(|item| item.level).collect();
    assert_eq!(levels[..2], [Level::Mmf, Level::Slice]);
    assert_eq!((levels[5], backlog.system.as_str()), (Level::Unlevelled, "file:g02-harbour"));
}

#[test]
fn a_feature_gives_its_narrative_and_the_titles_of_its_scenarios() {
    let text = "# language: en\n@ui @refunds\nFeature: Cancelling a stay\n    In order to get my money back\n    As a Guest\n    I want to cancel\n\n    Background:\n        Given a stay\n\n    @late\n    Scenario: Cancelling late\n        Given a text\n        \"\"\"\n        Scenario: no\n        \"\"\"\n    Scenario Outline: Cancelling <when>\n        Examples:\n";
    let (_, backlog) =
        read("cancelling.feature", text.as_bytes(), &options("features/shop/cancelling.feature"));
    let backlog = backlog.unwrap();
    let item = &backlog.items[0];
    assert_eq!((item.key.as_str(), backlog.system.as_str()), ("shop/cancelling", "file:shop/cancelling"));
    assert_eq!(item.text, "In order to get my money back\nAs a Guest\nI want to cancel");
    assert_eq!(item.criteria, ["Cancelling late", "Cancelling <when>"]);
    assert_eq!(
        (item.labels.as_slice(), item.level),
        (["ui".to_owned(), "refunds".into()].as_slice(), Level::Slice)
    );
    let (_, german) = read_text("x.feature", "Funktionalität: Storno\n  Szenario: spät");
    assert_eq!((german.items[0].key.as_str(), german.items[0].criteria[0].as_str()), ("x", "spät"));
}

#[test]
fn a_page_with_front_matter_is_one_item() {
    let text = "---\nid: S-7\ntitle: Storno\ntags: [geld, mobil]\nparent: E-1\n---\n# Storno\n\n## Akzeptanzkriterien\n- sofort\n- per **Mail**\n\n## Notes\n- no\n";
    let (_, backlog) = read_text("story.md", text);
    let item = &backlog.items[0];
    assert_eq!(titles(&backlog), [("S-7", "Storno", Some("E-1"))]);
    assert_eq!(item.criteria, ["sofort", "per Mail"]);
    assert_eq!(item.labels, ["geld", "mobil"]);
    assert!(item.text.ends_with("Notes\n\n- no"));
}

#[test]
fn an_outline_gives_headings_and_story_bullets() {
    let text = "# Backlog\n\n## HAR-1: Refunds\nGuests ask.\n- As a guest, I want to cancel\n- [ ] not a story\n\n### Partial refund\n#### Acceptance criteria\n- half\n";
    let (_, backlog) = read_text("har-backlog.md", text);
    assert_eq!(
        titles(&backlog),
        [
            ("HAR-1", "Refunds", None),
            ("har:5", "As a guest, I want to cancel", Some("HAR-1")),
            ("har:8", "Partial refund", Some("HAR-1")),
        ]
    );
    assert_eq!(backlog.items[0].level, Level::Mmf);
    assert_eq!(backlog.items[2].criteria, ["half"]);
    let (_, list) = read_text("list.md", "- Order linen\n  - white\n- Mend lamp\n");
    assert_eq!(titles(&list), [("list:1", "Order linen", None), ("list:3", "Mend lamp", None)]);
}

#[test]
fn a_row_after_blank_lines_and_long_cells_has_its_own_line() {
    let text = "Title,Notes\n\n\"a\nb\",x\n\nc\n,\n,lost\n";
    let (report, backlog) = read_text("x.csv", text);
    assert_eq!(backlog.items.iter().map(|item| item.line).collect::<Vec<_>>(), [3, 6]);
    assert_eq!((report.skipped[0].record, report.skipped[0].why.as_str()), (3, "empty row"));
    let reject = &report.rejects[0];
    assert_eq!((reject.record, reject.line, reject.why.as_str()), (4, 8, "empty Title"));
}

#[test]
fn only_an_export_of_ours_loses_its_guards() {
    let own = "Title,Hone\n'=1+1,\n''quoted',\n'tis fine,\n";
    let kept: Vec<String> = read_text("x.csv", own).1.items.into_iter().map(|item| item.title).collect();
    assert_eq!(kept, ["=1+1", "'quoted'", "'tis fine"]);
    let other = read_text("x.csv", "Title,Owner\n'=1+1,\n").1;
    assert_eq!(other.items[0].title, "'=1+1");
}

#[test]
fn a_key_that_repeats_is_skipped_and_a_strange_parent_is_kept() {
    let text = "Issue key,Summary,Parent,Custom field (Epic Link)\nA-1,x,,\nA-1,y,,\nA-2,z,999,B-7\nA-3,w,A-3,\nA-4,v,999,\n";
    let (report, backlog) = read_text("x.csv", text);
    assert_eq!(
        titles(&backlog),
        [("A-1", "x", None), ("A-2", "z", Some("B-7")), ("A-3", "w", None), ("A-4", "v", Some("999"))]
    );
    assert_eq!(report.skipped[0].why, "repeats the key A-1 of record 1");
    assert_eq!(report.warnings, ["parents that are not in this file, kept as it names them: 1"]);
    assert_eq!(backlog.system, "jira:A");
}

#[test]
fn an_id_stands_in_for_a_key() {
    let text = "Issue id,Parent id,Issue Type,Summary,Labels,Labels\n1,,Epic,Refunds,,\n2,1,Story,Cancel,hone:HAR-2/1,web\n";
    let (_, backlog) = read_text("x.csv", text);
    assert_eq!(titles(&backlog), [("1", "Refunds", None), ("2", "Cancel", Some("1"))]);
    assert_eq!(backlog.items[1].labels, ["hone:HAR-2/1", "web"]);
    assert_eq!(backlog.system, "jira");
}

#[test]
fn an_export_that_is_probably_cut_says_so() {
    let rows = (0..1000).map(|n| format!("A-{n},x")).collect::<Vec<_>>().join("\n");
    let (report, _) = read_text("x.csv", &format!("Issue key,Summary\n{rows}"));
    assert!(report.warnings[0].contains("probably cut"));
    let issues: Vec<String> =
        (0..30).map(|n| format!(r#"{{"number":{n},"title":"x","state":"OPEN"}}"#)).collect();
    let (report, _) = read_text("x.json", &format!("[{}]", issues.join(",\n")));
    assert!(report.warnings[0].contains("probably cut"));
}

#[test]
fn a_duplicate_and_a_parent_are_linked_on_github() {
    let text = "{\"number\": 3, \"title\": \"a\", \"body\": \"see #9\", \"parent_issue_url\": \"https://api.github.com/repos/o/r/issues/4\", \"html_url\": \"https://github.com/o/r/issues/3\"}\n{\"number\": 4, \"title\": \"b\", \"body\": \"Duplicate of #3 <!-- #8 -->\"}\n";
    let (_, backlog) = read_text("x.json", text);
    assert_eq!(backlog.items[0].parent.as_deref(), Some("4"));
    assert_eq!(backlog.items[0].links, [Link { kind: "Mentions".into(), key: "9".into() }]);
    assert_eq!(backlog.items[1].links, [Link { kind: "Duplicate of".into(), key: "3".into() }]);
    assert_eq!((backlog.items[1].line, backlog.system.as_str()), (2, "github:o/r"));
}

#[test]
fn a_sheet_of_the_plug_in_and_an_export_of_gitlab_are_read() {
    let sheet = "Project: Harbour   Server: x   Query: y\n\nID,Work Item Type,Title,Area Path\n1,Epic,Refunds,Harbour\\Web\n";
    let (report, backlog) = read_text("x.csv", sheet);
    assert_eq!((report.format.as_str(), backlog.system.as_str()), ("azure-csv", "azure:Harbour"));
    assert_eq!((backlog.items[0].line, backlog.items[0].level), (4, Level::Mmf));
    let gitlab = "Title,Description,Issue ID,URL,State,Labels,Weight\nPay,**now**,5,https://gitlab.com/g/p/-/issues/5,Open,\"a,b\",2\n";
    let (_, backlog) = read_text("x.csv", gitlab);
    let item = &backlog.items[0];
    assert_eq!((item.key.as_str(), item.text.as_str(), item.estimate), ("5", "now", Some(2.0)));
    assert_eq!((backlog.system.as_str(), backlog.format), ("gitlab:g/p", BacklogFormat::GitlabCsv));
}

#[test]
fn caps_are_stated() {
    let limits = Limits { cell_bytes: 5, records: 2, ..Limits::default() };
    let capped = |name: &str, text: &str| {
        read(name, text.as_bytes(), &BacklogOptions { limits, ..BacklogOptions::default() }).0
    };
    assert_eq!(capped("x.csv", "Title\n123456\n").rejects[0].why, "a cell of 6 bytes; the cap is 5");
    assert_eq!(
        capped("x.csv", "Title\n1\n2\n3\n").error.unwrap(),
        "more than 2 records: the cap of one file"
    );
    assert_eq!(capped("x.md", "# 1\n# 2\n# 3\n").error.unwrap(), "3 records; the cap of one file is 2");
}

#[test]
fn what_cannot_be_read_says_what_to_do() {
    let why = |name: &str, text: &str| read(name, text.as_bytes(), &options(name)).0.error.unwrap();
    assert!(why("x.txt", "Dear all,\nhello").contains("--format"));
    assert!(why("x.json", "{\"a\": ").starts_with("not valid JSON"));
    assert!(why("x.csv", "Foo,Bar\n1,2\n").contains("Title or Summary"));
    assert!(why("x.xlsx", "PK\u{3}\u{4}").contains("CSV"));
}

#[test]
fn a_format_has_one_name() {
    assert_eq!(BacklogFormat::parse("jira-csv"), Some(BacklogFormat::JiraCsv));
    assert_eq!(BacklogFormat::parse("auto"), None);
}

#[test]
fn an_older_answer_of_jira_names_its_fields_and_says_what_is_missing() {
    let text = r#"{"startAt": 0, "total": 9, "names": {"cf1": "Story Points", "cf2": "Acceptance Criteria", "cf3": "Epic Link"},
"issues": [
 {"id": "7", "key": "B-1", "fields": {"summary": "Cancel", "issuetype": {"name": "Wish", "hierarchyLevel": 1},
  "description": "h2. Why\n* *now*", "cf1": 3.0, "cf2": "- in full", "cf3": "B-9", "duedate": "2026-03-31",
  "issuelinks": [{"type": {"name": "Blocks"}, "inwardIssue": {"key": "B-2"}}]}},
 {"id": "8", "key": "B-2", "fields": {"summary": ""}},
 {"id": "9", "key": "B-3"}]}"#;
    let (report, backlog) = read_text("x.json", text);
    let item = &backlog.items[0];
    assert_eq!(
        (item.text.as_str(), item.criteria.as_slice()),
        ("Why\n- now", ["in full".to_owned()].as_slice())
    );
    assert_eq!((item.estimate, item.level, item.line), (Some(3.0), Level::Mmf, 3));
    assert_eq!((item.parent.as_deref(), item.due.as_deref()), (Some("B-9"), Some("2026-03-31")));
    assert_eq!(item.links, [Link { kind: "Blocks (inward)".into(), key: "B-2".into() }]);
    let rejects: Vec<_> = report.rejects.iter().map(|reject| (reject.line, reject.why.as_str())).collect();
    assert_eq!(rejects, [(6, "empty summary"), (7, "no fields: the search asked for ids only")]);
    assert_eq!(report.warnings, ["incomplete: 3 of 9 issues"]);
}

#[test]
fn cards_come_in_the_order_of_the_board() {
    let text = r#"{"id": "b", "lists": [{"id": "l1", "name": "Doing", "pos": 2}, {"id": "l2", "name": "To do", "pos": 1}],
 "customFields": [{"id": "f", "name": "Points"}],
 "cards": [
  {"id": "c1", "name": "last", "idList": "l1", "pos": 1},
  {"id": "c2", "name": "second", "idList": "l2", "pos": 9, "customFieldItems": [{"idCustomField": "f", "value": {"number": "3"}}]},
  {"id": "c3", "name": " ", "idList": "l2", "pos": 2},
  {"id": "c4", "name": "first", "idList": "l2", "pos": 1.5, "due": "2026-03-20T17:00:00.000Z"}]}"#;
    let (report, backlog) = read_text("x.json", text);
    let found: Vec<_> =
        backlog.items.iter().map(|item| (item.title.as_str(), item.status.as_str())).collect();
    assert_eq!(found, [("first", "To do"), ("second", "To do"), ("last", "Doing")]);
    assert_eq!((backlog.items[0].due.as_deref(), backlog.items[1].estimate), (Some("2026-03-20"), Some(3.0)));
    assert_eq!((report.rejects[0].record, report.rejects[0].line), (3, 6));
    assert_eq!(backlog.system, "trello:b");
}

#[test]
fn an_export_of_our_own_issues_is_an_export_of_github() {
    let (report, backlog) =
        read_text("x.json", r#"[{"title": "Cancel", "body": "now", "labels": ["hone:A-1/1"]}]"#);
    assert_eq!((report.format.as_str(), backlog.system.as_str()), ("github-json", "github"));
    assert_eq!(
        (backlog.items[0].key.as_str(), backlog.items[0].labels.as_slice()),
        ("", ["hone:A-1/1".into()].as_slice())
    );
}
