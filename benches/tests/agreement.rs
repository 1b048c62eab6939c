//! Every contender of every graph computes the same, whatever its nodes wait for.

use dagwright_benches::body::{Body, Ready, Trickle, YieldOnce};
use dagwright_benches::graphs::{Chain32, Diamond, Fan64, Five, Graph, Layers8x8, Six};

fn values<G: Graph>() -> Vec<u64> {
    let mut values = values_with::<G, _>(&Ready);
    values.extend(values_with::<G, _>(&YieldOnce));
    values.extend(values_with::<G, _>(&Trickle::default()));
    values
}

fn values_with<G: Graph, B: Body>(body: &B) -> Vec<u64> {
    G::contenders(body).iter().map(|contender| contender.value()).collect()
}

#[test]
fn every_contender_computes_the_same_on_small_graphs() {
    // Every body adds one: on a diamond a is 1, b and c are 2, and d is 5.
    assert_eq!(values::<Diamond>(), [5; 12]);
    assert_eq!(values::<Five>(), [6; 12]);
    assert_eq!(values::<Six>(), [6; 12]);
}

#[test]
fn every_contender_computes_the_same_on_large_graphs() {
    assert_eq!(values::<Chain32>(), [32; 12]);
    assert_eq!(values::<Fan64>(), [129; 12]);
    let layers = values::<Layers8x8>();
    assert_eq!(layers, [layers[0]; 12]);
}
