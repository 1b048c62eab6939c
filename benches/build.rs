//! Writes the large graphs, in the form of the small ones that are written out by hand under `src/graphs`.

use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;
use std::{env, fs};

/// `async_dag` takes no more dependencies of a task than this.
const MOST_DEPENDENCIES: usize = 12;

/// Layers of nodes: for each node the nodes it takes a value of, which are in the layers before.
struct Layered(Vec<Vec<Vec<usize>>>);

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let modules = [
        module("Chain32", "chain of 32", &chain(32)),
        module("Fan64", "1→64→1", &fan(64)),
        module("Layers8x8", "layers 8×8", &layers(8)),
    ];
    let folder = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&folder).join("large_graphs.rs"), modules.concat()).expect("OUT_DIR can be written to");
}

fn chain(len: usize) -> Layered {
    Layered((0..len).map(|node| vec![node.checked_sub(1).into_iter().collect()]).collect())
}

fn fan(width: usize) -> Layered {
    Layered(vec![vec![vec![]], vec![vec![0]; width], vec![(1..=width).collect()]])
}

/// `size` layers of `size` nodes, each after two or three of the layer before; then a node after all of the last layer.
fn layers(size: usize) -> Layered {
    let node = |node: usize| match (node / size).checked_sub(1) {
        None => vec![],
        Some(before) => {
            let steps = [0, 3, 5].into_iter().take(2 + node % 2);
            steps.map(|step| before * size + (node + step) % size).collect()
        }
    };
    let layer = |layer: usize| (layer * size..(layer + 1) * size).map(node).collect();
    let sink = vec![(size * (size - 1)..size * size).collect()];
    Layered((0..size).map(layer).chain([sink]).collect())
}

impl Layered {
    /// Every node with its predecessors.
    fn nodes(&self) -> impl Iterator<Item = (usize, &[usize])> {
        self.0.iter().flatten().map(Vec::as_slice).enumerate()
    }

    fn sink(&self) -> usize {
        self.nodes().count() - 1
    }

    /// The nodes of each layer.
    fn ranges(&self) -> impl Iterator<Item = Range<usize>> {
        self.0.iter().scan(0, |start, layer| {
            let range = *start..*start + layer.len();
            *start = range.end;
            Some(range)
        })
    }
}

fn module(graph: &str, name: &str, layered: &Layered) -> String {
    let module = graph.to_lowercase();
    let sink = layered.sink();
    let nodes = nodes(layered);
    let straight_line = function("straight_line", &straight_line(layered));
    let joined = function("joined", &joined(layered));
    let async_dag = function("async_dag", &async_dag(layered));
    format!(
        "pub use {module}::{graph};\npub mod {module} {{\nuse crate::body::Body;\n
        super::graph!({graph}, \"{name}\", n{sink});\n{nodes}\n{straight_line}\n{joined}\n{async_dag}\n}}\n"
    )
}

/// Output: `#[dag] pub mod nodes { … pub async fn n3<B: Body>(n1: u64, n2: u64, body: &B) -> u64 { … } … }`
fn nodes(layered: &Layered) -> String {
    let mut text = String::from(
        "#[dagwright::dag]\npub mod nodes {\nuse crate::body::Body;\n
        #[input]\npub struct Input<'b, B: Body> { pub body: &'b B }\n",
    );
    for (node, predecessors) in layered.nodes() {
        let parameters: String = predecessors.iter().map(|from| format!("n{from}: u64, ")).collect();
        let values = names("n", predecessors.iter().copied());
        let sum = if values.is_empty() { String::from("0") } else { values.join(" + ") };
        writeln!(text, "pub async fn n{node}<B: Body>({parameters}body: &B) -> u64 {{ body.work({sum}).await }}")
            .unwrap();
    }
    text + "}\n"
}

fn function(name: &str, body: &str) -> String {
    format!("async fn {name}<B: Body>(body: &B) -> u64 {{\n{body}\n}}\n")
}

/// Output: `let n3 = nodes::n3(n1, n2, body).await; … nodes::n64(n60, n63, body).await`
fn straight_line(layered: &Layered) -> String {
    layered.nodes().map(|(node, predecessors)| awaited(layered, node, predecessors)).collect()
}

/// Output: `let (n3, n4) = futures::join!(nodes::n3(n1, n2, body), nodes::n4(n2, body)); … nodes::n64(n60, body).await`
fn joined(layered: &Layered) -> String {
    let nodes: Vec<_> = layered.nodes().collect();
    let layer = |range: Range<usize>| match &nodes[range] {
        [(node, predecessors)] => awaited(layered, *node, predecessors),
        layer => {
            let names: String = layer.iter().map(|(node, _)| format!("n{node}, ")).collect();
            let calls: String = layer.iter().map(|(node, predecessors)| call(*node, predecessors) + ", ").collect();
            format!("let ({names}) = futures::join!({calls});\n")
        }
    };
    layered.ranges().map(layer).collect()
}

/// A node awaited by itself; the last one is what the function returns.
fn awaited(layered: &Layered, node: usize, predecessors: &[usize]) -> String {
    let future = call(node, predecessors);
    if node == layered.sink() { format!("{future}.await") } else { format!("let n{node} = {future}.await;\n") }
}

fn call(node: usize, predecessors: &[usize]) -> String {
    format!("nodes::n{node}({}body)", arguments(predecessors))
}

fn arguments(predecessors: &[usize]) -> String {
    predecessors.iter().map(|from| format!("n{from}, ")).collect()
}

/// Output: `let n3 = graph.add_task(move |n1, n2| nodes::n3(n1, n2, body)); graph.update_dependency(n1, n3, 0).unwrap(); …`
fn async_dag(layered: &Layered) -> String {
    let mut text = String::from("let mut graph = ::async_dag::Graph::new();\n");
    for (node, predecessors) in layered.nodes() {
        if predecessors.len() <= MOST_DEPENDENCIES {
            let parameters = arguments(predecessors);
            let task = format!("move |{parameters}| {}", call(node, predecessors));
            text += &task_after(&format!("n{node}"), &task, &names("n", predecessors.iter().copied()));
        } else {
            text += &grouped_task(node, predecessors);
        }
    }
    write!(text, "graph.run().await;\ngraph.get_value(n{}).unwrap()", layered.sink()).unwrap();
    text
}

/// Adds up the values of groups of predecessors before the node takes the sums.
fn grouped_task(node: usize, predecessors: &[usize]) -> String {
    let mut text = String::new();
    let groups = predecessors.chunks(predecessors.len().div_ceil(MOST_DEPENDENCIES).max(8));
    let sums = names("group", 0..groups.len());
    for (sum, group) in sums.iter().zip(groups) {
        let values = names("n", group.iter().copied());
        let parameters = values.join(": u64, ");
        let task = format!("move |{parameters}: u64| async move {{ {} }}", values.join(" + "));
        text += &task_after(sum, &task, &values);
    }
    let task = format!("move |{}| body.work({})", sums.join(": u64, ") + ": u64", sums.join(" + "));
    text + &task_after(&format!("n{node}"), &task, &sums)
}

fn names(prefix: &str, numbers: impl Iterator<Item = usize>) -> Vec<String> {
    numbers.map(|number| format!("{prefix}{number}")).collect()
}

/// Adds a task to the graph, and its dependencies.
fn task_after(name: &str, task: &str, dependencies: &[String]) -> String {
    let mut text = format!("let {name} = graph.add_task({task});\n");
    for (index, dependency) in dependencies.iter().enumerate() {
        writeln!(text, "graph.update_dependency({dependency}, {name}, {index}).unwrap();").unwrap();
    }
    text
}
