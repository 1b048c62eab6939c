//! The names of types that mean something else in a module than std's, or hide a lifetime, as far as the module tells.

use std::collections::BTreeSet;

use syn::visit::{self, Visit};
use syn::{GenericArgument, PathArguments, PathSegment, Type};

use crate::read::foreign::Foreign;
use crate::read::model::Module;
use crate::types;

pub(crate) struct Spellings<'m> {
    foreign: &'m Foreign,
    /// Written with a lifetime somewhere, so that it is left out elsewhere.
    with_lifetime: BTreeSet<String>,
}

impl<'m> Spellings<'m> {
    pub(crate) fn of(module: &'m Module) -> Self {
        let mut seen = WithLifetime(BTreeSet::new());
        module.nodes.rows().for_each(|node| seen.visit_signature(&node.sig));
        module.input_fields().for_each(|(_, field)| seen.visit_type(&field.ty));
        module.outputs.iter().flat_map(|output| &output.fields).for_each(|field| seen.visit_type(&field.ty));
        Self { foreign: &module.foreign, with_lifetime: seen.0 }
    }

    /// True if a type is the well-known one of its name, which hides no lifetime.
    pub(crate) fn is_owned(&self, ty: &Type) -> bool {
        let named = types::last_segment(ty).map(|segment| segment.ident.to_string());
        types::known(ty).is_some_and(|known| known.owned)
            && named.is_some_and(|name| !self.foreign.may_be(&name) && !self.with_lifetime.contains(&name))
    }

    /// True if a type's name occurs with a lifetime.
    pub(crate) fn has_lifetime(&self, segment: &PathSegment) -> bool {
        self.with_lifetime.contains(&segment.ident.to_string())
    }

    /// True if values of the type merely hold memory.
    pub(crate) fn is_memory(&self, ty: &Type) -> bool {
        types::is_memory(ty, &|name| self.foreign.is(name))
    }
}

struct WithLifetime(BTreeSet<String>);

impl<'ast> Visit<'ast> for WithLifetime {
    fn visit_path_segment(&mut self, segment: &'ast PathSegment) {
        if let PathArguments::AngleBracketed(list) = &segment.arguments
            && list.args.iter().any(|argument| matches!(argument, GenericArgument::Lifetime(_)))
        {
            self.0.insert(segment.ident.to_string());
        }
        visit::visit_path_segment(self, segment);
    }
}
