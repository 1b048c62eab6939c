//! The storage of values: declared in front of the step that makes them, freed behind the one that uses them last.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Type, parse_quote};

use super::body::Body;
use super::context::tuple;
use crate::lower::{TaskId, ValueId};
use crate::names;
use crate::schedule::layout::{BlockId, Storage};
use crate::types;

impl Body<'_, '_> {
    /// Output: `let mut user_cell = Late::new(); let user_writer = ...`, or a slot and its two ends, for the values that the step makes and
    /// the block keeps.
    pub(super) fn declared(&self, block: BlockId, step: usize) -> TokenStream {
        let groups = self.block(block).declares.iter().filter(|(number, _)| *number == step);
        groups
            .map(|(_, group)| match &group[..] {
                [value] => self.cell(*value),
                group => self.cells(group),
            })
            .collect()
    }

    /// The storage that a block declares in front of its first step: of values that the output takes, and of others.
    pub(super) fn declared_for_output(&self, block: BlockId) -> (TokenStream, TokenStream) {
        let first = self.block(block).declares.iter().filter(|(number, _)| *number == 0);
        let values: Vec<ValueId> = first.flat_map(|(_, group)| group).copied().collect();
        let (given, kept): (Vec<_>, Vec<_>) =
            values.into_iter().partition(|value| self.program.flow.values[*value].output);
        let cells = |values: Vec<ValueId>| values.into_iter().map(|value| self.cell(value)).collect();
        (cells(given), cells(kept))
    }

