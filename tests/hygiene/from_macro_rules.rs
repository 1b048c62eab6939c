//! Pipelines that a `macro_rules!` macro writes, with names and types from itself and from its arguments.

use dagwright::dag;
use futures::executor::block_on;

#[derive(Debug)]
pub struct Broken;

// x → a → c → (audit), a → d, y → b → d: names and types of both origins side by side.
macro_rules! mixed {
    (
        $(#[$outer:meta])*
        $vis:vis mod $module:ident<$life:lifetime> {
            $field:ident: $field_ty:ty, $node:ident: $value:ty = $body:expr, $sink:ident ($given:ident) $block:block
        }
    ) => {
        $(#[$outer])*
        #[dag]
        $vis mod $module {
            use super::Broken;

            #[input]
            pub struct Input<$life> {
                pub $field: $field_ty,
                pub y: &$life str,
            }
            #[output]
            $vis struct Output {
                $vis $sink: $value,
                pub d: Vec<$value>,
            }

            async fn a($field: $field_ty) -> Result<$field_ty, Broken> {
                Ok($field)
            }
            async fn $node(y: &str) -> $value {
                let _ = y;
                $body
            }
            async fn c(a: &$field_ty) -> $field_ty {
                *a
            }
            async fn d(a: &$field_ty, $node: &$value) -> Vec<$value> {
                let _: $field_ty = *a;
                vec![$node.clone()]
            }
            async fn $sink(#[from(c)] $given: $field_ty) -> $value $block
            #[node(always)]
            async fn audit(_c: &$field_ty, _a: &$field_ty) -> Result<(), Broken> {
                Ok(())
            }
        }
    };
}

mixed! {
    /// Documented.
    #[allow(clippy::ptr_arg)]
    pub mod strings<'input> { number: u64, text: String = String::from("text"), sink (c) { format!("sink {c}") } }
}
mixed! {
    pub(crate) mod numbers<'a> { x: (u8, u8), b: Option<u8> = Some(1), input (c) { (c.0 > c.1).then_some(0) } }
}

#[test]
fn names_types_bodies_and_lifetimes_come_from_both_sides() {
    let output = block_on(strings::Pipeline::run(strings::Input { number: 7, y: "y" })).unwrap();
    assert_eq!((&*output.sink, output.d), ("sink 7", vec![String::from("text")]));
    let output = block_on(numbers::Pipeline::run(numbers::Input { x: (1, 2), y: "y" })).unwrap();
    assert_eq!((output.input, output.d), (None, vec![Some(1)]));
}

// Whole items pass through, each an invisible group of its own.
macro_rules! passing {
    ($(#[$option:meta])* $module:ident: $($item:item)*) => {
        $(#[$option])*
        pub mod $module { $($item)* }
    };
}

passing! {
    #[dagwright::dag(name = Passed)]
    items:

    use super::Broken;

    #[input]
    pub struct Input {
        pub x: u64,
    }

    /// A node.
    async fn a(x: u64) -> Result<u64, Broken> { Ok(x) }
    #[node]
    fn b(#[from(x)] number: &u64) -> u64 { helper(*number) }
    async fn c(a: &u64) -> u64 { *a }
    async fn d(a: &u64, b: &u64) -> u64 { a + b }
    fn helper(number: u64) -> u64 { number + 1 }
}

#[test]
fn whole_items_may_be_arguments_of_the_macro() {
    let output = block_on(items::Passed::run(items::Input { x: 1 })).unwrap();
    assert_eq!((output.c, output.d), (1, 3));
}

// Names that only the macro knows, and the same from the argument: two variables, as hygiene has it.
macro_rules! local {
    ($argument:ident, $ty:ident<$($rest:ty),*>, $literal:literal, $path:path, $pattern:pat) => {
        fn expanded() -> (u64, $ty<$($rest),*>) {
            #[dag]
            mod inner {
                #[allow(unused_imports)]
                use super::*;

                async fn a() -> u64 {
                    $literal
                }
                async fn $argument(#[from(a)] $pattern: u64) -> $ty<$($rest),*> {
                    $path(a_of($literal))
                }
                fn a_of(number: u64) -> u64 {
                    let $argument = number;
                    $argument
                }
                async fn both(a: u64, _input: &$ty<$($rest),*>) -> u64 {
                    a
                }
                async fn third($argument: &$ty<$($rest),*>) -> $ty<$($rest),*> {
                    $argument.clone()
                }
            }
            let output = block_on(inner::Pipeline::run());
            (output.both, output.third)
        }
    };
}

local!(input, Option<u64>, 5, Some, _);

#[test]
fn a_macro_may_write_a_function_with_a_pipeline_in_it() {
    assert_eq!(expanded(), (5, Some(5)));
}

// A macro in a macro; repeated nodes.
macro_rules! many {
    ($($name:ident from $provider:ident)*) => {
        passing! {
            #[dag]
            chain:
            #[input]
            pub struct Input { pub start: Vec<u8> }
            $(async fn $name($provider: &[u8]) -> Vec<u8> { let mut next = $provider.to_vec(); next.push(0); next })*
        }
    };
}

many! { one from start two from one three from two four from one }

#[test]
fn nodes_may_come_from_a_repetition() {
    let output = block_on(chain::Pipeline::run(chain::Input { start: Vec::new() }));
    assert_eq!((output.three.len(), output.four.len()), (3, 2));
}
