//! Types called like those of the runtime, like generic parameters, like anything that generated code declares.

use dagwright::dag;
use futures::executor::block_on;

/// Types of the same name in another module, which spell their types differently from here.
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
    pub struct Input<Late> {
        pub given: T,
        pub lent: Nothing,
        pub late: Late,
    }
    #[output]
    pub struct Output<Late> {
        pub c: spelled::Tea,
        pub d: Void,
        pub e: Late,
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
    async fn e<Late>(late: Late) -> Late {
        late
    }
    #[node(always)]
    async fn audit(c: spelled::Tea) -> Result<(), Failure> {
        if c.0 == 0 { Err(Failure) } else { Ok(()) }
    }
}

#[test]
fn types_may_be_called_like_generic_parameters() {
    let input = compared::Input { given: T(1), lent: Nothing(2), late: "here" };
    let output = block_on(compared::Branch::run(input)).unwrap();
    assert_eq!((output.c, output.d, output.e), (T(1), Nothing(3), "here"));
}

// a → c, a → d, b → d, with the names of the runtime.
#[dag]
#[allow(dead_code)]
pub mod of_the_runtime {
    #[derive(Debug)]
    pub struct Slot<Lent>(pub Lent);
    #[derive(Clone)]
    pub struct Late(pub u8);
    pub struct Handoff;
    pub struct Latches;
    #[derive(Clone, Copy)]
    pub struct Latch;
    #[derive(Debug)]
    pub enum Outcome {}
    #[derive(Debug)]
    pub struct Timeout;
    pub trait Lent {}
    pub struct Plain;
    pub struct Coerced;
    pub trait Autoref {}
    pub trait TextOfDebug {}
    pub trait SourceOfError {}
    pub mod autoref {}
    pub mod core {}
    pub mod std {}
    pub mod dagwright {}
    pub mod runtime {}

    #[input]
    pub struct Input {
        pub latch: Latch,
    }

    async fn a(latch: Latch) -> Result<Late, Timeout> {
        let Latch = latch;
        Ok(Late(1))
    }
    async fn b() -> Slot<u8> {
        Slot(2)
    }
    async fn c(a: &Late) -> Result<Latches, Outcome> {
        let Late(_) = a;
        Ok(Latches)
    }
    async fn d(#[clone] a: Late, b: &Slot<u8>) -> u8 {
        a.0 + b.0
    }
    async fn e(c: Latches, _b: &Slot<u8>) -> Handoff {
        let Latches = c;
        Handoff
    }
}

#[test]
fn types_and_modules_may_be_called_like_those_of_the_runtime() {
    let output =
        block_on(of_the_runtime::Pipeline::run(of_the_runtime::Input { latch: of_the_runtime::Latch })).unwrap();
    assert_eq!(output.d, 3);
    let of_the_runtime::Handoff = output.e;
}

// Nodes called like the words of generated traits, types like the whole names.
#[dag]
pub mod guards {
    #[derive(Clone, Copy)]
    pub struct UserForCart(pub u8);
    #[derive(Clone, Copy)]
    pub struct CoerceUserForCart(pub u8);
    #[derive(Clone, Copy)]
    pub struct CopyOfUserForCart(pub u8);

    async fn user() -> UserForCart {
        UserForCart(1)
    }
    async fn coerce_user() -> CoerceUserForCart {
        CoerceUserForCart(2)
    }
    async fn cart(user: UserForCart, coerce_user: self::CoerceUserForCart) -> CopyOfUserForCart {
        CopyOfUserForCart(user.0 + coerce_user.0)
    }
    async fn order(user: &self::UserForCart, cart: CopyOfUserForCart, coerce_user: CoerceUserForCart) -> u8 {
        user.0 + cart.0 + coerce_user.0
    }
    async fn copy_of_user(user: UserForCart, #[from(coerce_user)] _lent: &self::CoerceUserForCart) -> u8 {
        user.0
    }
}

#[test]
fn types_may_be_called_like_two_nodes_together() {
    let output = block_on(guards::Pipeline::run());
    assert_eq!((output.order, output.copy_of_user), (6, 1));
}
