//! The in-process back end: an entry point with its schedule, on its way into tokens.

use std::collections::BTreeSet;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Ident;

use super::back_end::{BackEnd, conversion, converted};
use super::binding::{Binding, Reads};
use super::call::Calls;
use super::scope::Values;
use crate::lower::{Program, RunError, TaskId, Use, ValueId};
use crate::names::{self, Facade};
use crate::resolve::Capture;
use crate::schedule::Schedule;
use crate::schedule::layout::{Block, BlockId, Layout, Storage};

pub(super) struct Body<'a, 'm> {
    pub(super) program: &'a Program<'m>,
    pub(super) schedule: &'a Schedule,
    pub(super) facade: &'a Facade,
    /// The error type of a run, if it can fail.
    pub(super) error: Option<TokenStream>,
    /// The same, if there is any.
    pub(super) run_error: TokenStream,
    /// Names that no reader may have.
    pub(super) taken: BTreeSet<String>,
}

impl<'m> Body<'_, 'm> {
    pub(super) fn layout(&self) -> &Layout {
        &self.schedule.layout
    }

    pub(super) fn block(&self, block: BlockId) -> &Block {
        &self.layout().blocks[block]
    }

    /// True if the block's statements stand in the function's own body.
    pub(super) fn is_body(&self, block: BlockId) -> bool {
        block == self.layout().outer || block == self.layout().body
    }

    pub(super) fn calls(&self) -> Calls<'_, 'm> {
        Calls { values: Values { program: self.program, facade: self.facade, back_end: self } }
    }

    pub(super) fn name(&self, value: ValueId) -> &Ident {
        self.program.values[value].name
    }

    /// The variable of a value.
    pub(super) fn variable(&self, value: ValueId) -> Ident {
        names::value(&self.program.values[value].variable)
    }

    pub(super) fn variable_at(&self, value: ValueId, at: Span) -> Ident {
        names::value_at(&self.program.values[value].variable, at)
    }

    /// The end through which a value is read, with the span of who reads it.
    pub(super) fn reader_at(&self, value: ValueId, at: Span) -> Ident {
        names::reader_at(self.name(value), at, &self.taken)
    }

    /// A value as it is kept outside of spawned blocks.
    pub(super) fn kept(&self, value: ValueId, reads: Reads) -> Binding {
        let ran = self.program.values[value].may_be_missing.then(|| self.facade.item("ran"));
        let on_belt = matches!(self.layout().storage[value], Storage::Belt(_));
        Binding { reads, shared: self.schedule.shared[value], ran, on_belt }
    }

    /// A value as it is read in a block that is not spawned.
    pub(super) fn read_in(&self, block: BlockId, value: ValueId, reader: Option<TaskId>, at: Span) -> Binding {
        if self.program.flow.values[value].in_turn {
            return self.read_in_turn(value, reader, at);
        }
        let reads = match self.program.flow.values[value].maker {
            Some(maker) => self.reads(value, maker, block, at),
            None => {
                let variable = self.variable_at(value, at);
                let reference = self.program.values[value].stays_in_input;
                if reference { Reads::Reference(quote!(#variable)) } else { Reads::Variable(quote!(#variable)) }
            }
        };
        self.kept(value, reads)
    }

    /// The way to a value outside of spawned blocks.
    fn reads(&self, value: ValueId, maker: TaskId, block: BlockId, at: Span) -> Reads {
        let layout = self.layout();
        let variable = self.variable_at(value, at);
        let reader_end = self.reader_at(value, at);
        let nearby = layout.within(block, layout.made_in(maker));
        match layout.storage[value] {
            Storage::Local => Reads::Variable(quote!(#variable)),
            Storage::Slot(_) if !nearby => Reads::Reference(quote_spanned!(at=> #reader_end.get())),
            Storage::Late(_) | Storage::Slot(_) => Reads::Reference(quote!(#variable)),
            Storage::Handoff(_) | Storage::Turns(_) => Reads::Given(quote_spanned!(at=> #reader_end.take())),
            Storage::Belt(_) => {
                let belt = names::cell(self.name(value));
                Reads::Variable(quote!(#belt))
            }
        }
    }
}

impl BackEnd for Body<'_, '_> {
    fn binding(&self, value: ValueId, reader: TaskId, at: Span) -> Binding {
        let variable = self.variable_at(value, at);
        let maker = self.program.flow.values[value].maker;
        match self.layout().spawned_block_of(reader) {
            None => self.read_in(self.layout().block_of[reader], value, Some(reader), at),
            block if block == maker.and_then(|maker| self.layout().spawned_block_of(maker)) => {
                Binding::variable(&variable)
            }
            // It has gone along with the spawned block.
            Some(_) => self.kept(value, Reads::Variable(quote!(#variable))),
        }
    }

    fn peeked(&self, flag: ValueId, test: &dyn Fn(&Binding) -> TokenStream) -> TokenStream {
        let (reader, seen) = (self.reader_at(flag, Span::call_site()), names::local("seen"));
        let test = test(&self.kept(flag, Reads::Reference(quote!(#seen))));
        quote!(#reader.peek().is_some_and(|#seen| #test))
    }

    fn spawns(&self, task: TaskId) -> bool {
        self.layout().spawned[task]
    }

    fn put_back(&self, value: ValueId, back: &Ident) -> TokenStream {
        Body::put_back(self, value, back)
    }

    fn by_index(&self, task: TaskId, collection: ValueId) -> bool {
        self.schedule.by_index(self.program, task, collection)
    }

    fn follower(&self, value: ValueId, task: TaskId) -> Option<usize> {
        self.program.flow.streams.follower(value, task)
    }

    fn belt(&self, task: TaskId) -> Option<TokenStream> {
        let gives = self.program.flow.tasks[task].gives.iter();
        let mut belts = gives.filter(|value| matches!(self.layout().storage[**value], Storage::Belt(_)));
        belts.next().map(|value| {
            self.read_in(self.layout().block_of[task], *value, None, Span::mixed_site()).unshared(Span::mixed_site())
        })
    }

    fn capture(&self, used: &Use) -> Capture {
        self.schedule.capture(self.program, used)
    }

    /// Output: `outcome.map_err(Error::User)?`, in a branch with the position of the task in the order of declaration.
    fn fail(&self, task: TaskId, outcome: TokenStream, error: &RunError<'_>) -> TokenStream {
        let at = self.program.tasks[task].at();
        if self.is_body(self.layout().block_of[task]) {
            let convert = conversion(error, self.facade);
            return quote_spanned!(at=> #outcome.map_err(#convert)?);
        }
        let (failure, given) = (self.facade.item("Failure"), names::local("error"));
        let converted = converted(error, &given, self.facade);
        let rank = crate::graph::Id::index(task);
        quote_spanned!(at=> #outcome.map_err(|#given| #failure::new(#rank, #converted))?)
    }
}
