//! The cells that are not yet as they should be, in one list.

/// Cells of `types` that do not compile today: every one of these pairs, in every one of these forms and positions.
#[allow(dead_code, reason = "there may be none")]
pub(crate) struct Red {
    pub(crate) pairs: &'static [&'static str],
    pub(crate) forms: &'static [&'static str],
    /// All of them, if there are none here.
    pub(crate) positions: &'static [&'static str],
}

/// Lent in parts, by `Option::as_ref` and `Result::as_ref`, which coerce nothing: rustc's E0308, in some cells with an
/// E0277 about a type without a size.
#[allow(dead_code, reason = "there may be none")]
const IN_PARTS: &[&str] = &["skipped", "passed_on", "handled", "skipped_handled", "skipped_looked_at"];

/// Empty once the macro does what the matrix says.
pub(crate) const RED_TODAY: &[Red] = &[];

/// Checks that every name in the list is one of those that there are.
pub(crate) fn check(names: &[&str]) {
    for red in RED_TODAY {
        for name in [red.pairs, red.forms, red.positions].concat() {
            assert!(names.contains(&name), "there is nothing called `{name}` to be red");
        }
    }
}

impl Red {
    fn holds(&self, pair: &str, form: &str, position: &str) -> bool {
        let everywhere = self.positions.is_empty();
        self.pairs.contains(&pair) && self.forms.contains(&form) && (everywhere || self.positions.contains(&position))
    }
}

/// True if a cell is red.
pub(crate) fn is_red(pair: &str, form: &str, position: &str) -> bool {
    RED_TODAY.iter().any(|red| red.holds(pair, form, position))
}
