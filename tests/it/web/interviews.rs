//! Interviews in the browser: brought in, listed, read, voices told apart, put on one page.

use super::{Browser, between};
use crate::api::Desk;
use crate::api::client::Answer;

/// Two files in one form: a transcript with what must do nothing, and one that is broken.
async fn import(browser: &Browser<'_>, path: &str, files: &[(&str, &str)]) -> Answer {
    let told = browser.send_files(path, &[], files).await;
    assert_eq!(told.status, 303, "{}", told.text());
    let job = told.header("location").to_owned();
    let id = job.trim_start_matches("/jobs/").to_owned();
    browser.desk.get(&format!("jobs/{id}/events")).await.text();
    let after = browser.get(&job).await;
    assert_eq!((after.status, after.header("location")), (303, format!("/imports/{id}").as_str()));
    browser.get(&format!("/imports/{id}")).await
}

const HOSTILE: &str = "Sam: When did you last book?\n\nBea: Last Tuesday I rang twice at bea@example.org \
     <script>alert(1)</script> and nobody answered.\n\nSam: And then?\n\nBea: I drove there myself.\n";

#[tokio::test]
async fn a_mixed_import_says_what_became_of_every_file() {
    let desk = Desk::open().await;
    let browser = Browser::open(&desk).await;
    let empty = browser.get("/interviews").await.text();
    assert!(empty.contains("No interviews yet") && empty.contains("href=\"/import\""), "{empty}");
    assert_eq!(browser.get("/import").await.status, 200);
    let files = [("P07<b>.txt", HOSTILE), ("broken.vtt", "\u{0}\u{1}\u{2}")];
    let page = import(&browser, "/import/interviews", &files).await.text();
    assert!(page.contains("2 files") && page.contains("P07&lt;b&gt;.txt"), "{page}");
    assert!(page.contains("Not read") || page.contains("class=\"chip fail\""), "{page}");
    let backlog = "key,title\nX-1,Book a place\nX-2,\n";
    let page = import(&browser, "/import/backlog", &[("backlog.csv", backlog)]).await.text();
    assert!(page.contains("1 item, 1 new") && page.contains("Line 3"), "{page}");
    let list = browser.get("/interviews").await.text();
    assert!(list.contains("1 interview, 1 person"), "{list}");
    assert!(browser.get("/interviews?segment=nowhere").await.text().contains("None of them is like that"));
    desk.close().await;
}

#[tokio::test]
async fn files_without_the_token_of_the_browser_are_not_read() {
    let desk = Desk::open().await;
    let browser = Browser::open(&desk).await;
    let refused = browser.post_files("/import/interviews", &[], &[("a.txt", HOSTILE)]).await;
    assert_eq!(refused.status, 403);
    let none = browser.send_files("/import/interviews", &[], &[("", "")]).await;
    assert_eq!(none.status, 422, "{}", none.text());
    assert!(browser.get("/interviews").await.text().contains("No interviews yet"));
    desk.close().await;
}

#[tokio::test]
async fn what_was_said_is_text_and_what_is_personal_is_hidden() {
    let desk = Desk::open().await;
    let browser = Browser::open(&desk).await;
    import(&browser, "/import/interviews", &[("talk.txt", HOSTILE)]).await;
    let page = browser.get("/interviews/talk").await.text();
    assert!(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script>alert"), "{page}");
    assert!(!page.contains("bea@example.org") && page.contains("hidden: an e-mail address"), "{page}");
    let found = browser.get("/interviews/talk?find=DROVE").await.text();
    assert!(found.contains("1 place") && found.contains("id=\"t4\"") && !found.contains("id=\"t2\""));
    let nothing = browser.get("/interviews/talk?find=zeppelin").await.text();
    assert!(nothing.contains("Nobody says that here"), "{nothing}");
    desk.close().await;
}

#[tokio::test]
async fn quotes_are_marked_until_their_voice_may_not_be_quoted() {
    let desk = Desk::filled().await;
    desk.refine("HAR-10").await;
    let browser = Browser::open(&desk).await;
    let page = browser.get("/interviews/P01").await.text();
    assert!(page.contains("<mark>") && page.contains("class=\"uses\""), "{page}");
    let speaker = between(&page, "name=\"was\" value=\"participant\"", "</select>");
    assert!(speaker.contains("value=\"participant\" selected"), "{speaker}");
    let label = page.split("name=\"was\" value=\"participant\"").next().unwrap();
    let label = label.rsplit("name=\"speaker\" value=\"").next().unwrap().split('"').next().unwrap();
    let fields = [("speaker", label), ("was", "participant"), ("role", "other")];
    let corrected = browser.send("/interviews/P01/roles", &fields).await;
    assert_eq!(corrected.status, 303, "{}", corrected.text());
    let page = browser.get(corrected.header("location")).await.text();
    assert!(page.contains("not hold any more") && !page.contains("<mark>"), "{page}");
    let wrong = [("speaker", label), ("was", "other"), ("role", "king")];
    assert_eq!(browser.send("/interviews/P01/roles", &wrong).await.status, 422);
    desk.close().await;
}

#[tokio::test]
async fn an_interview_is_put_on_one_page_and_decided_beside_its_words() {
    let desk = Desk::filled().await;
    let browser = Browser::open(&desk).await;
    assert!(browser.get("/interviews/P01").await.text().contains("Put it on one page"));
    let told = browser.send("/interviews/P01/summarize", &[]).await;
    let job = told.header("location").to_owned();
    browser.desk.get(&format!("jobs/{}/events", job.trim_start_matches("/jobs/"))).await.text();
    assert_eq!(browser.get(&job).await.header("location"), "/interviews/P01");
    let page = browser.get("/interviews/P01").await.text();
    let snapshot = between(&page, "id=\"snapshot\"", "</aside>");
    assert!(snapshot.contains("Waits for you") && snapshot.contains("/accept"), "{snapshot}");
    for line in
        snapshot.split("<p class=\"small\" dir=\"auto\">").skip(1).filter(|line| line.contains("<mark>"))
    {
        let (text, _) = line.split_once("</p>").unwrap();
        assert!(!between(line, "<mark>", "</mark>").contains(text), "said twice: {text}");
    }
    let id = between(snapshot, "action=\"/suggestions/", "/accept").to_owned();
    let decided =
        browser.send(&format!("/suggestions/{id}/accept"), &[("version", "1"), ("back", "interview")]).await;
    assert_eq!(decided.header("location"), format!("/interviews/P01?done={id}#snapshot"));
    assert!(browser.get("/interviews/P01").await.text().contains(">Accepted<"));
    desk.close().await;
}
