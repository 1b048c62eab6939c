//! Every contender of every graph computes the same, with every body of its nodes.

use dagwright_benches::body::{Body, Paced, Ready, Trickle, YieldOnce};
use dagwright_benches::graphs::{Chain32, Diamond, Fan64, Five, Graph, Layers8x8, Six};

/// The value that every contender computes, with every body.
fn value<G: Graph>() -> u64 {
    let values =
        [value_with::<G, Ready>(), value_with::<G, YieldOnce>(), value_with::<G, Trickle>(), value_with::<G, Paced>()];
    assert_eq!(values, [values[0]; 4], "{}: ready, yield, trickle, paced", G::NAME);
    values[0]
}

fn value_with<G: Graph, B: Body + Default>() -> u64 {
    let contenders = G::contenders::<B>(Box::leak(Box::default()));
    let value = contenders[0].value();
    for contender in &contenders[1..] {
        assert_eq!(contender.value(), value, "{} on {} with {} bodies", contender.name, G::NAME, B::NAME);
    }
    value
}

#[test]
fn every_contender_computes_the_same_on_small_graphs() {
    // Every body adds one: on a diamond a is 1, b and c are 2, and d is 5.
    assert_eq!(value::<Diamond>(), 5);
    assert_eq!(value::<Five>(), 6);
    assert_eq!(value::<Six>(), 6);
}

#[test]
fn every_contender_computes_the_same_on_large_graphs() {
    assert_eq!(value::<Chain32>(), 32);
    assert_eq!(value::<Fan64>(), 129);
    value::<Layers8x8>();
}
