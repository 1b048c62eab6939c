//! Parameters that borrow.

use std::fmt::Display;
use std::sync::Arc;

use dagwright::dag;
use futures::executor::block_on;

pub struct User {
    pub name: String,
}

// user → name
#[dag]
mod plain {
    use super::*;

    async fn user() -> User {
        User { name: "Ada".into() }
    }
    async fn name(user: &User) -> String {
        user.name.clone()
    }
}

#[test]
fn a_reference_borrows_the_value_of_the_node_of_its_name() {
    assert_eq!(block_on(plain::Pipeline::run()).name, "Ada");
}

// text ─────→ length
// items ────→ sum
// shape ────→ drawn
// boxed ────→ unboxed
// shared ───→ unshared
#[dag]
mod coercions {
    use super::*;

    pub trait Shape {
        fn draw(&self) -> String;
    }

    struct Square(u32);

    impl Shape for Square {
        fn draw(&self) -> String {
            format!("square of {}", self.0)
        }
    }

    async fn text() -> String {
        "four".into()
    }
    async fn length(text: &str) -> usize {
        text.len()
    }

    async fn items() -> Vec<u32> {
        vec![1, 2, 3]
    }
    async fn sum(items: &[u32]) -> u32 {
        items.iter().sum()
    }

    async fn shape() -> Box<dyn Shape + Send + Sync> {
        Box::new(Square(2))
    }
    async fn drawn(shape: &(dyn Shape + Send + Sync)) -> String {
        shape.draw()
    }

    async fn boxed() -> Box<User> {
        Box::new(User { name: "Bob".into() })
    }
    async fn unboxed(boxed: &User) -> String {
        boxed.name.clone()
    }

    async fn shared() -> Arc<User> {
        Arc::new(User { name: "Cy".into() })
    }
    async fn unshared(shared: &User) -> String {
        shared.name.clone()
    }
}

#[test]
fn ordinary_coercions_hold_on_edges() {
    let output = block_on(coercions::Pipeline::run());
    assert_eq!(output.length, 4);
    assert_eq!(output.sum, 6);
    assert_eq!(output.drawn, "square of 2");
    assert_eq!(output.unboxed, "Bob");
    assert_eq!(output.unshared, "Cy");
}

// shape (Box<dyn Shape>) → drawn (&dyn Shape)
#[dag]
mod boxed_trait {
    use super::*;

    async fn shown() -> Box<dyn Display> {
        Box::new(42)
    }
    async fn text(shown: &dyn Display) -> String {
        shown.to_string()
    }
    async fn whole(shown: &Box<dyn Display>) -> usize {
        shown.to_string().len()
    }
}

#[test]
fn a_box_of_a_trait_serves_the_trait_and_the_box() {
    let output = block_on(boxed_trait::Pipeline::run());
    assert_eq!((output.text.as_str(), output.whole), ("42", 2));
}

// number (u32) → text (&dyn Display)
#[dag]
mod unsizing {
    use super::*;

    async fn number() -> u32 {
        7
    }
    async fn text(number: &dyn Display) -> String {
        number.to_string()
    }
    async fn array() -> [u8; 3] {
        [1, 2, 3]
    }
    async fn length(array: &[u8]) -> usize {
        array.len()
    }
}

#[test]
fn a_value_serves_a_trait_that_it_implements_and_an_array_a_slice() {
    let output = block_on(unsizing::Pipeline::run());
    assert_eq!((output.text.as_str(), output.length), ("7", 3));
}

// users ─→ first ─→ name          `first` is a reference into the input
#[dag]
mod handed_on {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub users: &'a [User],
        pub label: &'a str,
        pub length: &'a usize,
    }

    async fn first<'a>(users: &'a [User]) -> &'a User {
        &users[0]
    }
    async fn name(first: &User, label: &str, length: &usize) -> String {
        format!("{label}: {:.*}", *length, first.name)
    }
}

#[test]
fn a_provider_that_is_a_shared_reference_is_handed_on() {
    let users = [User { name: "Dorothea".into() }];
    let input = handed_on::Input { users: &users, label: "user", length: &4 };
    assert_eq!(block_on(handed_on::Pipeline::run(input)).name, "user: Doro");
}

// user ─┬→ greeting ─┐
//       ├→ length ───┼→ line
//       └────────────┘
#[dag]
mod many_readers {
    use super::*;

    async fn user() -> User {
        User { name: "Eve".into() }
    }
    async fn greeting(user: &User) -> String {
        format!("hello {}", user.name)
    }
    async fn length(user: &User) -> usize {
        user.name.len()
    }
    async fn line(user: &User, greeting: &str, length: &usize) -> String {
        format!("{greeting} ({}, {length})", user.name)
    }
}

#[test]
fn a_value_may_have_any_number_of_readers() {
    assert_eq!(block_on(many_readers::Pipeline::run()).line, "hello Eve (Eve, 3)");
}

// conn → written → total
#[dag]
mod exclusive {
    #[input]
    pub struct Input<'a> {
        pub conn: &'a mut Vec<u32>,
        pub buffer: String,
    }

    async fn written(conn: &mut Vec<u32>, buffer: &mut String) -> usize {
        conn.push(4);
        buffer.push('!');
        conn.len() + buffer.len()
    }
    async fn total(written: usize) -> usize {
        written * 10
    }
}

#[test]
fn an_input_may_be_borrowed_mutably_whether_owned_or_itself_a_mutable_reference() {
    let mut conn = vec![1, 2];
    let input = exclusive::Input { conn: &mut conn, buffer: "a".into() };
    assert_eq!(block_on(exclusive::Pipeline::run(input)).total, 50);
    assert_eq!(conn, [1, 2, 4]);
}

// a ─┬→ c         in a woven graph: b uses the connection
//    └→ d
// b ─┘
#[dag]
mod exclusive_woven {
    #[input]
    pub struct Input<'a> {
        pub conn: &'a mut Vec<u32>,
    }

    async fn a() -> u32 {
        1
    }
    async fn b(conn: &mut Vec<u32>) -> u32 {
        conn.push(2);
        2
    }
    async fn c(a: &u32) -> u32 {
        a * 10
    }
    async fn d(a: &u32, b: &u32) -> u32 {
        a + b
    }
}

#[test]
fn a_mutable_input_works_in_a_woven_graph() {
    let mut conn = vec![];
    let input = exclusive_woven::Input { conn: &mut conn };
    let output = block_on(exclusive_woven::Pipeline::run(input));
    assert_eq!((output.c, output.d), (10, 3));
    assert_eq!(conn, [2]);
}
