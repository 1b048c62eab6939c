//! Parameters that take the value: moved, copied or cloned.

use dagwright::dag;
use futures::executor::block_on;

/// Neither `Copy` nor `Clone`.
pub struct Cart {
    pub items: Vec<u32>,
}

// cart → paid
#[dag]
mod moved {
    use super::*;

    async fn cart() -> Cart {
        Cart { items: vec![1, 2] }
    }
    async fn paid(cart: Cart) -> Vec<u32> {
        cart.items
    }
}

#[test]
fn the_only_consumer_may_take_the_value() {
    assert_eq!(block_on(moved::Pipeline::run()).paid, [1, 2]);
}

// cart (input) → paid
#[dag]
mod moved_input {
    use super::*;

    #[input]
    pub struct Input {
        pub cart: Cart,
    }

    async fn paid(mut cart: Cart) -> Vec<u32> {
        cart.items.push(3);
        cart.items
    }
}

#[test]
fn an_input_may_be_moved_into_a_parameter_bound_as_mutable() {
    let cart = Cart { items: vec![1] };
    let output = block_on(moved_input::Pipeline::run(moved_input::Input { cart }));
    assert_eq!(output.paid, [1, 3]);
}

//        ┌→ double ─┐
// number ┼→ triple ─┼→ sum
//        └──────────┘
#[dag]
mod copied {
    async fn number() -> u32 {
        5
    }
    async fn double(number: u32) -> u32 {
        number * 2
    }
    async fn triple(number: u32) -> u32 {
        number * 3
    }
    async fn sum(number: u32, double: u32, triple: &u32) -> u32 {
        number + double + triple
    }
}

#[test]
fn a_copy_value_serves_any_number_of_consumers_by_value() {
    assert_eq!(block_on(copied::Pipeline::run()).sum, 30);
}

// id (input) ─┬→ a
//             └→ b
#[dag]
mod copied_input {
    #[derive(Clone, Copy)]
    pub struct Id(pub u32);

    #[input]
    pub struct Input {
        pub id: Id,
    }

    async fn a(id: Id) -> u32 {
        id.0
    }
    async fn b(id: &Id) -> u32 {
        id.0 + 1
    }
}

#[test]
fn a_copy_input_is_copied() {
    let id = copied_input::Id(1);
    let output = block_on(copied_input::Pipeline::run(copied_input::Input { id }));
    assert_eq!((output.a, output.b), (1, 2));
}

//       ┌→ upper
// words ┼→ count
//       └→ owned
#[dag]
mod cloned {
    async fn words() -> Vec<String> {
        vec!["a".into(), "b".into()]
    }
    async fn upper(#[clone] words: Vec<String>) -> String {
        words.concat().to_uppercase()
    }
    async fn count(words: &[String]) -> usize {
        words.len()
    }
    async fn owned(#[clone] mut words: Vec<String>) -> Vec<String> {
        words.push("c".into());
        words
    }
}

#[test]
fn a_value_is_cloned_on_request() {
    let output = block_on(cloned::Pipeline::run());
    assert_eq!((output.upper.as_str(), output.count), ("AB", 2));
    assert_eq!(output.owned, ["a", "b", "c"]);
}

// pool (input) ─┬→ a
//              └→ b
#[dag]
mod cloned_input {
    use std::sync::Arc;

    #[input]
    pub struct Input {
        pub pool: Arc<str>,
    }

    async fn a(#[clone] pool: Arc<str>) -> usize {
        pool.len()
    }
    async fn b(#[clone] pool: Arc<str>) -> usize {
        Arc::strong_count(&pool)
    }
}

#[test]
fn an_input_is_cloned_on_request() {
    let pool = "pool".into();
    let output = block_on(cloned_input::Pipeline::run(cloned_input::Input { pool }));
    assert_eq!((output.a, output.b), (4, 2));
}

// a ─┬→ c         d moves b; both c and d take a by value
//    └→ d
// b ─┘
#[dag]
mod moved_in_woven {
    async fn a() -> u32 {
        1
    }
    async fn b() -> String {
        "b".into()
    }
    async fn c(a: u32) -> u32 {
        a + 1
    }
    async fn d(a: u32, b: String) -> String {
        format!("{a}{b}")
    }
}

#[test]
fn a_value_moves_between_branches_of_a_woven_graph() {
    let output = block_on(moved_in_woven::Pipeline::run());
    assert_eq!((output.c, output.d.as_str()), (2, "1b"));
}
