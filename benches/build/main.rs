//! Writes the large graphs, in the form of the small ones that are written out by hand under `src/graphs`.

use std::path::Path;
use std::{env, fs};

use shapes::{Graph, chain, fan, layers, levels, random};

mod shapes;

/// Join macros of more futures than this take minutes to compile, or crash the compiler: wider ones are joins of joins.
const WIDEST_JOIN: usize = 100;
/// The width of the joins in such a join.
const PART_OF_A_JOIN: usize = 32;

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
    let (listed, functions) = written_out(shape, wide);
    let predecessors: String = shape.iter().map(|from| format!("&{from:?}, ")).collect();
    let nodes = nodes(shape);
    format!(
        "pub use {module}::{graph};\npub mod {module} {{\nuse crate::body::Body;\n
        super::graph!({graph}, \"{name}\", n{sink}, series_parallel: {series_parallel}, {listed});\n
        const PREDECESSORS: &[&[usize]] = &[{predecessors}];\n{nodes}\n{functions}\n}}\n"
    )
}

/// The contenders that are written out for this graph: their list and their functions.
fn written_out(shape: &Graph, wide: bool) -> (String, String) {
    let mut listed = String::from(
        "Joins \"join!, levels\" by_level, Joins \"tokio::join!, levels\" by_level_with_tokio,
        Library \"futures-concurrency, levels\" concurrent,",
    );
    let mut functions = function("straight_line", &straight_line(shape))
        + &function("by_level", &by_level(shape, "futures::join!"))
        + &function("by_level_with_tokio", &by_level(shape, "tokio::join!"));
    if wide {
        listed += "Library \"join_all, levels\" joined,";
        functions += &function("concurrent", &loop_over_level(shape, "futures_concurrency::future::Join::join(works)"));
        functions += &function("joined", &loop_over_level(shape, "futures::future::join_all(works)"));
    } else {
        functions += &function("concurrent", &concurrent(shape));
    }
    (listed, functions)
}

/// The level in the middle of three as a loop over the calls of its nodes.
fn loop_over_level(shape: &Graph, join: &str) -> String {
    let sink = shape.len() - 1;
    format!(
        "let n0 = nodes::n0(body).await;\n
        let works: Vec<_> = (1..{sink}).map(|node| body.work(node, n0)).collect();\n
        let sum = {join}.await.iter().sum();\nbody.work({sink}, sum).await"
    )
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

/// Output: `let (n3, n4,) = join!(nodes::n3(n1, body), nodes::n4(n2, body)); … nodes::n64(n60, body).await`
fn by_level(shape: &Graph, join: &str) -> String {
    let level = |nodes: &Vec<usize>| match &nodes[..] {
        [node] => awaited(shape, *node),
        nodes => {
            let (pattern, joined) = joined(shape, nodes, join);
            format!("let {pattern} = {joined};\n")
        }
    };
    levels(shape).iter().map(level).collect()
}

/// Nodes that run side by side, and the pattern that takes their values apart.
fn joined(shape: &Graph, nodes: &[usize], join: &str) -> (String, String) {
    if nodes.len() <= WIDEST_JOIN {
        let calls: String = nodes.iter().map(|&node| call(shape, node) + ", ").collect();
        return (format!("({})", arguments(nodes)), format!("{join}({calls})"));
    }
    let parts = nodes.chunks(PART_OF_A_JOIN).map(|part| {
        let (pattern, joined) = joined(shape, part, join);
        (pattern + ", ", format!("async {{ {joined} }}, "))
    });
    let (patterns, joins): (String, String) = parts.unzip();
    (format!("({patterns})"), format!("{join}({joins})"))
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

/// A node awaited by itself; the last one is the function's value.
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
