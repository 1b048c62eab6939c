//! A value moves to its last user: those that borrow it are over by then.

mod dropped;
mod elsewhere;
mod lanes;

use dagwright::dag;
use futures::executor::block_on;

/// Neither `Copy` nor `Clone`.
#[derive(Debug)]
pub struct Cart {
    pub items: Vec<u32>,
}

impl Cart {
    pub fn of(items: &[u32]) -> Self {
        Self { items: items.to_vec() }
    }
}

// cart → total → paid
//   └──────────────┘
#[dag]
mod in_a_line {
    use super::*;

    async fn cart() -> Cart {
        Cart::of(&[1, 2])
    }
    async fn total(cart: &Cart) -> u32 {
        cart.items.iter().sum()
    }
    async fn paid(cart: Cart, total: u32) -> (Vec<u32>, u32) {
        (cart.items, total)
    }
}

#[test]
fn in_a_line() {
    assert_eq!(block_on(in_a_line::Pipeline::run()).paid, (vec![1, 2], 3));
}

//      ┌→ total ─┐
// cart ┼→ count ─┼→ paid
//      └─────────┘
#[dag]
mod behind_branches {
    use super::*;

    #[input]
    pub struct Input {
        pub cart: Cart,
    }

    async fn total(cart: &Cart) -> u32 {
        cart.items.iter().sum()
    }
    async fn count(cart: &Cart) -> usize {
        cart.items.len()
    }
    async fn paid(cart: Cart, total: u32, count: usize) -> (Vec<u32>, u32, usize) {
        (cart.items, total, count)
    }
}

#[test]
fn an_input_behind_the_branches_that_borrow_it() {
    let input = behind_branches::Input { cart: Cart::of(&[4]) };
    assert_eq!(block_on(behind_branches::Pipeline::run(input)).paid, (vec![4], 4, 1));
}

//    ┌→ cart ─→ total ─→ paid ─┐
// id ┤   └────────────────┘    ├→ page
//    └→ name ──────────────────┘
#[dag]
mod within_a_branch {
    use super::*;

    #[input]
    pub struct Input {
        pub id: u32,
    }

    async fn cart(id: u32) -> Cart {
        Cart::of(&[id])
    }
    async fn total(cart: &Cart) -> u32 {
        cart.items.iter().sum()
    }
    async fn paid(cart: Cart, total: u32) -> Vec<u32> {
        let mut items = cart.items;
        items.push(total);
        items
    }
    async fn name(id: u32) -> String {
        id.to_string()
    }
    async fn page(paid: Vec<u32>, name: String) -> String {
        format!("{name}: {paid:?}")
    }
}

#[test]
fn within_a_branch() {
    assert_eq!(block_on(within_a_branch::Pipeline::run(within_a_branch::Input { id: 7 })).page, "7: [7, 7]");
}

// made and borrowed in a branch, taken behind it
#[dag]
mod out_of_a_branch {
    use super::*;

    async fn cart() -> Cart {
        Cart::of(&[1, 2])
    }
    async fn total(cart: &Cart) -> u32 {
        cart.items.iter().sum()
    }
    async fn name() -> String {
        "ann".to_owned()
    }
    async fn page(cart: Cart, total: u32, name: String) -> String {
        format!("{name}: {:?} {total}", cart.items)
    }
}

#[test]
fn out_of_the_branch_that_borrows_it() {
    assert_eq!(block_on(out_of_a_branch::Pipeline::run()).page, "ann: [1, 2] 3");
}

// Nothing but `after` orders `paid` and `total`.
#[dag]
mod by_after {
    use super::*;

    async fn cart() -> Cart {
        Cart::of(&[5])
    }
    async fn total(cart: &Cart) -> u32 {
        cart.items.iter().sum()
    }
    #[node(after(total))]
    async fn paid(cart: Cart) -> Vec<u32> {
        cart.items
    }
}

#[test]
fn after_is_an_order() {
    let output = block_on(by_after::Pipeline::run());
    assert_eq!((output.total, output.paid), (5, vec![5]));
}

// A clone is a use like others.
#[dag]
mod cloned {
    async fn names() -> Vec<String> {
        vec!["ann".to_owned()]
    }
    async fn longer(#[clone] mut names: Vec<String>) -> Vec<String> {
        names.push("bob".to_owned());
        names
    }
    async fn both(names: Vec<String>, mut longer: Vec<String>) -> Vec<String> {
        longer.extend(names);
        longer
    }
}

