//! The pages over HTTP, as a browser without script meets them.

#![expect(clippy::unwrap_used, reason = "a page that does not come fails the test")]

mod decisions;
mod frame;
mod pages;
mod several;

use crate::api::Desk;
use crate::api::client::Answer;
use std::fmt::Write;

/// A browser: it accepts pages, keeps cookies, and sends forms as they were drawn.
struct Browser<'a> {
    desk: &'a Desk,
    cookies: String,
}

impl<'a> Browser<'a> {
    async fn open(desk: &'a Desk) -> Self {
        let mut browser = Self { desk, cookies: String::new() };
        let first = browser.get("/").await;
        browser.keep(&first);
        browser
    }

    fn keep(&mut self, answer: &Answer) {
        for cookie in answer.headers.get_all("set-cookie") {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            if !self.cookies.is_empty() {
                self.cookies.push_str("; ");
            }
            self.cookies.push_str(pair);
        }
    }

    async fn get(&self, path: &str) -> Answer {
        let headers = [("accept", "text/html,*/*;q=0.8"), ("cookie", self.cookies.as_str())];
        self.desk.send("GET", path, &headers, "").await
    }

    /// Sends a form with these fields.
    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let origin = format!("http://{}", self.desk.address);
        let headers = [
            ("accept", "text/html,*/*;q=0.8"),
            ("cookie", self.cookies.as_str()),
            ("content-type", "application/x-www-form-urlencoded"),
            ("origin", &origin),
            ("sec-fetch-site", "same-origin"),
        ];
        self.desk.send("POST", path, &headers, encoded(fields)).await
    }

    /// Sends a form with these fields and the token that this browser has.
    async fn send(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.cookies.split("; ").find_map(|pair| pair.strip_prefix("hone-form=")).unwrap();
        let mut all = vec![("form_token", token)];
        all.extend(fields);
        self.post(path, &all).await
    }
}

/// The text between two marks.
fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    text.split_once(before).unwrap().1.split_once(after).unwrap().0
}

fn encoded(fields: &[(&str, &str)]) -> String {
    let one = |text: &str| {
        text.bytes().fold(String::new(), |mut encoded, byte| {
            let _ = write!(encoded, "%{byte:02X}");
            encoded
        })
    };
    let pairs: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}={}", one(name), one(value))).collect();
    pairs.join("&")
}
