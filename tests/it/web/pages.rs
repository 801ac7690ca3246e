//! Every page: it answers, it is small, and it shows text of others as text.

use super::Browser;
use crate::api::Desk;

/// Bytes of a page on the wire, with its styles and script.
const LARGEST: usize = 60_000;

#[tokio::test]
async fn a_first_visit_leads_to_the_sample() {
    let desk = Desk::open().await;
    let browser = Browser::open(&desk).await;
    let page = browser.get("/").await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("Three steps to a first split"));
    let started = browser.send("/start/sample", &[]).await;
    assert_eq!(started.status, 303, "{}", started.text());
    let job = started.header("location").to_owned();
    assert!(job.starts_with("/jobs/") && job.ends_with("?then=inbox"), "{job}");
    let watched = browser.get(&job).await;
    assert!(watched.status == 303 || watched.text().contains("data-job"), "{}", watched.text());
    desk.close().await;
}

#[tokio::test]
async fn after_a_first_import_the_inbox_says_what_comes_next() {
    let desk = Desk::open().await;
    let browser = Browser::open(&desk).await;
    assert!(browser.get("/findings").await.text().contains("No items yet"));
    let told = desk.upload("imports/backlog?name=b.csv", b"key,title\nX-1,Cancel a stay\n").await;
    desk.wait_for(&told).await;
    let page = browser.get("/").await.text();
    assert!(page.contains("Choose an item to refine") && page.contains("Bring in interviews"), "{page}");
    assert!(!page.contains("You have decided everything"), "{page}");
    assert!(browser.get("/findings").await.text().contains("Nothing to mend"));
    desk.close().await;
}

/// What a browser receives on its first visit of a page.
async fn on_the_wire(desk: &Desk, path: &str, html: &str) -> usize {
    let linked = html.split("\"/assets/").skip(1).map(|rest| rest.split('"').next().unwrap());
    let assets = linked.filter(|file| !file.contains(".svg")).map(|file| format!("/assets/{file}"));
    let mut bytes = 0;
    for path in std::iter::once(path.to_owned()).chain(assets) {
        let wants = [("accept", "text/html"), ("accept-encoding", "gzip")];
        let answer = desk.send("GET", &path, &wants, "").await;
        assert_eq!(answer.header("content-encoding"), "gzip", "{path}");
        bytes += answer.size();
    }
    bytes
}

#[tokio::test]
async fn every_page_answers_is_small_and_names_no_other_host() {
    let desk = Desk::filled().await;
    let suggestions = desk.refine("HAR-13").await;
    let browser = Browser::open(&desk).await;
    let id = |kind: &str| {
        let found = suggestions.iter().find(|one| one["kind"] == kind).unwrap();
        found["id"].as_str().unwrap().to_owned()
    };
    let (split, assumption, question) = (id("split"), id("assumption"), id("question"));
    let pages = [
        "/".to_owned(),
        format!("/inbox?at={question}"),
        "/inbox?kind=assumption".into(),
        format!("/suggestions/{split}"),
        format!("/suggestions/{assumption}"),
        format!("/suggestions/{split}/edit?way=1"),
        format!("/suggestions/{assumption}/edit"),
        format!("/suggestions/{question}/edit?back=item"),
        format!("/suggestions/{split}/trace"),
        "/items/HAR-13".into(),
        "/items/HAR-1".into(),
        "/interviews".into(),
        "/interviews/P01".into(),
        "/interviews/P01/remove".into(),
        "/findings".into(),
        "/findings?item=HAR-13".into(),
        "/import".into(),
        "/insights".into(),
        "/items".into(),
        "/duplicates".into(),
        "/assumptions".into(),
        "/questions".into(),
        "/search?q=cancel".into(),
        "/decisions".into(),
        "/ledger".into(),
        "/settings".into(),
        "/help".into(),
        "/evaluate".into(),
        "/evaluate/new".into(),
    ];
    for path in pages {
        let page = browser.get(&path).await;
        assert_eq!(page.status, 200, "{path}: {}", page.text());
        let html = page.text();
        let bytes = on_the_wire(&desk, &path, &html).await;
        assert!(bytes < LARGEST, "{path}: {bytes} bytes");
        assert!(html.starts_with("<!doctype html>") || html.starts_with("\n<!doctype"), "{path}");
        for foreign in ["http://", "https://", " style=", "javascript:", " onclick", "<script>"] {
            let found = html.replace("http://www.w3.org/2000/svg", "");
            assert!(!found.contains(foreign), "{path} has {foreign}");
        }
        assert_eq!(html.matches("<h1").count(), 1, "{path}");
    }
    desk.close().await;
}

#[tokio::test]
async fn what_an_item_says_is_shown_and_does_nothing() {
    let desk = Desk::open().await;
    let hostile = "key,title,description\nX-1,\"<script>alert(1)</script> \u{202e}drow\",\
                   \"As a <img src=x onerror=alert(2)> guest I want {{ 7 * 7 }} \"\"quotes\"\"\"\n";
    let told = desk.upload("imports/backlog?name=b.csv", hostile.as_bytes()).await;
    desk.wait_for(&told).await;
    let page = Browser::open(&desk).await.get("/items/X-1").await.text();
    assert!(page.contains("&lt;script&gt;alert(1)"), "{page}");
    assert!(!page.contains("<script>alert") && !page.contains("<img src=x"), "{page}");
    assert!(!page.contains('\u{202e}') && page.contains('\u{fffd}'), "the override is drawn");
    assert!(page.contains("{{ 7 * 7 }}"), "a template in a text is text");
    desk.close().await;
}

#[tokio::test]
async fn styles_and_script_are_kept_by_their_hash() {
    let desk = Desk::open().await;
    let browser = Browser::open(&desk).await;
    let page = browser.get("/").await.text();
    let style = format!("/assets/{}", super::between(&page, "href=\"/assets/", "\""));
    let asset = browser.get(&style).await;
    assert_eq!(asset.status, 200);
    assert_eq!(asset.header("cache-control"), "public, max-age=31536000, immutable");
    let tag = asset.header("etag").to_owned();
    let again = desk.send("GET", &style, &[("if-none-match", &tag)], "").await;
    assert_eq!((again.status, again.text().len()), (304, 0));
    assert_eq!(browser.get("/assets/hone-000000000000.css").await.status, 404);
    desk.close().await;
}
