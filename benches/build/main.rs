//! Writes the large graphs, in the form of the small ones that are written out by hand under `src/graphs`.

use std::path::Path;
use std::{env, fs};

use shapes::{Graph, chain, fan, layers, levels, random};

mod shapes;

/// Join macros of more futures than this take minutes to compile.
const WIDEST_JOIN: usize = 100;

fn main() {
    println!("cargo::rerun-if-changed=build");
    let mut modules = vec![
        module("Chain32", "chain of 32", true, &chain(32)),
        module("Fan64", "1→64→1", true, &fan(64)),
        module("Layers8x8", "layers 8×8", false, &layers(8)),
    ];
    if env::var_os("CARGO_FEATURE_LARGE").is_some() {
        modules.extend([
            module("Layers30x30", "layers 30×30", false, &layers(30)),
            module("Fan1000", "1→1000→1", true, &fan(1000)),
            module("Random300", "random 300", false, &random(300)),
        ]);
    }
    let folder = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&folder).join("large_graphs.rs"), modules.concat()).expect("OUT_DIR can be written to");
}

/// Output: `pub mod fan64 { graph!(Fan64, …); const PREDECESSORS …; #[dag] pub mod nodes { … } async fn straight_line … }`
fn module(graph: &str, name: &str, series_parallel: bool, shape: &Graph) -> String {
    let module = graph.to_lowercase();
    let sink = shape.len() - 1;
    let wide = levels(shape).iter().any(|level| level.len() > WIDEST_JOIN);
    let (listed, functions) = if wide { join_all(shape) } else { joins(shape) };
    let predecessors: String = shape.iter().map(|from| format!("&{from:?}, ")).collect();
    let nodes = nodes(shape);
    format!(
        "pub use {module}::{graph};\npub mod {module} {{\nuse crate::body::Body;\n
        super::graph!({graph}, \"{name}\", n{sink}, series_parallel: {series_parallel}, {listed});\n
        const PREDECESSORS: &[&[usize]] = &[{predecessors}];\n{nodes}\n{functions}\n}}\n"
    )
}

/// The contenders that are written out for this graph.
fn joins(shape: &Graph) -> (&'static str, String) {
    let listed = "Joins \"join!, levels\" by_level, Joins \"tokio::join!, levels\" by_level_with_tokio,
        Library \"futures-concurrency, levels\" concurrent,";
    let functions = [
        function("straight_line", &straight_line(shape)),
        function("by_level", &by_level(shape, |names, calls| format!("let ({names}) = futures::join!({calls});\n"))),
        function(
            "by_level_with_tokio",
            &by_level(shape, |names, calls| format!("let ({names}) = tokio::join!({calls});\n")),
        ),
        function("concurrent", &concurrent(shape)),
    ];
    (listed, functions.concat())
}

/// The same for a level too wide for macros: loops over its nodes. It is the one in the middle of three.
fn join_all(shape: &Graph) -> (&'static str, String) {
    let sink = shape.len() - 1;
    let level = |future: &str| {
        format!(
            "let n0 = nodes::n0(body).await;\n
            let values = (1..{sink}).map(|node| body.work(node, n0));\n
            let sum = {future};\nbody.work({sink}, sum).await"
        )
    };
    let listed = "Joins \"join_all, levels\" joined, Library \"futures-concurrency, levels\" concurrent,";
    let functions = [
        function("straight_line", &level("{ let mut sum = 0; for value in values { sum += value.await; } sum }")),
        function("joined", &level("futures::future::join_all(values).await.iter().sum()")),
        function(
            "concurrent",
            &level("futures_concurrency::future::Join::join(values.collect::<Vec<_>>()).await.iter().sum()"),
        ),
    ];
    (listed, functions.concat())
}

/// Output: `#[dag] pub mod nodes { … pub async fn n3<B: Body>(n1: u64, n2: u64, body: &B) -> u64 { … } … }`
fn nodes(shape: &Graph) -> String {
    let node = |(node, predecessors): (usize, &Vec<usize>)| {
        let parameters: String = predecessors.iter().map(|from| format!("n{from}: u64, ")).collect();
        let sum = sum(predecessors);
        format!("pub async fn n{node}<B: Body>({parameters}body: &B) -> u64 {{ body.work({node}, {sum}).await }}\n")
    };
    let nodes: String = shape.iter().enumerate().map(node).collect();
    format!(
        "#[dagwright::dag]\npub mod nodes {{\nuse crate::body::Body;\n
        #[input]\npub struct Input<'b, B: Body> {{ pub body: &'b B }}\n{nodes}}}\n"
    )
}

fn function(name: &str, body: &str) -> String {
    format!("async fn {name}<B: Body>(body: &B) -> u64 {{\n{body}\n}}\n")
}

/// Output: `let n3 = nodes::n3(n1, n2, body).await; … nodes::n64(n60, n63, body).await`
fn straight_line(shape: &Graph) -> String {
    (0..shape.len()).map(|node| awaited(shape, node)).collect()
}

/// What `join` makes of the names and the calls of each level. Output: `let (n3, n4) = join!(…); … nodes::n64(n60, body).await`
fn by_level(shape: &Graph, join: impl Fn(&str, &str) -> String) -> String {
    let level = |nodes: &Vec<usize>| match &nodes[..] {
        [node] => awaited(shape, *node),
        nodes => {
            let calls: String = nodes.iter().map(|&node| call(shape, node) + ", ").collect();
            join(&arguments(nodes), &calls)
        }
    };
    levels(shape).iter().map(level).collect()
}

/// Output: `let [n3, n4] = [body.work(3, n1 + n2), body.work(4, n2)].join().await;`, an array as tuples end at twelve.
fn concurrent(shape: &Graph) -> String {
    let level = |nodes: &Vec<usize>| match &nodes[..] {
        [node] => awaited(shape, *node),
        nodes => {
            let works: String =
                nodes.iter().map(|&node| format!("body.work({node}, {}), ", sum(&shape[node]))).collect();
            format!("let [{}] = futures_concurrency::future::Join::join([{works}]).await;\n", arguments(nodes))
        }
    };
    levels(shape).iter().map(level).collect()
}

/// A node awaited by itself; the last one is what the function returns.
fn awaited(shape: &Graph, node: usize) -> String {
    let future = call(shape, node);
    if node == shape.len() - 1 { format!("{future}.await") } else { format!("let n{node} = {future}.await;\n") }
}

fn call(shape: &Graph, node: usize) -> String {
    format!("nodes::n{node}({}body)", arguments(&shape[node]))
}

fn arguments(nodes: &[usize]) -> String {
    nodes.iter().map(|node| format!("n{node}, ")).collect()
}

fn sum(nodes: &[usize]) -> String {
    let names: Vec<String> = nodes.iter().map(|node| format!("n{node}")).collect();
    if names.is_empty() { String::from("0") } else { names.join(" + ") }
}
