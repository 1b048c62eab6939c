//! Modules far longer than any hand writes.

use proc_macro2::TokenStream;

use crate::expand::expand;

const NODES: usize = 3000;

/// `n0 → n1 → n2 → ...`; the stack is that of a test's thread, 2 MiB.
#[test]
fn a_chain_of_thousands_expands_on_a_small_stack() {
    let node = |number| format!("async fn n{number}(n{}: &Value) -> Value {{ todo!() }}", number - 1);
    let nodes: String = (1..NODES).map(node).collect();
    let module = format!("mod chain {{ async fn n0() -> Value {{ todo!() }} {nodes} }}");
    let expanded = expand(TokenStream::new(), module.parse().expect("a module is made of tokens"));
    assert!(expanded.to_string().contains("struct Output"));
}
