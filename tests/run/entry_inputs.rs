//! Several input structs: entry points that take different things and share their nodes.

use std::fmt;
use std::sync::Arc;

use dagwright::dag;
use futures::executor::block_on;
use tokio::sync::Semaphore;

use crate::support::{Item, Ledger, Log};

#[derive(Debug, PartialEq)]
pub struct NoUser;

// id ──→ user (fallible) ─┬→ page    also of `title`
// log                     └→ count   `Summary`, whose input has no `title`, but a `factor`
#[dag]
mod shop {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub id: u32,
        pub title: &'a str,
        pub log: &'a Log,
    }

    #[input(for = Summary)]
    pub struct SummaryInput<'a> {
        pub factor: u32,
        pub log: &'a Log,
        pub id: u32,
    }

    #[output]
    pub struct Output {
        pub page: String,
    }

    #[output]
    pub struct Summary {
        pub count: u32,
        pub factor: u32,
    }

    async fn user(id: u32, log: &Log) -> Result<u32, NoUser> {
        let id = log.work("user", 10, id).await;
        if id == 0 { Err(NoUser) } else { Ok(id) }
    }
    async fn stock(log: &Log) -> u32 {
        log.work("stock", 20, 3).await
    }
    async fn page(user: u32, stock: u32, title: &str, log: &Log) -> String {
        log.work("page", 5, format!("{title}: {user}, {stock}")).await
    }
    async fn count(user: u32, factor: u32, log: &Log) -> u32 {
        log.work("count", 5, user * factor).await
    }
}

#[tokio::test(start_paused = true)]
async fn entry_points_with_inputs_of_their_own_share_nodes() {
    let log = Log::new();
    let output = shop::Pipeline::run(shop::Input { id: 7, title: "Ada", log: &log }).await.unwrap();
    assert_eq!(output.page, "Ada: 7, 3");
    log.assert_earliest("user, stock, page: user stock");

    let log = Log::new();
    let summary = shop::Pipeline::run_summary(shop::SummaryInput { factor: 3, log: &log, id: 7 }).await.unwrap();
    assert_eq!((summary.count, summary.factor), (21, 3));
    log.assert_earliest("user, count: user");
}

#[tokio::test(start_paused = true)]
async fn entry_points_with_inputs_of_their_own_share_the_error() {
    let log = Log::new();
    let first: shop::Error = shop::Pipeline::run(shop::Input { id: 0, title: "", log: &log }).await.err().unwrap();
    let input = shop::SummaryInput { factor: 1, log: &log, id: 0 };
    let second: shop::Error = shop::Pipeline::run_summary(input).await.err().unwrap();
    assert_eq!([first.node(), second.node()], ["user", "user"]);
}

// One input for two of three entry points; the third takes none.
#[dag]
mod parts {
    #[input(for = (Sum, Product))]
    pub struct Numbers {
        pub left: u32,
        pub right: u32,
    }

    #[output]
    pub struct Sum {
        pub sum: u32,
    }

    #[output]
    pub struct Product {
        pub product: u32,
        pub zero: u32,
    }

    #[output]
    pub struct Nothing {
        pub zero: u32,
    }

    async fn sum(left: u32, right: u32) -> u32 {
        left + right
    }
    async fn product(left: u32, right: u32) -> u32 {
        left * right
    }
    async fn zero() -> u32 {
        0
    }
}

#[test]
fn an_input_serves_several_entry_points_and_others_take_none() {
    let input = || parts::Numbers { left: 3, right: 4 };
    assert_eq!(block_on(parts::Pipeline::run_sum(input())).sum, 7);
    let product = block_on(parts::Pipeline::run_product(input()));
    assert_eq!((product.product, product.zero), (12, 0));
    assert_eq!(block_on(parts::Pipeline::run_nothing()).zero, 0);
}

// Each input has generics of its own; the error borrows from what one of them alone has.
#[dag]
mod generic {
    use super::*;

    #[input]
    pub struct Input<'a, T>
    where
        T: Copy + Into<u64>,
    {
        pub text: &'a str,
        pub number: T,
    }

    #[input(for = Waited)]
    pub struct Handed<F: Future<Output = u64>, const N: usize> {
        #[future]
        pub token: F,
        pub bytes: [u8; N],
    }

