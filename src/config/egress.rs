//! Where words may go: nowhere, to this machine, or to named endpoints.
//!
//! Checked once, before anything is opened: every address that Hone ever connects to stands in
//! the settings, and no redirect is followed.

use reqwest::Url;
use serde::Deserialize;
use std::net::IpAddr;

/// Where words may go.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Egress {
    /// How far.
    pub policy: Policy,
    /// With [`Policy::Named`], the only hosts; empty for any that the settings name.
    pub hosts: Vec<String>,
}

/// How far words may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    /// They stay in this process and its files.
    None,
    /// They stay on this machine.
    Local,
    /// They go to endpoints that the settings name.
    Named,
}

impl Egress {
    /// The first of these settings whose address is forbidden, in a sentence.
    pub(super) fn refuses(&self, ways: &[(&str, &str)]) -> Option<String> {
        let mut used = ways.iter().filter(|(_, address)| !address.is_empty());
        let (setting, address) = used.find(|(_, address)| !self.allows(address))?;
        let why = match self.policy {
            Policy::None => "allows no endpoint".to_owned(),
            Policy::Local => "allows endpoints on this machine only".to_owned(),
            Policy::Named => {
                let Some(host) = hosts_of(address).and_then(|hosts| hosts.into_iter().next()) else {
                    return Some(format!("{setting} is no address: write it like http://localhost:8080/v1"));
                };
                format!("does not name the host {host:?}")
            }
        };
        Some(format!("{setting}: the policy of egress {why}; change egress, or take the endpoint out"))
    }

    fn allows(&self, address: &str) -> bool {
        let Some(hosts) = hosts_of(address) else { return false };
        match self.policy {
            Policy::None => false,
            Policy::Local => hosts.iter().all(|host| is_local(host)),
            Policy::Named => {
                let is_named =
                    |host: &String| self.hosts.iter().any(|named| named.trim().eq_ignore_ascii_case(host));
                self.hosts.is_empty() || hosts.iter().all(is_named)
            }
        }
    }
}

/// The hosts that an address leads to; a socket in the file system is on this machine. None if it
/// is no address.
fn hosts_of(address: &str) -> Option<Vec<String>> {
    let url = Url::parse(address).ok()?;
    // Postgres takes a host from behind the question mark too.
    let behind = url.query_pairs().filter(|(name, _)| matches!(name.as_ref(), "host" | "hostaddr"));
    let mut hosts: Vec<String> = behind.map(|(_, host)| host.into_owned()).collect();
    hosts.extend(url.host_str().filter(|host| !host.is_empty()).map(str::to_owned));
    let on_disk = |host: &String| host.starts_with('/');
    Some(hosts.into_iter().map(|host| if on_disk(&host) { "localhost".into() } else { host }).collect())
}

fn is_local(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost") || bare.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(policy: Policy, hosts: &[&str], address: &str) -> bool {
        let hosts = hosts.iter().map(|host| (*host).to_owned()).collect();
        Egress { policy, hosts }.refuses(&[("model.base_url", address)]).is_none()
    }

    #[test]
    fn nothing_leaves_the_machine_where_it_must_not() {
        for address in ["http://127.0.0.1:8080/v1", "http://[::1]:1/v1", "http://localhost/v1"] {
            assert!(!allows(Policy::None, &[], address), "{address}");
            assert!(allows(Policy::Local, &[], address) && allows(Policy::Named, &[], address), "{address}");
        }
        for address in [
            "https://api.openai.com/v1",
            "http://127.0.0.1.evil.example/v1",
            "http://localhost.evil.example/v1",
            "http://10.0.0.7/v1",
            "postgres://localhost/db?host=db.example",
            "no address",
        ] {
            assert!(!allows(Policy::Local, &[], address), "{address}");
        }
        assert!(allows(Policy::Local, &[], "postgres:///db?host=/run/postgresql"));
        for policy in [Policy::None, Policy::Local, Policy::Named] {
            assert!(allows(policy, &[], ""), "what is not set goes nowhere");
        }
    }

    #[test]
    fn of_named_hosts_no_other_is_reached() {
        let named = ["API.openai.com", "qdrant.internal"];
        assert!(allows(Policy::Named, &named, "https://api.openai.com/v1"));
        assert!(!allows(Policy::Named, &named, "https://api.openai.com.evil.example/v1"));
        assert!(!allows(Policy::Named, &named, "http://127.0.0.1:8080/v1"));
        assert!(!allows(Policy::Named, &named, "postgres://qdrant.internal/db?hostaddr=192.0.2.1"));
    }
}
