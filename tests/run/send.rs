//! The future of a run is `Send` exactly when the futures of its nodes are.

use std::cell::Cell;
use std::marker::PhantomData;
use std::rc::Rc;

use dagwright::dag;

use crate::support::yields;

/// Asks whether a type is `Send`: the inherent method exists only if it is, and goes first.
struct Probe<T>(PhantomData<T>);

impl<T> Probe<T> {
    fn of(_: &T) -> Self {
        Self(PhantomData)
    }
}

impl<T: Send> Probe<T> {
    fn is_send(&self) -> bool {
        true
    }
}

trait Otherwise {
    fn is_send(&self) -> bool {
        false
    }
}

impl<T> Otherwise for Probe<T> {}

#[test]
fn the_probe_tells_send_from_not_send() {
    assert!(Probe::of(&1).is_send());
    assert!(!Probe::of(&Rc::new(1)).is_send());
}

// a → b           values that are not `Sync`, moved
#[dag]
mod sent {
    use super::*;

    async fn a() -> Cell<u32> {
        yields(1).await;
        Cell::new(1)
    }
    async fn b(a: Cell<u32>) -> u32 {
        a.into_inner()
    }
}

// a ─┬→ [c]        a value that is not `Sync`, lent to inline nodes only
//    └→ [d]
#[dag]
mod lent_inline {
    use super::*;

    async fn a() -> Cell<u32> {
        yields(1).await;
        Cell::new(1)
    }
    #[node]
    fn c(a: &Cell<u32>) -> u32 {
        a.get()
    }
    #[node]
    fn d(a: &Cell<u32>) -> u32 {
        a.get() + 1
    }
}

#[test]
fn a_run_that_lends_to_inline_nodes_alone_is_send() {
    assert!(Probe::of(&lent_inline::Pipeline::run()).is_send());
}

#[test]
fn a_run_of_send_nodes_is_send() {
    assert!(Probe::of(&sent::Pipeline::run()).is_send());
}

// a ─┬→ c
//    └→ d
// b ─┘
#[dag]
mod woven {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub text: &'a str,
    }

    async fn a(text: &str) -> String {
        text.to_owned()
    }
    async fn b() -> Result<Cell<u32>, String> {
        yields(1).await;
        Ok(Cell::new(2))
    }
    async fn c(a: &str) -> usize {
        a.len()
    }
    async fn d(a: &str, b: Cell<u32>) -> String {
        format!("{a}{}", b.into_inner())
    }
}

#[test]
fn a_woven_run_of_send_nodes_is_send() {
    let run = woven::Pipeline::run(woven::Input { text: "a" });
    assert!(Probe::of(&run).is_send());
}

// a → b           a value that is not `Send`
#[dag]
mod local_value {
    use super::*;

    async fn a() -> Rc<u32> {
        Rc::new(1)
    }
    async fn b(a: &Rc<u32>) -> u32 {
        yields(1).await;
        **a
    }
}

#[test]
fn a_value_that_is_not_send_makes_the_run_not_send() {
    let run = local_value::Pipeline::run();
    assert!(!Probe::of(&run).is_send());
    assert_eq!(futures::executor::block_on(run).b, 1);
}

// a ─┬→ c         woven, with a value that is not `Send`
//    └→ d
// b ─┘
#[dag]
mod local_woven {
    use super::*;

    async fn a() -> Rc<Cell<u32>> {
        Rc::new(Cell::new(1))
    }
    async fn b() -> u32 {
        yields(1).await;
        2
    }
    async fn c(a: &Rc<Cell<u32>>) -> u32 {
        a.get()
    }
    async fn d(a: &Rc<Cell<u32>>, b: u32) -> u32 {
        a.get() + b
    }
}

#[test]
fn a_woven_run_with_a_local_value_works_on_one_thread() {
    let run = local_woven::Pipeline::run();
    assert!(!Probe::of(&run).is_send());
    let output = futures::executor::block_on(run);
    assert_eq!((output.c, output.d), (1, 3));
}

// a              holds something that is not `Send` while it waits
#[dag]
mod local_body {
    use super::*;

    async fn a() -> u32 {
        let held = Rc::new(1);
        yields(1).await;
        *held
    }
}

#[test]
fn a_body_that_is_not_send_makes_the_run_not_send() {
    assert!(!Probe::of(&local_body::Pipeline::run()).is_send());
}

// a              an input that is not `Send`
#[dag]
mod local_input {
    use super::*;

    #[input]
    pub struct Input {
        pub shared: Rc<u32>,
    }

    async fn a(shared: &Rc<u32>) -> u32 {
        **shared
    }
}

#[test]
fn an_input_that_is_not_send_makes_the_run_not_send() {
    let run = local_input::Pipeline::run(local_input::Input { shared: Rc::new(1) });
    assert!(!Probe::of(&run).is_send());
}