    #[output]
    pub struct Output<'a> {
        pub word: &'a str,
        pub doubled: u64,
    }

    #[output]
    pub struct Waited {
        pub sum: u64,
    }

    async fn word<'a>(text: &'a str) -> Result<&'a str, Empty<'a>> {
        text.split(' ').find(|word| !word.is_empty()).ok_or(Empty(text))
    }
    async fn doubled<T: Copy + Into<u64>>(number: T) -> u64 {
        number.into() * 2
    }
    async fn sum(token: u64, bytes: &[u8]) -> Result<u64, NoUser> {
        if bytes.is_empty() { Err(NoUser) } else { Ok(token + bytes.len() as u64) }
    }
}

#[derive(Debug, PartialEq)]
pub struct Empty<'a>(&'a str);

impl fmt::Display for Empty<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "no word in {:?}", self.0)
    }
}

#[test]
fn each_entry_point_has_the_generics_of_its_own_input() {
    let text = String::from(" one two");
    let output = block_on(generic::Pipeline::run(generic::Input { text: &text, number: 4_u32 })).unwrap();
    assert_eq!((output.word, output.doubled), ("one", 8));
    let input = generic::Handed { token: async { 5 }, bytes: [1, 2] };
    assert_eq!(block_on(generic::Pipeline::run_waited(input)).unwrap().sum, 7);
}

#[test]
fn an_error_borrows_only_from_the_input_that_lends_it() {
    let text = String::from("  ");
    let error = block_on(generic::Pipeline::run(generic::Input { text: &text, number: 4_u8 })).err().unwrap();
    assert!(matches!(error, generic::Error::Word(Empty("  "))));
    let input = generic::Handed { token: async { 5 }, bytes: [] };
    let error: generic::Error<'static> = block_on(generic::Pipeline::run_waited(input)).err().unwrap();
    assert!(matches!(error, generic::Error::Sum(NoUser)));
}

// One of two inputs implements `Drop`: only its fields stay where they are.
#[dag]
mod dropped {
    use super::*;

    #[input]
    pub struct Input {
        pub item: Item,
    }

    #[input(for = Looked)]
    pub struct Guarded {
        pub item: Item,
    }

    impl Drop for Guarded {
        fn drop(&mut self) {
            assert!(self.item.is("kept"));
        }
    }

    #[output]
    pub struct Output {
        pub item: Item,
    }

    #[output]
    pub struct Looked {
        pub kept: bool,
    }

    async fn kept(item: &Item) -> bool {
        item.is("kept")
    }
}

#[test]
fn the_input_that_implements_drop_keeps_its_fields_and_the_other_gives_them_away() {
    let ledger: Arc<Ledger> = Arc::default();
    let output = block_on(dropped::Pipeline::run(dropped::Input { item: Item::new(&ledger, "moved") }));
    assert_eq!(ledger.live(), ["moved"]);
    drop(output);
    let input = dropped::Guarded { item: Item::new(&ledger, "kept") };
    assert!(block_on(dropped::Pipeline::run_looked(input)).kept);
    ledger.assert_settled();
}

// A node that always runs, options and tasks in entry points with inputs of their own.
#[dag]
mod options {
    use super::*;

    #[input]
    pub struct Input {
        pub ids: Vec<u32>,
        pub permits: Arc<Semaphore>,
    }

    #[input(for = Preview)]
    pub struct PreviewInput {
        pub vip: bool,
        pub ids: Vec<u32>,
        pub log: Arc<Log>,
    }

    #[output]
    pub struct Output {
        pub fetched: Vec<u32>,
    }

    #[output]
    pub struct Preview {
        pub badge: Option<u32>,
    }

    #[node(limit = permits)]
    async fn fetched(#[each(ids)] id: &u32, base: u32) -> u32 {
        id + base
    }
    #[node(spawn)]
    async fn base(ids: &[u32]) -> u32 {
        ids.iter().sum()
    }
    #[node(when = vip)]
    async fn badge(base: u32) -> u32 {
        base * 2
    }
    #[node(always(Preview))]
    async fn seen(log: &Log, base: u32) {
        log.work("seen", u64::from(base), ()).await
    }
}

#[tokio::test(start_paused = true)]
async fn options_and_nodes_that_always_run_look_at_the_own_input() {
    let input = options::Input { ids: vec![1, 2], permits: Arc::new(Semaphore::new(1)) };
    assert_eq!(options::Pipeline::run(input).await.fetched, [4, 5]);
    let log = Arc::new(Log::new());
    let input = options::PreviewInput { ids: vec![1, 2], vip: true, log: Arc::clone(&log) };
    assert_eq!(options::Pipeline::run_preview(input).await.badge, Some(6));
    log.assert_earliest("seen");
}
