//! The text of a pipeline.

use std::fmt::Write as _;

use crate::graph::{Condition, Elements, Form, ITEMS, Kind, Node, Runs, Type, consumed};

/// Input: a graph.
/// Output: `mod pipeline`, and `run`, which runs it and reads its output.
pub(crate) fn source(kind: &Kind, graph: &[Node]) -> String {
    let fields = fields(graph);
    let option = if kind.spawns_all { "(spawn)" } else { "" };
    let mut text = format!("#[dag{option}]\npub mod pipeline {{\nuse super::*;\n#[input]\npub struct Input {{\n");
    for (name, ty, _) in &fields {
        writeln!(text, "pub {name}: {ty},").unwrap();
    }
    for number in handed_in(graph) {
        writeln!(
            text,
            "#[future]\npub n{number}: std::pin::Pin<Box<dyn Future<Output = {}> + Send>>,",
            returned(graph, number)
        )
        .unwrap();
    }
    text += "}\n";
    if kind.declares {
        text += "#[output]\npub struct Output {\n";
        for (number, _) in outputs(graph) {
            writeln!(text, "pub n{number}: {},", outcome_type(graph, number)).unwrap();
        }
        text += "}\n";
    }
    // Not declared in topological order.
    for number in
        (0..graph.len()).rev().filter(|number| number.is_multiple_of(2)).chain((0..graph.len()).filter(|n| n % 2 == 1))
    {
        if !handed_in(graph).any(|handed_in| handed_in == number) {
            text += &function(graph, number);
        }
    }
    text += "}\n";
    text + &run(graph, &fields)
}

/// The inputs that are used: name, type, and the expression for its value.
fn fields(graph: &[Node]) -> Vec<(String, &'static str, String)> {
    let condition = |of: bool| graph.iter().any(|node| node.when == Some(Condition::Input(of)));
    let items = graph.iter().any(|node| node.each.is_some_and(|(elements, _)| elements == Elements::Items));
    let limited = graph.iter().any(|node| node.limited);
    let placed = (0..graph.len()).any(|number| executor(graph, number).is_some());
    let all = [
        (true, ("log", "Arc<Log>", "Arc::clone(log)".to_owned())),
        (placed, ("workers", "tokio::runtime::Handle", "tokio::runtime::Handle::current()".to_owned())),
        (limited, ("permits", "Arc<Semaphore>", "Arc::clone(permits)".to_owned())),
        (condition(true), ("on", "bool", "true".to_owned())),
        (condition(false), ("off", "bool", "false".to_owned())),
        (items, ("items", "Vec<u64>", format!("{ITEMS:?}.to_vec()"))),
    ];
    let used = all.into_iter().filter_map(|(used, (name, ty, value))| used.then(|| (name.to_owned(), ty, value)));
    let given = graph.iter().enumerate().filter(|(number, _)| number % 3 == 1);
    let given =
        given.flat_map(|(number, node)| amounts(number, node)).map(|amount| (amount.name, amount.ty, amount.value));
    used.chain(given).collect()
}

/// A duration or a number of an option. Of three nodes, one writes its amounts out, one has them from inputs, and one from
/// nodes.
struct Amount {
    name: String,
    ty: &'static str,
    value: String,
}

fn amounts(number: usize, node: &Node) -> Vec<Amount> {
    let amount = |option: &str, ty, value| Amount { name: format!("{option}_of_n{number}"), ty, value };
    let duration = |millis: u64| format!("std::time::Duration::from_millis({millis})");
    let mut amounts = Vec::new();
    amounts.extend(node.timeout.map(|timeout| amount("timeout", "std::time::Duration", duration(timeout))));
    if let Some((attempts, backoff)) = node.retry {
        amounts.push(amount("attempts", "u64", attempts.to_string()));
        amounts.push(amount("backoff", "std::time::Duration", duration(backoff)));
    }
    let concurrency = node.each.and_then(|(_, concurrency)| concurrency);
    amounts.extend(concurrency.map(|bound| amount("concurrency", "usize", bound.to_string())));
    amounts
}

/// The nodes that give amounts.
fn givers(number: usize, node: &Node) -> String {
    let amounts = if number % 3 == 2 { amounts(number, node) } else { Vec::new() };
    let giver = |Amount { name, ty, value }: Amount| format!("#[node] fn {name}() -> {ty} {{ {value} }}\n");
    amounts.into_iter().map(giver).collect()
}

