//! Values whose users have them in turn: their cells, and the turns of each call.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Ident;

use super::binding::{Binding, Reads};
use super::body::Body;
use crate::lower::{Layer, TaskId, ValueId};
use crate::names;
use crate::schedule::layout::{BlockId, Storage};

/// The turn of a call.
struct Turn {
    value: ValueId,
    at: Span,
    changes: bool,
}

impl Body<'_, '_> {
    /// Output: `let tx_cell: Turns<Tx, ()> = Turns::new(); let tx_reader = &tx_cell;`, of an input with its value.
    pub(super) fn turns(&self, value: ValueId) -> TokenStream {
        let (cell, mut ty) = (names::cell(self.name(value)), self.variable_type(value));
        let (turns, reader) = (self.facade.item("Turns"), self.reader_at(value, self.name(value).span()));
        if self.program.values[value].stays_in_input {
            ty = syn::parse_quote!(&mut #ty);
        }
        let shared = if self.is_read_in_turn(value) { quote!(#ty) } else { quote!(()) };
        let made = match self.program.flow.values[value].maker {
            Some(_) => quote!(#turns::new()),
            None => {
                let variable = self.variable(value);
                quote!(#turns::of(#variable))
            }
        };
        quote!(let #cell: #turns<#ty, #shared> = #made; let #reader = &#cell;)
    }

    /// True if somebody has a turn of reading.
    fn is_read_in_turn(&self, value: ValueId) -> bool {
        let life = &self.program.flow.values[value];
        life.readers.iter().any(|reader| !life.changers.contains(reader) && life.taker != Some(*reader))
    }

    /// The variable of a value where it is bound.
    pub(super) fn bound(&self, value: ValueId) -> TokenStream {
        let variable = self.variable(value);
        let changed = self.layout().storage[value] == Storage::Local && self.program.values[value].mutable;
        if changed { quote!(mut #variable) } else { quote!(#variable) }
    }

    /// True if a call takes turns.
    pub(super) fn takes_turns(&self, task: TaskId) -> bool {
        !self.turns_of_call(task).is_empty()
    }

    /// Output: `let mut tx_turn = tx_reader.lend_mut();`, in front of a call.
    pub(super) fn turns_in_front(&self, task: TaskId) -> TokenStream {
        self.in_front(&self.turns_of_call(task))
    }

    /// Output: `free(tx_turn);`, behind a call.
    pub(super) fn turns_behind(&self, task: TaskId) -> TokenStream {
        self.behind(&self.turns_of_call(task))
    }

    /// The same, in front of a block that becomes a task of the executor and behind it.
    pub(super) fn turns_of_spawned(&self, spawned: BlockId) -> (TokenStream, TokenStream) {
        let captures = self.schedule.block_captures[spawned].iter();
        let mut used: Vec<(ValueId, Span)> = captures.map(|(used, _)| (used.value, used.at)).collect();
        let executor = self.program.tasks[self.first_call(spawned)].call.spawned_on();
        used.extend(executor.map(|executor| (executor.value, executor.span)));
        used.retain(|(value, _)| self.has_turns(*value));
        used.dedup_by_key(|(value, _)| *value);
        let turns: Vec<Turn> = used.into_iter().map(|(value, at)| Turn { value, at, changes: false }).collect();
        (self.in_front(&turns), self.behind(&turns))
    }

    fn in_front(&self, turns: &[Turn]) -> TokenStream {
        let lent = turns.iter().map(|&Turn { value, at, changes }| {
            let (turn, reader) = (names::turn_at(self.name(value), at, &self.taken), self.reader_at(value, at));
            match changes {
                true => quote_spanned!(at=> let mut #turn = #reader.lend_mut();),
                false => quote_spanned!(at=> let #turn = #reader.lend();),
            }
        });
        lent.collect()
    }

    fn behind(&self, turns: &[Turn]) -> TokenStream {
        let free = self.facade.item("free");
        let over = turns.iter().map(|turn| {
            let turn = names::turn_at(self.name(turn.value), turn.at, &self.taken);
            quote!(#free(#turn);)
        });
        over.collect()
    }

    /// The turns that last as long as the call, each once. Whoever takes the value, or takes it along, has none.
    fn turns_of_call(&self, task: TaskId) -> Vec<Turn> {
        let call = &self.program.tasks[task].call;
        let arguments = call.arguments.iter().map(|argument| (argument.value, argument.param.span));
        let named = call.layers.iter().filter_map(Layer::named).map(|named| (named.value, named.span));
        let mut turns: Vec<Turn> = Vec::new();
        for (value, at) in arguments.chain(named).filter(|(value, _)| self.has_turns(*value)) {
            let life = &self.program.flow.values[value];
            let changes = life.changers.contains(&task);
            let gone = life.taker == Some(task) || (changes && self.goes_elsewhere(task));
            if !gone && !turns.iter().any(|turn| turn.value == value) {
                turns.push(Turn { value, at, changes });
            }
        }
        turns
    }

    fn has_turns(&self, value: ValueId) -> bool {
        matches!(self.layout().storage[value], Storage::Turns(_))
    }

    /// True if a call is made by a task of the executor or on a thread, so that what it changes goes along.
    fn goes_elsewhere(&self, task: TaskId) -> bool {
        self.layout().spawned[task] || self.program.flow.tasks[task].blocking
    }

    /// The way to a value whose users have it in turn, outside of spawned blocks. `at`: the parameter.
    pub(super) fn read_in_turn(&self, value: ValueId, reader: Option<TaskId>, at: Span) -> Binding {
        let life = &self.program.flow.values[value];
        let shared = self.schedule.shared[value];
        let changes = reader.is_some_and(|reader| life.changers.contains(&reader));
        let takes = reader.is_some() && life.taker == reader;
        let goes = changes && reader.is_some_and(|reader| self.goes_elsewhere(reader));
        let variable = self.variable_at(value, at);
        let reads = if self.has_turns(value) {
            let (turn, end) = (names::turn_at(self.name(value), at, &self.taken), self.reader_at(value, at));
            let referred = if self.program.values[value].stays_in_input { quote!(**) } else { quote!(*) };
            match (takes || goes, changes) {
                (true, _) => Reads::Given(quote_spanned!(at=> #end.take())),
                (false, true) => Reads::Variable(quote_spanned!(at=> #referred #turn)),
                (false, false) => Reads::Reference(quote_spanned!(at=> & #referred #turn)),
            }
        } else if self.program.values[value].stays_in_input {
            Reads::Reference(quote!(#variable))
        } else {
            Reads::Variable(quote!(#variable))
        };
        let binding = self.kept(value, reads);
        if !shared || !(takes || changes) {
            return binding;
        }
        let item = |name| self.facade.item(name);
        let (unshare, unshared_mut) = (item("unshare"), item("unshared_mut"));
        let reads = match binding.reads {
            Reads::Given(value) => Reads::Given(quote_spanned!(at=> #unshare(#value))),
            Reads::Variable(value) if takes => Reads::Given(quote_spanned!(at=> #unshare(#value))),
            Reads::Variable(value) => Reads::Variable(quote_spanned!(at=> *#unshared_mut(&mut #value))),
            reference @ Reads::Reference(_) => reference,
        };
        Binding { reads, shared: false, ..binding }
    }

    /// Output: `tx_reader.put(tx);`, where a call elsewhere gives back what it has changed.
    pub(super) fn put_back(&self, value: ValueId, back: &Ident) -> TokenStream {
        let reader = self.reader_at(value, self.name(value).span());
        let arc = self.facade.item("Arc");
        let given = if self.schedule.shared[value] { quote!(#arc::new(#back)) } else { quote!(#back) };
        quote!(#reader.put(#given);)
    }
}
