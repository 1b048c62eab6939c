//! The owner of a value × its type × an option of its node × the position in a plan: when the value ends.

/// The name of a type, the type, and a value of it, made of the guard `x`.
const TYPES: [(&str, &str); 5] = [
    ("Guard", "ends.guard()"),
    ("Vec<Guard>", "vec![ends.guard()]"),
    ("Option<Guard>", "Some(ends.guard())"),
    ("Box<Guard>", "Box::new(ends.guard())"),
    ("(Guard, u32)", "(ends.guard(), 1)"),
];

/// A name, and the option that the node has.
const OPTIONS: [(&str, &str); 10] = [
    ("bare", ""),
    ("inline", ""),
    ("fallible", ""),
    ("each", ""),
    ("when", "when = on"),
    ("spawn", "spawn"),
    ("blocking", "blocking"),
    ("timeout", "timeout = \"1s\""),
    ("free", "free"),
    ("free_spawn", "free, spawn"),
];

/// The user of the value.
#[derive(Clone, Copy, PartialEq)]
enum Owner {
    /// It stays its own: it is borrowed.
    Lent,
    /// Two borrow it.
    LentTwice,
    /// A node takes it.
    Taken,
    /// It is named in `after` only.
    Named,
}

/// The name, what `#[dag(...)]` says, the other nodes, and those that `last` waits for.
const POSITIONS: [(&str, &str, &str, &str); 4] = [
    ("sequence", "", "", ""),
    ("branch", "", "async fn other() -> u32 { step().await }", ", _other: u32"),
    (
        "lane",
        "",
        "async fn b() -> u32 { step().await } #[node(after(x, b))] async fn c() -> u32 { step().await }",
        ", _c: u32",
    ),
    ("task", "(spawn)", "async fn other() -> u32 { step().await }", ", _other: u32"),
];

/// Output: a module for each cell, and `CELLS`, the table of them.
pub(crate) fn source() -> String {
    let (mut text, mut cells, mut turn) = (String::new(), String::new(), 0);
    for (option, given) in OPTIONS {
        for position in POSITIONS {
            for owner in [Owner::Lent, Owner::LentTwice, Owner::Taken, Owner::Named] {
                // All types for a node without options, one after another for the others.
                let types = if option == "bare" { TYPES.len() } else { 1 };
                for _ in 0..types {
                    turn += 1;
                    let (module, cell) = cell(turn, (option, given), position, owner);
                    text += &module;
                    cells += &cell;
                }
            }
        }
    }
    format!("{text}\npub const CELLS: &[Cell] = &[\n{cells}];\n")
}

fn cell(
    turn: usize,
    (option, given): (&str, &str),
    (position, dag, others, waits): (&str, &str, &str, &str),
    owner: Owner,
) -> (String, String) {
    let (one, made) = TYPES[turn % TYPES.len()];
    let name = format!("{option}_{position}_{turn}");
    let plain = ["inline", "blocking"].contains(&option);
    let asynchronous = if plain { "" } else { "async " };
    let (returned, made) = if option == "fallible" {
        (format!("Result<{one}, String>"), format!("Ok({made})"))
    } else {
        (one.to_owned(), made.to_owned())
    };
    let element = if option == "each" { "#[each(list)] _number: &u32, " } else { "" };
    let value = if option == "each" { format!("Vec<{one}>") } else { one.to_owned() };
    let asked = |by: &str| if option == "when" { format!("Option<{by}{value}>") } else { format!("{by}{value}") };
    let seen = match owner {
        Owner::Lent => format!("async fn seen(x: &{value}) -> u32 {{ let _ = x; step().await }}"),
        Owner::LentTwice => format!(
            "async fn seen(x: &{value}, again: u32) -> u32 {{ let _ = x; again }} \
             async fn again(x: &{value}) -> u32 {{ let _ = x; step().await }}"
        ),
        Owner::Taken => format!("async fn seen(x: {}) -> u32 {{ step().await; drop(x); 1 }}", asked("")),
        Owner::Named => "#[node(after(x))] async fn seen() -> u32 { step().await }".to_owned(),
    };
    let seen = seen.replace(&format!("x: &{value}"), &format!("x: {}", asked("&")));
    let module = format!(
        "#[dag{dag}] mod {name} {{ use super::*; \
         #[input] pub struct Input {{ pub ends: Ends, pub on: bool, pub fails: bool, pub list: Vec<u32> }} \
         #[output] pub struct Output {{ pub last: u32 }} \
         async fn base(ends: &Ends) -> Base {{ Base(ends.clone()) }} \
         #[node({given})] {asynchronous}fn x({element}_base: &Base, ends: &Ends) -> {returned} {{ {made} }} \
         {seen} {others} \
         async fn last(seen: u32{waits}, ends: &Ends, fails: bool) -> Result<u32, String> {{ ends.end(\"last\"); if fails {{ Err(String::new()) }} else {{ Ok(seen) }} }} }}\n"
    );
    let early = owner == Owner::Taken || option.starts_with("free");
    let cell = format!(
        "Cell {{ name: \"{name} {owner}\", early: {early}, each: {}, conditional: {}, run: |ends, on, fails| Box::pin(async move {{ \
         {name}::Pipeline::run({name}::Input {{ ends, on, fails, list: vec![1, 2] }}).await.is_ok() }}) }},\n",
        option == "each",
        option == "when",
        owner = match owner {
            Owner::Lent => "lent",
            Owner::LentTwice => "lent twice",
            Owner::Taken => "taken",
            Owner::Named => "named",
        },
    );
    (module, cell)
}
