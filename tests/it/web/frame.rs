//! Who may look and send: form tokens, the sign-in, other sites, and refusals as pages.

use super::{Browser, between};
use crate::api::Desk;

#[tokio::test]
async fn a_form_without_the_token_of_its_browser_changes_nothing() {
    let desk = Desk::filled().await;
    let browser = Browser::open(&desk).await;
    assert!(browser.cookies.starts_with("hone-form="), "{}", browser.cookies);
    let other = "00000000-0000-4000-8000-000000000000";
    for fields in [vec![], vec![("form_token", other)], vec![("form_token", "")]] {
        let refused = browser.post("/items/HAR-13/refine", &fields).await;
        assert_eq!(refused.status, 403, "{fields:?}");
        assert!(refused.text().contains("older than your visit"), "{}", refused.text());
    }
    let fresh = Browser { desk: &desk, cookies: String::new() };
    assert_eq!(fresh.post("/items/HAR-13/refine", &[("form_token", other)]).await.status, 403);
    assert!(desk.get("jobs").await.json().as_array().unwrap().iter().all(|job| job["kind"] == "import"));
    assert_eq!(browser.send("/items/HAR-13/refine", &[]).await.status, 303);
    desk.close().await;
}

#[tokio::test]
async fn a_form_of_another_site_is_refused_and_the_api_takes_no_forms() {
    let desk = Desk::filled().await;
    let browser = Browser::open(&desk).await;
    let form = ("content-type", "application/x-www-form-urlencoded");
    let foreign = [form, ("origin", "https://evil.example"), ("cookie", browser.cookies.as_str())];
    assert_eq!(desk.send("POST", "/items/HAR-13/refine", &foreign, "").await.problem(), "cross_site");
    let api = desk.send("POST", "items/HAR-13/refine", &[form], "a=b").await;
    assert_eq!(api.problem(), "unsupported_media");
    desk.close().await;
}

#[tokio::test]
async fn a_cookie_is_for_this_site_and_no_script() {
    let desk = Desk::open().await;
    let first = desk.send("GET", "/", &[("accept", "text/html")], "").await;
    let cookie = first.header("set-cookie");
    assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict"), "{cookie}");
    assert_eq!(first.header("referrer-policy"), "same-origin", "else a browser hides where a form is from");
    assert!(first.header("content-security-policy").contains("script-src 'self'"));
    desk.close().await;
}

#[tokio::test]
async fn where_there_is_a_token_a_browser_signs_in_once() {
    let token = "correct horse battery";
    let desk = Desk::open_with(|name| (name == "HONE_TOKEN").then(|| token.to_owned())).await;
    let mut browser = Browser::open(&desk).await;
    let asked = browser.get("/inbox?kind=split").await;
    assert_eq!(asked.status, 401);
    let page = asked.text();
    assert!(page.contains("name=\"token\"") && !page.contains("default"), "{page}");
    assert_eq!(between(&page, "name=\"next\" value=\"", "\""), "/inbox?kind=split");
    assert_eq!(browser.send("/start/sample", &[]).await.status, 401);
    let wrong = [("token", "correct horse"), ("next", "/inbox")];
    assert_eq!(browser.send("/sign-in", &wrong).await.status, 401);
    let right = [("token", token), ("next", "/inbox?kind=split")];
    let signed = browser.send("/sign-in", &right).await;
    assert_eq!((signed.status, signed.header("location")), (303, "/inbox?kind=split"));
    browser.keep(&signed);
    assert!(!browser.cookies.contains("horse"), "the cookie is not the token");
    assert_eq!(browser.get("/").await.status, 200);
    assert_eq!(browser.get("/api/v1/workspaces").await.status, 200, "what pages read");
    let cookie = [("cookie", browser.cookies.as_str())];
    let write = desk.send("POST", "/api/v1/workspaces", &cookie, "{\"name\": \"x\"}").await;
    assert_eq!(write.problem(), "unauthorized", "a program brings the token itself");
    desk.close().await;
}

#[tokio::test]
async fn a_refusal_is_a_page_for_a_browser_and_problem_details_for_a_program() {
    let desk = Desk::open().await;
    let browser = Browser::open(&desk).await;
    for path in ["/nothing", "/items/NO-1", "/suggestions/abcdef", "/jobs/none"] {
        let page = browser.get(path).await;
        assert_eq!(page.status, 404, "{path}");
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8", "{path}");
        assert!(page.text().contains("Open the inbox"), "{path}");
        assert_eq!(desk.get(path).await.problem(), "not_found", "{path}");
    }
    assert_eq!(browser.get("/api/v1/nothing").await.problem(), "not_found");
    let own = format!("http://{}/items?from=50", desk.address);
    for (from, leads_back) in [(own.as_str(), true), ("https://evil.example/items?from=50", false)] {
        let refused =
            desk.send("GET", "/items/NO-1", &[("accept", "text/html"), ("referer", from)], "").await;
        assert_eq!(refused.text().contains("href=\"/items?from=50\">Go back"), leads_back, "{from}");
    }
    desk.close().await;
}
