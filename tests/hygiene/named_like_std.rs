//! Types that are called like well-known ones and are something else.

use dagwright::dag;
use futures::executor::block_on;

mod small {
    #[derive(Clone, Copy)]
    pub struct String(pub u64);
    pub use self::String as Word;
}

mod bump {
    pub struct Bump(pub std::string::String);
    /// With a lifetime that its signatures leave out.
    pub struct Vec<'b, T>(pub &'b str, pub std::vec::Vec<T>);
    impl<T> Drop for Vec<'_, T> {
        fn drop(&mut self) {
            assert_eq!(self.0, "x");
        }
    }
}

// a ─┬→ b ─→ c      the `String` is copied
//    └───────┘
macro_rules! copied {
    ($($name:ident: { $($item:item)* })*) => {
        $(
            #[dag]
            mod $name {
                $($item)*

                async fn a() -> String {
                    String(1)
                }
                async fn b(a: String) -> u64 {
                    a.0
                }
                async fn c(a: String, b: u64) -> u64 {
                    a.0 + b
                }
                async fn d(#[each(list)] n: u64, a: String) -> u64 {
                    n + a.0
                }
                async fn list() -> [u64; 2] {
                    [1, 2]
                }
            }
        )*

        #[test]
        fn a_string_of_somebody_elses_may_be_copied() {
            $(
                let output = block_on($name::Pipeline::run());
                assert_eq!((output.c, &output.d[..]), (2, &[2, 3][..]), stringify!($name));
            )*
        }
    };
}

copied! {
    declared: {
        #[derive(Clone, Copy)]
        pub struct String(pub u64);
    }
    imported: { use super::small::String; }
    renamed: {
        use super::small::Word as String;
    }
    globbed: { use super::small::*; }
}

// arena → items → total → later: the arena is borrowed by what looks like std's `Vec`
macro_rules! arenas {
    ($($name:ident: $arena:ty = $value:expr, { $($item:item)* } $lent:ident: $total:ty;)*) => {
        $(
            #[dag]
            #[allow(mismatched_lifetime_syntaxes, reason = "this is what has to work")]
            mod $name {
                $($item)*

                async fn arena() -> $arena {
                    $value
                }
                async fn items(arena: &$arena) -> Vec<u32> {
                    Vec(arena.$lent(), std::vec![1, 2])
                }
                async fn total(items: $total) -> u32 {
                    items.1.iter().sum()
                }
                async fn later(total: u32) -> u32 {
                    total + 1
                }
            }
        )*

        #[test]
        fn a_vec_may_hide_a_lifetime() {
            $(assert_eq!(block_on($name::Pipeline::run()).later, 4, stringify!($name));)*
        }
    };
}

trait Lent {
    fn lent(&self) -> &str;
}
impl Lent for bump::Bump {
    fn lent(&self) -> &str {
        &self.0
    }
}
impl Lent for String {
    fn lent(&self) -> &str {
        self
    }
}

arenas! {
    own: bump::Bump = bump::Bump("x".into()), { use super::{bump, bump::*, Lent}; } lent: &Vec<'_, u32>;
    owned_text: String = "x".into(), { use super::{bump::Vec, Lent}; } lent: &Vec<'_, u32>;
    by_glob: String = "x".into(), { use super::bump::*; use super::Lent; } lent: &Vec<'_, u32>;
    shown: String = "x".into(), { use super::prelude::*; } lent: &Vec<'_, u32>;
}

mod prelude {
    pub(super) use super::Lent;
    pub(super) use super::bump::Vec;
}
