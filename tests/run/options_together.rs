//! Options together with forms of parameters.

use dagwright::dag;

// text ─┬→ first (when member) ──→ line         both hand on a reference, like any other node that does
//       └→ second (may fail) ────→ line
#[dag]
mod handed_on {
    #[input]
    pub struct Input<'a> {
        pub text: &'a str,
        pub member: bool,
    }

    #[node(when = member)]
    async fn first<'a>(text: &'a str) -> &'a str {
        &text[..1]
    }
    async fn second<'a>(text: &'a str) -> Result<&'a str, String> {
        text.get(1..2).ok_or_else(|| "too short".into())
    }
    async fn line(first: Option<&str>, second: Result<&str, &String>) -> String {
        format!("{first:?} {second:?}")
    }
}

#[tokio::test]
async fn a_reference_is_handed_on_through_an_option_and_through_a_result() {
    let line = async |text, member| handed_on::Pipeline::run(handed_on::Input { text, member }).await.line;
    assert_eq!(line("ab", true).await, r#"Some("a") Ok("b")"#);
    assert_eq!(line("a", false).await, r#"None Err("too short")"#);
}

// flag ┄→ photo ─┬→ badge (when flag)     photo comes after the flag, and looks at it
// other ─────────┘
#[dag]
mod flag_before {
    #[input]
    pub struct Input {
        pub on: bool,
        pub photos: std::sync::Arc<std::sync::atomic::AtomicU32>,
    }

    async fn flag(on: bool) -> bool {
        on
    }
    #[node(after(flag))]
    async fn photo(photos: &std::sync::atomic::AtomicU32) -> u32 {
        photos.fetch_add(1, std::sync::atomic::Ordering::Relaxed)
    }
    async fn other() -> u32 {
        1
    }
    #[node(when = flag)]
    async fn badge(photo: &u32, other: &u32) -> u32 {
        photo + other
    }
}

#[tokio::test]
async fn a_node_after_a_flag_is_not_run_when_only_what_the_flag_skips_needs_it() {
    let photos = std::sync::Arc::new(std::sync::atomic::AtomicU32::new(0));
    let badge = async |on| flag_before::Pipeline::run(flag_before::Input { on, photos: photos.clone() }).await.badge;
    assert_eq!((badge(false).await, photos.load(std::sync::atomic::Ordering::Relaxed)), (None, 0));
    assert_eq!((badge(true).await, photos.load(std::sync::atomic::Ordering::Relaxed)), (Some(1), 1));
}

// quote (may fail) → page, total     clones of the outcome, and of the caller's references
#[dag]
mod clones {
    #[input]
    pub struct Input<'a> {
        pub name: &'a String,
        pub price: Result<u32, String>,
    }

    async fn quote(price: &Result<u32, String>) -> Result<u32, String> {
        price.clone()
    }
    #[node(spawn)]
    async fn page(#[clone] quote: Result<u32, String>, #[clone] name: String) -> String {
        format!("{name}: {quote:?}")
    }
    #[node(blocking)]
    fn words(#[clone] name: String) -> usize {
        name.split(' ').count()
    }
    async fn total(quote: Result<&u32, &String>) -> u32 {
        quote.copied().unwrap_or(0)
    }

    #[output]
    pub struct Output {
        pub page: String,
        pub words: usize,
        pub total: u32,
    }
}

#[tokio::test]
async fn clones_of_outcomes_and_of_borrowed_inputs_go_into_tasks() {
    let name = "tea with milk".to_owned();
    let run = async |price| clones::Pipeline::run(clones::Input { name: &name, price }).await;
    let output = run(Err("sold out".to_owned())).await;
    assert_eq!((output.page.as_str(), output.words), (r#"tea with milk: Err("sold out")"#, 3));
    assert_eq!(run(Ok(7)).await.page, "tea with milk: Ok(7)");
}

// name (when on, may fail) → label     a `String` serves `Option<&str>` behind a `Result`
#[dag]
mod coerced {
    #[input]
    pub struct Input {
        pub on: bool,
        pub known: bool,
    }

    #[node(when = on)]
    async fn name(known: bool) -> Result<String, u8> {
        if known { Ok("ann".to_owned()) } else { Err(4) }
    }
    async fn label(name: Result<Option<&str>, &u8>) -> String {
        format!("{name:?}")
    }
}

#[tokio::test]
async fn a_string_serves_a_str_behind_option_and_result() {
    let label = async |on, known| coerced::Pipeline::run(coerced::Input { on, known }).await.label;
    assert_eq!(label(true, true).await, r#"Ok(Some("ann"))"#);
    assert_eq!(label(false, true).await, "Ok(None)");
    assert_eq!(label(true, false).await, "Err(4)");
}

// fetch (timeout)     an `io::Error` can be made from a timeout
#[dag]
mod io_errors {
    #[node(timeout = "1s")]
    async fn fetch() -> std::io::Result<u32> {
        std::future::pending().await
    }
}

#[tokio::test(start_paused = true)]
async fn an_io_error_says_that_it_timed_out() {
    let Err(io_errors::Error::Fetch(error)) = io_errors::Pipeline::run().await else { panic!("it never ends") };
    assert_eq!((error.kind(), error.to_string().as_str()), (std::io::ErrorKind::TimedOut, "timed out after 1s"));
}

// name (may fail) → label     a `String` serves `&str`, a `Vec` a slice, also in a failure taken as a value
#[dag]
mod outcomes {
    async fn name() -> Result<String, u8> {
        Ok("ann".to_owned())
    }
    async fn sizes() -> Result<Vec<u32>, u8> {
        Err(4)
    }
    async fn label(name: Result<&str, &u8>, sizes: Result<&[u32], &u8>) -> String {
        format!("{name:?} {sizes:?}")
    }
}

#[tokio::test]
async fn coercions_hold_in_outcomes() {
    assert_eq!(outcomes::Pipeline::run().await.label, r#"Ok("ann") Err(4)"#);
}

// point ─┬→ far (blocking, may be given up)     a `Copy` type of the user's, which the output takes as well
//        └→ (output)
#[dag]
mod copies {
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct Point(pub u64);

    async fn point() -> Point {
        Point(1)
    }
    #[node(blocking, timeout = "1s", fallback = zero)]
    fn far(point: Point) -> u64 {
        point.0
    }
    fn zero(_: dagwright::Timeout) -> u64 {
        0
    }

    #[output]
    pub struct Output {
        pub point: Point,
        pub far: u64,
    }
}

#[tokio::test]
async fn a_value_that_is_copied_into_a_thread_is_not_held_there() {
    let output = copies::Pipeline::run().await;
    assert_eq!((output.point, output.far), (copies::Point(1), 1));
}

// items → note     nobody uses the values for the elements
#[dag]
mod notes {
    #[input]
    pub struct Input {
        pub items: Vec<u64>,
    }
    #[node]
    fn note(#[each(items)] item: &u64) {
        assert_ne!(*item, 0);
    }
    async fn other() -> u64 {
        1
    }
}

#[tokio::test]
async fn inline_elements_may_give_nothing() {
    assert_eq!(notes::Pipeline::run(notes::Input { items: vec![1, 2] }).await.other, 1);
}
