//! For crates that limit how many values a task takes: tasks in between add values up.

/// Takes the values `all`; while they are more than `most`, groups of them are replaced by the `sum` of each group.
pub(super) fn grouped<T: Clone>(mut all: Vec<T>, most: usize, mut sum: impl FnMut(&[T]) -> T) -> Vec<T> {
    while all.len() > most {
        all = all.chunks(most).map(|group| if let [one] = group { one.clone() } else { sum(group) }).collect();
    }
    all
}