/// The amount of an option as it is written behind the `=`.
fn written(number: usize, option: &str, literal: String) -> String {
    if number.is_multiple_of(3) { literal } else { format!("{option}_of_n{number}") }
}

/// Every second node that runs apart names its executor, which is the current one, so that all of them have one clock.
fn executor(graph: &[Node], number: usize) -> Option<&'static str> {
    match graph[number].runs {
        Runs::Spawned | Runs::Blocking => number.is_multiple_of(2).then_some(" = workers"),
        Runs::InCaller | Runs::Inline => None,
    }
}

fn run(graph: &[Node], fields: &[(String, &str, String)]) -> String {
    let mut fields: String = fields.iter().map(|(name, _, value)| format!("{name}: {value}, ")).collect();
    for number in handed_in(graph) {
        let work = format!("log.work({number}, 0, mix({number}, &[])).await");
        write!(fields, "n{number}: {{ let log = Arc::clone(log); Box::pin(async move {{ {work} }}) }}, ").unwrap();
    }
    let fails = graph.iter().any(|node| node.fallible() && !node.handled);
    let error = if fails { ".map_err(|error| error.node().to_owned())?" } else { "" };
    let values: String = outputs(graph).map(|(number, _)| format!("({number}, digest(&output.n{number})), ")).collect();
    format!(
        "#[allow(unused_variables)]\n\
         pub async fn run(log: &Arc<Log>, permits: &Arc<Semaphore>) -> Result<Vec<(usize, u64)>, String> {{\n\
         let input = pipeline::Input {{ {fields} }};\n\
         let output = sendable(pipeline::Pipeline::run(input)).await{error};\n\
         Ok(vec![{values}])\n}}\n"
    )
}

/// The nodes that the caller hands in as futures: those that can fail, are nothing but a call without arguments, and that
/// another node consumes.
fn handed_in(graph: &[Node]) -> impl Iterator<Item = usize> {
    let plain = |number: usize| {
        let node = &graph[number];
        let called_once = options(graph, number).iter().all(|option| option == "spawn") && node.each.is_none();
        let plain = node.asynchronous() && called_once && node.parameters.is_empty();
        plain && node.returns_result && consumed(graph, number)
    };
    (0..graph.len()).filter(move |number| plain(*number))
}

/// The type that a call of a node gives.
fn returned(graph: &[Node], number: usize) -> String {
    let (node, one) = (&graph[number], type_text(graph[number].ty));
    if node.returns_result { format!("Result<{one}, Fail>") } else { one.to_owned() }
}

fn outputs(graph: &[Node]) -> impl Iterator<Item = (usize, &Node)> {
    graph.iter().enumerate().filter(|(_, node)| node.output)
}

/// Input: a node. Output: its attribute, its function and its fallback.
fn function(graph: &[Node], number: usize) -> String {
    let node = &graph[number];
    let options = options(graph, number);
    let attribute = match (&options[..], node.runs) {
        ([], Runs::Inline) => "#[node]\n".to_owned(),
        ([], _) => String::new(),
        _ => format!("#[node({})]\n", options.join(", ")),
    };
    let mut parameters: Vec<String> =
        node.parameters.iter().map(|(from, form)| parameter(graph, *from, *form)).collect();
    let mut arguments: Vec<String> = node.parameters.iter().map(|(from, _)| format!("digest(&n{from})")).collect();
    if let Some((elements, _)) = node.each {
        parameters.push(element(graph, elements, number));
        arguments.push("digest(&element)".to_owned());
    }
    parameters.push("log: &Log".to_owned());
    let element = if node.each.is_some() { "digest(&element)" } else { "0" };
    let call = format!("({number}, {element}, mix({number}, &[{}]))", arguments.join(", "));
    let call = if node.asynchronous() { format!("log.work{call}.await") } else { format!("log.compute{call}") };
    let returned = returned(graph, number);
    let body = if node.returns_result { call } else { format!("{call}.expect(\"it does not refuse\")") };
    let asynchronous = if node.asynchronous() { "async " } else { "" };
    let parameters = parameters.join(", ");
    let fallback = if node.fallback { fallback(number, node) } else { String::new() };
    let givers = givers(number, node);
    format!("{attribute}{asynchronous}fn n{number}({parameters}) -> {returned} {{ {body} }}\n{fallback}{givers}")
}

