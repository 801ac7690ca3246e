//! The description of the API, made from the handlers themselves.

use crate::problem::Problem;
use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{ContentBuilder, OpenApi, Ref, RefOr, Required, ResponseBuilder};
use utoipa::{OpenApi as _, ToSchema};

/// What is said of the API as a whole.
#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Hone",
        description = "Grounded story splits, assumptions and stakeholder questions for Product Owners. \
                       A suggestion is applied when a person accepts it, and not before."
    ),
    components(schemas(Problem))
)]
pub(super) struct Outline;

/// What stands in a path, by name.
const IN_PATHS: [(&str, &str); 4] = [
    ("workspace", "Name or id of a workspace; `current` for the current one."),
    ("key", "Key or id; a slash in it is written %2F."),
    ("id", "Its id; for a suggestion the first characters are enough."),
    ("name", "The name in the register."),
];

/// Adds what every operation has: the names in its path, and how it refuses.
pub(super) fn complete(mut document: OpenApi) -> OpenApi {
    for (path, item) in &mut document.paths.paths {
        for operation in operations(item) {
            for (name, what) in IN_PATHS.iter().filter(|(name, _)| path.contains(&format!("{{{name}}}"))) {
                let text = ObjectBuilder::new().schema_type(Type::String).build();
                let parameter = ParameterBuilder::new()
                    .name(*name)
                    .parameter_in(ParameterIn::Path)
                    .required(Required::True)
                    .description(Some(*what))
                    .schema(Some(text));
                operation.parameters.get_or_insert_default().insert(0, RefOr::T(parameter.build()));
            }
            let tag = operation.tags.iter().flatten().next();
            let own = operation.operation_id.as_deref().unwrap_or_default();
            // A name of its own for each, also where two nouns have the same verb.
            operation.operation_id = tag.map(|tag| format!("{tag}_{own}"));
            operation.responses.responses.insert("default".into(), refusal());
        }
    }
    if let Some(components) = &mut document.components {
        let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        components.add_security_scheme("token", bearer);
    }
    document
}

/// The whole, before the handlers are added.
pub(super) fn outline() -> OpenApi {
    Outline::openapi()
}

fn refusal() -> RefOr<utoipa::openapi::Response> {
    let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name(Problem::name()))).build();
    let response =
        ResponseBuilder::new().description("Problem details").content("application/problem+json", problem);
    RefOr::T(response.build())
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [&mut item.get, &mut item.put, &mut item.post, &mut item.delete].into_iter().flatten()
}
