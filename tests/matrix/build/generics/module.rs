//! The text of a cell.

use super::case::{Case, Position};
use super::shape::Shape;

/// Output: the module with its function, and its line of the table.
pub(crate) fn module(shape: &Shape, case: &Case, position: Position) -> (String, String) {
    let cell = Cell { shape, case, position };
    let name = format!("{}_{}_in_{}", shape.name, case.name(), position.name());
    let line =
        format!("Cell {{ name: {name:?}, conditional: {}, {}, run: {name}_run }},\n", case.has("when"), cell.shown());
    (format!("{}{}", cell.text(&name), cell.run(&name)), line)
}

struct Cell<'a> {
    shape: &'a Shape,
    case: &'a Case,
    position: Position,
}

impl Cell<'_> {
    fn shown(&self) -> String {
        let shown = self.shape.shown;
        let all = if self.case.has("each") { format!("[{shown}, {shown}]") } else { shown.to_owned() };
        let handled = self.case.handled;
        format!("shown: {all:?}, handled: {handled}")
    }

    fn text(&self, name: &str) -> String {
        let mut text =
            format!("#[dag]\npub mod {name} {{\nuse super::*;\n#[input]\npub struct Input{} {{\n", self.shape.input);
        for (field, ty, _) in self.fields() {
            text += &format!("pub {field}: {ty},\n");
        }
        text += "}\n";
        match self.position {
            Position::Output => text += &self.x(),
            Position::Sequence => text += &(self.x() + &self.consumer("seen", "")),
            Position::Lanes => {
                text += &(self.consumer("seen", "") + &self.consumer("cross", ", _other: &u8"));
                text += &format!("{}async fn other() -> u8 {{ 1 }}\n", self.x());
            }
        }
        text + "}\n"
    }

    fn fields(&self) -> impl Iterator<Item = (&'static str, String, String)> {
        let Shape { given, made, .. } = *self.shape;
        let source = if self.case.has("each") {
            (format!("Vec<{given}>"), format!("vec![{made}, {made}]"))
        } else {
            (given.to_owned(), made.to_owned())
        };
        let fields = [
            (true, ("source", source.0, source.1)),
            (self.case.has("when"), ("on", "bool".to_owned(), "holds".to_owned())),
            (
                self.case.has("limit"),
                ("permits", "Arc<Semaphore>".to_owned(), "Arc::new(Semaphore::new(1))".to_owned()),
            ),
        ];
        fields.into_iter().filter_map(|(used, field)| used.then_some(field))
    }

    fn x(&self) -> String {
        let Shape { generics, takes, gives, clause, body, .. } = self.shape;
        let attribute = self.case.attribute();
        let keyword = if self.case.has("blocking") { "" } else { "async " };
        let each = if self.case.has("each") { "#[each(source)] " } else { "" };
        let (returned, body) = if self.case.has("result") {
            (format!("Result<{gives}, Refused>"), format!("Ok({body})"))
        } else {
            ((*gives).to_owned(), (*body).to_owned())
        };
        format!("{attribute}{keyword}fn x<{generics}>({each}source: &{takes}) -> {returned} {clause} {{ {body} }}\n")
    }

    /// A consumer spells the type in its own way, or is generic where nobody knows it.
    fn consumer(&self, name: &str, more: &str) -> String {
        let Shape { owned, asked, .. } = self.shape;
        let generic = owned.is_empty();
        let value = match (generic, self.case.has("each")) {
            (true, _) => "&V".to_owned(),
            (false, true) => format!("&[{owned}]"),
            (false, false) => format!("&{asked}"),
        };
        let value = if self.case.has("when") { format!("Option<{value}>") } else { value };
        let value = if self.case.handled { format!("Result<{value}, &{}>", self.case.error()) } else { value };
        let generics = if generic { "<V: Debug>" } else { "" };
        format!("async fn {name}{generics}(x: {value}{more}) -> String {{ format!(\"{{x:?}}\") }}\n")
    }

    fn run(&self, name: &str) -> String {
        let fields: String = self.fields().map(|(field, _, value)| format!("{field}: {value}, ")).collect();
        let error = if self.case.ends_run() { ".unwrap()" } else { "" };
        let seen = match self.position {
            Position::Output => "vec![format!(\"{:?}\", output.x)]",
            Position::Sequence => "vec![output.seen]",
            Position::Lanes => "vec![output.seen, output.cross]",
        };
        let on = if self.case.has("when") { "holds" } else { "_holds" };
        format!(
            "fn {name}_run({on}: bool) -> Run {{\nBox::pin(async move {{\n\
             let output = {name}::Pipeline::run({name}::Input {{ {fields} }}).await{error};\n{seen}\n}})\n}}\n"
        )
    }
}
