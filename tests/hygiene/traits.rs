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
        elements coerce coerced check split clear give peek count_down wait wait_turn at_once inline_from
        field finish debug_struct debug_tuple fmt source map copied as_ref is_some_and call
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

macro_rules! elements_under {
    ($module:ident, $trait:ident) => {
        // items → doubled (each) → count, flag → some (when) → told; the output is a generated one.
        #[dag]
        pub mod $module {
            #![allow(unused_imports)]
            use super::everywhere::$trait;
            use super::{Broken, Number};

            #[input]
            pub struct Input {
                pub items: Vec<u8>,
                pub names: Vec<String>,
                pub flag: bool,
            }
            async fn doubled(#[each(items)] item: &u8) -> Result<u8, Broken> {
                if *item == 0 { Err(Broken) } else { Ok(item * 2) }
            }
            async fn lengths(#[each(names)] name: String) -> Number {
                name.len() as u64
            }
            #[node]
            fn halves(
                #[clone]
                #[each(items)]
                item: u8,
            ) -> u8 {
                item / 2
            }
            async fn count(doubled: &[u8], lengths: &[u64]) -> usize {
                doubled.len() + lengths.len()
            }
            #[node(when = flag)]
            async fn some(count: usize) -> Number {
                count as Number
            }
            #[cfg_attr(feature = "tokio", node(blocking))]
            #[cfg_attr(not(feature = "tokio"), node)]
            fn told(some: Option<&u64>, halves: &[u8]) -> String {
                format!("{some:?} {halves:?}")
            }
        }
    };
}

elements_under!(elements_by_value, ByValue);
elements_under!(elements_by_reference, ByReference);

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

/// Runs a pipeline with elements, first well, then with a failure.
macro_rules! check_elements {
    ($module:ident) => {
        let run = |items: Vec<u8>| {
            let input = $module::Input { items, names: vec!["a".into()], flag: true };
            tokio::runtime::Builder::new_current_thread().build().unwrap().block_on($module::Pipeline::run(input))
        };
        let output = run(vec![1, 2, 3]).unwrap();
        assert_eq!(format!("{output:?}"), r#"Output { told: "Some(4) [0, 1, 1]" }"#);
        let error = run(vec![0]).unwrap_err();
        assert_eq!((format!("{error:?}"), error.node()), ("Doubled(Broken)".to_owned(), "doubled"));
    };
}

#[test]
fn elements_and_texts_are_found_whatever_methods_are_there_by_value() {
    check_elements!(elements_by_value);
}

#[test]
fn elements_and_texts_are_found_whatever_methods_are_there_by_reference() {
    check_elements!(elements_by_reference);
}
