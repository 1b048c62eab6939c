//! Words for messages: "did you mean", lists of names.

/// The likeness of two names (Jaro-Winkler) for one to be offered in place of the other.
const ALIKE: f64 = 0.8;
/// So many letters of a name may be wrong: one in three.
const LETTERS_FOR_A_SLIP: usize = 3;
/// The number of names that a list shows before it only counts.
pub(crate) const SHOWN: usize = 12;

/// "; did you mean `user`?", or nothing if no candidate is alike.
pub(crate) fn did_you_mean<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(name, candidates).map_or_else(String::new, |nearest| format!("; did you mean `{nearest}`?"))
}

fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut best = None;
    let mut best_score = ALIKE;
    for candidate in candidates {
        let score = strsim::jaro_winkler(name, candidate);
        if score > best_score && slips(name, candidate) {
            best = Some(candidate);
            best_score = score;
        }
    }
    best
}

/// True if one may be the other mistyped: `user` is no slip of `user_id`.
fn slips(name: &str, candidate: &str) -> bool {
    let letters = name.chars().count().max(candidate.chars().count());
    strsim::osa_distance(name, candidate) * LETTERS_FOR_A_SLIP <= letters
}

/// "`a`, `b` and `c`"; of a long list only the beginning.
pub(crate) fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    listed(names.into_iter().map(|name| format!("`{name}`")).collect())
}

/// "`a`, `b` and `c`", however many there are.
pub(crate) fn whole_list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    joined(&names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>())
}

/// "a, b and c"; of a long list only the beginning.
pub(crate) fn listed(mut texts: Vec<String>) -> String {
    if texts.len() > SHOWN + 1 {
        let hidden = texts.len() - SHOWN;
        texts.truncate(SHOWN);
        texts.push(format!("{hidden} more"));
    }
    joined(&texts)
}

fn joined(texts: &[String]) -> String {
    match texts {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
