//! Writes a pipeline for each shape: node `n3` waits at gate 3, then adds up its arguments.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

/// The predecessors of each node.
type Graph = Vec<Vec<usize>>;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let folder = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let text: String = shapes().iter().map(|(name, graph)| source(name, graph)).collect();
    fs::write(Path::new(&folder).join("shapes.rs"), text).expect("OUT_DIR can be written to");
}

fn shapes() -> Vec<(&'static str, Graph)> {
    vec![
        ("single", vec![vec![]]),
        ("chain_8", chain(8)),
        ("chain_32", chain(32)),
        ("diamond", vec![vec![], vec![0], vec![0], vec![1, 2]]),
        ("fan_6", fan(6)),
        ("fan_64", fan(64)),
        // 0→1→5; 2, 3→4→5
        ("six", vec![vec![], vec![0], vec![], vec![], vec![2, 3], vec![1, 4]]),
        // 0→2, 0→3, 1→3
        ("four_n", vec![vec![], vec![], vec![0], vec![0, 1]]),
        // 0→2, 0→3, 1→3, 2→4, 3→4
        ("five_n", vec![vec![], vec![], vec![0], vec![0, 1], vec![2, 3]]),
        // two chains of three and one of two
        ("disconnected", vec![vec![], vec![0], vec![1], vec![], vec![3], vec![4], vec![], vec![6]]),
        ("lattice_17", lattice()),
        ("layers_8x8", layers(8)),
        ("strands_8", strands(8)),
    ]
}

fn chain(len: usize) -> Graph {
    (0..len).map(|node| node.checked_sub(1).into_iter().collect()).collect()
}

/// One node, then `width` beside each other, then one.
fn fan(width: usize) -> Graph {
    let middle = std::iter::repeat_n(vec![0], width);
    let sink = (1..=width).collect();
    std::iter::once(vec![]).chain(middle).chain([sink]).collect()
}

/// Four rows of four, each cell after the one above and the one to the left; then one after the last.
fn lattice() -> Graph {
    let cell = |node: usize| {
        let above = node.checked_sub(4);
        let left = node.checked_sub(1).filter(|_| !node.is_multiple_of(4));
        above.into_iter().chain(left).collect()
    };
    (0..16).map(cell).chain([vec![15]]).collect()
}

/// `size` layers of `size` nodes, each after two or three of the layer before.
fn layers(size: usize) -> Graph {
    let node = |node: usize| {
        let Some(layer) = (node / size).checked_sub(1) else {
            return vec![];
        };
        let reach = [0, 3, 5].into_iter().take(2 + node % 2);
        reach.map(|step| layer * size + (node + step) % size).collect()
    };
    (0..size * size).map(node).collect()
}

/// `count` lines of three; the last of each is also after the middle one of the next line.
fn strands(count: usize) -> Graph {
    let node = |node: usize| match node / count {
        0 => vec![],
        1 => vec![node - count],
        _ => vec![node - count, count + (node + 1) % count],
    };
    (0..3 * count).map(node).collect()
}

/// Input: a graph.
/// Output: `mod name` with `LEN`, the number of nodes, and the pipeline.
fn source(name: &str, graph: &Graph) -> String {
    let mut text = format!("#[dag]\npub mod {name} {{\nuse dagwright_costs::Gates;\n");
    writeln!(text, "pub const LEN: usize = {};", graph.len()).unwrap();
    text += "#[input]\npub struct Input<'a> { pub gates: &'a Gates }\n";
    for (node, predecessors) in graph.iter().enumerate() {
        let parameters: String = predecessors.iter().map(|from| format!("n{from}: &u64, ")).collect();
        let sum: String = predecessors.iter().map(|from| format!(" + n{from}")).collect();
        writeln!(text, "async fn n{node}({parameters}gates: &Gates) -> u64 {{ gates.pass({node}).await; 1{sum} }}")
            .unwrap();
    }
    text + "}\n"
}
