//! The making of random graphs.

use crate::graph::{Condition, Elements, Form, Kind, Node, Runs, Type, consumed};

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

    fn of_hundred(&mut self, many: u64) -> bool {
        self.below(100) < many
    }

    fn one_of<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len() as u64) as usize]
    }
}

/// The graph of a kind.
pub fn graph(kind: &Kind) -> Vec<Node> {
    let mut random = Random(kind.seed().wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let mut graph = Vec::new();
    for number in 0..kind.nodes {
        let node = random_node(kind, &graph, number, &mut random);
        graph.push(node);
    }
    choose_outputs(kind, &mut graph);
    handle_failures(kind, &mut graph, &mut random);
    choose_forms(&mut graph, kind, &mut random);
    graph
}

fn random_node(kind: &Kind, earlier: &[Node], number: usize, random: &mut Random) -> Node {
    let some = kind.options;
    let mut node = Node {
        ty: random.one_of(&[Type::Number, Type::Text, Type::Tracked, Type::Tracked, Type::Flag]),
        runs: Runs::InCaller,
        millis: 0,
        returns_result: random.of_hundred(30),
        bad_attempts: 0,
        timeout: None,
        retry: None,
        fallback: false,
        limited: false,
        when: None,
        after: Vec::new(),
        each: None,
        parameters: Vec::new(),
        handled: false,
        output: false,
    };
    if random.of_hundred(some) {
        node.runs = random.one_of(&[Runs::Spawned, Runs::Blocking, Runs::Inline]);
    }
    if node.asynchronous() {
        node.millis = 1 + random.below(1_000_000);
        node.timeout = random.of_hundred(some).then_some(node.millis + 1000);
    }
    connect(kind, earlier, number, &mut node, random);
    let can_fail = node.returns_result || node.timeout.is_some();
    if node.runs != Runs::Inline {
        node.limited = random.of_hundred(some);
        let attempts = 1 + random.below(3);
        node.retry = (can_fail && random.of_hundred(some)).then(|| (attempts, random.below(100)));
    }
    node.fallback = can_fail && random.of_hundred(some);
    if can_fail && random.of_hundred(50) {
        node.bad_attempts = 1 + random.below(3);
    }
    node
}

/// Chooses the predecessors of a node.
fn connect(kind: &Kind, earlier: &[Node], number: usize, node: &mut Node, random: &mut Random) {
    let some = kind.options;
    let mut reachable: Vec<usize> = (number.saturating_sub(kind.reach)..number).collect();
    if random.of_hundred(some) {
        let decides = |node: &&usize| {
            let node = &earlier[**node];
            node.ty == Type::Flag && node.when.is_none() && node.each.is_none()
        };
        let flag = reachable.iter().find(decides).copied();
        node.when = Some(flag.map_or_else(|| Condition::Input(random.of_hundred(50)), Condition::Node));
        reachable.retain(|other| Some(*other) != flag);
    }
    if random.of_hundred(kind.each) {
        // Elements that stay distinct: never skipped, no flags, no fallback.
        let lists = |node: &&usize| {
            let node = &earlier[**node];
            node.each.is_some() && node.when.is_none() && node.ty != Type::Flag && !node.fallback
        };
        let list = reachable.iter().find(lists).copied();
        let bounded = node.runs != Runs::Inline && random.of_hundred(50);
        let concurrency = bounded.then(|| 1 + random.below(3) as usize);
        node.each = Some((list.map_or(Elements::Items, Elements::Node), concurrency));
        reachable.retain(|other| Some(*other) != list);
    }
    for _ in 0..random.below(kind.predecessors) {
        if reachable.is_empty() {
            break;
        }
        let from = reachable.remove(random.below(reachable.len() as u64) as usize);
        if random.of_hundred(some / 2) {
            node.after.push(from);
        } else {
            node.parameters.push((from, Form::Borrowed));
        }
    }
}

fn choose_outputs(kind: &Kind, graph: &mut [Node]) {
    for number in 0..graph.len() {
        graph[number].output =
            !consumed(graph, number) || (kind.declares && number % 3 == 0 && !lent_on(graph, number));
    }
}

/// True if somebody may look at the elements of a node after the end of the run.
fn lent_on(graph: &[Node], number: usize) -> bool {
    graph.iter().any(|node| node.each.is_some_and(|(elements, _)| elements == Elements::Node(number)))
}

/// A failure is handled where all consumers can take it; it does not happen if it would end a run that is to succeed.
fn handle_failures(kind: &Kind, graph: &mut [Node], random: &mut Random) {
    for number in 0..graph.len() {
        let as_parameter =
            |node: &Node| !node.consumes(number) || node.parameters.iter().any(|(from, _)| *from == number);
        // Elements may go on after the end of the run, so they would have to take a clone.
        let cloned = |node: &Node| graph[number].output && node.each.is_some() && node.consumes(number);
        let consumed = consumed(graph, number) || kind.declares;
        let possible = consumed && graph.iter().all(|node| as_parameter(node) && !cloned(node));
        let node = &mut graph[number];
        node.handled = node.fallible() && possible && random.of_hundred(60);
        let attempts = node.retry.map_or(1, |(attempts, _)| attempts);
        if node.fallible() && !node.handled && !(kind.fails && random.of_hundred(80)) {
            node.bad_attempts = node.bad_attempts.min(attempts - 1);
        }
    }
}

fn choose_forms(graph: &mut [Node], kind: &Kind, random: &mut Random) {
    for number in 0..graph.len() {
        let apart = graph[number].runs != Runs::InCaller || kind.spawns_all;
        for place in 0..graph[number].parameters.len() {
            let (from, _) = graph[number].parameters[place];
            let provider = &graph[from];
            let consumers = graph.iter().filter(|other| other.consumes(from)).count() + usize::from(provider.output);
            let node = &graph[number];
            let copied = matches!(provider.ty, Type::Number | Type::Flag) && provider.each.is_none();
            let once = node.retry.is_none() && node.each.is_none();
            // A node that may go on after the end of the run must not look at a value that leaves it.
            let goes_on = provider.output && apart && node.each.is_some();
            let last = !provider.output && others(graph, from, number).all(|other| precedes(graph, other, number));
            let held = (0..graph.len()).any(|other| graph[other].consumes(from) && may_go_on(kind, &graph[other]));
            let taken = copied && !provider.handled || (once && (consumers == 1 || (last && !held)));
            let mut forms = Vec::new();
            if !goes_on {
                forms.push(Form::Borrowed);
            }
            if taken {
                forms.push(Form::Taken);
            }
            if !copied && !provider.handled {
                forms.push(Form::Cloned);
            }
            if once && !held && !goes_on && may_change(graph, from, number) {
                forms.push(Form::Changed);
            }
            graph[number].parameters[place].1 = random.one_of(&forms);
        }
    }
}

/// True if all other consumers of `from` come before `number` or after it, so that it can have the value as `&mut`.
fn may_change(graph: &[Node], from: usize, number: usize) -> bool {
    let (provider, node) = (&graph[from], &graph[number]);
    let plain = !provider.handled && provider.when.is_none();
    let condition = graph.iter().any(|other| other.when == Some(Condition::Node(from)));
    // The other back ends cannot bring a value back from a thread that waits for a permit.
    let comes_back = node.runs != Runs::Blocking || !node.limited;
    let ordered = |other| precedes(graph, other, number) || precedes(graph, number, other);
    plain && !condition && comes_back && others(graph, from, number).all(ordered)
}

/// The other consumers of `from`.
fn others(graph: &[Node], from: usize, number: usize) -> impl Iterator<Item = usize> {
    (0..graph.len()).filter(move |other| *other != number && graph[*other].consumes(from))
}

fn precedes(graph: &[Node], node: usize, other: usize) -> bool {
    graph[other].predecessors().any(|before| before == node || precedes(graph, node, before))
}

/// True if a call may still have its arguments when the run goes on without it.
fn may_go_on(kind: &Kind, node: &Node) -> bool {
    let apart = matches!(node.runs, Runs::Spawned | Runs::Blocking) || kind.spawns_all;
    apart && (node.handled || node.fallback) && (node.timeout.is_some() || node.each.is_some())
}
