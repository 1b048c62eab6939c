//! Modules in which `Vec`, `Option`, `Result` and the like are other things than in the prelude.

use dagwright::dag;
use futures::executor::block_on;

// items → doubled (each) → count; flag → maybe (when) → told
#[dag]
pub mod structs {
    #![allow(dead_code)]
    pub struct Vec;
    pub struct Option;
    pub struct String;
    pub struct Some;
    pub struct Clone;

    #[input]
    pub struct Input {
        pub items: [u8; 3],
        pub flag: bool,
    }
    async fn doubled(#[each(items)] item: &u8) -> u8 {
        item * 2
    }
    async fn count(doubled: &[u8]) -> usize {
        doubled.len()
    }
    #[node(when = flag)]
    async fn maybe(count: usize) -> usize {
        count + 1
    }
    async fn told(maybe: core::option::Option<&usize>) -> usize {
        maybe.copied().unwrap_or_default()
    }
    #[node(when = flag)]
    async fn halves(#[each(items)] item: &u8) -> u8 {
        item / 2
    }
}

#[dag]
pub mod aliases {
    pub type Vec = [u8; 3];
    pub type Option = u8;

    #[input]
    pub struct Input {
        pub items: Vec,
        pub flag: bool,
    }
    async fn doubled(#[each(items)] item: &u8) -> u8 {
        item * 2
    }
    #[node]
    fn tripled(
        #[clone]
        #[each(items)]
        item: Option,
    ) -> Option {
        item * 3
    }
    #[node(when = flag)]
    async fn first(doubled: &[u8]) -> u8 {
        doubled[0]
    }
    async fn shown(first: core::option::Option<u8>, tripled: &[u8]) -> std::string::String {
        format!("{first:?} {tripled:?}")
    }
    #[output]
    pub struct Output {
        pub doubled: std::vec::Vec<u8>,
        pub shown: std::string::String,
        pub first: core::option::Option<u8>,
    }
}

// `a` and `b` give woven branches values that they share.
#[dag]
pub mod woven {
    #![allow(dead_code)]
    pub struct Vec<T>(pub T);
    pub enum Option {}

    #[input]
    pub struct Input {
        pub items: [u8; 2],
        pub flag: bool,
    }
    async fn a(#[each(items)] item: &u8) -> u8 {
        item + 1
    }
    #[node(when = flag)]
    async fn b(items: &[u8]) -> u8 {
        items[0]
    }
    async fn c(a: &[u8]) -> Vec<usize> {
        Vec(a.len())
    }
    async fn d(a: &[u8], b: core::option::Option<&u8>) -> u8 {
        a[0] + b.copied().unwrap_or(100)
    }
    async fn e(c: &Vec<usize>) -> usize {
        c.0
    }
}

#[test]
fn a_module_may_have_structs_called_like_those_of_the_prelude() {
    let run = |flag| block_on(structs::Pipeline::run(structs::Input { items: [1, 2, 3], flag }));
    let output = run(true);
    assert_eq!((output.told, output.halves), (4, Some(vec![0, 1, 1])));
    assert_eq!((run(false).told, run(false).halves), (0, None));
}

#[test]
fn a_module_may_have_aliases_called_like_them() {
    let output = block_on(aliases::Pipeline::run(aliases::Input { items: [1, 2, 3], flag: true }));
    assert_eq!((output.doubled, &*output.shown, output.first), (vec![2, 4, 6], "Some(2) [3, 6, 9]", Some(2)));
}

#[test]
fn values_that_branches_share_are_those_of_the_prelude_all_the_same() {
    let output = block_on(woven::Pipeline::run(woven::Input { items: [1, 2], flag: false }));
    assert_eq!((output.d, output.e), (102, 2));
}
