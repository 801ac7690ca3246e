//! The form of an answer as a JSON schema, in the subset that servers agree on.
//!
//! Generated from the Rust types. What servers treat differently (references, formats, lengths,
//! patterns) is left out and checked here after parsing; every key is required.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

/// What is kept of a generated schema.
const KEPT: [&str; 6] = ["type", "description", "properties", "items", "enum", "additionalProperties"];

/// The schema of `T`; the fields of each name in `choices` may have the values beside it only.
pub(super) fn schema_of<T: JsonSchema>(choices: &[(&str, Vec<String>)]) -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    let mut schema = settings.into_generator().into_root_schema_for::<T>().to_value();
    make_portable(&mut schema, choices);
    schema
}

fn make_portable(schema: &mut Value, choices: &[(&str, Vec<String>)]) {
    let Some(fields) = schema.as_object_mut() else { return };
    fields.retain(|key, _| KEPT.contains(&key.as_str()));
    if let Some(items) = fields.get_mut("items") {
        make_portable(items, choices);
    }
    let Some(properties) = fields.get_mut("properties").and_then(Value::as_object_mut) else { return };
    for (name, property) in properties.iter_mut() {
        make_portable(property, choices);
        if let Some((_, values)) = choices.iter().find(|(of, values)| of == name && !values.is_empty()) {
            limit(property, values);
        }
    }
    let required = properties.keys().cloned().map(Value::String).collect();
    fields.insert("required".into(), required);
}

/// Allows these values only, in a text or in each text of a list.
fn limit(property: &mut Value, values: &[String]) {
    let Some(fields) = property.as_object_mut() else { return };
    let target: &mut Map<String, Value> = match fields.get("items") {
        Some(_) => match fields.get_mut("items").and_then(Value::as_object_mut) {
            Some(items) => items,
            None => return,
        },
        None => fields,
    };
    target.insert("enum".into(), values.iter().cloned().map(Value::String).collect());
}
