//! The number of polls of the nodes' bodies, when their waits end one at a time.

use dagwright_costs::Gates;

use crate::driving::{Order, drive};
use crate::{chain_32, fan_64, layers_8x8};

const ORDERS: [Order; 4] = [Order::First, Order::Last, Order::Stride(7), Order::Stride(25)];

//      ┌→ n1 ──┐
// n0 ──┼→  …  ─┼→ n65
//      └→ n64 ─┘
#[test]
fn a_fan_of_64_staggered_waits_polls_a_body_three_times_at_most_and_one_once_more() {
    for order in ORDERS {
        let gates = Gates::closed(fan_64::LEN);
        let run = fan_64::Pipeline::run(fan_64::Input { gates: &gates });
        let output = drive(run, &gates, fan_64::LEN, order);
        assert_eq!(output.n65, 1 + 64 * 2);
        let polls = gates.polls();
        assert!(polls.iter().all(|&polls| (2..=4).contains(&polls)), "{polls:?}");
        assert!(polls.iter().filter(|&&polls| polls == 4).count() <= 1, "{polls:?}");
    }
}

// n0 → n1 → … → n31
#[test]
fn a_chain_polls_each_body_twice() {
    let gates = Gates::closed(chain_32::LEN);
    let run = chain_32::Pipeline::run(chain_32::Input { gates: &gates });
    let output = drive(run, &gates, chain_32::LEN, Order::First);
    assert_eq!(output.n31, 32);
    assert_eq!(gates.polls(), [2; 32]);
}

// 8 layers of 8, two or three edges each
#[test]
fn staggered_waits_in_layers_poll_a_body_three_times_at_most_and_one_once_more() {
    for order in ORDERS {
        let gates = Gates::closed(layers_8x8::LEN);
        let run = layers_8x8::Pipeline::run(layers_8x8::Input { gates: &gates });
        drive(run, &gates, layers_8x8::LEN, order);
        let polls = gates.polls();
        assert!(polls.iter().all(|&polls| (2..=4).contains(&polls)), "{polls:?}");
        assert!(polls.iter().filter(|&&polls| polls == 4).count() <= 1, "{polls:?}");
    }
}
