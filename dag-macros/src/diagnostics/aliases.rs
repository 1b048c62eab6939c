//! Words of other frameworks, and the way to say it here.

mod table;

use table::{DAG, INPUT_FIELD, NODE, OUTPUT_FIELD, PARAMETER, RETRY};

/// A place where one of our words is expected.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    /// `#[dag(...)]`
    Dag,
    /// `#[node(...)]`
    Node,
    /// `#[node(retry(...))]`
    Retry,
    /// An attribute of a parameter.
    Parameter,
    /// An attribute of a field of the input.
    InputField,
    /// An attribute of a field of an output.
    OutputField,
}

/// Misspelled or in the plural, an attribute of an item is still one of ours.
const ITEMS: [(&str, &[&str]); 3] = [
    ("node", &["nodes", "Node", "dag_node", "graph_node"]),
    ("input", &["inputs", "Input", "dag_input"]),
    ("output", &["outputs", "Output", "dag_output"]),
];

/// The way to say here what is called `name` elsewhere. `given`: the value behind it.
pub(crate) fn instead(place: Place, name: &str, given: &str) -> Option<String> {
    let rows = match place {
        Place::Dag => DAG,
        Place::Node => NODE,
        Place::Retry => RETRY,
        Place::Parameter => PARAMETER,
        Place::InputField => INPUT_FIELD,
        Place::OutputField => OUTPUT_FIELD,
    };
    let name = plain(name);
    let (_, text) = rows.iter().find(|(words, _)| words.split_whitespace().any(|word| plain(word) == name))?;
    Some(filled(text, &value(&name, given)))
}

/// Our attribute that another one on an item is meant to be.
pub(crate) fn meant(attribute: &str) -> Option<&'static str> {
    ITEMS.iter().find(|(_, words)| words.contains(&attribute)).map(|(ours, _)| *ours)
}

/// `maxAttempts` and `max_attempts` are one word.
fn plain(name: &str) -> String {
    name.chars().filter(|letter| *letter != '_').flat_map(char::to_lowercase).collect()
}

/// The value as we write it: `= 500` behind `timeout_ms` is `500ms`.
fn value(name: &str, given: &str) -> String {
    let given = given.trim_start_matches('=').trim().trim_matches('"');
    let units = [("ms", "ms"), ("millis", "ms"), ("secs", "s"), ("seconds", "s"), ("timeouts", "s")];
    let unit = units.iter().find(|(ending, _)| name.ends_with(ending)).map_or("", |(_, unit)| *unit);
    if given.parse::<u64>().is_ok() { format!("{given}{unit}") } else { given.to_owned() }
}

/// The text with the value at the place of its example, if it is one of the kind.
fn filled(text: &str, value: &str) -> String {
    let Some((front, (example, rest))) =
        text.split_once('{').and_then(|(front, rest)| Some((front, rest.split_once('}')?)))
    else {
        return text.to_owned();
    };
    if example.contains(' ') {
        // Braces of the language.
        return text.to_owned();
    }
    let alike = match example {
        "migrate" => names(value),
        "2.0" => value.parse::<f64>().is_ok(),
        _ if example.starts_with(char::is_alphabetic) => names(value) && !value.contains(','),
        _ if example.ends_with('s') => humantime::parse_duration(value).is_ok(),
        _ => value.parse::<u64>().is_ok_and(|number| number > 0),
    };
    format!("{front}{}{rest}", if alike { value } else { example })
}

/// `a, b`
fn names(value: &str) -> bool {
    value.split(", ").all(|name| syn::parse_str::<syn::Ident>(name).is_ok())
}
