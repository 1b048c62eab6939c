//! Where values are kept: declared in front of the step that makes them, freed behind the one that uses them last.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::parse_quote;

use super::block::Body;
use crate::names;
use crate::schedule::layout::{Home, OUTER, Step};
use crate::types;

/// How many slots one variable holds.
const MOST_SLOTS_AT_ONCE: usize = 16;

impl Body<'_, '_, '_> {
    /// Output: `let mut user_place = Place::new();`, or a slot and its two ends, in topological order, for what `step`
    /// makes and `block` keeps.
    pub(super) fn storage(&self, block: usize, step: &Step) -> TokenStream {
        let mut tasks = self.tasks_of(step);
        tasks.retain(|task| match self.layout().homes[*task] {
            Home::Local => false,
            Home::Place(home) | Home::Slot(home) | Home::Handoff(home) => home == block,
        });
        let may_share = |task: &usize| {
            block != OUTER && matches!(self.layout().homes[*task], Home::Slot(_)) && !self.program.lent[*task]
        };
        let groups = tasks.chunk_by(|one, next| may_share(one) && may_share(next));
        let groups = groups.flat_map(|group| group.chunks(MOST_SLOTS_AT_ONCE));
        groups
            .map(|group| match group {
                [task] => self.cell(*task),
                group => self.slots(group),
            })
            .collect()
    }

    /// Output: `let mut user_place: Slot<User> = Slot::new(); let (user_writer, user_reader) = (&mut user_place).split();`
    fn cell(&self, task: usize) -> TokenStream {
        let (cell, ends) = match self.layout().homes[task] {
            Home::Slot(_) => (self.context.item("Slot"), true),
            Home::Handoff(_) => (self.context.item("Handoff"), true),
            Home::Place(_) | Home::Local => (self.context.item("Place"), false),
        };
        let (place, ty) = (names::place(self.name(task)), self.variable_type(task));
        let ends = ends.then(|| self.ends(task, &quote!(&mut #place)));
        quote!(let mut #place: #cell<#ty> = #cell::new(); #ends)
    }

    /// Output: `let (stock_place, user_place) = &mut (Slot::<Stock>::new(), Slot::<User>::new()); ...`
    ///
    /// One variable for several slots: what the compiler does for a coroutine grows with the square of its variables.
    /// They are dropped from left to right, so the last comes first.
    fn slots(&self, tasks: &[usize]) -> TokenStream {
        let slot = self.context.item("Slot");
        let (places, types): (Vec<_>, Vec<_>) =
            tasks.iter().rev().map(|task| (names::place(self.name(*task)), self.variable_type(*task))).unzip();
        let ends = tasks.iter().map(|task| {
            let place = names::place(self.name(*task));
            self.ends(*task, &quote!(&mut *#place))
        });
        quote!(let (#(#places),*) = &mut (#(#slot::<#types>::new()),*); #(#ends)*)
    }

    /// Output: `let (user_writer, user_reader) = (&mut user_place).split();`
    fn ends(&self, task: usize, place: &TokenStream) -> TokenStream {
        let name = self.name(task);
        let (writer, reader) = (names::writer(name), names::reader_at(name, Span::mixed_site()));
        quote!(let (#writer, #reader) = (#place).split();)
    }

    /// What a task's variable holds. Written out, because a reader may come before the maker in the text, and its
    /// parameter would then decide what is inferred.
    fn variable_type(&self, task: usize) -> syn::Type {
        let (pipeline, provider) = (self.context.pipeline, self.program.tasks[task]);
        let whole = pipeline.handled_in(self.entry, provider);
        let mut ty = pipeline.local_type(provider, whole);
        if self.program.unneeded[task].is_some() {
            ty = parse_quote!(::core::option::Option<#ty>);
        }
        if self.program.shared[provider.0] {
            ty = parse_quote!(::std::sync::Arc<#ty>);
        }
        ty
    }

    /// Output: `free(cart);`, for the values that nobody needs after a step.
    pub(super) fn freed(&self, block: usize, step: usize) -> TokenStream {
        let frees = self.block(block).frees.iter().filter(|(last, _)| *last == step);
        let free = |&(_, task): &(usize, usize)| {
            let (place, free) = (names::place(self.name(task)), self.context.item("free"));
            let freed = match self.layout().homes[task] {
                Home::Slot(_) => quote!(#place.clear();),
                Home::Place(_) => quote!(#free(#place);),
                Home::Local | Home::Handoff(_) => {
                    let value = names::value(&self.variable(task));
                    quote!(#free(#value);)
                }
            };
            (types::is_copy(&self.variable_type(task)) != Some(true)).then_some(freed)
        };
        frees.filter_map(free).collect()
    }
}
