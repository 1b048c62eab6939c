//! Types called like those of the runtime, like generic parameters, like anything that generated code declares.

use dagwright::dag;
use futures::executor::block_on;

/// Types of the same name in another place, which spell their types differently from here.
pub mod spelled {
    pub use super::{Failure as Broken, Nothing as Void, T as Tea};
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct T(pub u64);
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nothing(pub u64);
#[derive(Debug, PartialEq)]
pub struct Failure;

// a → c → (audit), a → d, b → d: each edge spells its type in two ways, so that the generated code compares them.
#[dag(name = Branch)]
pub mod compared {
    use super::spelled::{self, Void};
    use super::{Failure, Nothing, T};

    #[input]
    pub struct Input<Place> {
        pub given: T,
        pub lent: Nothing,
        pub place: Place,
    }
    #[output]
    pub struct Output<Place> {
        pub c: spelled::Tea,
        pub d: Void,
        pub e: Place,
    }

    async fn a(#[from(given)] given: spelled::Tea) -> T {
        given
    }
    async fn b(#[from(lent)] lent: &Void) -> Result<Nothing, spelled::Broken> {
        if lent.0 == 0 { Err(Failure) } else { Ok(*lent) }
    }
    async fn c(a: &spelled::Tea) -> T {
        *a
    }
    async fn d(a: &spelled::Tea, b: &Void) -> Nothing {
        Nothing(a.0 + b.0)
    }
    async fn e<Place>(place: Place) -> Place {
        place
    }
    #[node(always)]
    async fn audit(c: spelled::Tea) -> Result<(), Failure> {
        if c.0 == 0 { Err(Failure) } else { Ok(()) }
    }
}

#[test]
fn types_may_be_called_like_generic_parameters() {
    let input = compared::Input { given: T(1), lent: Nothing(2), place: "here" };
    let output = block_on(compared::Branch::run(input)).unwrap();
    assert_eq!((output.c, output.d, output.e), (T(1), Nothing(3), "here"));
}

// a → c, a → d, b → d, with the names of the runtime.
#[dag]
#[allow(dead_code)]
pub mod runtime {
    #[derive(Debug)]
    pub struct Slot<Lend>(pub Lend);
    #[derive(Clone)]
    pub struct Place(pub u8);
    pub struct Handoff;
    pub struct Loom;
    #[derive(Clone, Copy)]
    pub struct Joint;
    #[derive(Debug)]
    pub enum Outcome {}
    #[derive(Debug)]
    pub struct Timeout;
    pub trait Lend {}
    pub trait LendDeref {}
    pub trait Probe {}
    pub trait TextOfDebug {}
    pub trait SourceOfError {}
    pub mod probe {}
    pub mod core {}
    pub mod std {}
    pub mod dagwright {}
    pub mod __private {}

    #[input]
    pub struct Input {
        pub joint: Joint,
    }

    async fn a(joint: Joint) -> Result<Place, Timeout> {
        let Joint = joint;
        Ok(Place(1))
    }
    async fn b() -> Slot<u8> {
        Slot(2)
    }
    async fn c(a: &Place) -> Result<Loom, Outcome> {
        let Place(_) = a;
        Ok(Loom)
    }
    async fn d(#[clone] a: Place, b: &Slot<u8>) -> u8 {
        a.0 + b.0
    }
    async fn e(c: Loom, _b: &Slot<u8>) -> Handoff {
        let Loom = c;
        Handoff
    }
}

#[test]
fn types_and_modules_may_be_called_like_those_of_the_runtime() {
    let output = block_on(runtime::Pipeline::run(runtime::Input { joint: runtime::Joint })).unwrap();
    assert_eq!(output.d, 3);
    let runtime::Handoff = output.e;
}

// Nodes called like the words of generated traits, types like the whole names.
#[dag]
pub mod guards {
    #[derive(Clone, Copy)]
    pub struct UserForCart(pub u8);
    #[derive(Clone, Copy)]
    pub struct LendUserForCart(pub u8);
    #[derive(Clone, Copy)]
    pub struct CopyOfUserForCart(pub u8);

    async fn user() -> UserForCart {
        UserForCart(1)
    }
    async fn lend_user() -> LendUserForCart {
        LendUserForCart(2)
    }
    async fn cart(user: UserForCart, lend_user: self::LendUserForCart) -> CopyOfUserForCart {
        CopyOfUserForCart(user.0 + lend_user.0)
    }
    async fn order(user: &self::UserForCart, cart: CopyOfUserForCart, lend_user: LendUserForCart) -> u8 {
        user.0 + cart.0 + lend_user.0
    }
    async fn copy_of_user(user: UserForCart, #[from(lend_user)] _lent: &self::LendUserForCart) -> u8 {
        user.0
    }
}

#[test]
fn types_may_be_called_like_two_nodes_together() {
    let output = block_on(guards::Pipeline::run());
    assert_eq!((output.order, output.copy_of_user), (6, 1));
}
