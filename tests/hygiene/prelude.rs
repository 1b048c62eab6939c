//! Modules where the names of the prelude mean something else, or nothing.

#![allow(clippy::ptr_arg, reason = "`str` means something else here, or nothing")]

use dagwright::dag;
use futures::executor::block_on;

/// Everything here bears a name that the prelude has, too.
#[allow(dead_code, non_camel_case_types)]
pub mod look_alikes {
    pub enum Outcome {
        Ok,
        Err,
        Some,
        None,
    }
    pub struct Option;
    pub struct Box;
    pub struct String;
    pub struct Vec;
    pub trait Clone {}
    pub trait Copy {}
    pub trait Sized {}
    pub trait Send {}
    pub trait Sync {}
    pub trait Fn {}
    pub trait From {}
    pub trait Into {}
    pub trait Default {}
    pub trait Debug {}
    pub trait Display {}
    pub trait Drop {}
    pub trait Iterator {}
    pub trait Future {}
    pub trait Unpin {}
    pub trait AsRef {}
    pub fn drop() {}
    pub struct str;
    pub struct bool;
    pub struct usize;
    pub use self::Outcome::{Err, None, Ok, Some};
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Broken;

fn positive(number: u64) -> Result<u64, Broken> {
    if number == 0 { Err(Broken) } else { Ok(number) }
}

// a → c → (audit), a → d, b → d, e: woven, joined, failing.
#[dag]
pub mod shadowed {
    #![allow(unused_imports)]
    use super::look_alikes::*;
    use super::look_alikes::{
        AsRef, Box, Clone, Copy, Debug, Default, Display, Drop, Err, Fn, From, Future, Into, Iterator, None, Ok,
        Option, Send, Sized, Some, String, Sync, Unpin, Vec, bool, drop, str, usize,
    };
    use super::{Broken, positive};

    /// A `Result` of this module's own.
    pub type Result<T> = ::core::result::Result<T, Broken>;

    #[input]
    pub struct Input<'a> {
        pub x: u64,
        pub y: &'a [u8],
    }
    #[output]
    pub struct Output {
        pub c: u64,
        pub d: u64,
        pub e: u64,
        pub f: ::core::result::Result<u64, Broken>,
    }

    async fn a(x: u64) -> Result<u64> {
        positive(x)
    }
    async fn b(y: &[u8]) -> ::std::vec::Vec<u8> {
        y.to_vec()
    }
    async fn c(a: u64) -> Result<u64> {
        positive(a)
    }
    async fn d(a: &u64, #[clone] b: ::std::vec::Vec<u8>) -> u64 {
        a + b.len() as u64
    }
    async fn e(x: &u64, b: &[u8]) -> u64 {
        x + b.len() as u64
    }
    async fn f(a: u64) -> Result<u64> {
        positive(a - 1)
    }
    async fn g(f: ::core::result::Result<&u64, &Broken>) -> bool {
        _ = f.is_ok();
        bool
    }
    #[node(always)]
    async fn audit(_c: &u64, _g: &bool) -> Result<()> {
        ::core::result::Result::Ok(())
    }
}

#[test]
fn what_the_module_calls_ok_or_option_is_its_own_affair() {
    let output = block_on(shadowed::Pipeline::run(shadowed::Input { x: 1, y: b"yy" })).unwrap();
    assert_eq!((output.c, output.d, output.e, output.f), (1, 3, 3, Err(Broken)));
    let failed = block_on(shadowed::Pipeline::run(shadowed::Input { x: 0, y: b"" }));
    assert!(matches!(failed, Err(shadowed::Error::A(Broken))));
}

// The same graph where there is no prelude at all, default output and all.
#[dag]
pub mod without {
    #![no_implicit_prelude]

    use ::core::primitive::{u8, u64};
    use ::core::result::Result;
    use ::std::string::{String, ToString};

    use super::Broken;

    #[input]
    pub struct Input<'a, T> {
        pub x: u64,
        pub y: &'a [u8],
        pub kept: T,
    }

    async fn a(x: u64) -> Result<String, Broken> {
        super::positive(x).map(|number| number.to_string())
    }
    async fn b(y: &[u8]) -> &[u8] {
        y
    }
    async fn c(a: &String) -> Result<u64, Broken> {
        super::positive(a.len() as u64)
    }
    async fn d(a: &String, b: &[u8]) -> u64 {
        a.len() as u64 + b.len() as u64
    }
    async fn e<T>(kept: T) -> T {
        kept
    }
    #[node(always)]
    async fn audit(_c: Result<&u64, &Broken>) {}
}

#[test]
fn no_prelude_is_needed() {
    let input = without::Input { x: 10, y: b"y", kept: 'k' };
    let output = block_on(without::Pipeline::run(input)).unwrap();
    assert_eq!((output.d, output.e), (3, 'k'));
}

// The user's error type under names of the prelude.
#[dag(error = Failure)]
pub mod own_error {
    use super::look_alikes::{Err, From, Into, Ok};

    #[derive(Debug)]
    pub struct Failure(pub u8);

    impl ::core::convert::From<super::Broken> for Failure {
        fn from(_: super::Broken) -> Self {
            Self(1)
        }
    }

    async fn a() -> Result<u64, super::Broken> {
        super::positive(1)
    }
    async fn b() -> Result<u64, super::Broken> {
        super::positive(0)
    }
    async fn c(a: &u64, b: &u64) -> u64 {
        a + b
    }
    async fn d(b: &u64) -> (u64, Unused) {
        (*b, (Ok, Err))
    }
    type Unused = (super::look_alikes::Outcome, super::look_alikes::Outcome);
    #[allow(dead_code)]
    trait Needs: From + Into {}
}

#[test]
fn the_users_error_is_converted_whatever_from_means() {
    assert!(matches!(block_on(own_error::Pipeline::run()), Err(own_error::Failure(1))));
}
