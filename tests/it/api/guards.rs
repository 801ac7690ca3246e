//! Who is let in, and who is not.

use super::Desk;
use serde_json::json;

#[tokio::test]
async fn a_page_of_another_site_changes_nothing_and_reads_nothing() {
    let desk = Desk::open().await;
    let body = json!({ "purpose": "taken over" }).to_string();
    let own = format!("http://{}", desk.address);
    let put = |headers: Vec<(&'static str, String)>| {
        let (desk, body) = (&desk, body.clone());
        async move {
            let headers: Vec<(&str, &str)> =
                headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
            desk.send("PUT", "big-idea", &headers, body).await
        }
    };
    let foreign = ["https://evil.example", "http://127.0.0.1:1", "null", "file://"];
    for origin in foreign {
        assert_eq!(put(vec![("origin", origin.into())]).await.problem(), "cross_site", "{origin}");
    }
    for site in ["cross-site", "same-site", "new-word"] {
        assert_eq!(put(vec![("sec-fetch-site", site.into())]).await.problem(), "cross_site", "{site}");
        let read = desk.send("GET", "export?format=jira-csv", &[("sec-fetch-site", site)], "").await;
        assert_eq!(read.problem(), "cross_site", "{site}");
    }
    let mixed = vec![("sec-fetch-site", "same-origin".into()), ("origin", foreign[0].into())];
    assert_eq!(put(mixed).await.problem(), "cross_site");
    assert_eq!(desk.get("big-idea").await.json()["purpose"], "");
    let page = vec![("sec-fetch-site", "same-origin".into()), ("origin", own.clone())];
    assert_eq!(put(page).await.status, 200);
    assert_eq!(put(vec![("origin", own)]).await.status, 200, "a browser without fetch metadata");
    assert_eq!(put(Vec::new()).await.status, 200, "no browser at all");
    desk.close().await;
}

#[tokio::test]
async fn a_name_that_is_not_ours_is_refused() {
    let settings = |name: &str| (name == "HONE_HOSTS").then(|| "hone.example, Other.Example".to_owned());
    let desk = Desk::open_with(settings).await;
    let asked = |host: &'static str| {
        let desk = &desk;
        async move { desk.send("GET", "items", &[("host", host)], "").await }
    };
    for host in ["evil.example", "evil.example:7600", "127.0.0.2", "localhost.evil.example", "", "a@b@c"] {
        assert_eq!(asked(host).await.problem(), "wrong_host", "{host}");
    }
    for host in
        ["localhost", "localhost:7600", "LOCALHOST:1", "127.0.0.1:80", "hone.example", "other.example"]
    {
        assert_eq!(asked(host).await.status, 200, "{host}");
    }
    assert_eq!(desk.send("GET", "/healthz", &[("host", "10.0.0.7")], "").await.status, 200, "a probe");
    desk.close().await;
}

#[tokio::test]
async fn where_there_is_a_token_every_request_carries_it() {
    let token = "correct horse battery";
    let desk = Desk::open_with(|name| (name == "HONE_TOKEN").then(|| token.to_owned())).await;
    let asked = |path: &'static str, header: Option<String>| {
        let desk = &desk;
        async move {
            let headers: Vec<(&str, &str)> =
                header.iter().map(|value| ("authorization", value.as_str())).collect();
            desk.send("GET", path, &headers, "").await
        }
    };
    for path in ["items", "/metrics", "/api/openapi.json"] {
        assert_eq!(asked(path, None).await.problem(), "unauthorized", "{path}");
        assert_eq!(asked(path, Some("Bearer wrong horse battery".into())).await.problem(), "unauthorized");
        assert_eq!(asked(path, Some(format!("Basic {token}"))).await.problem(), "unauthorized");
        assert_eq!(
            asked(path, Some(format!("Bearer {token} "))).await.status,
            200,
            "spaces are no part of it"
        );
        assert_eq!(asked(path, Some(format!("Bearer {token}"))).await.status, 200);
    }
    assert_eq!(asked("items", None).await.header("www-authenticate"), "Bearer");
    assert_eq!(asked("/readyz", None).await.status, 200);
    desk.close().await;
}

#[tokio::test]
async fn no_answer_may_be_framed_sniffed_or_kept() {
    let desk = Desk::open().await;
    for path in ["items", "/healthz", "/nothing"] {
        let answer = desk.get(path).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        assert_eq!(answer.header("x-request-id").len(), 36, "{path}");
    }
    let named = desk.send("GET", "items", &[("x-request-id", "words of a customer")], "").await;
    assert_ne!(named.header("x-request-id"), "words of a customer");
    desk.close().await;
}
