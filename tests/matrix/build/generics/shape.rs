//! The types that a node may return by way of its own generics.

use super::case::{Case, Position};

/// `async fn x<generics>(source: &takes) -> gives where clause`
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    pub(crate) generics: &'static str,
    pub(crate) takes: &'static str,
    pub(crate) gives: &'static str,
    pub(crate) clause: &'static str,
    /// The value, made of a `source`.
    pub(crate) body: &'static str,
    /// The generics of the input, the type of its field, and an expression of that.
    pub(crate) input: &'static str,
    pub(crate) given: &'static str,
    pub(crate) made: &'static str,
    /// The type of the value, as a consumer spells it; nothing where it has to be generic.
    pub(crate) owned: &'static str,
    /// The type behind the consumer's reference.
    pub(crate) asked: &'static str,
    /// The value, as `{:?}` shows it.
    pub(crate) shown: &'static str,
}

const SHAPE: Shape = Shape {
    name: "",
    generics: "",
    takes: "",
    gives: "",
    clause: "",
    body: "",
    input: "",
    given: "",
    made: "",
    owned: "",
    asked: "",
    shown: "",
};

const SHELF: Shape = Shape {
    generics: "S: Store",
    takes: "S",
    body: "source.key()",
    given: "Shelf",
    made: "Shelf",
    owned: "String",
    asked: "str",
    shown: r#""key""#,
    ..SHAPE
};

const LIST: Shape =
    Shape { given: "Vec<u16>", made: "vec![1, 2]", owned: "Vec<u16>", asked: "[u16]", shown: "[1, 2]", ..SHAPE };

/// All shapes.
pub(crate) const SHAPES: [Shape; 14] = [
    Shape { name: "parameter", generics: "T: Clone", takes: "T", gives: "T", body: "source.clone()", ..LIST },
    Shape {
        name: "behind_a_coercion",
        generics: "T: Clone",
        takes: "[T]",
        gives: "Vec<T>",
        body: "source.to_vec()",
        ..LIST
    },
    Shape {
        name: "pair_of_parameters",
        generics: "A: Clone, B: Clone",
        takes: "(A, B)",
        gives: "(B, A)",
        body: "(source.1.clone(), source.0.clone())",
        given: "(u8, char)",
        made: "(1, 'b')",
        owned: "(char, u8)",
        asked: "(char, u8)",
        shown: "('b', 1)",
        ..SHAPE
    },
    Shape { name: "associated", gives: "S::Key", ..SHELF },
    Shape { name: "of_a_supertrait", generics: "S: Shop", gives: "S::Key", ..SHELF },
    Shape { name: "bound_by_a_clause", generics: "S", clause: "where S: Clone + Store", gives: "S::Key", ..SHELF },
    Shape { name: "qualified", gives: "<S as Store>::Key", ..SHELF },
    Shape {
        name: "associated_in_a_list",
        gives: "Vec<Option<S::Key>>",
        body: "vec![Some(source.key())]",
        owned: "Vec<Option<String>>",
        asked: "[Option<String>]",
        shown: r#"[Some("key")]"#,
        ..SHELF
    },
    Shape {
        name: "bound_by_another",
        generics: "I: Clone + IntoIterator<Item = R>, R: Clone",
        takes: "I",
        gives: "Vec<R>",
        body: "source.clone().into_iter().collect()",
        ..LIST
    },
    Shape {
        name: "array",
        generics: "const N: usize",
        takes: "[u16; N]",
        gives: "[u16; N]",
        body: "*source",
        given: "[u16; 2]",
        made: "[1, 2]",
        owned: "[u16; 2]",
        ..LIST
    },
    Shape {
        name: "array_behind_a_pointer",
        generics: "const N: usize",
        takes: "[u16; N]",
        gives: "[u16; N]",
        body: "*source",
        given: "Box<[u16; 2]>",
        made: "Box::new([1, 2])",
        owned: "[u16; 2]",
        ..LIST
    },
    Shape {
        name: "transposed",
        generics: "const R: usize, const C: usize",
        takes: "Grid<R, C>",
        gives: "Grid<C, R>",
        body: "source.transposed()",
        given: "Grid<1, 2>",
        made: "Grid([[1, 2]])",
        owned: "Grid<2, 1>",
        asked: "Grid<2, 1>",
        shown: "Grid([[1], [2]])",
        ..SHAPE
    },
    // The types of the input, under the same letter and under another one.
    Shape { name: "of_the_input", input: "<S: Shop>", given: "S", gives: "S::Key", owned: "", ..SHELF },
    Shape {
        name: "under_another_letter",
        input: "<const K: usize>",
        generics: "const N: usize",
        takes: "[u16; N]",
        gives: "[[u16; N]; 1]",
        body: "[*source]",
        given: "[u16; K]",
        made: "[1, 2]",
        owned: "",
        asked: "",
        shown: "[[1, 2]]",
        ..SHAPE
    },
];

impl Shape {
    /// A task cannot have a type of the input, of which nothing says that other threads may have it.
    pub(crate) fn fits(&self, case: &Case, position: Position) -> bool {
        let elsewhere = case.has("spawn") || case.has("blocking");
        !(elsewhere && self.name == "of_the_input") && (!case.handled || position != Position::Output)
    }
}
