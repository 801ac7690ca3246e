//! The few cookies of the pages: whose browser it is, how it looks, no customer's words.

use axum::http::{HeaderMap, HeaderValue, header};

/// Proves that a form was drawn by this server for this browser.
pub(super) const FORM: &str = "hone-form";
/// Proves that the token was given.
pub(super) const SESSION: &str = "hone-session";
/// `light` or `dark`; without it the system decides.
pub(super) const THEME: &str = "hone-theme";
/// `off` when single keys are not to do anything.
pub(super) const KEYS: &str = "hone-keys";

/// The value of a cookie, where the browser sent one.
pub(super) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(given, _)| *given == name)
        .map(|(_, value)| value)
}

/// A header that sets a cookie no script can read and no other site can send.
pub(super) fn set(name: &str, value: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_among_others_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("a=1; xhone-form=no; hone-form=yes"));
        headers.append(header::COOKIE, HeaderValue::from_static("hone-theme=dark"));
        assert_eq!(cookie(&headers, FORM), Some("yes"));
        assert_eq!(cookie(&headers, THEME), Some("dark"));
        assert_eq!(cookie(&headers, KEYS), None);
    }
}
