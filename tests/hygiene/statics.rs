//! Constants and statics with small letters, which no variable may be called like.

use dagwright::dag;
use futures::executor::block_on;

#[derive(Debug)]
pub struct Broken;

/// The items of a glob import, under the names of variables.
#[allow(non_upper_case_globals, non_camel_case_types, dead_code)]
pub mod small {
    pub const output: u8 = 2;
    pub static latches: u8 = 3;
    pub const failure: u8 = 4;
    pub struct error;
    pub struct given(pub u8);
    pub static formatter: u8 = 5;
    pub static a_place: u8 = 6;
    pub const b_place: u8 = 7;
    pub static x: u8 = 8;
    pub const y: u8 = 9;
    pub enum Names {
        value,
        place,
    }
    #[allow(unused_imports)]
    pub use Names::{place, value};
}

// x → a → c → (audit), a → d, y → b → d, x → e
#[dag]
pub mod under_globs {
    #![allow(unused_imports)]
    use super::Broken;
    use super::small::*;

    pub type Number = u64;

    #[input]
    pub struct Input<'a> {
        pub x: u64,
        pub y: &'a str,
    }
    #[output]
    pub struct Output<'a> {
        pub c: u64,
        pub d: String,
        pub e: u64,
        pub y: &'a str,
    }

    async fn a(#[from(x)] number: Number) -> Result<String, Broken> {
        if number == 0 { Err(Broken) } else { Ok(number.to_string()) }
    }
    async fn b(#[from(y)] text: &str) -> Vec<u8> {
        text.bytes().collect()
    }
    async fn c(a: &str) -> u64 {
        a.len() as u64
    }
    async fn d(a: &str, b: &[u8]) -> String {
        format!("{a}{b:?}")
    }
    async fn e(#[from(x)] number: &Number) -> u64 {
        number + 1
    }
    #[node(always)]
    async fn audit(c: &Number) -> Result<(), Broken> {
        if *c == 0 { Err(Broken) } else { Ok(()) }
    }
}

#[test]
fn a_static_may_be_called_like_a_variable_or_an_input() {
    let output = block_on(under_globs::Pipeline::run(under_globs::Input { x: 7, y: "y" })).unwrap();
    assert_eq!((output.c, &*output.d, output.e, output.y), (1, "7[121]", 8, "y"));
}

// The same in the module itself, the error converted to the user's.
#[dag(error = super::Broken)]
pub mod beside {
    #![allow(non_upper_case_globals, non_camel_case_types, dead_code)]

    static input: u8 = 1;
    const error: u8 = 2;
    static failure: u8 = 3;
    const latches: u8 = 4;
    const x: u8 = 5;
    struct given;

    #[input]
    pub struct Input {
        pub x: u64,
    }

    async fn a(_x: &u64) -> Result<u8, super::Broken> {
        Ok(input + error)
    }
    async fn b() -> Result<u8, super::Broken> {
        Ok(failure + latches)
    }
    async fn c(a: &u8) -> u8 {
        *a + x
    }
    async fn d(a: &u8, b: &u8) -> u8 {
        a + b
    }
}

#[test]
fn a_constant_of_the_module_may_be_called_like_a_variable() {
    let output = block_on(beside::Pipeline::run(beside::Input { x: 0 })).unwrap();
    assert_eq!((output.c, output.d), (8, 10));
}