/// A fallback knows no log, so its values are not counted.
fn fallback(number: usize, node: &Node) -> String {
    let (error, one) = (error_text(node), type_text(node.ty));
    format!("fn instead_of_n{number}(error: {error}) -> {one} {{ instead({number}, &error) }}\n")
}

fn options(graph: &[Node], number: usize) -> Vec<String> {
    let (node, on) = (&graph[number], executor(graph, number).unwrap_or_default());
    let option = |given: bool, text: String| given.then_some(text);
    let when = node.when.map(|when| match when {
        Condition::Input(true) => "when = on".to_owned(),
        Condition::Input(false) => "when = off".to_owned(),
        Condition::Node(flag) => format!("when = n{flag}"),
    });
    let after: Vec<String> = node.after.iter().map(|after| format!("n{after}")).collect();
    let concurrency = node.each.and_then(|(_, concurrency)| concurrency);
    let all = [
        option(node.fallback, format!("fallback = instead_of_n{number}")),
        option(node.runs == Runs::Spawned, format!("spawn{on}")),
        option(node.runs == Runs::Blocking, format!("blocking{on}")),
        node.retry.map(|(attempts, backoff)| {
            let attempts = written(number, "attempts", attempts.to_string());
            let backoff = written(number, "backoff", format!("\"{backoff}ms\""));
            format!("retry(attempts = {attempts}, backoff = {backoff})")
        }),
        node.timeout.map(|timeout| format!("timeout = {}", written(number, "timeout", format!("\"{timeout}ms\"")))),
        option(node.limited, "limit = permits".to_owned()),
        when,
        option(!after.is_empty(), format!("after({})", after.join(", "))),
        concurrency.map(|bound| format!("concurrency = {}", written(number, "concurrency", bound.to_string()))),
    ];
    all.into_iter().flatten().collect()
}

fn parameter(graph: &[Node], from: usize, form: Form) -> String {
    let provider = &graph[from];
    let (one, many) = (type_text(provider.ty), provider.each.is_some());
    // The coercions: of a `Vec` and a `String`, but not within the `Result` of an outcome.
    let lent = match (provider.handled, many, provider.ty) {
        (false, true, _) => format!("[{one}]"),
        (false, false, Type::Text) => "str".to_owned(),
        _ => value_text(provider),
    };
    let value = match form {
        Form::Borrowed => format!("&{lent}"),
        Form::Changed => format!("&mut {}", value_text(provider)),
        Form::Taken | Form::Cloned => value_text(provider),
    };
    let value = if provider.when.is_some() { format!("Option<{value}>") } else { value };
    let and = if form == Form::Borrowed { "&" } else { "" };
    let value = if provider.handled { format!("Result<{value}, {and}{}>", error_text(provider)) } else { value };
    format!("{}n{from}: {value}", if form == Form::Cloned { "#[clone] " } else { "" })
}

/// Every other node takes a clone of each element.
fn element(graph: &[Node], elements: Elements, number: usize) -> String {
    let (name, one) = match elements {
        Elements::Items => ("items".to_owned(), "u64"),
        Elements::Node(node) => (format!("n{node}"), type_text(graph[node].ty)),
    };
    if number.is_multiple_of(2) {
        format!("#[clone] #[each({name})] element: {one}")
    } else {
        format!("#[each({name})] element: &{}", if one == "String" { "str" } else { one })
    }
}

fn outcome_type(graph: &[Node], number: usize) -> String {
    let node = &graph[number];
    let value = value_text(node);
    let value = if node.when.is_some() { format!("Option<{value}>") } else { value };
    if node.handled { format!("Result<{value}, {}>", error_text(node)) } else { value }
}

/// The type of a node's value when it runs.
fn value_text(node: &Node) -> String {
    let one = type_text(node.ty);
    if node.each.is_some() { format!("Vec<{one}>") } else { one.to_owned() }
}

fn type_text(ty: Type) -> &'static str {
    match ty {
        Type::Number => "u64",
        Type::Text => "String",
        Type::Tracked => "Tracked",
        Type::Flag => "bool",
    }
}

fn error_text(node: &Node) -> &'static str {
    if node.returns_result { "Fail" } else { "Timeout" }
}
