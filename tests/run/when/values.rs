//! The value of a conditional node: an option.

use dagwright::dag;

use super::{Badge, Broken};
use crate::support::Log;

// enabled ─┬→ text ───┬→ text_kinds
//          │          └→ cloned
//          ├→ items ──→ item_kinds
//          ├→ number ─→ number_kinds
//          └→ moved ──→ taken
#[dag]
mod forms {
    use super::*;

    #[input]
    pub struct Input {
        pub enabled: bool,
    }

    #[node(when = enabled)]
    async fn text() -> String {
        "text".into()
    }
    async fn text_kinds(text: Option<&str>, #[from(text)] whole: Option<&String>) -> String {
        format!("{text:?} {whole:?}")
    }
    async fn cloned(#[clone] text: Option<String>) -> String {
        text.unwrap_or_else(|| "no text".into())
    }
    #[node(when = enabled)]
    async fn items() -> Vec<u32> {
        vec![1, 2]
    }
    async fn item_kinds(items: Option<&[u32]>) -> usize {
        items.map_or(0, <[u32]>::len)
    }
    #[node(when = enabled)]
    fn number() -> u32 {
        7
    }
    async fn number_kinds(number: Option<u32>, #[from(number)] same: Option<&u32>) -> bool {
        number == same.copied()
    }
    #[node(when = enabled)]
    async fn moved() -> Badge {
        Badge("moved".into())
    }
    async fn taken(moved: Option<Badge>) -> Option<Badge> {
        moved
    }
}

#[tokio::test]
async fn the_value_is_an_option_borrowed_moved_copied_or_cloned() {
    let output = forms::Pipeline::run(forms::Input { enabled: true }).await;
    assert_eq!(output.text_kinds, "Some(\"text\") Some(\"text\")");
    assert_eq!((output.cloned.as_str(), output.item_kinds, output.number_kinds), ("text", 2, true));
    assert_eq!(output.taken, Some(Badge("moved".into())));

    let output = forms::Pipeline::run(forms::Input { enabled: false }).await;
    assert_eq!(output.text_kinds, "None None");
    assert_eq!((output.cloned.as_str(), output.item_kinds, output.number_kinds), ("no text", 0, true));
    assert_eq!(output.taken, None);
}

// enabled ─┬→ badge (sink)
//          └→ seen (sink without a value)
#[dag]
mod sinks {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub enabled: bool,
    }

    #[node(when = enabled)]
    async fn badge(log: &Log) -> Badge {
        log.work("badge", 10, Badge("b".into())).await
    }
    #[node(when = enabled)]
    async fn seen(log: &Log) {
        log.work("seen", 10, ()).await
    }
}

#[tokio::test(start_paused = true)]
async fn the_default_output_has_an_option_of_each_conditional_sink_that_has_a_value() {
    let log = Log::new();
    let sinks::Output { badge, .. } = sinks::Pipeline::run(sinks::Input { log: &log, enabled: true }).await;
    assert_eq!(badge, Some(Badge("b".into())));
    log.assert_earliest("badge, seen");

    let log = Log::new();
    let sinks::Output { badge, .. } = sinks::Pipeline::run(sinks::Input { log: &log, enabled: false }).await;
    assert_eq!(badge, None);
    assert_eq!(log.starts(), [""; 0]);
}

