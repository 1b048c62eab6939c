//! Items that are switched off by `#[cfg]` are as good as never written.

#![allow(clippy::non_minimal_cfg, clippy::mixed_attributes_style, reason = "whatever may be written is meant to work")]

use dagwright::dag;
use futures::executor::block_on;

#[derive(Debug)]
pub struct Broken;

// x → a → c → (audit), a → d, b → d; every other thing is switched on or off in some way.
#[dag(name = Switched)]
#[allow(dead_code)]
pub mod switched {
    //! Documented.
    #![allow(unused_imports)]
    #![cfg_attr(all(), allow(unused_variables))]
    #![doc = "More of it."]
    use super::Broken;

    /// The input.
    #[cfg_attr(all(), derive(Clone), doc = "Can be cloned.")]
    #[input]
    pub struct Input {
        #[cfg(all())]
        pub x: u64,
        #[cfg(any())]
        pub x: Nonsense,
        #[cfg(not(any(windows, not(windows))))]
        pub missing: Nonsense,
        #[cfg_attr(all(), doc = "On.")]
        #[cfg(any(unix, not(unix)))]
        pub y: u8,
    }

    #[cfg(any())]
    #[input]
    pub struct OtherInput;

    #[cfg_attr(any(), derive(Nonsense))]
    #[cfg_attr(all(), output)]
    pub struct Output {
        #[cfg(any())]
        pub missing: Nonsense,
        pub d: u64,
        #[cfg(all(test, any(unix, not(unix))))]
        pub c: u64,
    }

    #[cfg(test)]
    async fn a(x: u64, #[cfg(any())] missing: Nonsense) -> Result<u64, Broken> {
        Ok(x)
    }
    #[cfg(not(test))]
    async fn a() -> Nonsense {}

    #[cfg_attr(not(any()), cfg_attr(all(test), cfg_attr(all(), node)))]
    fn b(#[cfg(all())] y: u8, #[cfg(any())] y: Nonsense) -> u8 {
        y
    }
    #[cfg_attr(any(), node(skip))]
    async fn c(#[cfg_attr(all(), from(a))] number: &u64) -> u64 {
        *number
    }
    async fn d(a: &u64, #[cfg_attr(any(), clone)] b: &u8) -> u64 {
        a + u64::from(*b)
    }
    #[cfg_attr(all(test, not(any())), node(always), allow(clippy::unused_async))]
    async fn audit(_c: &u64) -> Result<(), Broken> {
        Ok(())
    }
    #[cfg_attr(test, node(skip), doc = "Never a node.")]
    async fn helper(nonsense: u8) -> u8 {
        nonsense
    }
    #[cfg(any())]
    async fn missing(nonsense: u8) -> Result<Nonsense, Broken> {
        nonsense
    }
}

#[test]
fn switched_off_things_are_not_there_and_the_others_are() {
    let input = switched::Input { x: 1, y: 2 };
    let output = block_on(switched::Switched::run(input.clone())).unwrap();
    assert_eq!((output.c, output.d), (1, 3));
    assert!(matches!(switched::Error::Audit(Broken).node(), "audit"));
}

// Predicates in every spelling; a key with a value; one predicate at many nodes.
#[dag]
#[rustfmt::skip]
pub mod spelled {
    #[cfg(target_os="none")] async fn a() -> Nonsense {}
    #[cfg(not(target_os = "none"))] async fn a() -> u8 { 1 }
    #[cfg( not( target_os="none" , ) )] async fn b(a: u8) -> u8 { a }
    #[cfg(not(target_os = r"none"))] async fn c(a: u8, #[cfg(target_os = "none")] b: u8) -> u8 { a }
    #[cfg_attr(not(target_os="none"),node(always))] async fn d(b: u8) {  let _ = b; }
    #[cfg_attr(all(),)] async fn e(b: u8) -> u8 { b }
    #[cfg(all(not(unix),unix))] async fn e() -> Nonsense {}
    #[cfg(all(not(any()),))] async fn f(a: u8, b: u8) -> u8 { a + b }
}

#[test]
fn predicates_may_be_spelled_as_one_likes() {
    let output = block_on(spelled::Pipeline::run());
    assert_eq!((output.c, output.e, output.f), (1, 1, 2));
}

// `true` and `false` are predicates, too.
#[dag]
pub mod literal {
    #[cfg(false)]
    async fn a() -> Nonsense {}
    #[cfg(true)]
    async fn a() -> u8 {
        1
    }
    #[cfg_attr(true, node)]
    fn b(#[cfg(false)] nonsense: Nonsense, a: u8) -> u8 {
        a
    }
    #[cfg_attr(false, node(skip))]
    async fn c(#[cfg_attr(true, from(a))] number: u8) -> u8 {
        number
    }
    #[cfg(not(false))]
    async fn d(b: u8) -> u8 {
        b
    }
}

#[test]
fn true_and_false_are_predicates() {
    let output = block_on(literal::Pipeline::run());
    assert_eq!((output.c, output.d), (1, 1));
}

// Items that would be in the way, and are switched off.
#[dag]
pub mod in_the_way {
    #[cfg(any())]
    pub struct Pipeline;
    #[cfg(any())]
    pub enum Output {}
    #[cfg(any())]
    pub type Error = ();
    #[cfg(any())]
    use super::nonsense::{Output, Pipeline};
    #[cfg(any())]
    mod nonsense {}

    #[cfg(all())]
    use super::Broken as Failure;

    async fn a() -> Result<u8, Failure> {
        Ok(1)
    }
    #[cfg(any())]
    #[output]
    struct Summary {
        nonsense: Nonsense,
    }
}

#[test]
fn an_item_that_is_switched_off_takes_no_name() {
    assert_eq!(block_on(in_the_way::Pipeline::run()).unwrap().a, 1);
}

// All of it written by a macro, in a function.
#[test]
fn a_macro_may_write_predicates() {
    macro_rules! switched {
        ($on:meta, $off:meta) => {
            #[dag]
            mod inner {
                #[cfg($on)]
                async fn a() -> u8 {
                    1
                }
                #[cfg($off)]
                async fn a() -> u8 {
                    2
                }
                #[cfg_attr($on, node)]
                fn b(a: u8, #[cfg($off)] nonsense: Nonsense) -> u8 {
                    a
                }
            }
        };
    }
    switched!(all(not(any())), any());
    assert_eq!(block_on(inner::Pipeline::run()).b, 1);
}
