//! A value ends when its last consumer is done, where the types tell that nothing borrows from it.

use std::sync::Arc;

use dagwright::dag;

use crate::support::{Item, Ledger};

fn item(ledger: &Arc<Ledger>, name: &'static str) -> Item {
    Item::new(ledger, name)
}

// a → b → c, where b gives a number
#[dag]
mod numbers {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
    }

    async fn a(ledger: &Arc<Ledger>) -> Item {
        item(ledger, "a")
    }
    async fn b(_a: &Item) -> usize {
        7
    }
    async fn c(_b: usize, ledger: &Arc<Ledger>) -> Vec<&'static str> {
        ledger.live()
    }
}

#[tokio::test]
async fn what_a_number_was_made_of_is_freed_before_the_next_node() {
    let output = numbers::Pipeline::run(numbers::Input { ledger: Arc::default() }).await;
    assert_eq!(output.c, [""; 0]);
}

// a → b → c, where b may borrow from one of two arguments, and so from neither unless it says so
#[dag]
mod two_arguments {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
    }

    async fn a(ledger: &Arc<Ledger>) -> Item {
        item(ledger, "a")
    }
    async fn b(_a: &Item, ledger: &Arc<Ledger>) -> Item {
        item(ledger, "b")
    }
    async fn c(_b: &Item, ledger: &Arc<Ledger>) -> Vec<&'static str> {
        ledger.live()
    }
}

#[tokio::test]
async fn what_two_references_were_given_for_is_freed_as_well() {
    let output = two_arguments::Pipeline::run(two_arguments::Input { ledger: Arc::default() }).await;
    assert_eq!(output.c, ["b"]);
}

struct View<'a>(#[expect(dead_code, reason = "it is there to be borrowed")] &'a Item);

// a → view → c, where view says that it borrows from a, hidden or not
#[dag]
mod views {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
    }

    async fn a(ledger: &Arc<Ledger>) -> Item {
        item(ledger, "a")
    }
    async fn view<'a>(a: &'a Item) -> View<'a> {
        View(a)
    }
    #[allow(mismatched_lifetime_syntaxes, reason = "this is what has to work")]
    async fn hidden(a: &Item) -> View {
        View(a)
    }
    async fn c(_view: &View<'_>, _hidden: &View<'_>, ledger: &Arc<Ledger>) -> Vec<&'static str> {
        ledger.live()
    }
    async fn d(_c: &[&str], ledger: &Arc<Ledger>) -> Vec<&'static str> {
        ledger.live()
    }
}

#[tokio::test]
async fn what_another_value_borrows_from_lives_on() {
    let output = views::Pipeline::run(views::Input { ledger: Arc::default() }).await;
    assert_eq!(output.d, ["a"]);
}

// a → c, a → d, b → d, then e
#[dag]
mod woven {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
    }

    async fn a(ledger: &Arc<Ledger>) -> Item {
        item(ledger, "a")
    }
    async fn b(ledger: &Arc<Ledger>) -> Item {
        item(ledger, "b")
    }
    async fn c(_a: &Item) -> usize {
        1
    }
    async fn d(_a: &Item, _b: &Item) -> usize {
        2
    }
    async fn e(_c: usize, _d: usize, ledger: &Arc<Ledger>) -> Vec<&'static str> {
        ledger.live()
    }
}

#[tokio::test]
async fn values_of_a_woven_part_are_freed_when_it_ends() {
    let output = woven::Pipeline::run(woven::Input { ledger: Arc::default() }).await;
    assert_eq!(output.e, [""; 0]);
}

// a → b → c, a being an output too
#[dag]
mod kept {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
    }

    #[output]
    pub struct Output {
        pub a: Item,
        pub c: Vec<&'static str>,
    }

    async fn a(ledger: &Arc<Ledger>) -> Item {
        item(ledger, "a")
    }
    async fn b(_a: &Item) -> usize {
        7
    }
    async fn c(_b: usize, ledger: &Arc<Ledger>) -> Vec<&'static str> {
        ledger.live()
    }
}

#[tokio::test]
async fn what_the_output_takes_is_kept() {
    let output = kept::Pipeline::run(kept::Input { ledger: Arc::default() }).await;
    assert_eq!(output.c, ["a"]);
    drop(output.a);
}
