//! One call after the other, in topological order; values are local variables.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::Ident;

use crate::check::Checked;
use crate::emit::back_end::{BackEnd, conversion};
use crate::emit::binding::Binding;
use crate::emit::call::Calls;
use crate::emit::context::{Context, tuple};
use crate::emit::entry::output;
use crate::emit::scope::Values;
use crate::lower::{Program, RunError, TaskId, Use, ValueId, lower};
use crate::names::{self, Facade};
use crate::resolve::{Capture, Entry, Provider};

/// Output: `let user = user(id).await; let cart = cart(&user).await; ...`
pub(crate) fn function(checked: &Checked<'_>, entry: &Entry<Provider>) -> TokenStream {
    let program = lower(checked, entry);
    let context = Context::new(checked);
    let facade = &checked.pipeline.facade;
    let back_end = Sequential { program: &program, facade };
    let calls = Calls { values: Values { program: &program, facade, back_end: &back_end } };
    let statements = program.flow.graph.order().iter().map(|task| {
        let bound = |value: &ValueId| {
            let (variable, mutable) = (back_end.variable(*value, Span::call_site()), program.values[*value].mutable);
            if mutable { quote!(mut #variable) } else { quote!(#variable) }
        };
        let variables: Vec<_> = program.flow.tasks[*task].gives.iter().map(bound).collect();
        let (pattern, call) = (tuple(&variables), calls.value_of(*task));
        quote!(#[allow(unused_variables, clippy::let_unit_value)] let #pattern = #call;)
    });
    let inputs = context.input_statement(entry, &program);
    let statements = quote!(#inputs #(#statements)*);
    let result = output(&program, &context.output_name(entry), facade, |value, at| {
        let variable = back_end.variable(value, at);
        quote!(#variable)
    });
    context.function(entry, &program, &statements, result)
}

struct Sequential<'a, 'm> {
    program: &'a Program<'m>,
    facade: &'a Facade,
}

impl Sequential<'_, '_> {
    fn variable(&self, value: ValueId, at: Span) -> syn::Ident {
        names::value_at(&self.program.values[value].variable, at)
    }
}

impl BackEnd for Sequential<'_, '_> {
    fn binding(&self, value: ValueId, _: TaskId, at: Span) -> Binding {
        let ran = self.program.values[value].may_be_missing.then(|| self.facade.item("ran"));
        Binding { ran, ..Binding::variable(&self.variable(value, at)) }
    }

    /// The flag comes later, if at all.
    fn peeked(&self, _: ValueId, _: &dyn Fn(&Binding) -> TokenStream) -> TokenStream {
        quote!(false)
    }

    fn spawns(&self, _: TaskId) -> bool {
        false
    }

    fn put_back(&self, value: ValueId, back: &Ident) -> TokenStream {
        let variable = self.variable(value, self.program.values[value].name.span());
        quote!(#variable = #back;)
    }

    fn by_index(&self, _: TaskId, _: ValueId) -> bool {
        false
    }

    /// For blocking calls only, of whose values a local variable can be taken or copied.
    fn capture(&self, used: &Use) -> Capture {
        self.program.capture(used.value, &used.accesses)
    }

    fn fail(&self, _: TaskId, outcome: TokenStream, error: &RunError<'_>) -> TokenStream {
        let convert = conversion(error, self.facade);
        quote!(#outcome.map_err(#convert)?)
    }
}
