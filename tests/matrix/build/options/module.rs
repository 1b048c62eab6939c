//! The text of a cell: one node in one position, taken in one way.

use super::node::{Node, Taken};
use super::position::{Position, attribute};

/// Output: the module with its function, and its line of the table.
pub(crate) fn module(node: &Node, taken: Taken, position: &Position) -> (String, String) {
    let cell = Cell { node, taken, position };
    let name = format!("{}_{}_in_{}", node.name(), taken.name(), position.name);
    let text = format!("{}{}", cell.text(&name), cell.run(&name));
    let handled = taken == Taken::Handled;
    let result = taken != Taken::Plain;
    let line = format!(
        "Cell {{ position: {:?}, options: &{:?}, handled: {handled}, result: {result}, run: {name}_run }},\n",
        position.name, node.0
    );
    (text, line)
}

const WHOLE: &str = "Result<Parcel, Fail>";

struct Cell<'a> {
    node: &'a Node,
    taken: Taken,
    position: &'a Position,
}

impl Cell<'_> {
    fn text(&self, name: &str) -> String {
        let mut text = format!("#[dag{}]\npub mod {name} {{\nuse super::*;\n", self.position.dag);
        text += "#[input]\npub struct Input {\n";
        for (field, ty, _) in self.fields() {
            text += &format!("pub {field}: {ty},\n");
        }
        text += "}\n";
        text += &self.x();
        if self.position.is_only() {
            text += &format!("#[output]\npub struct Output {{ pub x: {} }}\n", self.value_type(self.taken, ""));
        } else {
            text += &self.consumers();
        }
        text + &self.position.around() + "}\n"
    }

    fn fields(&self) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
        let given = |option| self.node.has("given") && self.node.has(option);
        let fields = [
            (true, ("log", "Arc<Log>", "Arc::clone(&log)")),
            (self.node.has("limit"), ("permits", "Arc<Semaphore>", "log.permits()")),
            (self.node.has("when"), ("on", "bool", "holds")),
            (self.node.has("each"), ("elements", "Vec<u64>", "ELEMENTS.to_vec()")),
            (given("timeout"), ("time", "Duration", "Duration::from_millis(20)")),
            (given("retry"), ("tries", "u8", "3")),
            (given("retry"), ("delay", "Duration", "Duration::from_millis(5)")),
            (given("bounded"), ("two", "usize", "2")),
        ];
        fields.into_iter().filter_map(|(used, field)| used.then_some(field))
    }

    fn x(&self) -> String {
        let node = self.node;
        let at_once = node.has("blocking") || node.has("inline");
        let mut options = node.options();
        options.push(self.position.x_option());
        let attribute = match &*attribute(&options) {
            "" if at_once => "#[node]\n".to_owned(),
            attribute => attribute.to_owned(),
        };
        let (element, number) =
            if node.has("each") { (", #[each(elements)] element: &u64", "*element") } else { ("", "0") };
        let call = if at_once { format!("log.call_now({number})") } else { format!("log.call({number}).await") };
        let (returned, body) = if node.has("marked") {
            ("Fetched", call)
        } else if node.has("foreign") {
            ("Result<Parcel, Foreign>", format!("Ok({call}?)"))
        } else if node.has("result") || node.has("whole") {
            (WHOLE, call)
        } else {
            ("Parcel", format!("{call}.expect(\"it does not refuse\")"))
        };
        let keyword = if at_once { "" } else { "async " };
        format!("{attribute}{keyword}fn x(log: &Log{element}) -> {returned} {{ {body} }}\n")
    }

    fn consumers(&self) -> String {
        let ty = self.value_type(self.taken, "&");
        let attribute_of_seen = attribute(&self.position.seen_options());
        // Spawned or not, but nothing to wait for.
        let mut text = format!("{attribute_of_seen}async fn seen(x: {ty}) -> String {{ format!(\"{{x:?}}\") }}\n");
        if self.taken == Taken::LookedAt {
            let ty = self.value_type(Taken::Plain, "&");
            text += &format!("#[node(after(seen))]\nfn also(x: {ty}) {{ drop(format!(\"{{x:?}}\")) }}\n");
        }
        text
    }

    /// The type that a consumer asks for, or that the output has.
    fn value_type(&self, taken: Taken, and: &str) -> String {
        let one = if self.node.has("whole") { WHOLE } else { "Parcel" };
        let value = match (self.node.has("each"), and) {
            (true, "") => format!("Vec<{one}>"),
            (true, and) => format!("{and}[{one}]"),
            (false, and) => format!("{and}{one}"),
        };
        let value = if self.node.has("when") { format!("Option<{value}>") } else { value };
        let error = self.node.error();
        if taken == Taken::Plain { value } else { format!("Result<{value}, {and}{error}>") }
    }

    fn run(&self, name: &str) -> String {
        // Without another consumer, the output takes a failure by itself.
        let ends = self.node.fallible() && self.taken != Taken::Handled;
        let fields: String = self.fields().map(|(field, _, value)| format!("{field}: {value}, ")).collect();
        let error = if ends { ".map_err(|error| format!(\"{error:?}\"))?" } else { "" };
        let seen = if self.position.is_only() { "format!(\"{:?}\", output.x)" } else { "output.seen" };
        let holds = if self.node.has("when") { "holds" } else { "_holds" };
        format!(
            "fn {name}_run(log: Arc<Log>, {holds}: bool) -> Run {{\nBox::pin(async move {{\n\
             let input = {name}::Input {{ {fields} }};\n\
             let output = {name}::Pipeline::run(input).await{error};\n\
             Ok({seen})\n}})\n}}\n"
        )
    }
}
