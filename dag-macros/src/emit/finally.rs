//! The second stage of a run: `finally` nodes, behind the result of all others.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Ident;

use super::back_end::{BackEnd, conversion};
use super::binding::Binding;
use super::body::Body;
use super::call::Calls;
use super::layer::Around;
use super::scope::Values;
use crate::graph::Id;
use crate::lower::{LastStage, RunError, Sight, TaskId, Use, ValueId};
use crate::names;
use crate::resolve::Capture;

impl Body<'_, '_> {
    /// Output:
    /// ```text
    /// let page = {
    ///     let mut folder_cell: Slot<Folder> = Slot::new(); let (folder_writer, folder_reader) = folder_cell.split();
    ///     let outcome = async { ...; Ok::<_, Error>(page) }.await;
    ///     let folder = folder_reader.peek();
    ///     let failure = outcome.as_ref().err();
    ///     let cleared = async { clear(folder, failure).await.map_err(Error::Clear)?; Ok::<_, Error>(()) }.await;
    ///     let outcome = outcome?;
    ///     cleared?;
    ///     outcome
    /// };
    /// ```
    pub(super) fn in_two_stages(&self, last: &LastStage<'_>) -> TokenStream {
        let outer = self.layout().outer;
        let (given, kept) = self.declared_for_output(outer);
        let (variables, taken) = self.handed_out();
        let outcome = names::local("outcome");
        let first = self.first_stage(&taken);
        let sights = last.sights.iter().map(|(id, sight)| self.sight(last, *id, *sight));
        let stage = Stage { body: self, last };
        let (ended, calls) = stage.calls();
        let passed_on = self.can_fail_before().then(|| quote!(let #outcome = #outcome?;));
        quote! {
            #given
            let #variables = {
                #kept
                let #outcome = #first;
                #(#sights)*
                #calls
                #passed_on
                #(#ended?;)*
                #outcome
            };
        }
    }

    /// True if a node that is no `finally` one can end the run.
    fn can_fail_before(&self) -> bool {
        self.program.flow.tasks.rows().any(|task| task.ends_run)
    }

    /// All that comes before, as an expression.
    fn first_stage(&self, taken: &TokenStream) -> TokenStream {
        let statements = self.statements(self.layout().body);
        match &self.error {
            Some(error) if self.can_fail_before() => {
                let result = quote!(::core::result::Result::Ok::<_, #error>(#taken));
                quote!(async { #statements #result }.await)
            }
            _ => quote!({ #statements #taken }),
        }
    }

    /// Output: `let folder = folder_reader.peek();`
    fn sight(&self, last: &LastStage<'_>, id: ValueId, sight: Sight) -> TokenStream {
        let value = &last.program.values[id];
        let variable = names::value(&value.variable);
        let (option, outcome) = (quote!(::core::option::Option), names::local("outcome"));
        match (sight, &self.error) {
            (Sight::Value(value), _) => {
                let seen = self.seen(value);
                quote!(let #variable = #seen;)
            }
            (Sight::Nothing, _) => {
                let ty = &value.ty;
                quote!(let #variable = #option::None::<&#ty>;)
            }
            (Sight::Failure, Some(_)) if self.can_fail_before() => quote!(let #variable = (&#outcome).as_ref().err();),
            (Sight::Failure, _) => {
                let error = &self.run_error;
                quote!(let #variable = #option::None::<&#error>;)
            }
        }
    }

    /// The value of a task, out of everything that may be around it, as an `Option` of a reference.
    fn seen(&self, value: ValueId) -> TokenStream {
        let (reader, kept) = (self.reader_at(value, Span::mixed_site()), names::local("kept"));
        let of = &self.program.values[value];
        let (option, result) = (quote!(::core::option::Option), quote!(::core::result::Result));
        let mut seen = quote!(#reader.peek());
        if self.schedule.shared[value] {
            seen = quote!(#option::map(#seen, |#kept| &**#kept));
        }
        if of.may_be_missing {
            seen = quote!(#option::and_then(#seen, #option::as_ref));
        }
        if of.whole {
            seen = quote!(#option::and_then(#seen, |#kept| #result::ok(#result::as_ref(#kept))));
        }
        if of.conditional {
            seen = quote!(#option::and_then(#seen, #option::as_ref));
        }
        seen
    }
}

/// The calls of the second stage, on their way into tokens.
struct Stage<'s, 'a, 'm> {
    body: &'s Body<'a, 'm>,
    last: &'s LastStage<'m>,
}

impl Stage<'_, '_, '_> {
    /// The variables of the outcomes that may be failures, in the order of declaration, and the statement that makes
    /// them.
    fn calls(&self) -> (Vec<TokenStream>, TokenStream) {
        let tasks: Vec<TaskId> = self.last.program.tasks.ids().collect();
        let (pattern, future) = self.branches(&tasks);
        let run = match &tasks[..] {
            [_] => quote!(let #pattern = #future.await;),
            _ => {
                let around = Around::new(self.body.facade, None, Span::call_site());
                let joined = around.awaited(&around.call("join", &future));
                quote!(let #pattern = #joined;)
            }
        };
        let mut failing: Vec<TaskId> = tasks.into_iter().filter(|task| self.fails(*task)).collect();
        failing.sort_by_key(|task| self.last.declared[*task]);
        (failing.into_iter().map(|task| self.ended(task)).collect(), run)
    }

    /// The futures as a balanced tree of pairs, and the pattern that takes their results apart.
    fn branches(&self, tasks: &[TaskId]) -> (TokenStream, TokenStream) {
        let around = Around::new(self.body.facade, None, Span::call_site());
        if let [task] = *tasks {
            let future = self.future(task);
            let branch = if self.last.program.tasks.len() > 1 { around.call("branch", &future) } else { future };
            return (if self.fails(task) { self.ended(task) } else { quote!(()) }, branch);
        }
        let (left, right) = tasks.split_at(tasks.len().div_ceil(2));
        let ((left_pattern, left), (right_pattern, right)) = (self.branches(left), self.branches(right));
        (quote!((#left_pattern, #right_pattern)), around.call("pair", &quote!(#left, #right)))
    }

    /// Output: `async { clear(folder).await.map_err(Error::Clear)?; Ok::<(), Error>(()) }`
    fn future(&self, task: TaskId) -> TokenStream {
        let program = &self.last.program;
        let calls = Calls { values: Values { program, facade: self.body.facade, back_end: self } };
        let (call, at) = (calls.value_of(task), program.tasks[task].at());
        // A statement where it can be one, so that what must be used is remarked on.
        let statement = if program.tasks[task].call.is_plain() { quote!(#call;) } else { quote!(let _ = #call;) };
        let error = &self.body.run_error;
        let result = self.fails(task).then(|| quote!(::core::result::Result::Ok::<(), #error>(())));
        quote_spanned!(at=> async { #statement #result })
    }

    fn fails(&self, task: TaskId) -> bool {
        self.last.program.flow.tasks[task].ends_run
    }

    fn ended(&self, task: TaskId) -> TokenStream {
        let ended = names::local(&format!("ended_{}", task.index()));
        quote!(#ended)
    }
}

impl BackEnd for Stage<'_, '_, '_> {
    fn binding(&self, value: ValueId, _: TaskId, at: Span) -> Binding {
        let sight = self.last.sights.iter().any(|(id, _)| *id == value);
        if sight {
            return Binding::variable(&names::value_at(&self.last.program.values[value].variable, at));
        }
        self.body.read_in(self.body.layout().outer, value, None, at)
    }

    /// What runs last is always needed.
    fn peeked(&self, _: ValueId, _: &dyn Fn(&Binding) -> TokenStream) -> TokenStream {
        quote!(false)
    }

    fn spawns(&self, _: TaskId) -> bool {
        false
    }

    fn by_index(&self, _: TaskId, _: ValueId) -> bool {
        false
    }

    /// No call leaves the caller.
    fn capture(&self, _: &Use) -> Capture {
        Capture::Copy
    }

    /// No value goes from node to node here.
    fn put_back(&self, _: ValueId, _: &Ident) -> TokenStream {
        TokenStream::new()
    }

    fn fail(&self, task: TaskId, outcome: TokenStream, error: &RunError<'_>) -> TokenStream {
        let convert = conversion(error, self.body.facade);
        quote_spanned!(self.last.program.tasks[task].at()=> #outcome.map_err(#convert)?)
    }
}
