//! Insights, assumptions and questions in the browser.

use super::{Browser, between};
use crate::api::Desk;
use crate::api::client::Answer;

/// Sends a form that starts work, and waits until that has ended; gives where it leads.
async fn work(browser: &Browser<'_>, path: &str, fields: &[(&str, &str)]) -> String {
    let told = browser.send(path, fields).await;
    assert_eq!(told.status, 303, "{}", told.text());
    let job = told.header("location").to_owned();
    browser.desk.get(&format!("jobs/{}/events", job.trim_start_matches("/jobs/"))).await.text();
    browser.get(&job).await.header("location").to_owned()
}

/// A workspace with several interviews.
async fn desk_of_many() -> Desk {
    let desk = Desk::open().await;
    let browser = Browser::open(&desk).await;
    let told = browser.send("/start/sample", &[]).await;
    let job = told.header("location").split('?').next().unwrap().to_owned();
    desk.get(&format!("jobs/{}/events", job.trim_start_matches("/jobs/"))).await.text();
    desk
}

#[tokio::test]
async fn insights_say_what_to_do_until_the_interviews_are_read_together() {
    let desk = Desk::open().await;
    let browser = Browser::open(&desk).await;
    assert!(browser.get("/insights").await.text().contains("No one has been heard yet"));
    desk.close().await;
    let desk = Desk::filled().await;
    let browser = Browser::open(&desk).await;
    assert!(browser.get("/insights").await.text().contains("have not been read together yet"));
    assert_eq!(work(&browser, "/insights/read", &[]).await, "/insights");
    let page = browser.get("/insights").await.text();
    assert!(page.contains("Themes need at least three people. You have 1"), "{page}");
    desk.close().await;
}

#[tokio::test]
async fn themes_are_counted_in_people_named_joined_and_decided() {
    let desk = desk_of_many().await;
    let browser = Browser::open(&desk).await;
    work(&browser, "/insights/read", &[]).await;
    let page = browser.get("/insights").await.text();
    assert!(page.contains(" of 8 people</b>") && page.contains("id=\"tree\""), "{page}");
    assert!(page.contains("<svg class=\"plot\"") && page.contains("The tree as a list"), "{page}");
    let id = between(&page, "action=\"/insights/themes/", "/rename").to_owned();
    let label = "Guests <i>ring</i> because nobody answers a message";
    let named = work(&browser, &format!("/insights/themes/{id}/rename"), &[("label", label)]).await;
    let page = browser.get(&named).await.text();
    assert!(page.contains("Guests &lt;i&gt;ring&lt;/i&gt; because"), "{page}");
    let one = browser.send("/insights/merge", &[("theme", &id)]).await;
    assert_eq!(one.status, 422, "one theme is not joined with itself");
    let id = between(&page, "action=\"/suggestions/", "/accept").to_owned();
    let accepted =
        browser.send(&format!("/suggestions/{id}/accept"), &[("version", "1"), ("back", "insights")]).await;
    assert!(
        accepted.header("location").starts_with(&format!("/insights?done={id}#s")),
        "{}",
        accepted.text()
    );
    desk.close().await;
}

/// Refines an item and accepts the first suggestion of a kind.
async fn accepted(desk: &Desk, kind: &str) -> String {
    let suggestions = desk.refine("HAR-13").await;
    let found = suggestions.iter().find(|one| one["kind"] == kind).unwrap();
    let id = found["id"].as_str().unwrap().to_owned();
    desk.post(&format!("suggestions/{id}/accept"), &serde_json::json!({})).await;
    id
}

async fn follow(browser: &Browser<'_>, answer: Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.text());
    browser.get(answer.header("location").split('#').next().unwrap()).await.text()
}