#[test]
fn behind_a_clone() {
    assert_eq!(block_on(cloned::Pipeline::run()).both, ["ann", "bob", "ann"]);
}

// The outcome of a node whose failure is handled.
#[dag]
mod outcomes {
    use super::*;

    #[input]
    pub struct Input {
        pub items: usize,
    }

    async fn cart(items: usize) -> Result<Cart, String> {
        if items == 0 { Err("empty".to_owned()) } else { Ok(Cart { items: vec![1; items] }) }
    }
    async fn count(cart: Result<&Cart, &String>) -> usize {
        cart.map_or(0, |cart| cart.items.len())
    }
    async fn paid(cart: Result<Cart, String>, count: usize) -> String {
        format!("{count} {:?}", cart.map(|cart| cart.items))
    }
}

#[test]
fn an_outcome_too() {
    let paid = |items| block_on(outcomes::Pipeline::run(outcomes::Input { items })).paid;
    assert_eq!(paid(2), "2 Ok([1, 1])");
    assert_eq!(paid(0), "0 Err(\"empty\")");
}

// `run` moves the cart to `paid`; `run_summary` has no such node, and lends the cart.
#[dag]
mod entry_points {
    use super::*;

    #[input]
    pub struct Input {
        pub cart: Cart,
    }
    #[output]
    pub struct Output {
        pub paid: Vec<u32>,
    }
    #[output]
    pub struct Summary {
        pub total: u32,
        pub cart: Cart,
    }

    async fn total(cart: &Cart) -> u32 {
        cart.items.iter().sum()
    }
    async fn paid(cart: Cart, total: u32) -> Vec<u32> {
        let mut items = cart.items;
        items.push(total);
        items
    }
}

#[test]
fn each_entry_point_has_its_own_last_user() {
    let input = || entry_points::Input { cart: Cart::of(&[1, 2]) };
    assert_eq!(block_on(entry_points::Pipeline::run(input())).paid, [1, 2, 3]);
    let summary = block_on(entry_points::Pipeline::run_summary(input()));
    assert_eq!((summary.total, summary.cart.items), (3, vec![1, 2]));
}

// A value of which the macro does not know whether it is `Copy`: both kinds move.
#[dag]
mod copied {
    #[derive(Clone, Copy)]
    pub struct Id(u32);

    async fn id() -> Id {
        Id(7)
    }
    async fn next(id: &Id) -> u32 {
        id.0 + 1
    }
    async fn sum(id: Id, next: u32) -> u32 {
        id.0 + next
    }
}

#[test]
fn a_copy_value_is_none_the_worse() {
    assert_eq!(block_on(copied::Pipeline::run()).sum, 15);
}

// What a user borrows from elsewhere, its value may keep.
#[dag]
mod borrowed_from_elsewhere {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub names: &'a [String],
    }

    async fn cart() -> Cart {
        Cart::of(&[1])
    }
    async fn name<'a>(names: &'a [String], cart: &Cart) -> &'a str {
        &names[cart.items.len()]
    }
    async fn page(cart: Cart, name: &str) -> String {
        format!("{name} {:?}", cart.items)
    }
}

#[test]
fn a_value_that_borrows_from_elsewhere_is_no_obstacle() {
    let names = ["ann".to_owned(), "bob".to_owned()];
    let input = borrowed_from_elsewhere::Input { names: &names };
    assert_eq!(block_on(borrowed_from_elsewhere::Pipeline::run(input)).page, "bob [1]");
}

// With a failure of the run, and the user's error.
#[dag(error = String)]
mod fallible {
    use super::*;

    #[input]
    pub struct Input {
        pub items: Vec<u32>,
    }

    #[node]
    fn cart(items: Vec<u32>) -> Result<Cart, String> {
        if items.is_empty() { Err("empty".to_owned()) } else { Ok(Cart { items }) }
    }
    async fn total(cart: &Cart) -> Result<u32, String> {
        cart.items.iter().copied().reduce(|a, b| a + b).ok_or_else(String::new)
    }
    async fn paid(cart: Cart, total: u32) -> Result<Vec<u32>, String> {
        if total > 9 { Err(format!("{total} is too much")) } else { Ok(cart.items) }
    }
}

#[test]
fn among_nodes_that_fail() {
    let run = |items: &[u32]| block_on(fallible::Pipeline::run(fallible::Input { items: items.to_vec() }));
    assert_eq!(run(&[1]).unwrap().paid, [1]);
    assert_eq!(run(&[]).unwrap_err(), "empty");
    assert_eq!(run(&[9, 9]).unwrap_err(), "18 is too much");
}
