//! The names that mean something else in a module than they do in the standard library.

use std::collections::BTreeSet;

use syn::{Ident, Type, UseTree};

use crate::types;

/// The names whose types everybody has without a `use`.
const PRELUDE: [&str; 5] = ["Box", "Option", "Result", "String", "Vec"];

/// What a module's own items and imports are called, and what its globs may bring in.
#[derive(Default)]
pub(crate) struct Foreign {
    names: BTreeSet<String>,
    /// It has a glob of something else than std and its own parent, which may hide any name of the prelude.
    glob: bool,
}

impl Foreign {
    pub(super) fn declare(&mut self, names: &[Ident]) {
        self.names.extend(names.iter().map(ToString::to_string));
    }

    /// Enters the `names` that a `use` brings in.
    pub(super) fn bring_in(&mut self, tree: &UseTree, names: &[Ident]) {
        if !(is_of_std(tree) && keeps_names(tree)) {
            self.declare(names);
            self.glob |= has_glob(tree) && !is_glob_of_parent(tree);
        }
    }

    /// True if the name is known to be something else.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// True if the name may be something else.
    pub(crate) fn may_be(&self, name: &str) -> bool {
        self.is(name) || (self.glob && PRELUDE.contains(&name))
    }

    /// `Some(true)` if a type is `Copy`; `None` if its spelling does not tell here.
    pub(crate) fn is_copy(&self, ty: &Type) -> Option<bool> {
        types::is_copy_unless(ty, &|name| self.may_be(name))
    }
}

fn is_of_std(tree: &UseTree) -> bool {
    matches!(tree, UseTree::Path(path) if ["std", "core", "alloc"].iter().any(|krate| path.ident == krate))
}

fn keeps_names(tree: &UseTree) -> bool {
    match tree {
        UseTree::Path(path) => keeps_names(&path.tree),
        UseTree::Group(group) => group.items.iter().all(keeps_names),
        UseTree::Name(_) | UseTree::Glob(_) => true,
        UseTree::Rename(_) => false,
    }
}

fn has_glob(tree: &UseTree) -> bool {
    match tree {
        UseTree::Path(path) => has_glob(&path.tree),
        UseTree::Group(group) => group.items.iter().any(has_glob),
        UseTree::Glob(_) => true,
        UseTree::Name(_) | UseTree::Rename(_) => false,
    }
}

/// `super::*`
fn is_glob_of_parent(tree: &UseTree) -> bool {
    matches!(tree, UseTree::Path(path) if path.ident == "super" && matches!(*path.tree, UseTree::Glob(_)))
}
