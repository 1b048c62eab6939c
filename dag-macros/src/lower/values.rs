//! Providers → values: their variables and the types of these.

use syn::Ident;

use super::conditions::Condition;
use super::lowering::{Lowering, TaskId};
use super::program::Value;
use crate::graph::Table;
use crate::names;
use crate::resolve::{Consumer, EntryField, Provider, Source, Way};
use crate::types;

impl<'m> Lowering<'_, 'm> {
    pub(super) fn value(&self, provider: Provider, conditions: &Table<TaskId, Option<Condition>>) -> Value<'m> {
        let source = self.source(provider);
        let whole = self.whole(provider);
        let may_be_missing = self.task_of[provider].is_some_and(|task| conditions[task].is_some());
        // Written out: a reader may come before the maker in the text, and its parameter would then decide the inferred
        // type.
        let mut ty = self.pipeline.local_type(provider, whole);
        if may_be_missing {
            ty = types::option_of(&ty);
        }
        Value {
            name: source.name(),
            variable: self.variable(provider),
            ty,
            spelled: source.spelled_type(),
            whole,
            conditional: source.conditional(),
            may_be_missing,
            stays_in_input: self.pipeline.stays_in_input(self.entry, provider),
            mutable: self.is_lent_mutably(provider),
            element: self.pipeline.element_type(provider),
        }
    }

    /// The name of the variable: where a parameter bears an input's name, no constant does.
    fn variable(&self, provider: Provider) -> Ident {
        let source = self.source(provider);
        let borne = |consumer| match consumer {
            Consumer::Param { node, param } => {
                self.pipeline.node(node).params[param].local.as_ref() == Some(source.name())
            }
            Consumer::Option { .. } | Consumer::Output(_) => false,
        };
        match source {
            Source::Field(field) if !self.pipeline.consumers(provider).any(borne) => {
                names::beside_constants(&field.ident)
            }
            Source::Field(_) | Source::Node(_) => source.name().clone(),
        }
    }

    fn is_lent_mutably(&self, provider: Provider) -> bool {
        let is_mut_reference = self.source(provider).spelled_type().is_some_and(types::is_mut_reference);
        (!is_mut_reference || self.pipeline.stays_in_input(self.entry, provider))
            && self.entry.consumers(provider).iter().any(|consumer| match *consumer {
                Consumer::Param { node, param } => self.pipeline.edge(node, param).access.way == Way::BorrowMut,
                Consumer::Option { .. } | Consumer::Output(_) => false,
            })
    }

    /// The name of an output's field.
    pub(super) fn field_name(&self, field: &EntryField<Provider>) -> &'m Ident {
        let declared = self.entry.declared.map(|output| &self.pipeline.module.outputs[output].fields);
        let declared = declared.into_iter().flatten().find(|declared| declared.ident == field.name);
        declared.map_or_else(|| self.source(field.provider).name(), |declared| &declared.ident)
    }
}
