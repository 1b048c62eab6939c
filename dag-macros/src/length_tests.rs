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

/// The expansion of a module of so many items.
fn expanded(count: usize, item: impl Fn(usize) -> String) -> String {
    let items: String = (0..count).map(item).collect();
    let module = format!("mod long {{ {items} }}").parse().expect("a module is made of tokens");
    expand(TokenStream::new(), module).to_string()
}

/// Checks that so many mistakes are told, in texts that do not grow with the module.
#[track_caller]
fn assert_told(expanded: &str, mistakes: usize) {
    // What is between two mistakes is text, and the user's items behind the last.
    let texts: Vec<&str> = expanded.split("compile_error ! {").skip(1).collect();
    let lengths = texts.iter().map(|text| text.find("\" }").expect("a text ends"));
    assert_eq!(texts.len(), mistakes);
    assert!(lengths.max() < Some(1500), "{}", texts[0]);
}

#[test]
fn a_cycle_of_thousands_is_told_in_a_few_lines() {
    let told = expanded(5000, |n| format!("async fn n{n}(n{}: &Value) -> Value {{ todo!() }}", (n + 4999) % 5000));
    assert_told(&told, 13);
    assert!(told.contains("`n10` → `n11` → 4988 more → `n0`") && told.contains("and 4988 more"));
}

#[test]
fn a_value_that_thousands_take_is_told_to_a_few_of_them() {
    let told = expanded(4000, |n| match n {
        0 => "async fn names() -> Vec<String> { todo!() }".to_owned(),
        _ => format!("async fn n{n}(names: Vec<String>) -> u8 {{ todo!() }}"),
    });
    assert_told(&told, 12);
    assert!(told.contains("`n12` takes `names` by value, but `n1` uses it too"));
}

#[test]
fn an_input_that_thousands_change_is_told_in_a_line_each() {
    let told = expanded(2000, |n| match n {
        0 => "#[input] struct Input { conn: Conn }".to_owned(),
        _ => format!("async fn n{n}(conn: &mut Conn) -> u8 {{ todo!() }}"),
    });
    assert_told(&told, 1999);
}

#[test]
fn a_name_that_thousands_ask_for_in_vain_is_told_once() {
    let told = expanded(4000, |n| format!("async fn n{n}(nothing: &Value) -> u8 {{ todo!() }}"));
    assert_told(&told, 1);
}

#[test]
fn thousands_of_names_that_would_be_inputs_are_told_once() {
    let told = expanded(2000, |n| format!("async fn n{n}(other{n}: &Value) -> u8 {{ todo!() }}"));
    assert_told(&told, 1);
    assert!(told.contains("... (1988 more)"));
}

#[test]
fn thousands_of_missing_names_are_told_one_by_one() {
    let told = expanded(2000, |n| match n {
        0 => "#[input] struct Input { id: u64 }".to_owned(),
        _ => format!("async fn n{n}(other{n}: &Value, id: &u64) -> u8 {{ todo!() }}"),
    });
    assert_told(&told, 1999);
}

#[test]
fn a_long_way_to_the_output_is_told_by_its_ends() {
    let told = expanded(4000, |n| match n {
        0 => "async fn n0(nothing: &Value) -> Value { todo!() }".to_owned(),
        _ => format!("async fn n{n}(n{}: &Value) -> Value {{ todo!() }}", n - 1),
    });
    assert_told(&told, 1);
    assert!(told.contains("`n11` → 3987 more → `n3999` → the output"));
}