#[tokio::test]
async fn an_assumption_is_weighed_tested_and_learned_from() {
    let desk = Desk::filled().await;
    let browser = Browser::open(&desk).await;
    assert!(browser.get("/assumptions").await.text().contains("No assumption has been accepted yet"));
    let id = accepted(&desk, "assumption").await;
    let at = |step: &str| format!("/assumptions/{id}/{step}");
    assert!(browser.get("/assumptions").await.text().contains("<circle class=\"dot"));
    assert_eq!(browser.send(&at("weigh"), &[("importance", "low")]).await.status, 422, "no reason");
    let light = [("importance", "low"), ("why", "few <b>stay</b>")];
    let page = follow(&browser, browser.send(&at("weigh"), &light).await).await;
    assert!(page.contains("importance low") && page.contains("Few &lt;b&gt;stay"), "{page}");
    let card = [
        ("hypothesis", "Guests cancel by themselves"),
        ("test", "ask ten of them"),
        ("metric", "those who did"),
        ("criteria", "at least 4 of 10"),
        ("days", "7"),
    ];
    let page = follow(&browser, browser.send(&at("test"), &card).await).await;
    assert!(page.contains("Test card 1") && page.contains("Can still be changed"), "{page}");
    let digest = between(&page, "name=\"criteria\" value=\"", "\"").to_owned();
    let data = [("value", "5"), ("note", "a Tuesday"), ("criteria", &*digest)];
    let page = follow(&browser, browser.send(&at("data"), &data).await).await;
    assert!(page.contains("Fixed since the first data") && page.contains("a Tuesday"), "{page}");
    assert_eq!(browser.send(&at("test"), &card).await.status, 409, "criteria are fixed");
    let learned = [
        ("outcome", "supported"),
        ("observed", "five did"),
        ("learned", "they want to"),
        ("next", "persevere"),
    ];
    let page = follow(&browser, browser.send(&at("learn"), &learned).await).await;
    assert!(page.contains("It holds") && page.contains("go on as planned"), "{page}");
    let page = follow(&browser, browser.send(&at("back"), &[]).await).await;
    assert!(!page.contains("It holds"), "{page}");
    desk.close().await;
}

#[tokio::test]
async fn a_question_is_asked_and_its_answer_is_a_note() {
    let desk = Desk::filled().await;
    let browser = Browser::open(&desk).await;
    assert!(browser.get("/questions").await.text().contains("No one to ask yet"));
    let id = accepted(&desk, "question").await;
    let page = browser.get("/questions").await.text();
    assert!(page.contains("1 open question for 1 person") && page.contains("Questions for "), "{page}");
    let page = follow(&browser, browser.send(&format!("/questions/{id}/asked"), &[]).await).await;
    assert!(page.contains("Undo: not asked yet"), "{page}");
    let answer = format!("/questions/{id}/answer");
    assert_eq!(browser.send(&answer, &[("answer", "…")]).await.status, 422);
    let said = [("answer", "Twice a week, <script>never</script> on Sundays."), ("whom", "Bo")];
    let page = follow(&browser, browser.send(&answer, &said).await).await;
    let answered = between(&page, "id=\"an\"", "</section>");
    assert!(answered.contains("&lt;script&gt;never") && answered.contains("/interviews/"), "{answered}");
    let note = format!("/interviews/{}", between(answered, "href=\"/interviews/", "\""));
    assert!(browser.get(&note).await.text().contains("Twice a week"));
    desk.close().await;
}

#[tokio::test]
async fn a_person_writes_first_and_sees_both_side_by_side() {
    let desk = desk_of_many().await;
    let browser = Browser::open(&desk).await;
    assert!(browser.get("/insights").await.text().contains("Write yours first"));
    let own = "Nobody answers\nPaying takes long\nLlamas need a purple <b>hat</b>";
    assert_eq!(browser.send("/insights/prime", &[("opportunities", own)]).await.status, 303);
    assert!(browser.get("/insights").await.text().contains("Yours are kept"));
    work(&browser, "/insights/read", &[]).await;
    let page = browser.get("/insights").await.text();
    let beside = between(&page, "Yours and Hone", "Change yours");
    assert!(beside.contains("purple &lt;b&gt;hat") && beside.contains("Only Hone"), "{beside}");
    desk.close().await;
}