    /// Output: `let mut user_cell: Slot<User> = Slot::new(); let (user_writer, user_reader) = (&mut
    /// user_cell).split();`
    fn cell(&self, value: ValueId) -> TokenStream {
        if let Storage::Turns(_) = self.layout().storage[value] {
            return self.turns(value);
        }
        let cell_type = self.facade.item(match self.layout().storage[value] {
            Storage::Slot(_) => "Slot",
            Storage::Handoff(_) => "Handoff",
            Storage::Belt(_) => return self.belt_of(value),
            Storage::Late(_) | Storage::Local | Storage::Turns(_) => "Late",
        });
        let (cell, ty) = (names::cell(self.name(value)), self.variable_type(value));
        let ends = self.ends(value, &quote!(&mut #cell));
        quote!(let mut #cell: #cell_type<#ty> = #cell_type::new(); #ends)
    }

    /// Output: `let images_cell = Belt::<Image, 1>::new();`, or `Handoffs::<Image>::new()` where the one follower takes
    /// the elements.
    fn belt_of(&self, value: ValueId) -> TokenStream {
        let (cell, element) = (names::cell(self.name(value)), self.program.values[value].element.as_ref());
        let belt = if self.program.flow.values[value].moved {
            let handoffs = self.facade.item("Handoffs");
            quote!(#handoffs::<#element>::new())
        } else {
            let (belt, followers) = (self.facade.item("Belt"), self.program.flow.streams.followers(value).count());
            quote!(#belt::<#element, #followers>::new())
        };
        let arc = self.facade.item("Arc");
        let belt = if self.schedule.shared[value] { quote!(#arc::new(#belt)) } else { belt };
        quote!(let #cell = #belt;)
    }

    /// Output: `let (stock_cell, user_cell) = &mut (Slot::<Stock>::new(), Slot::<User>::new()); ...`, or the same with
    /// `Late`.
    ///
    /// One variable for several cells: the compiler's work on a coroutine grows with the square of its variables. They
    /// are dropped from left to right, so the last comes first.
    fn cells(&self, values: &[ValueId]) -> TokenStream {
        let slots = values.iter().all(|value| matches!(self.layout().storage[*value], Storage::Slot(_)));
        let cell_type = self.facade.item(if slots { "Slot" } else { "Late" });
        let (cells, types): (Vec<_>, Vec<_>) =
            values.iter().rev().map(|value| (names::cell(self.name(*value)), self.variable_type(*value))).unzip();
        let ends = values.iter().map(|value| {
            let cell = names::cell(self.name(*value));
            self.ends(*value, &quote!(&mut *#cell))
        });
        quote!(let (#(#cells),*) = &mut (#(#cell_type::<#types>::new()),*); #(#ends)*)
    }

    /// Output: `let (user_writer, user_reader) = (&mut user_cell).split();`, or `let user_writer = (&mut
    /// user_cell).writer();`
    fn ends(&self, value: ValueId, cell: &TokenStream) -> TokenStream {
        let name = self.name(value);
        let (writer, reader) = (names::writer(name), self.reader_at(value, name.span()));
        if let Storage::Late(_) | Storage::Local = self.layout().storage[value] {
            return quote!(let #writer = (#cell).writer(););
        }
        quote!(let (#writer, #reader) = (#cell).split();)
    }

    pub(super) fn variable_type(&self, value: ValueId) -> Type {
        let (ty, arc) = (&self.program.values[value].ty, self.facade.item("Arc"));
        if self.schedule.shared[value] { parse_quote!(#arc<#ty>) } else { ty.clone() }
    }

    /// Output: the statement that keeps the value of a call.
    ///
    /// A method is called on an explicit reference: a method that some trait in scope gives every type by value would
    /// otherwise come first.
    pub(super) fn stored(&self, value: ValueId, given: TokenStream) -> TokenStream {
        let variable = self.variable(value);
        let writer = names::writer(self.name(value));
        let arc = self.facade.item("Arc");
        let on_belt = matches!(self.layout().storage[value], Storage::Belt(_));
        let given = if self.schedule.shared[value] && !on_belt { quote!(#arc::new(#given)) } else { given };
        let read = self.layout().read_where_made[value];
        match self.layout().storage[value] {
            Storage::Local => {
                let variable = self.bound(value);
                quote!(let #variable = #given;)
            }
            Storage::Late(_) | Storage::Slot(_) if read => quote!(let #variable = #writer.set(#given);),
            Storage::Late(_) | Storage::Slot(_) => quote!(#writer.set(#given);),
            Storage::Handoff(_) => quote!(#writer.give(#given);),
            Storage::Turns(_) => {
                let reader = self.reader_at(value, self.name(value).span());
                quote!(#reader.put(#given);)
            }
            // Its elements have gone to the belt one by one.
            Storage::Belt(_) => quote!(let _ = #given;),
        }
    }

    /// Output: the statements that keep the value of a task, or its several values.
    pub(super) fn stored_all(&self, task: TaskId, given: TokenStream) -> TokenStream {
        match &self.program.flow.tasks[task].gives[..] {
            [value] => self.stored(*value, given),
            values => {
                let variables: Vec<_> = values.iter().map(|value| self.variable(*value)).collect();
                let pattern = tuple(&values.iter().map(|value| self.bound(*value)).collect::<Vec<_>>());
                let stored = values.iter().zip(&variables).filter(|(value, _)| !self.is_kept_as_it_comes(**value));
                let stored = stored.map(|(value, variable)| self.stored(*value, quote!(#variable)));
                quote!(let #pattern = #given; #(#stored)*)
            }
        }
    }

    /// True if a value is a local variable and nothing else.
    pub(super) fn is_kept_as_it_comes(&self, value: ValueId) -> bool {
        self.layout().storage[value] == Storage::Local && !self.schedule.shared[value]
    }

    /// The value for the output's field, taken out of its storage.
    pub(super) fn taken_out(&self, value: ValueId, field: Span) -> TokenStream {
        let variable = self.variable_at(value, field);
        match self.layout().storage[value] {
            Storage::Local if self.program.values[value].stays_in_input => quote::quote_spanned!(field=> *#variable),
            Storage::Local => quote!(#variable),
            Storage::Late(_) | Storage::Slot(_) | Storage::Handoff(_) | Storage::Turns(_) => {
                let cell = names::cell(self.name(value));
                quote::quote_spanned!(field=> #cell.take())
            }
            Storage::Belt(_) => {
                let cell = names::cell(self.name(value));
                let belt = if self.schedule.shared[value] { self.unshare(quote!(#cell), field) } else { quote!(#cell) };
                quote::quote_spanned!(field=> #belt.into_vec())
            }
        }
    }

    /// The value for the output's field, out of the `Arc` that it is behind.
    pub(super) fn unshared(&self, value: ValueId, taken: TokenStream, field: Span) -> TokenStream {
        let on_belt = matches!(self.layout().storage[value], Storage::Belt(_));
        if self.schedule.shared[value] && !on_belt { self.unshare(taken, field) } else { taken }
    }

    fn unshare(&self, shared: TokenStream, field: Span) -> TokenStream {
        let unshare = self.facade.item("unshare");
        quote::quote_spanned!(field=> #unshare(#shared))
    }

    /// Output: `free(cart);`, for the values that nobody needs after a step.
    pub(super) fn freed(&self, block: BlockId, step: usize) -> TokenStream {
        let frees = self.block(block).frees.iter().filter(|(last, _)| *last == step);
        let free = |&(_, value): &(usize, ValueId)| {
            let (cell, free) = (names::cell(self.name(value)), self.facade.item("free"));
            let freed = match self.layout().storage[value] {
                Storage::Slot(_) | Storage::Turns(_) => quote!(#cell.clear();),
                Storage::Late(_) | Storage::Belt(_) => quote!(#free(#cell);),
                Storage::Local | Storage::Handoff(_) => {
                    let variable = self.variable(value);
                    quote!(#free(#variable);)
                }
            };
            (types::is_copy(&self.variable_type(value)) != Some(true)).then_some(freed)
        };
        frees.filter_map(free).collect()
    }
}
