//! Traits in scope with methods called like those that generated code calls.

#![allow(clippy::wrong_self_convention, reason = "the traits are as bad as can be")]

use dagwright::dag;
use futures::executor::block_on;

/// Every type has every method, by value and by reference.
#[allow(dead_code, reason = "nothing may ever call them")]
pub mod everywhere {
    macro_rules! methods {
        ($($name:ident)*) => {
            pub trait ByValue: Sized { $(fn $name(self) { unreachable!("the user's `{}`", stringify!($name)) })* }
            pub trait ByReference { $(fn $name(&self) { unreachable!("the user's `{}`", stringify!($name)) })* }
            impl<T> ByValue for T {}
            impl<T: ?Sized> ByReference for T {}
        };
    }
    methods! {
        get set take put provide arrive turn wide map_err into_error node
        deref deref_mut into_future poll branch
    }
}

#[derive(Debug)]
pub struct Broken;

pub type Number = u64;

macro_rules! under {
    ($module:ident, $trait:ident) => {
        #[dag]
        pub mod $module {
            #![allow(unused_imports)]
            use super::everywhere::$trait;
            use super::{Broken, Number};

            #[input]
            pub struct Input {
                pub x: u64,
                pub y: String,
            }
            #[output]
            pub struct Output {
                pub c: u64,
                pub d: String,
                pub e: u64,
                pub a: String,
            }

            async fn a(x: u64) -> Result<String, Broken> {
                if x == 0 { Err(Broken) } else { Ok(x.to_string()) }
            }
            async fn b(y: &str) -> Vec<u8> {
                y.bytes().collect()
            }
            async fn c(a: &str) -> u64 {
                a.len() as u64
            }
            async fn d(a: &str, b: Vec<u8>) -> String {
                format!("{a}{b:?}")
            }
            async fn e(x: &Number) -> Number {
                x + 1
            }
            #[node(always)]
            async fn audit(c: &Number) -> Result<(), Broken> {
                if *c == 0 { Err(Broken) } else { Ok(()) }
            }
        }
    };
}

under!(by_value, ByValue);
under!(by_reference, ByReference);

#[test]
fn a_method_of_every_type_by_value_is_not_called() {
    let output = block_on(by_value::Pipeline::run(by_value::Input { x: 7, y: "y".into() })).unwrap();
    assert_eq!((output.c, &*output.d, output.e, &*output.a), (1, "7[121]", 8, "7"));
}

#[test]
fn a_method_of_every_type_by_reference_is_not_called() {
    let output = block_on(by_reference::Pipeline::run(by_reference::Input { x: 7, y: "y".into() })).unwrap();
    assert_eq!((output.c, &*output.d, output.e, &*output.a), (1, "7[121]", 8, "7"));
}
