//! Writes the random pipelines: for each a `#[dag]` module and the table that it was made from.

mod shape;

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use shape::Shape;

/// The parameters of a random graph.
struct Kind {
    name: &'static str,
    seed: u64,
    shape: Shape,
    /// Of a hundred nodes, so many are inline.
    inline: u64,
    /// Durations are below `steps` times `step` milliseconds.
    steps: u64,
    step: u64,
    /// Of a hundred nodes, so many return a `Result`.
    fallible: u64,
    /// Of a hundred nodes, so many are commits.
    commits: u64,
    /// The module has `#[dag(spawn)]`.
    spawns: bool,
}

const fn anywhere(predecessors: u64, reach: usize) -> Shape {
    Shape::Anywhere { nodes: 200, predecessors, reach }
}

const FREE: Kind = Kind {
    name: "free",
    seed: 1,
    shape: anywhere(4, 200),
    inline: 0,
    steps: 1_000_000,
    step: 1,
    fallible: 0,
    commits: 0,
    spawns: false,
};

const KINDS: [Kind; 10] = [
    FREE,
    Kind { name: "dense", seed: 2, shape: anywhere(10, 40), inline: 20, ..FREE },
    Kind { name: "narrow", seed: 3, shape: anywhere(3, 6), inline: 10, ..FREE },
    Kind { name: "scattered", seed: 4, shape: anywhere(2, 60), inline: 30, ..FREE },
    Kind { name: "in_step", seed: 5, shape: anywhere(4, 50), inline: 20, steps: 4, step: 10, ..FREE },
    Kind { name: "series_parallel", seed: 6, shape: Shape::SeriesParallel, ..FREE },
    Kind { name: "from_root", seed: 7, shape: Shape::FromRoot, inline: 20, fallible: 100, ..FREE },
    Kind { name: "to_root", seed: 8, shape: Shape::ToRoot, spawns: true, ..FREE },
    Kind { name: "steps", seed: 9, shape: Shape::Steps, fallible: 100, spawns: true, ..FREE },
    Kind { name: "commits", seed: 10, shape: anywhere(3, 200), inline: 20, fallible: 40, commits: 4, ..FREE },
];

/// A node; its index in the list is its position in the declared order.
struct Node {
    inline: bool,
    millis: u64,
    fallible: bool,
    commit: bool,
    predecessors: Vec<usize>,
}

fn main() {
    println!("cargo::rerun-if-changed=build");
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
    let predecessors = kind.shape.predecessors(&mut random);
    predecessors.into_iter().map(|predecessors| random_node(kind, predecessors, &mut random)).collect()
}

fn random_node(kind: &Kind, predecessors: Vec<usize>, random: &mut Random) -> Node {
    let inline = random.below(100) < kind.inline;
    let millis = if inline { 0 } else { duration(kind, random) };
    let fallible = percent(kind.fallible, random);
    Node { inline, millis, fallible, commit: percent(kind.commits, random), predecessors }
}

/// True in so many of a hundred cases.
fn percent(share: u64, random: &mut Random) -> bool {
    match share {
        0 => false,
        100 => true,
        _ => random.below(100) < share,
    }
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
    for Node { inline, millis, fallible, commit, predecessors } in graph {
        let fields = format!("inline: {inline}, millis: {millis}, fallible: {fallible}, commit: {commit}");
        writeln!(text, "Node {{ {fields}, predecessors: &{predecessors:?} }},").unwrap();
    }
    text += "];\n";
    text += if kind.spawns { "#[dag(spawn)]\n" } else { "#[dag]\n" };
    text += "pub mod pipeline {\nuse dagwright_random_graphs::*;\n";
    text += match kind.spawns {
        true => "#[input]\npub struct Input { pub log: std::sync::Arc<Log> }\n",
        false => "#[input]\npub struct Input<'a> { pub log: &'a Log }\n",
    };
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
    let returned = if node.fallible { "Result<u64, Refused>" } else { "u64" };
    let head = format!("fn n{index}({parameters}log: &Log) -> {returned}");
    let call = match node.inline {
        true => format!("log.inline({index}, {value})"),
        false => format!("log.work({index}, {}, {value}).await", node.millis),
    };
    let call = if node.fallible { format!("Ok({call})") } else { call };
    let front = match (node.commit, node.inline) {
        (true, true) => "#[node(commit)]\n",
        (true, false) => "#[node(commit)]\nasync ",
        (false, true) => "#[node]\n",
        (false, false) => "async ",
    };
    format!("{front}{head} {{ {call} }}\n")
}

fn sinks(graph: &[Node]) -> impl Iterator<Item = usize> {
    let consumed = |node: &usize| graph.iter().any(|other| other.predecessors.contains(node));
    (0..graph.len()).filter(move |node| !consumed(node))
}
