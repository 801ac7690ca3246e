//! The pages over HTTP, as a browser without script meets them.

#![expect(clippy::unwrap_used, reason = "a page that does not come fails the test")]

mod around;
mod decisions;
mod evaluations;
mod frame;
mod interviews;
mod jobs;
mod leaving_out;
mod pages;
mod phases;
mod several;
mod understanding;

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

    fn token(&self) -> &str {
        self.cookies.split("; ").find_map(|pair| pair.strip_prefix("hone-form=")).unwrap()
    }

    /// Sends a form with these fields and the token that this browser has.
    async fn send(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut all = vec![("form_token", self.token())];
        all.extend(fields);
        self.post(path, &all).await
    }

    /// Sends a form with these fields, then these files.
    async fn post_files(&self, path: &str, fields: &[(&str, &str)], files: &[(&str, &str)]) -> Answer {
        let field = |(name, value): &(&str, &str)| {
            format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let file = |(name, bytes): &(&str, &str)| {
            let head = format!("form-data; name=\"file\"; filename=\"{name}\"");
            format!("--cut\r\nContent-Disposition: {head}\r\nContent-Type: text/plain\r\n\r\n{bytes}\r\n")
        };
        let body: String = fields.iter().map(field).chain(files.iter().map(file)).collect();
        let origin = format!("http://{}", self.desk.address);
        let headers = [
            ("accept", "text/html,*/*;q=0.8"),
            ("cookie", self.cookies.as_str()),
            ("content-type", "multipart/form-data; boundary=cut"),
            ("origin", &origin),
        ];
        self.desk.send("POST", path, &headers, format!("{body}--cut--\r\n")).await
    }

    /// The same with the token that this browser has.
    async fn send_files(&self, path: &str, fields: &[(&str, &str)], files: &[(&str, &str)]) -> Answer {
        let mut all = vec![("form_token", self.token())];
        all.extend(fields);
        self.post_files(path, &all, files).await
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
