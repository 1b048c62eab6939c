//! `#[node(free)]`: the value ends as soon as its last consumer is done.

use dagwright::dag;
use futures::executor::block_on;

use super::{Ends, Guard};

/// A type of the user's own that holds nothing of the guard.
pub struct Count(pub usize);

/// One that does.
pub struct View<'a>(&'a Guard);

// guard → count → later, in a sequence
#[dag]
mod sequence {
    use super::*;

    #[input]
    pub struct Input {
        pub ends: Ends,
    }

    #[node(free)]
    async fn guard(ends: &Ends) -> Guard {
        ends.guard("guard")
    }
    async fn count(guard: &Guard) -> Count {
        Count(guard.name.len())
    }
    async fn later(count: &Count, ends: &Ends) -> usize {
        count.0 + 10 * ends.so_far().len()
    }
}

#[test]
fn what_may_be_freed_ends_before_the_next_node() {
    let output = block_on(sequence::Pipeline::run(sequence::Input { ends: Ends::default() }));
    assert_eq!(output.later, 15);
}

// guard → view → seen → later: freed only when the view is done with
#[dag]
mod borrowed {
    use super::*;

    #[input]
    pub struct Input {
        pub ends: Ends,
    }

    #[node(free)]
    async fn guard(ends: &Ends) -> Guard {
        ends.guard("guard")
    }
    #[allow(mismatched_lifetime_syntaxes, reason = "this is what has to work")]
    async fn view(guard: &Guard) -> View {
        View(guard)
    }
    async fn seen(view: &View<'_>, ends: &Ends) -> usize {
        assert_eq!(view.0.name, "guard");
        ends.so_far().len()
    }
}

#[test]
fn what_may_be_freed_lives_while_others_borrow_from_it() {
    let ends = Ends::default();
    assert_eq!(block_on(borrowed::Pipeline::run(borrowed::Input { ends: ends.clone() })).seen, 0);
    ends.assert("guard");
}

// guard → used → later, guard → (after) named → later
#[dag]
mod named_in_after {
    use super::*;

    #[input]
    pub struct Input {
        pub ends: Ends,
    }

    #[node(free)]
    async fn guard(ends: &Ends) -> Guard {
        ends.guard("guard")
    }
    async fn used(_guard: &Guard) -> u32 {
        1
    }
    #[node(after(used, guard))]
    async fn named(ends: &Ends) -> usize {
        ends.so_far().len()
    }
    async fn later(named: usize, ends: &Ends) -> [usize; 2] {
        [named, ends.so_far().len()]
    }
}

#[test]
fn who_names_it_in_after_is_a_consumer() {
    let output = block_on(named_in_after::Pipeline::run(named_in_after::Input { ends: Ends::default() }));
    assert_eq!(output.later, [0, 1]);
}

// a ─┬→ c ─┐          a and b are woven, then e
//    └→ d ─┴→ e
// b ─┘
#[dag]
mod woven {
    use super::*;

    #[input]
    pub struct Input {
        pub ends: Ends,
    }

    #[node(free)]
    async fn a(ends: &Ends) -> Guard {
        ends.guard("a")
    }
    #[node(free)]
    async fn b(ends: &Ends) -> Guard {
        ends.guard("b")
    }
    async fn c(_a: &Guard) -> Count {
        Count(1)
    }
    async fn d(_a: &Guard, _b: &Guard) -> Count {
        Count(2)
    }
    async fn e(_c: &Count, _d: &Count, ends: &Ends) -> usize {
        ends.so_far().len()
    }
}

#[test]
fn woven_values_are_freed_when_the_woven_part_ends() {
    assert_eq!(block_on(woven::Pipeline::run(woven::Input { ends: Ends::default() })).e, 2);
}

// guard ends in its branch, beside `other`, whose value lasts
#[dag]
mod branches {
    use super::*;

    #[input]
    pub struct Input {
        pub ends: Ends,
    }

    #[node(free)]
    async fn freed(ends: &Ends) -> Guard {
        ends.guard("freed")
    }
    async fn count(freed: &Guard) -> usize {
        freed.name.len()
    }
    async fn kept(ends: &Ends) -> Guard {
        ends.guard("kept")
    }
    async fn other(_kept: &Guard) -> usize {
        1
    }
    async fn both(_count: usize, _other: usize, ends: &Ends) -> Vec<&'static str> {
        ends.so_far()
    }
}

#[test]
fn in_a_branch_only_what_may_be_freed_ends_before_the_run() {
    let ends = Ends::default();
    let output = block_on(branches::Pipeline::run(branches::Input { ends: ends.clone() }));
    assert_eq!(output.both, ["freed"]);
    ends.assert("freed kept");
}
