//! Writes the sources that are compiled.

use std::fmt::Write as _;

use crate::graph::Graph;

/// The kinds of sources for a graph.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The node functions and nothing that calls them.
    Functions,
    /// `#[dag]`, and its future behind a pointer that requires `Send`.
    Pipeline,
    /// A join for each layer, awaits in a straight line for a chain; required to be `Send` just so.
    ByHand,
}

impl Kind {
    pub(crate) const ALL: [Self; 3] = [Self::Functions, Self::Pipeline, Self::ByHand];
}

/// The beginning of every source.
const SERVICE: &str = "\
use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

pub struct Value(pub u64);

pub struct Service;

impl Service {
    pub async fn call(&self, number: u64) -> Value {
        let mut called = false;
        poll_fn(|context| {
            if std::mem::replace(&mut called, true) {
                return Poll::Ready(());
            }
            context.waker().wake_by_ref();
            Poll::Pending
        })
        .await;
        Value(number)
    }
}
";

const INPUT: &str = "#[input]\npub struct Input<'s> { pub service: &'s Service }\n";

/// The source of a library; `edit` stands in one of the bodies.
pub(crate) fn library(graph: Graph, kind: Kind, edit: usize) -> String {
    let nodes = nodes(graph, edit);
    match kind {
        Kind::Functions => format!("{SERVICE}pub mod nodes {{\nuse super::*;\n{nodes}}}\n"),
        Kind::Pipeline => {
            let module = module(&nodes);
            let run = entry("nodes::Output", "nodes::Pipeline::run(nodes::Input { service })");
            format!("{SERVICE}{module}{run}")
        }
        Kind::ByHand => {
            let run = entry(&format!("[Value; {}]", graph.last().len()), &by_hand(graph));
            format!("{SERVICE}pub mod nodes {{\nuse super::*;\n{nodes}}}\n{run}")
        }
    }
}

/// A pipeline between two readings of the clock.
pub(crate) fn timed(graph: Graph) -> String {
    let nodes = nodes(graph, 0);
    let module = module(&nodes);
    format!("{SERVICE}clock::start!();\n{module}clock::stop!();\n")
}

/// A pipeline with that many mistakes: names that nobody has, and values taken as if their
/// nodes could be skipped.
pub(crate) fn mistaken(graph: Graph, mistakes: usize) -> String {
    let able: Vec<usize> = (0..graph.nodes).filter(|node| !graph.providers(*node).is_empty()).collect();
    let mistaken: Vec<usize> = able.iter().copied().step_by(able.len() / mistakes).take(mistakes).collect();
    let function = |node| {
        let right = function(graph, node, node);
        let Some(mistake) = mistaken.iter().position(|mistaken| *mistaken == node) else { return right };
        let from = graph.providers(node)[0];
        match mistake % 2 {
            0 => right.replace(&format!("n{from}"), &format!("m{from}")),
            _ => right.replace(&format!("n{from}: &Value"), &format!("n{from}: Option<&Value>")),
        }
    };
    let nodes: String = (0..graph.nodes).map(function).collect();
    format!("{SERVICE}{}", module(&nodes))
}

/// A program that runs a chain on a thread with a stack of `stack` bytes, and prints its value.
pub(crate) fn deep_chain(graph: Graph, stack: usize) -> String {
    let library = library(graph, Kind::Pipeline, 0);
    let last = graph.last().start;
    format!(
        "{library}
fn main() {{
    let thread = std::thread::Builder::new().stack_size({stack});
    let run = thread.spawn(|| futures::executor::block_on(run(&Service)).n{last}.0).unwrap();
    println!(\"{{}}\", run.join().unwrap());
}}
"
    )
}

fn module(nodes: &str) -> String {
    format!("#[dagwright::dag]\npub mod nodes {{\nuse super::*;\n{INPUT}{nodes}}}\n")
}

/// One node in the middle has `edit` in its body.
fn nodes(graph: Graph, edit: usize) -> String {
    let number = |node| if node == graph.nodes / 2 { node + edit } else { node };
    (0..graph.nodes).map(|node| function(graph, node, number(node))).collect()
}

/// Output: `pub async fn n7(n1: &Value, n2: &Value, service: &Service) -> Value { service.call(n1.0 + n2.0 + 7).await }`
fn function(graph: Graph, node: usize, number: usize) -> String {
    let providers = graph.providers(node);
    let parameters: String = providers.iter().map(|from| format!("n{from}: &Value, ")).collect();
    let sum: String = providers.iter().map(|from| format!("n{from}.0 + ")).collect();
    format!("pub async fn n{node}({parameters}service: &Service) -> Value {{ service.call({sum}{number}).await }}\n")
}

/// The future has to be `Send`, and a call of it makes the compiler generate its code.
fn entry(output: &str, future: &str) -> String {
    format!(
        "pub fn run(service: &Service) -> Pin<Box<dyn Future<Output = {output}> + Send + '_>> {{\n\
        Box::pin({future})\n}}\n"
    )
}

/// Output: `async move { let (n0, n1, ) = futures::join!(nodes::n0(service), nodes::n1(service), ); … [n8, n9, ] }`
fn by_hand(graph: Graph) -> String {
    let mut text = String::from("async move {\n");
    for layer in graph.layers() {
        let calls: Vec<String> = layer.clone().map(|node| call(graph, node)).collect();
        match &*calls {
            [call] => writeln!(text, "let n{} = {call}.await;", layer.start),
            calls => writeln!(text, "let ({}) = futures::join!({});", names(layer), calls.join(", ")),
        }
        .expect("a String takes what it is given");
    }
    text + &format!("[{}]\n}}", names(graph.last()))
}

fn call(graph: Graph, node: usize) -> String {
    let arguments: String = graph.providers(node).iter().map(|from| format!("&n{from}, ")).collect();
    format!("nodes::n{node}({arguments}service)")
}

fn names(nodes: impl Iterator<Item = usize>) -> String {
    nodes.map(|node| format!("n{node}, ")).collect()
}
