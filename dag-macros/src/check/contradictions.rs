use crate::diagnostics::errors::Errors;
use crate::diagnostics::suggest::list;
use crate::read::policy::GivenOption;
use crate::resolve::Resolved;

/// A node has an option once, and none that speaks against another.
///
/// ```text
/// #[node(blocking, spawn)]        // on a thread for such work, or as a task?
/// #[node(skip, timeout = "1s")]   // no node, so nothing that could take too long
/// #[node(after(a), after(b))]     // `after(a, b)`
/// ```
pub(super) fn contradictions(pipeline: &Resolved<'_>, errors: &mut Errors) {
    let nodes = pipeline.module.nodes.rows().map(|node| &node.given);
    for given in nodes.chain(pipeline.module.helpers.iter().map(|helper| &helper.given)) {
        for (index, option) in given.iter().enumerate() {
            check(option, &given[..index], given, errors);
        }
    }
}

fn check(option: &GivenOption, earlier: &[GivenOption], all: &[GivenOption], errors: &mut Errors) {
    let name = option.option.name;
    if earlier.iter().any(|earlier| earlier.option.name == name) {
        errors.at(option.span, format_args!("`{name}` is given twice"));
        return;
    }
    for other in option.contradicted(all) {
        let names = contradicting(other, all);
        // With an option that goes with none of several, it is the one that is too many.
        match &names[..] {
            [_] => {
                errors.at(option.span, format_args!("`{name}` contradicts `{other}`: a node can have one of them only"))
            }
            [first, ..] if *first == name => errors.at(
                option.span,
                format_args!("{} contradict `{other}`: a node can have either", list(names.iter().copied())),
            ),
            _ => {}
        }
    }
}

/// The options that a node with `other` cannot have.
fn contradicting<'g>(other: &str, all: &'g [GivenOption]) -> Vec<&'g str> {
    let mut names: Vec<&str> = Vec::new();
    for option in all.iter().filter(|option| option.contradicted(all).any(|contradicted| contradicted == other)) {
        if !names.contains(&option.option.name) {
            names.push(option.option.name);
        }
    }
    names
}