// enabled ─┬→ badge → shown
//          └→ metric (always)         `badge` and `enabled` are returned as well
#[dag]
mod declared {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub enabled: bool,
    }

    #[output]
    pub struct Output {
        pub badge: Option<Badge>,
        pub shown: String,
        pub enabled: bool,
    }

    #[node(when = enabled)]
    async fn badge(log: &Log) -> Badge {
        log.work("badge", 10, Badge("b".into())).await
    }
    async fn shown(badge: Option<&Badge>, enabled: bool) -> String {
        format!("{enabled} {badge:?}")
    }
    #[node(always, when = enabled)]
    async fn metric(log: &Log) {
        log.work("metric", 10, ()).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_declared_output_takes_an_option_and_the_condition() {
    let log = Log::new();
    let output = declared::Pipeline::run(declared::Input { log: &log, enabled: true }).await;
    assert_eq!(output.badge, Some(Badge("b".into())));
    assert_eq!((output.shown.as_str(), output.enabled), ("true Some(Badge(\"b\"))", true));
    log.assert_earliest("badge, metric");

    let log = Log::new();
    let output = declared::Pipeline::run(declared::Input { log: &log, enabled: false }).await;
    assert_eq!((output.badge, output.shown.as_str(), output.enabled), (None, "false None", false));
    assert_eq!(log.starts(), [""; 0]);
}

// enabled ─→ quote (may fail) → page
#[dag]
mod fallible {
    use super::*;

    #[input]
    pub struct Input {
        pub enabled: bool,
        pub number: u32,
    }

    #[node(when = enabled)]
    async fn quote(number: u32) -> Result<u32, Broken> {
        if number == 0 { Err(Broken(0)) } else { Ok(number) }
    }
    async fn page(quote: Option<&u32>) -> String {
        format!("{quote:?}")
    }
}

#[tokio::test]
async fn the_failure_of_a_conditional_node_ends_the_run() {
    let run = async |enabled, number| {
        fallible::Pipeline::run(fallible::Input { enabled, number }).await.map(|output| output.page)
    };
    assert_eq!(run(true, 7).await.unwrap(), "Some(7)");
    assert_eq!(run(false, 7).await.unwrap(), "None");
    assert_eq!(run(false, 0).await.unwrap(), "None");
    assert!(matches!(run(true, 0).await, Err(fallible::Error::Quote(Broken(0)))));
}

// enabled ─→ quote (may fail) ─┬→ page (takes the result)
//                              └→ (output, as a result)
#[dag]
mod handled {
    use super::*;

    #[input]
    pub struct Input {
        pub enabled: bool,
        pub number: u32,
    }

    #[output]
    pub struct Output {
        pub page: String,
        pub quote: Result<Option<String>, Broken>,
    }

    #[node(when = enabled)]
    async fn quote(number: u32) -> Result<String, Broken> {
        if number == 0 { Err(Broken(0)) } else { Ok(number.to_string()) }
    }
    async fn page(quote: Result<Option<&String>, &Broken>) -> String {
        format!("{quote:?}")
    }
}

#[tokio::test]
async fn consumers_take_the_failure_of_a_conditional_node_as_a_value() {
    let run = async |enabled, number| {
        let output: handled::Output = handled::Pipeline::run(handled::Input { enabled, number }).await;
        (output.page, output.quote)
    };
    assert_eq!(run(true, 7).await, ("Ok(Some(\"7\"))".into(), Ok(Some("7".into()))));
    assert_eq!(run(false, 0).await, ("Ok(None)".into(), Ok(None)));
    assert_eq!(run(true, 0).await, ("Err(Broken(0))".into(), Err(Broken(0))));
}

// enabled ─→ count ──→ page        the types have lifetimes of their own
#[dag]
mod functions {
    #[input]
    pub struct Input {
        pub enabled: bool,
    }

    #[node(when = enabled)]
    async fn count() -> Box<dyn for<'t> Fn(&'t str) -> &'t str + Send + Sync> {
        Box::new(|text| &text[1..])
    }

    #[node(when = enabled)]
    async fn pointer() -> for<'t> fn(&'t str) -> &'t str {
        |text| &text[..1]
    }

    #[allow(clippy::type_complexity)]
    async fn page(
        count: Option<&(dyn for<'t> Fn(&'t str) -> &'t str + Send + Sync)>,
        pointer: Option<&for<'u> fn(&'u str) -> &'u str>,
    ) -> Option<(&'static str, &'static str)> {
        Some((count?("abc"), pointer?("abc")))
    }
}

#[tokio::test]
async fn a_function_that_may_be_missing_is_borrowed_as_one() {
    let run = async |enabled| functions::Pipeline::run(functions::Input { enabled }).await.page;
    assert_eq!(run(true).await, Some(("bc", "a")));
    assert_eq!(run(false).await, None);
}

// text → words → first ─→ (shown)        references to references serve those behind them, also where it
//   └→ deep ─────────────→ (shown)       depends on the flag whether the values are needed at all
#[dag]
mod references {
    #[input]
    pub struct Input {
        pub on: bool,
    }

    async fn flag(on: bool) -> bool {
        on
    }
    async fn text() -> String {
        "a b".into()
    }
    async fn words(text: &str) -> Vec<&str> {
        text.split(' ').collect()
    }
    async fn first<'d, 'a>(words: &'d Vec<&'a str>) -> &'d &'a str {
        &words[0]
    }
    async fn deep(text: &String) -> &String {
        text
    }
    #[node(when = flag)]
    async fn shown(first: &str, deep: &str, #[from(text)] by_value: &str) -> String {
        format!("{first} {deep} {by_value}")
    }
    #[node(when = flag)]
    async fn count(words: &[&str], #[from(deep)] same: &String) -> usize {
        words.len() + same.len()
    }
}

#[test]
fn references_to_references_serve_conditional_consumers() {
    let run = |on| futures::executor::block_on(references::Pipeline::run(references::Input { on }));
    let output = run(true);
    assert_eq!((output.shown.as_deref(), output.count), (Some("a a b a b"), Some(5)));
    assert_eq!(run(false).shown, None);
}
