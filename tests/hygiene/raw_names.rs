//! Names that are keywords: `r#type`.

use dagwright::dag;
use futures::executor::block_on;

#[derive(Debug, PartialEq)]
pub struct Broken;

// r#async ─→ r#type ─┬→ r#match ─→ (r#loop)
//                    └→ r#dyn
//            r#fn ────↗
#[dag]
pub mod r#mod {
    use super::Broken;

    #[input]
    pub struct Input<'r#ref> {
        pub r#async: u64,
        pub r#await: &'r#ref str,
    }
    #[output]
    pub struct Output {
        pub r#match: u64,
        pub r#dyn: String,
        pub r#if: usize,
    }

    async fn r#type(r#async: u64) -> Result<String, Broken> {
        if r#async == 0 { Err(Broken) } else { Ok(r#async.to_string()) }
    }
    async fn r#fn(r#await: &str) -> String {
        r#await.to_owned()
    }
    async fn r#match(r#type: &str) -> u64 {
        r#type.len() as u64
    }
    async fn r#dyn(#[from(r#type)] text: &str, r#fn: &str) -> String {
        format!("{text}{fn}", r#fn = r#fn)
    }
    async fn r#if(#[from(await)] text: &str, _type: &str) -> usize {
        text.len()
    }
    #[node(always)]
    async fn r#loop(r#match: &u64) {
        assert_eq!(*r#match, 1);
    }
    /// Named without need.
    #[node(always)]
    async fn r#plain(r#match: &u64) -> Result<(), Broken> {
        if *r#match == 1 { Ok(()) } else { Err(Broken) }
    }
}

#[test]
fn keywords_are_names() {
    let output = block_on(r#mod::Pipeline::run(r#mod::Input { r#async: 5, r#await: "now" })).unwrap();
    assert_eq!((output.r#match, &*output.r#dyn, output.r#if), (1, "5now", 3));
}

#[test]
fn the_error_is_called_after_the_name_without_its_mark() {
    let failed = block_on(r#mod::Pipeline::run(r#mod::Input { r#async: 0, r#await: "now" }));
    let Err(error) = failed else { panic!("`type` fails") };
    assert!(matches!(error, r#mod::Error::Type(Broken)));
    assert_eq!(error.node(), "type");
}

// Every sink is a field, under its own raw name.
#[dag]
pub mod sinks {
    async fn r#in() -> u8 {
        1
    }
    async fn r#use(r#in: &u8) -> u8 {
        in_and(r#in)
    }
    async fn r#struct(r#in: u8) -> u8 {
        r#in + 2
    }
    fn in_and(number: &u8) -> u8 {
        number + 1
    }
}

#[test]
fn a_generated_field_has_the_raw_name() {
    let output = block_on(sinks::Pipeline::run());
    assert_eq!((output.r#use, output.r#struct), (2, 3));
}
