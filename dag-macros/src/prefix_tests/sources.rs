//! Sound pipelines, each with the options of its `#[dag]`, that between them use everything the macro reads.

pub(super) const SOURCES: [(&str, &str); 10] = [
    // Attributes, an input with a lifetime, fallible nodes, a join, patterns, `#[clone]`, a failure taken as a value.
    (
        "name = Checkout",
        r#"
        /// What a customer sees.
        #[allow(dead_code)]
        pub(crate) mod checkout {
            #![allow(clippy::pedantic)]
            //! Inner documentation.
            use super::*;

            #[input]
            #[derive(Clone)]
            pub struct Input<'a> { pub user_id: u64, pub db: &'a Db, #[future] token: Ready<Token> }

            /// The customer.
            #[node(fallible)]
            async fn user(user_id: u64, db: &Db) -> Result<User, DbError> { db.user(user_id).await }
            async fn cart(user: &User, db: &Db) -> Result<Cart, DbError> { db.cart(user.id).await }
            async fn quote(#[clone] cart: Cart, _token: Token) -> io::Result<u64> { Ok(cart.sum()) }
            #[node]
            pub fn page(#[from(user)] User { name, .. }: &User, cart: Cart, quote: Result<&u64, &io::Error>) -> Page {
                Page::new(name, cart, quote.ok())
            }
            fn helper(x: u64) -> u64 { x + 1 }
            #[node(skip)] async fn other() {}
        }
        "#,
    ),
    // Woven, with values that borrow from each other, raw names, `always`.
    (
        "",
        r##"
        mod woven {
            async fn a() -> String { String::from("a") }
            async fn r#type<'x, 'y>(a: &'x str, _nothing: [u8; { 1 + 2 }]) -> Doc<'x> { Doc(a) }
            async fn nothing() -> [u8; 3] { [0; 3] }
            async fn b() -> Vec<(u8, fn(u8) -> u8)> { vec![] }
            async fn c(a: &str, b: &[(u8, fn(u8) -> u8)]) -> usize { a.len() + b.len() }
            async fn d(r#type: &Doc<'_>, b: &[(u8, fn(u8) -> u8)]) -> r#usize { r#type.0.len() + b.len() }
            #[node(always)]
            async fn audit(c: usize, d: usize) { println!("{c} {}", r#"raw"#); }
            const LIMIT: usize = 3;
            static NAME: &str = "woven";
            macro_rules! shout { ($x:expr) => { $x } }
            pub(super) enum Shape { Round { r: f64 }, Square(f64), Empty }
            impl<T> From<T> for Shape where T: Copy { fn from(_: T) -> Self { Self::Empty } }
        }
        "##,
    ),
    // Values that are changed in turn and taken in the end, in lanes, tasks and elements.
    (
        "",
        r"
        mod turns {
            #[input]
            pub struct Input<'a> { pub conn: &'a mut Conn, pub tags: Vec<String> }
            async fn tx() -> Tx { Tx::new() }
            async fn price() -> u32 { 3 }
            #[node(spawn)]
            async fn order(tx: &mut Tx, tags: &[String]) -> u32 { tx.insert(tags.len()) }
            #[node(blocking)]
            fn lines(tx: &mut Tx, order: u32, price: u32) -> u32 { tx.insert(order + price) }
            async fn mail(order: u32, conn: &mut Conn) -> u32 { conn.send(order).await }
            #[node(after(mail))]
            async fn note(conn: &mut Conn) {}
            async fn noted(#[each(tags)] tag: String, order: u32) {}
            async fn label(price: u32) -> u32 { price }
            async fn booked(tx: Tx, lines: u32) -> u32 { tx.commit(lines) }
        }
        ",
    ),
    // Generics everywhere, several outputs, an error type of the user's.
    (
        "error = AppError, crate = renamed::dagwright",
        r"
        pub mod generic {
            #[input]
            pub struct Input<'a, T: Clone + 'a, F = fn(T) -> T, const N: usize = 4>
            where F: Fn(T) -> T, [T; N]: Sized
            { pub items: [T; N], pub apply: F, pub log: &'a mut Log }

            #[output]
            pub struct Output<T, const N: usize> { pub mapped: Vec<T>, pub count: usize }
            #[output]
            pub struct Summary { pub count: usize, pub price: Result<u64, PriceError> }

            pub(in crate::generic) async fn mapped<T, F, const N: usize>(items: &[T; N], apply: F) -> Vec<T>
            where T: Clone, F: Fn(T) -> T,
            { items.iter().cloned().map(apply).collect() }
            async fn count(mapped: &[impl Sized], log: &mut Log) -> usize { log.note(mapped.len()) }
            async fn price(count: &usize) -> Result<u64, PriceError> { Ok(*count as u64) }
            #[node(infallible)]
            async fn parsed() -> Result<u8, ParseError> { Ok(1) }
            #[node(always)]
            async fn told(_parsed: &Result<u8, ParseError>, price: &u64) -> anyhow::Result<()> { Ok(()) }
        }
        ",
    ),
    // Switched by the compiler.
    (
        "",
        r#"
        mod switched {
            #![allow(unused)]
            #[input]
            pub struct Input { #[cfg(all(unix, feature = "a"))] pub a: u8, #[cfg_attr(test, doc = "b")] pub b: u8 }
            #[cfg(not(unix))]
            async fn only(a: u8) -> u8 { a }
            #[cfg_attr(unix, cfg_attr(feature="a", node(always)), allow(dead_code))]
            async fn both(#[cfg(any(unix, windows))] a: u8, b: u8) -> u8 { a + b }
            #[output]
            struct Output { #[cfg(feature = "a")] both: u8, #[cfg( not( unix ) )] only: u8 }
        }
        "#,
    ),
    // Every option of a node.
    (
        "",
        r#"
        mod options {
            #[input]
            pub struct Input { pub path: Arc<str>, pub vip: bool, pub permits: Arc<Semaphore>, pub pages: Vec<Page>, pub workers: Handle, pub most: Duration }

            #[node(blocking = workers, timeout = "2s", retry(only = super::is_busy, attempts = TRIES, backoff = "50ms", factor = <X as Y>::RATIO, max = most, jitter))]
            fn text(path: &str) -> io::Result<String> { fs::read_to_string(path) }
            #[node(spawn = workers, limit = permits, fallback = none::<u64>)]
            async fn words(text: &str) -> Result<u64, Empty> { count(text).ok_or(Empty) }
            #[node(when = vip, after(words, text), retry)]
            async fn badge(#[clone] text: String) -> Result<Badge, Refused> { Badge::of(text) }
            #[node(concurrency = 8, timeout = "500ms")]
            async fn fetched(#[each(pages)] page: &Page, #[clone] #[each(pages)] copy: Page, path: &str) -> Fetched
            { page.get(copy, path).await }
            #[node]
            fn lengths(#[each(fetched)] one: &Fetched) -> usize { one.len() }
            #[node]
            fn pairs(#[each(fetched)] one: &Fetched, #[each(pages)] page: &Page) -> bool { one.is(page) }
            #[node(commit, always, after(lengths))]
            async fn told(badge: Result<Option<&Badge>, &Refused>) { log(badge) }
            async fn seen(_words: u64, badge: Option<&Badge>) -> bool { badge.is_some() }
        }
        "#,
    ),
    // Behind the result of a run.
    (
        "",
        r#"
        mod last {
            #[input]
            pub struct Input { pub root: PathBuf, pub vip: bool, #[future] pub token: Ready<u8> }
            async fn folder(root: &Path, token: u8) -> io::Result<Folder> { Folder::new(root, token) }
            async fn files<'f>(folder: &'f Folder) -> Result<Vec<&'f str>, Refused> { folder.files() }
            async fn count(files: &[&str]) -> usize { files.len() }
            #[node(finally, retry, timeout = "1s", when = vip)]
            async fn clear(folder: Option<&Folder>, root: &Path, failure: Option<&Error>) -> io::Result<()> { Ok(()) }
            #[node(finally, always(Output))]
            fn told(#[from(failure)] why: Option<&Error>, files: Option<&[&str]>, token: Option<&u8>) {}
        }
        "#,
    ),
    // All of it spawned.
    (
        "spawn",
        r"
        mod spawned {
            async fn a() -> String { String::new() }
            async fn b(a: &str) -> usize { a.len() }
            async fn c(a: &str) -> usize { a.len() }
            #[node(when = flag)]
            async fn d(b: usize, #[from(c)] other: usize) -> usize { b + other }
            #[node]
            fn flag() -> bool { true }
        }
        ",
    ),
    // Entry points with inputs of their own, of which one is private. Derives.
    (
        "derive(Clone, serde::Serialize)",
        r"
        mod inputs {
            #[input(for = (Output, Receipt))]
            pub struct Input<'a, T: Clone> { pub ids: Vec<T>, pub db: &'a Db }
            #[input(for = Summary)]
            struct SummaryInput<'a, F> where F: Future<Output = io::Result<u64>>
            { db: &'a Db, #[future] token: F, #[future] handle: JoinHandle<u64> }
            #[output]
            pub struct Output { pub fetched: Vec<u64> }
            #[output]
            pub struct Receipt { pub count: usize }
            #[output]
            struct Summary { total: u64 }
            #[output]
            pub struct Nothing { pub zero: u8 }
            async fn fetched<T: Clone>(#[each(ids)] id: &T, db: &Db) -> Result<u64, DbError> { db.fetch(id).await }
            async fn count(fetched: &[u64]) -> usize { fetched.len() }
            async fn total(token: u64, db: &Db, handle: Result<&u64, &JoinError>) -> u64 { db.total(token, handle).await }
            async fn zero() -> u8 { 0 }
        }
        ",
    ),
    // As a `macro_rules!` macro would give it: nothing but one node.
    ("", "mod one { pub async fn answer() -> u64 { 42 } }"),
];
