//! The positions of the node's call.

use super::node::Node;

/// A graph around the node `x`, whose value the node `seen` takes.
pub(crate) struct Position {
    pub(crate) name: &'static str,
    /// The content of `#[dag(...)]`.
    pub(crate) dag: &'static str,
    /// The nodes that `x` comes after.
    pub(crate) x_after: &'static str,
    /// The nodes that `seen` comes after.
    pub(crate) seen_after: &'static str,
    /// The option of `seen`.
    pub(crate) seen_option: &'static str,
    /// The other nodes: an option, the name, and the nodes that it comes after.
    pub(crate) others: &'static [(&'static str, &'static str, &'static str)],
}

const BARE: Position = Position { name: "", dag: "", x_after: "", seen_after: "", seen_option: "", others: &[] };

/// All positions.
pub(crate) const POSITIONS: [Position; 12] = [
    // x → (output)
    Position { name: "only", ..BARE },
    // a → x → seen
    Position { name: "sequence", x_after: "a", others: &[("", "a", "")], ..BARE },
    // a → ... forty inline nodes ... → x → seen
    Position { name: "inner", x_after: "a", others: &[("", "a", "")], ..BARE },
    // a ─┬→ x ─┬→ seen
    //    └→ b ─┘
    Position { name: "branch", x_after: "a", seen_after: "b", others: &[("", "a", ""), ("", "b", "a")], ..BARE },
    // x → seen
    // a
    Position { name: "first_of_branch", others: &[("", "a", "")], ..BARE },
    // a → x ─┬→ seen
    // b ─────┘
    Position { name: "last_of_branch", x_after: "a", seen_after: "b", others: &[("", "a", ""), ("", "b", "")], ..BARE },
    // x ─┬→ seen
    //    └→ b
    // a ─→ b
    Position { name: "first_of_lane", others: &[("", "a", ""), ("", "b", "x, a")], ..BARE },
    // a ─┬→ x → seen
    //    └→ c
    // b ─→ c
    Position {
        name: "middle_of_lane",
        x_after: "a",
        others: &[("", "a", ""), ("", "b", ""), ("", "c", "a, b")],
        ..BARE
    },
    // a ─┬→ x ─┬→ seen
    //    └→ c ─┘
    // b ─→ c
    Position {
        name: "last_of_lane",
        x_after: "a",
        seen_after: "c",
        others: &[("", "a", ""), ("", "b", ""), ("", "c", "a, b")],
        ..BARE
    },
    // a ─┬→ c ─┬→ seen
    //    └→ x ─┘
    // b ─→ x
    Position {
        name: "behind_joint",
        x_after: "a, b",
        seen_after: "c",
        others: &[("", "a", ""), ("", "b", ""), ("", "c", "a")],
        ..BARE
    },
    // a → x → seen         by the module's `spawn`
    // b
    Position { name: "line_of_module", dag: "(spawn)", x_after: "a", others: &[("", "a", ""), ("", "b", "")], ..BARE },
    // a → x → seen         by their own
    // b
    Position {
        name: "line_of_nodes",
        x_after: "a",
        seen_option: "spawn",
        others: &[("spawn", "a", ""), ("", "b", "")],
        ..BARE
    },
];

/// More than stand in one coroutine.
const MANY: usize = 40;

impl Position {
    /// Behind many nodes in front, a few nodes are enough.
    pub(crate) fn fits(&self, node: &Node) -> bool {
        !self.is_inner() || ["timeout", "result_retry", "timeout_each_bounded"].contains(&&*node.name())
    }

    fn is_inner(&self) -> bool {
        self.name == "inner"
    }

    /// True if `x` is the only node.
    pub(crate) fn is_only(&self) -> bool {
        self.name == "only"
    }

    /// The text of the nodes around it.
    pub(crate) fn around(&self) -> String {
        let node = |(option, name, after): &(&str, &str, &str)| {
            let text = attribute(&[(*option).to_owned(), after_text(after)]);
            // A node after `x` takes no time, so that the run takes as long as `x`.
            let body = if after.contains('x') { "" } else { "pause().await" };
            format!("{text}async fn {name}() {{ {body} }}\n")
        };
        let mut text: String = self.others.iter().map(node).collect();
        if self.is_inner() {
            text += "#[node(after(a))]\nfn s1() {}\n";
            text.extend((2..=MANY).map(|number| format!("#[node(after(s{}))]\nfn s{number}() {{}}\n", number - 1)));
        }
        text
    }

    /// The option of `x`, if any.
    pub(crate) fn x_option(&self) -> String {
        if self.is_inner() { format!("after(s{MANY})") } else { after_text(self.x_after) }
    }

    /// The options of `seen`.
    pub(crate) fn seen_options(&self) -> [String; 2] {
        [self.seen_option.to_owned(), after_text(self.seen_after)]
    }
}

fn after_text(nodes: &str) -> String {
    if nodes.is_empty() { String::new() } else { format!("after({nodes})") }
}

/// `#[node(...)]`, if there is anything to be said.
pub(crate) fn attribute(options: &[String]) -> String {
    let options: Vec<&str> = options.iter().map(String::as_str).filter(|option| !option.is_empty()).collect();
    if options.is_empty() { String::new() } else { format!("#[node({})]\n", options.join(", ")) }
}
