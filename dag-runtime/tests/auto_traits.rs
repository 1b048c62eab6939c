//! Everything is `Send` and `Sync` exactly as its parts are.

use std::cell::Cell;
use std::future::{Ready, ready};
use std::marker::PhantomData;
use std::rc::Rc;

use dag_runtime::{
    Arrive, Failure, Handoff, Join, Loom, Place, Shuttle, Slot, Timeout, TogetherWide, TryBranch, TryJoin, Woken,
    branch, join, pair, try_join,
};

/// Asks, of a concrete type, what generic code cannot: whether it lacks a trait.
struct Ask<T>(PhantomData<T>);

trait No {
    const SEND: bool = false;
    const SYNC: bool = false;
}
impl<T> No for T {}

macro_rules! ask {
    ($name:ident, $answer:ident, $bound:ident) => {
        #[allow(dead_code, reason = "the answer for the types that have the trait")]
        impl<T: $bound> Ask<T> {
            const $answer: bool = true;
        }
        macro_rules! $name {
            ($type:ty) => {
                <Ask<$type>>::$answer
            };
        }
    };
}
ask!(is_send, SEND, Send);
ask!(is_sync, SYNC, Sync);

type One<F> = dag_runtime::Branch<F>;
type Weave<'l, T> = Join<T, Shuttle<'l, Woken, 3, 1>>;

// A future that can be sent, of an output that cannot.
type Local = std::future::Pending<Rc<()>>;
type Shared = Ready<u8>;

const _: () = {
    assert!(is_send!(Join<One<Shared>>) && is_sync!(Join<One<Shared>>));
    assert!(is_send!(Join<One<Shared>, TogetherWide>));
    assert!(is_send!(Weave<'static, One<Shared>>) && is_sync!(Weave<'static, One<Shared>>));
    assert!(is_send!(TryJoin<Rc<()>, One<Shared>>));
    assert!(is_send!(Loom<3, 1>) && is_sync!(Loom<3, 1>));
    assert!(is_send!(Arrive<'static, 3, 1>));
    assert!(is_send!(Timeout) && is_sync!(Timeout));
    assert!(!is_send!(Join<One<Local>>) && !is_sync!(Join<One<Local>>));
    assert!(!is_send!(Weave<'static, One<Local>>));
    assert!(!is_send!(TryJoin<(), TryBranch<Shared, Rc<()>>>));
    assert!(!is_send!(Failure<Rc<()>>) && is_send!(Failure<u8>));
};

const _: () = {
    assert!(is_send!(Slot<u8>) && is_sync!(Slot<u8>));
    assert!(is_send!(Slot<Cell<u8>>) && !is_sync!(Slot<Cell<u8>>));
    assert!(!is_send!(Slot<Rc<()>>) && !is_sync!(Slot<Rc<()>>));
    assert!(is_send!(Place<Cell<u8>>) && !is_sync!(Place<Cell<u8>>));
    assert!(!is_send!(Place<Rc<()>>));
    assert!(is_send!(Handoff<Cell<u8>>) && is_sync!(Handoff<Cell<u8>>));
    assert!(!is_send!(Handoff<Rc<()>>) && !is_sync!(Handoff<Rc<()>>));
};

#[test]
fn joins_of_async_blocks_can_be_sent() {
    fn assert_send(_: impl Send) {}
    let tree = || pair(branch(async { 1 }), branch(ready(String::new())));
    assert_send(join(tree()));
    assert_send(join(tree()).wide());
    assert_send(try_join::<Failure<()>, _>(tree()).wide());
}
