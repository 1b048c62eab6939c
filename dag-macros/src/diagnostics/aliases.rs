//! Words of other frameworks, and the way to say it here.

mod table;

use table::{DAG, INPUT_FIELD, NODE, OUTPUT_FIELD, PARAMETER, RETRY, Row};

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
    let name = plain(name);
    let (_, text) = rows(place).iter().find(|(words, _)| words.split_whitespace().any(|word| plain(word) == name))?;
    Some(filled(text, &value(&name, given)))
}

fn rows(place: Place) -> &'static [Row] {
    match place {
        Place::Dag => DAG,
        Place::Node => NODE,
        Place::Retry => RETRY,
        Place::Parameter => PARAMETER,
        Place::InputField => INPUT_FIELD,
        Place::OutputField => OUTPUT_FIELD,
    }
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const PLACES: [(Place, &[&str]); 6] = [
        (Place::Dag, &["name", "error", "spawn", "crate"]),
        (
            Place::Node,
            &[
                "blocking",
                "spawn",
                "timeout",
                "retry",
                "fallback",
                "when",
                "after",
                "limit",
                "concurrency",
                "skip",
                "always",
                "fallible",
                "infallible",
                "free",
                "commit",
                "finally",
            ],
        ),
        (Place::Retry, &["attempts", "backoff", "factor", "max", "jitter", "only"]),
        (Place::Parameter, &["from", "each", "clone"]),
        (Place::InputField, &["future"]),
        (Place::OutputField, &[]),
    ];

    #[test]
    fn a_word_leads_one_way_and_none_is_ours() {
        for (place, ours) in PLACES {
            let mut seen: BTreeSet<String> = ours.iter().map(|word| plain(word)).collect();
            for word in rows(place).iter().flat_map(|(words, _)| words.split_whitespace()) {
                assert!(seen.insert(plain(word)), "{word} is said twice for {place:?}");
            }
        }
    }

    #[test]
    fn every_word_is_answered_with_the_value_that_was_given() {
        let answer = |place, name, given| instead(place, name, given).unwrap();
        assert!(answer(Place::Node, "maxAttempts", "= 7").ends_with("retry(attempts = 7))]`"));
        assert!(answer(Place::Node, "retries", "= many").ends_with("retry(attempts = 4))]`"));
        assert!(answer(Place::Node, "timeout_secs", "= 3").ends_with("timeout = \"3s\")]`"));
        assert!(answer(Place::Node, "deadline", "= \"soon\"").ends_with("timeout = \"500ms\")]`"));
        assert!(answer(Place::Node, "deps", "a, b").ends_with("after(a, b))]`"));
        assert!(answer(Place::Node, "cond", "a, b").ends_with("when = is_member)]`"));
        assert!(answer(Place::Retry, "delay_ms", "= 20").ends_with("backoff = \"20ms\")`"));
        assert!(answer(Place::Node, "max_concurrency", "= 0").ends_with("concurrency = 8)]`"));
    }
}
