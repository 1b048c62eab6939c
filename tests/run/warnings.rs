//! Modules that the compiler has nothing to say of: either all is well, or it is allowed.

#![deny(warnings)]

use dagwright::dag;
use futures::executor::block_on;

pub mod db {
    pub async fn user(id: u64) -> u64 {
        id
    }
}

pub struct Store;
impl Store {
    pub async fn user(&self, id: u64) -> u64 {
        id
    }
}

macro_rules! second {
    ($_first:expr) => {
        2
    };
}

// Names of nodes that mean other things.
#[dag]
pub mod alike {
    use super::*;

    #[input]
    pub struct Input {
        pub id: u64,
    }

    async fn user(id: u64) -> u64 {
        Store.user(id).await + db::user(id).await
    }
    async fn twice(id: u64) -> u64 {
        let user = |id: u64| id * 2;
        user(id)
    }
    async fn nested(id: u64) -> u64 {
        fn user(id: u64) -> u64 {
            id * 3
        }
        user(id)
    }
    async fn imported(id: u64) -> u64 {
        use super::db::*;
        user(id).await
    }
    async fn given(twice: u64, #[from(id)] user: u64) -> u64 {
        let (nested, imported) = (|x: u64| x, Some(|x: u64| x));
        let Some(imported) = imported else { return 0 };
        nested(user) + imported(twice)
    }
    async fn of_a_macro(_id: u64) -> u64 {
        second!(user(3))
    }
    #[node]
    fn down(id: u64) -> u64 {
        if id == 0 { 0 } else { self::down(id - 1) + 1 }
    }
    #[node(skip)]
    #[allow(deprecated, reason = "it is cheap")]
    async fn helper(id: u64) -> u64 {
        user(id).await
    }
    async fn helped(id: u64) -> u64 {
        helper(id).await
    }
    #[allow(deprecated, reason = "it is cheap")]
    async fn cheap(id: u64) -> u64 {
        id
    }
    async fn dear(id: u64) -> u64 {
        cheap(id).await
    }
}

// What never runs is allowed, one by one.
#[dag]
pub mod one_by_one {
    #[input]
    pub struct Input {
        pub id: u64,
        #[allow(dead_code)]
        pub name: String,
    }
    #[output]
    pub struct Page {
        pub user: u64,
    }

    async fn user(id: u64) -> u64 {
        id
    }
    async fn stock() -> u64 {
        1
    }
    #[allow(dead_code)]
    async fn offers(stock: u64) -> u64 {
        stock
    }
    #[allow(unused)]
    pub async fn audit(user: u64) {
        assert_eq!(user, 1);
    }
    #[expect(dead_code)]
    async fn expected(user: u64) {
        assert_eq!(user, 1);
    }
    #[node(skip)]
    pub async fn skipped() {}
}

// All of it at once.
#[dag]
#[allow(dead_code)]
pub mod all_at_once {
    #[output]
    pub struct Page {
        pub user: u64,
    }

    async fn user() -> Result<u64, u8> {
        Ok(1)
    }
    async fn quote(user: Result<u64, u8>) -> u64 {
        user.unwrap_or_default()
    }
    async fn offers(quote: u64) -> u64 {
        quote
    }
}

#[dag]
pub mod from_within {
    #![allow(deprecated)]

    #[output]
    pub struct Page {
        pub user: u64,
    }
    #[output]
    pub struct Card {
        pub stock: u64,
    }

    pub async fn user() -> u64 {
        1
    }
    pub async fn stock() -> u64 {
        1
    }
    pub async fn offers() -> u64 {
        1
    }
    #[node(always)]
    pub async fn audit(user: u64) {
        assert_eq!(user, 1);
    }
}

// A failure that ends one entry point is a value in another; what always runs brings nothing with it.
#[dag]
pub mod entry_points {
    #[output]
    pub struct Strict {
        pub page: String,
        pub user: u64,
    }
    #[output]
    pub struct Lenient {
        pub page: String,
    }

    async fn user() -> Result<u64, u8> {
        Err(1)
    }
    async fn page(user: Result<&u64, &u8>) -> String {
        format!("{user:?}")
    }
    #[node(always)]
    async fn audit(page: &str) {
        assert!(!page.is_empty());
    }
}

#[test]
fn names_of_nodes_may_mean_other_things() {
    let output = block_on(alike::Pipeline::run(alike::Input { id: 3 }));
    assert_eq!((output.nested, output.imported, output.given, output.of_a_macro), (9, 3, 9, 2));
    assert_eq!((output.user, output.down, output.helped, output.dear), (6, 3, 6, 3));
}

#[test]
fn what_never_runs_may_be_allowed() {
    let input = one_by_one::Input { id: 1, name: String::new() };
    assert_eq!(block_on(one_by_one::Pipeline::run(input)).user, 1);
    assert_eq!(block_on(all_at_once::Pipeline::run()).unwrap().user, 1);
    assert_eq!(block_on(from_within::Pipeline::run_card()).stock, 1);
    block_on(one_by_one::skipped());
}

#[test]
fn a_result_that_can_be_a_failure_somewhere_is_right() {
    assert_eq!(block_on(entry_points::Pipeline::run_lenient()).page, "Err(1)");
    assert!(block_on(entry_points::Pipeline::run_strict()).is_err());
}
