//! Styles, script and pictures: part of the program, kept by browsers for as long as they do not change.

use super::Web;
use crate::domain::id::sha256_hex;
use crate::problem::Problem;
use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::sync::LazyLock;

/// Characters of a hash that tell one version from the next.
const HASH: usize = 12;

struct Asset {
    /// Its name in the source.
    name: &'static str,
    /// The name under which it is asked for.
    file: String,
    media_type: &'static str,
    bytes: &'static [u8],
}

impl Asset {
    fn new(name: &'static str, media_type: &'static str, bytes: &'static [u8]) -> Self {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let hash = sha256_hex(bytes);
        Self { name, file: format!("{stem}-{}.{extension}", &hash[..HASH]), media_type, bytes }
    }
}

static ASSETS: LazyLock<[Asset; 4]> = LazyLock::new(|| {
    [
        Asset::new("hone.css", "text/css; charset=utf-8", include_bytes!("assets/hone.css")),
        Asset::new("hone.js", "text/javascript; charset=utf-8", include_bytes!("assets/hone.js")),
        Asset::new("icons.svg", "image/svg+xml", include_bytes!("assets/icons.svg")),
        Asset::new("mark.svg", "image/svg+xml", include_bytes!("assets/mark.svg")),
    ]
});

pub(super) fn routes() -> Router<Web> {
    Router::new().route("/assets/{file}", get(asset)).route("/favicon.ico", get(mark))
}

/// Where an asset is, with the hash of what it holds in its name.
pub(super) fn url(name: &str) -> String {
    let asset = ASSETS.iter().find(|asset| asset.name == name);
    asset.map_or_else(String::new, |asset| format!("/assets/{}", asset.file))
}

async fn asset(Path(file): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    let asset = ASSETS.iter().find(|asset| asset.file == file);
    let asset = asset.ok_or_else(|| Problem::new("not_found", "there is no such file", "reload the page"))?;
    Ok(kept(asset, &headers, "public, max-age=31536000, immutable"))
}

async fn mark(headers: HeaderMap) -> Response {
    kept(&ASSETS[3], &headers, "public, max-age=86400")
}

/// The asset, or nothing where the browser has it.
fn kept(asset: &Asset, headers: &HeaderMap, how_long: &'static str) -> Response {
    let tag = format!("\"{}\"", asset.file);
    let has_it = headers.get(header::IF_NONE_MATCH).is_some_and(|given| given.as_bytes() == tag.as_bytes());
    let mut response = if has_it {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, asset.media_type)], asset.bytes).into_response()
    };
    let lasting = (header::CACHE_CONTROL, HeaderValue::from_static(how_long));
    let tagged = HeaderValue::from_str(&tag).ok().map(|tag| (header::ETAG, tag));
    response.headers_mut().extend(std::iter::once(lasting).chain(tagged));
    response
}
