//! Writes the random pipelines: for each a `#[dag]` module and the table that it was made from.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

const NODES: usize = 200;

/// The parameters of a random graph.
struct Kind {
    name: &'static str,
    seed: u64,
    /// A node has fewer predecessors than this.
    predecessors: u64,
    /// Predecessors are among so many nodes before a node, in topological order.
    reach: u64,
    /// Of a hundred nodes, so many are inline.
    inline: u64,
    /// Durations are below `steps` times `step` milliseconds.
    steps: u64,
    step: u64,
}

const FREE: Kind = Kind { name: "free", seed: 1, predecessors: 4, reach: 200, inline: 0, steps: 1_000_000, step: 1 };

const KINDS: [Kind; 5] = [
    FREE,
    Kind { name: "dense", seed: 2, predecessors: 10, reach: 40, inline: 20, ..FREE },
    Kind { name: "narrow", seed: 3, predecessors: 3, reach: 6, inline: 10, ..FREE },
    Kind { name: "scattered", seed: 4, predecessors: 2, reach: 60, inline: 30, ..FREE },
    Kind { name: "in_step", seed: 5, predecessors: 4, reach: 50, inline: 20, steps: 4, step: 10 },
];

/// A node; its index in the list is its position in the declared order.
struct Node {
    inline: bool,
    millis: u64,
    predecessors: Vec<usize>,
}

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let folder = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    for kind in &KINDS {
        let text = source(kind, &graph(kind));
        let path = Path::new(&folder).join(kind.name).with_extension("rs");
        fs::write(path, text).expect("OUT_DIR can be written to");
    }
}

/// Marsaglia's xorshift generator: the graphs must be the same on every machine.
struct Random(u64);

impl Random {
    /// A number below `limit`.
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit
    }

    fn shuffled(&mut self, len: usize) -> Vec<usize> {
        let mut items: Vec<usize> = (0..len).collect();
        for last in (1..len).rev() {
            items.swap(last, self.below(last as u64 + 1) as usize);
        }
        items
    }
}

fn graph(kind: &Kind) -> Vec<Node> {
    let mut random = Random(kind.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let topological = random.shuffled(NODES);
    let mut nodes: Vec<Option<Node>> = (0..NODES).map(|_| None).collect();
    for (place, &node) in topological.iter().enumerate() {
        nodes[node] = Some(random_node(kind, &topological[..place], &mut random));
    }
    nodes.into_iter().flatten().collect()
}

fn random_node(kind: &Kind, earlier: &[usize], random: &mut Random) -> Node {
    let inline = random.below(100) < kind.inline;
    let reachable = &earlier[earlier.len().saturating_sub(kind.reach as usize)..];
    let mut predecessors = Vec::new();
    for _ in 0..random.below(kind.predecessors).min(reachable.len() as u64) {
        let predecessor = reachable[random.below(reachable.len() as u64) as usize];
        if !predecessors.contains(&predecessor) {
            predecessors.push(predecessor);
        }
    }
    let millis = if inline { 0 } else { duration(kind, random) };
    Node { inline, millis, predecessors }
}

/// Never 0 if the durations are to tell all moments apart.
fn duration(kind: &Kind, random: &mut Random) -> u64 {
    let least = u64::from(kind.step == 1);
    random.below(kind.steps).max(least) * kind.step
}

/// Input: a graph.
/// Output: `NODES`, its table; `mod pipeline`; and `sinks`, which reads the pipeline's output.
fn source(kind: &Kind, graph: &[Node]) -> String {
    let mut text = format!("/// The graph `{}`.\npub const NODES: &[Node] = &[\n", kind.name);
    for Node { inline, millis, predecessors } in graph {
        writeln!(text, "Node {{ inline: {inline}, millis: {millis}, predecessors: &{predecessors:?} }},").unwrap();
    }
    text += "];\n";
    text += "#[dag]\npub mod pipeline {\nuse dagwright_random_graphs::{Log, mix};\n";
    text += "#[input]\npub struct Input<'a> { pub log: &'a Log }\n";
    for (index, node) in graph.iter().enumerate() {
        text += &function(index, node);
    }
    text += "}\n";
    text += "pub fn sinks(output: &pipeline::Output) -> Vec<(usize, u64)> {\nvec![";
    for sink in sinks(graph) {
        write!(text, "({sink}, output.n{sink}), ").unwrap();
    }
    text + "]\n}\n"
}

/// Every other predecessor is taken by reference.
fn function(index: usize, node: &Node) -> String {
    let borrowed = |place: usize| place % 2 == 1;
    let parameter =
        |(place, from): (usize, &usize)| format!("n{from}: {}u64, ", if borrowed(place) { "&" } else { "" });
    let argument = |(place, from): (usize, &usize)| format!("{}n{from}, ", if borrowed(place) { "*" } else { "" });
    let parameters: String = node.predecessors.iter().enumerate().map(parameter).collect();
    let arguments: String = node.predecessors.iter().enumerate().map(argument).collect();
    let value = format!("mix({index}, &[{arguments}])");
    let head = format!("fn n{index}({parameters}log: &Log) -> u64");
    if node.inline {
        format!("#[node]\n{head} {{ log.inline({index}, {value}) }}\n")
    } else {
        format!("async {head} {{ log.work({index}, {}, {value}).await }}\n", node.millis)
    }
}

fn sinks(graph: &[Node]) -> impl Iterator<Item = usize> {
    let consumed = |node: &usize| graph.iter().any(|other| other.predecessors.contains(node));
    (0..graph.len()).filter(move |node| !consumed(node))
}
