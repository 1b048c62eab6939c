//! The text of a cell: one pair in one position, in all forms.

use std::fmt::Write as _;

use super::form::{Form, Provider};
use super::pair::Pair;
use super::position::Position;

/// Output: the module with its function, and its line of the table.
pub(crate) fn module(pair: &Pair, position: Position, forms: &[&Form]) -> (String, String) {
    let cell = Cell { pair, position, forms };
    let name = format!("{}_in_{}", pair.name, position.name());
    let forms: String = forms.iter().map(|form| format!("(\"{}\", Kind::{}), ", form.name, form.kind)).collect();
    let line = format!(
        "Cell {{ pair: {:?}, position: {:?}, shown: {:?}, forms: &[{forms}], run: {name}_run }},\n",
        pair.name,
        position.name(),
        pair.shown
    );
    (cell.text(&name), line)
}

struct Cell<'a> {
    pair: &'a Pair,
    position: Position,
    forms: &'a [&'a Form],
}

impl Cell<'_> {
    fn text(&self, name: &str) -> String {
        let mut text = format!("#[dag]\npub mod {name} {{\nuse super::*;\n#[input]\npub struct Input {{\n");
        for (field, ty, _) in self.fields() {
            writeln!(text, "pub {field}: {ty},").unwrap();
        }
        text += "}\n";
        let mut previous = None;
        for form in self.forms {
            for node in self.nodes(form) {
                let follows = (self.position == Position::Sequence).then_some(previous).flatten();
                text += &node.text(follows);
                previous = Some(node.name);
            }
        }
        text += &self.around();
        text + "}\n" + &self.run(name)
    }

    fn fields(&self) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
        let any = |holds: fn(&Form) -> bool| self.forms.iter().any(|form| holds(form));
        let fields = [
            (any(Form::conditional), ("on", "bool", "setting.on")),
            (any(|form| form.fallible() && !form.ends_run()), ("refuses", "bool", "setting.refuses")),
            (any(Form::ends_run), ("ends", "bool", "setting.ends")),
            (any(|form| form.provider == Provider::Input), ("given", self.pair.given, self.pair.made)),
            (self.position == Position::Each, ("pair", "[u8; 2]", "[1, 2]")),
        ];
        fields.into_iter().filter_map(|(used, field)| used.then_some(field))
    }

    /// The provider, if it is a node, the consumer, and others.
    fn nodes(&self, form: &Form) -> Vec<Node> {
        let mut nodes: Vec<Node> = self.provider(form).into_iter().collect();
        if form.passed_on() {
            let borrowed = format!("Option<&{}>", self.pair.asked);
            nodes.push(Node {
                name: "passes".to_owned(),
                options: Vec::new(),
                plain: true,
                parameters: format!("{}: {borrowed}", form.name),
                returned: borrowed,
                body: form.name.to_owned(),
            });
        }
        nodes.push(self.consumer(form, "see", ""));
        if self.position == Position::Lanes {
            nodes.push(self.consumer(form, "cross", ", _other: &u8"));
        }
        if let Some(taken) = form.other {
            nodes.push(Node {
                name: format!("other_{}", form.name),
                options: Vec::new(),
                plain: true,
                parameters: format!("{}: {}", form.name, taken.replace('P', self.pair.given)),
                returned: String::new(),
                body: format!("drop(format!(\"{{{}:?}}\"))", form.name),
            });
        }
        nodes
    }

    fn provider(&self, form: &Form) -> Option<Node> {
        let (given, made) = (self.pair.given, self.pair.made);
        let flag = if form.ends_run() { "ends" } else { "refuses" };
        let (parameters, returned, body) = match form.provider {
            Provider::Input => return None,
            Provider::Plain | Provider::Conditional => ("".to_owned(), given.to_owned(), made.to_owned()),
            Provider::Fallible | Provider::ConditionalFallible => (
                format!("{flag}: bool"),
                format!("Result<{given}, Refused>"),
                format!("if {flag} {{ Err(Refused) }} else {{ Ok({made}) }}"),
            ),
            Provider::Elements => ("".to_owned(), format!("Vec<{given}>"), format!("vec![{made}, {made}]")),
            Provider::Optional => ("".to_owned(), format!("Option<{given}>"), format!("Some({made})")),
            Provider::Outcome => ("".to_owned(), format!("Result<{given}, {given}>"), format!("Ok({made})")),
            Provider::Refusal => ("".to_owned(), format!("Result<u8, {given}>"), format!("Err({made})")),
        };
        let mut options: Vec<String> = Vec::new();
        match self.position {
            Position::FromSpawned | Position::Line => options.push("spawn".to_owned()),
            Position::FromBlocking => options.push("blocking".to_owned()),
            _ => {}
        }
        if form.conditional() {
            options.push("when = on".to_owned());
        }
        if form.provider == Provider::Outcome {
            options.push("infallible".to_owned());
        }
        let plain = matches!(self.position, Position::FromBlocking | Position::Sequence);
        Some(Node { name: form.name.to_owned(), options, plain, parameters, returned, body })
    }

    fn consumer(&self, form: &Form, prefix: &str, more: &str) -> Node {
        let name = form.name;
        let ty = form.asked.replace('X', self.pair.asked);
        let parameter = match form.provider {
            Provider::Elements => format!("#[each({name})] element: {ty}{more}"),
            _ if form.passed_on() => format!("#[from(passes)] {name}: {ty}{more}"),
            _ => format!("{name}: {ty}{more}"),
        };
        let shown = if form.provider == Provider::Elements { "element" } else { name };
        let body = format!("format!(\"{{{shown}:?}}\")");
        let (mut options, mut plain) = (Vec::new(), false);
        let (mut parameters, mut returned, mut shows) = (parameter, "String".to_owned(), body);
        match self.position {
            Position::Inline => plain = true,
            Position::Sequence => plain = form.provider == Provider::Elements,
            Position::IntoSpawned | Position::Line => options.push("spawn".to_owned()),
            Position::IntoBlocking => {
                options.push("blocking".to_owned());
                plain = true;
            }
            Position::Alone => options.push("after(gate)".to_owned()),
            Position::Retried => {
                options.push("retry(attempts = 2)".to_owned());
                (returned, shows) = (format!("Result<{returned}, Refused>"), format!("Ok({shows})"));
            }
            Position::Each => parameters += ", #[each(pair)] _one: &u8",
            _ => {}
        }
        Node { name: format!("{prefix}_{name}"), options, plain, parameters, returned, body: shows }
    }

    /// The nodes that give the graph its shape.
    fn around(&self) -> String {
        match self.position {
            Position::Lanes => "async fn other() -> u8 { 1 }\n".to_owned(),
            Position::Alone => {
                let nodes = self.forms.iter().filter(|form| form.provider != Provider::Input);
                let names: Vec<_> = nodes.map(|form| form.name).collect();
                format!("#[node(after({}))]\nasync fn gate() {{}}\n", names.join(", "))
            }
            _ => String::new(),
        }
    }

    fn run(&self, name: &str) -> String {
        let fails = self.position == Position::Retried || self.forms.iter().any(|form| form.ends_run());
        let fields: String = self.fields().map(|(field, _, value)| format!("{field}: {value}, ")).collect();
        let error = if fails { ".map_err(|error| error.node())?" } else { "" };
        let unused = if self.fields().any(|(_, _, value)| value.starts_with("setting")) { "" } else { "_" };
        let mut values = String::new();
        for form in self.forms {
            for prefix in ["see", "cross"] {
                if prefix == "see" || self.position == Position::Lanes {
                    let many = form.provider == Provider::Elements || self.position == Position::Each;
                    let all = if many { ".concat()" } else { "" };
                    write!(values, "(\"{}\", output.{prefix}_{}{all}), ", form.name, form.name).unwrap();
                }
            }
        }
        format!(
            "fn {name}_run({unused}setting: Setting) -> Run {{\nBox::pin(async move {{\n\
             let input = {name}::Input {{ {fields} }};\n\
             let output = {name}::Pipeline::run(input).await{error};\n\
             Ok(vec![{values}])\n}})\n}}\n"
        )
    }
}

struct Node {
    name: String,
    options: Vec<String>,
    /// It is a plain `fn`.
    plain: bool,
    parameters: String,
    returned: String,
    body: String,
}

impl Node {
    fn text(&self, follows: Option<String>) -> String {
        let mut options = self.options.clone();
        options.extend(follows.map(|node| format!("after({node})")));
        let attribute = match (&options[..], self.plain) {
            ([], true) => "#[node]\n".to_owned(),
            ([], false) => String::new(),
            _ => format!("#[node({})]\n", options.join(", ")),
        };
        let keyword = if self.plain { "" } else { "async " };
        let Self { name, parameters, returned, body, .. } = self;
        let returns = if returned.is_empty() { String::new() } else { format!(" -> {returned}") };
        format!("{attribute}{keyword}fn {name}({parameters}){returns} {{ {body} }}\n")
    }
}
