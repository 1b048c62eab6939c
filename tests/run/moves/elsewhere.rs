//! Into a task, onto a thread, into elements.

use dagwright::dag;

use super::Cart;
use crate::support::on_both_flavours;

//      ┌→ total (spawn) ─────┐
// cart ┼→ count (blocking) ──┼→ paid (spawn)
//      └─────────────────────┘
#[dag]
mod into_a_task {
    use super::*;

    async fn cart() -> Cart {
        Cart::of(&[1, 2])
    }
    #[node(spawn)]
    async fn total(cart: &Cart) -> u32 {
        tokio::task::yield_now().await;
        cart.items.iter().sum()
    }
    #[node(blocking)]
    fn count(cart: &Cart) -> usize {
        cart.items.len()
    }
    #[node(spawn)]
    async fn paid(cart: Cart, total: u32, count: usize) -> (Vec<u32>, u32, usize) {
        tokio::task::yield_now().await;
        (cart.items, total, count)
    }
}

#[test]
fn into_a_task_when_tasks_and_threads_have_borrowed_it() {
    on_both_flavours(|| async {
        assert_eq!(into_a_task::Pipeline::run().await.paid, (vec![1, 2], 3, 2));
    });
}

#[dag]
mod onto_a_thread {
    use super::*;

    #[input]
    pub struct Input {
        pub cart: Cart,
    }

    #[node(spawn)]
    async fn total(cart: &Cart) -> u32 {
        cart.items.iter().sum()
    }
    #[node(blocking)]
    fn paid(cart: Cart, total: u32) -> Vec<u32> {
        [cart.items, vec![total]].concat()
    }
}

#[test]
fn an_input_onto_a_thread() {
    on_both_flavours(|| async {
        let input = onto_a_thread::Input { cart: Cart::of(&[1, 2]) };
        assert_eq!(onto_a_thread::Pipeline::run(input).await.paid, [1, 2, 3]);
    });
}

#[dag]
mod out_of_a_task {
    use super::*;

    #[node(spawn)]
    async fn cart() -> Cart {
        Cart::of(&[1, 2])
    }
    #[node(spawn)]
    async fn total(cart: &Cart) -> u32 {
        cart.items.iter().sum()
    }
    #[node(spawn)]
    async fn label() -> u32 {
        5
    }
    async fn more(label: u32) -> u32 {
        label + 1
    }
    async fn paid(cart: Cart, total: u32, label: u32) -> Vec<u32> {
        [cart.items, vec![total, label]].concat()
    }
}

#[test]
fn out_of_the_task_that_makes_and_borrows_it() {
    on_both_flavours(|| async {
        let output = out_of_a_task::Pipeline::run().await;
        assert_eq!((output.paid, output.more), (vec![1, 2, 3, 5], 6));
    });
}

// All nodes may be tasks.
#[dag(spawn)]
mod everything_spawned {
    use super::*;

    async fn cart() -> Cart {
        Cart::of(&[1, 2])
    }
    async fn total(cart: &Cart) -> u32 {
        cart.items.iter().sum()
    }
    async fn count(cart: &Cart) -> usize {
        cart.items.len()
    }
    async fn label() -> u32 {
        5
    }
    async fn paid(cart: Cart, total: u32, label: u32, count: usize) -> Vec<u32> {
        [cart.items, vec![total, label, count as u32]].concat()
    }
    async fn more(label: u32) -> u32 {
        label + 1
    }
}

#[test]
fn among_nodes_that_are_all_spawned() {
    on_both_flavours(|| async {
        let output = everything_spawned::Pipeline::run().await;
        assert_eq!((output.paid, output.more), (vec![1, 2, 3, 5, 2], 6));
    });
}

// names → count → letters (for each name)
//   └───────────────┘
#[dag]
mod into_elements {
    #[input]
    pub struct Input {
        pub names: Vec<String>,
    }

    async fn count(names: &[String]) -> usize {
        names.len()
    }
    async fn letters(#[each(names)] mut name: String, count: usize) -> String {
        name.push_str(&count.to_string());
        name
    }
    #[node(after(letters))]
    async fn other() -> u32 {
        1
    }
}

#[test]
fn into_the_elements_of_each() {
    let names = vec!["ann".to_owned(), "bob".to_owned()];
    let output = futures::executor::block_on(into_elements::Pipeline::run(into_elements::Input { names }));
    assert_eq!(output.letters, ["ann2", "bob2"]);
}

#[dag]
mod into_spawned_elements {
    use super::*;

    async fn carts() -> Vec<Cart> {
        vec![Cart::of(&[1]), Cart::of(&[2, 3])]
    }
    #[node(spawn)]
    async fn sums(#[each(carts)] cart: &Cart) -> u32 {
        cart.items.iter().sum()
    }
    #[node(blocking)]
    fn all(#[each(carts)] cart: Cart, sums: &[u32]) -> Vec<u32> {
        [cart.items, sums.to_vec()].concat()
    }
    async fn label() -> u32 {
        5
    }
    async fn end(all: Vec<Vec<u32>>, label: u32) -> usize {
        all.concat().len() + label as usize
    }
    async fn more(label: u32) -> u32 {
        label + 1
    }
}

#[test]
fn into_elements_on_threads_when_those_of_tasks_have_borrowed_it() {
    on_both_flavours(|| async {
        let output = into_spawned_elements::Pipeline::run().await;
        assert_eq!((output.end, output.more), (12, 6));
    });
}
