//! A loop that starts all ready calls, waits for the next call to be completed, and starts the calls that are ready
//! then: as an engine would drive the run. It owns its values, so it serves modules whose values are all owned.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use crate::check::Checked;
use crate::emit::back_end::{BackEnd, conversion};
use crate::emit::binding::{Binding, Reads};
use crate::emit::call::Calls;
use crate::emit::context::{Context, tuple};
use crate::emit::entry::output;
use crate::emit::scope::Values;
use crate::graph::Id;
use crate::lower::{Callee, Kind, Program, RunError, TaskId, Use, ValueId, lower};
use crate::names::{self, Facade};
use crate::resolve::{Capture, Entry, Provider};

/// Output:
/// ```text
/// let mut user: Option<Arc<User>> = None;
/// let mut missing = [0, 1]; let mut ready = BTreeSet::from([(false, 0)]);
/// loop {
///     while let Some((_, task)) = ready.pop_first() { match task { 0 => running.push(Box::pin(async move { ... })),
/// ... } }
///     match running.next().await { Some((0, given)) => { user = Some(Arc::new(*given.downcast().unwrap())); ... }
/// ... } }
/// ```
pub(crate) fn function(checked: &Checked<'_>, entry: &Entry<Provider>) -> TokenStream {
    let program = lower(checked, entry);
    let context = Context::new(checked);
    let facade = &checked.pipeline.facade;
    let driver = Driver { program: &program, facade };
    let error = program.flow.tasks.rows().any(|task| task.ends_run).then(|| context.error_type(entry));
    let inputs = context.input_statement(entry, &program);
    let statements = driver.statements(&inputs, error.as_ref());
    let result = output(&program, &context.output_name(entry), facade, |value, _| driver.taken(value));
    context.function(entry, &program, &statements, result)
}

struct Driver<'a, 'm> {
    program: &'a Program<'m>,
    facade: &'a Facade,
}

impl Driver<'_, '_> {
    fn statements(&self, inputs: &TokenStream, error: Option<&TokenStream>) -> TokenStream {
        let completed = completed();
        let given = error.map_or(quote!(#completed), |error| quote!(::core::result::Result<#completed, #error>));
        let pass_on = error.map(|_| quote!(?));
        let starts = self.program.tasks.ids().map(|task| self.start(task, error));
        let ends = self.program.tasks.ids().map(|task| self.end(task));
        let [number, again] = [(); 2].map(|()| self.program.tasks.ids().map(Id::index));
        let (states, missing, ready) = (self.states(), self.missing(), self.ready());
        quote! {
            #inputs
            #states
            let mut missing = #missing;
            let mut ready = ::std::collections::BTreeSet::from(#ready);
            let mut running: ::futures::stream::FuturesUnordered<
                ::core::pin::Pin<::std::boxed::Box<dyn ::core::future::Future<Output = #given> + ::core::marker::Send>>,
            > = ::futures::stream::FuturesUnordered::new();
            loop {
                while let Some((_, task)) = ready.pop_first() {
                    match task { #(#number => #starts,)* _ => ::core::unreachable!() }
                }
                let Some(next) = ::futures::StreamExt::next(&mut running).await else { break };
                let (task, given) = next #pass_on;
                match task { #(#again => { #ends })* _ => ::core::unreachable!() }
            }
            ::core::mem::drop(running);
        }
    }

    /// The number of predecessors of each task.
    fn missing(&self) -> TokenStream {
        let counts = self.program.tasks.ids().map(|task| self.program.flow.graph.predecessors(task).len());
        quote!([#(#counts),*])
    }

    /// The tasks without any, asynchronous ones first.
    fn ready(&self) -> TokenStream {
        let first = self.program.tasks.ids().filter(|task| self.program.flow.graph.predecessors(*task).is_empty());
        let first = first.map(|task| self.turn(task));
        quote!([#(#first),*])
    }

    fn turn(&self, task: TaskId) -> TokenStream {
        let (inline, number) = (self.program.flow.tasks[task].kind == Kind::Inline, task.index());
        quote!((#inline, #number))
    }

    fn state(&self, value: ValueId) -> Ident {
        format_ident!("state_{}", value.index())
    }

    fn is_moved(&self, value: ValueId) -> bool {
        let life = &self.program.flow.values[value];
        // A flag that others look at stays: it is `Copy`.
        let only = (life.moved && life.peekers.is_empty()) || self.program.values[value].mutable;
        only && !life.in_turn
    }

    /// True if a task changes the value or takes it when others are done with it: then it has it to itself.
    fn has_alone(&self, task: TaskId, value: ValueId) -> bool {
        let life = &self.program.flow.values[value];
        life.in_turn && (life.changers.contains(&task) || life.taker == Some(task))
    }

    /// The values that a task gives back when it has changed them.
    fn given_back(&self, task: TaskId) -> impl Iterator<Item = ValueId> {
        let values = self.program.flow.values.iter();
        let back = values.filter(move |(_, life)| life.in_turn && life.changers.contains(&task));
        back.map(|(value, _)| value)
    }

    /// A future of the caller's, which goes to the task that awaits it.
    fn is_handed_in(&self, value: ValueId) -> bool {
        let maker = self.program.flow.values[value].maker;
        maker.is_some_and(|maker| matches!(self.program.tasks[maker].call.callee, Callee::Future))
    }

    /// Output: `let mut state_0 = Some(Arc::new(id)); let mut state_1: Option<Arc<User>> = None;`
    fn states(&self) -> TokenStream {
        let states = self.program.values.iter().map(|(id, value)| {
            let (state, ty, variable) = (self.state(id), &value.ty, names::value(&value.variable));
            match self.program.flow.values[id].maker {
                None if self.is_moved(id) => quote!(let mut #state = Some(#variable);),
                None => quote!(let mut #state = Some(::std::sync::Arc::new(#variable));),
                Some(_) if self.is_moved(id) => quote!(let mut #state: Option<#ty> = None;),
                Some(_) => quote!(let mut #state: Option<::std::sync::Arc<#ty>> = None;),
            }
        });
        let handed_in = self.program.values.ids().filter(|value| self.is_handed_in(*value));
        let handed_in = handed_in.map(|value| {
            let (future, variable) = (self.future(value), names::value(&self.program.values[value].variable));
            quote!(let mut #future = Some(#variable);)
        });
        quote!(#(#[allow(unused_mut, unused_variables)] #states)* #(#handed_in)*)
    }

    fn future(&self, value: ValueId) -> Ident {
        format_ident!("future_{}", value.index())
    }

    /// Output: `{ let user = Arc::clone(..); running.push(Box::pin(async move { (1, Box::new(cart(&user).await)) })) }`
    fn start(&self, task: TaskId, error: Option<&TokenStream>) -> TokenStream {
        let calls = Calls { values: Values { program: self.program, facade: self.facade, back_end: self } };
        let call = calls.value_of(task);
        let taken = self.program.values.ids().map(|value| self.brought(task, value));
        let (number, completed) = (task.index(), completed());
        let back = self.given_back(task).map(|value| names::value(&self.program.values[value].variable));
        let back = tuple(&back.collect::<Vec<_>>());
        let result = quote!((#number, ::std::boxed::Box::new((#call, #back))));
        let result = match error {
            Some(error) => quote!(::core::result::Result::<#completed, #error>::Ok(#result)),
            None => quote!({ let completed: #completed = #result; completed }),
        };
        quote!({ #(#taken)* running.push(::std::boxed::Box::pin(async move { #result })) })
    }

    /// Output: the statement that gets a value to a task, if it uses it.
    fn brought(&self, task: TaskId, value: ValueId) -> TokenStream {
        let life = &self.program.flow.values[value];
        let (state, variable) = (self.state(value), names::value(&self.program.values[value].variable));
        if life.peekers.contains(&task) {
            let seen = self.seen(value);
            return quote!(let #seen = #state.clone(););
        }
        if life.maker == Some(task) && self.is_handed_in(value) {
            let future = self.future(value);
            return quote!(let #variable = #future.take().unwrap(););
        }
        if life.maker == Some(task) || !life.readers.contains(&task) {
            return TokenStream::new();
        }
        if self.has_alone(task, value) {
            let unshare = self.facade.item("unshare");
            return quote!(#[allow(unused_mut)] let mut #variable = #unshare(#state.take().unwrap()););
        }
        if self.is_moved(value) {
            return quote!(#[allow(unused_mut)] let mut #variable = #state.take().unwrap(););
        }
        quote!(let #variable = ::std::sync::Arc::clone(#state.as_ref().unwrap());)
    }

    fn seen(&self, value: ValueId) -> Ident {
        format_ident!("seen_{}", value.index())
    }

    /// Output: `state_1 = Some(Arc::new(given)); missing[2] -= 1; if missing[2] == 0 { ready.insert((false, 2)); }`
    fn end(&self, task: TaskId) -> TokenStream {
        let gives = &self.program.flow.tasks[task].gives;
        let variables: Vec<Ident> = gives.iter().map(|value| format_ident!("given_{}", value.index())).collect();
        let (pattern, types) = (tuple(&variables), gives.iter().map(|value| &self.program.values[*value].ty));
        let types = tuple(&types.collect::<Vec<_>>());
        let back: Vec<ValueId> = self.given_back(task).collect();
        let back_types = tuple(&back.iter().map(|value| &self.program.values[*value].ty).collect::<Vec<_>>());
        let back_variables: Vec<Ident> = back.iter().map(|value| format_ident!("back_{}", value.index())).collect();
        let (back_pattern, states) = (tuple(&back_variables), back.iter().map(|value| self.state(*value)));
        let put_back = quote!(#(#states = Some(::std::sync::Arc::new(#back_variables));)*);
        let kept = gives.iter().zip(&variables).map(|(value, variable)| {
            let state = self.state(*value);
            match self.is_moved(*value) {
                true => quote!(#state = Some(#variable);),
                false => quote!(#state = Some(::std::sync::Arc::new(#variable));),
            }
        });
        let next = self.program.flow.graph.successors(task).iter().map(|next| {
            let (number, turn) = (next.index(), self.turn(*next));
            quote!(missing[#number] -= 1; if missing[#number] == 0 { ready.insert(#turn); })
        });
        quote!(let (#pattern, #back_pattern): (#types, #back_types) = *given.downcast().unwrap(); #(#kept)* #put_back #(#next)*)
    }

    fn kept(&self, value: ValueId, reads: Reads) -> Binding {
        let ran = self.program.values[value].may_be_missing.then(|| self.facade.item("ran"));
        Binding { reads, shared: !self.is_moved(value), ran, on_belt: false }
    }

    /// Output: a value for the output, when all is over.
    fn taken(&self, value: ValueId) -> TokenStream {
        let (state, unshare) = (self.state(value), self.facade.item("unshare"));
        if self.is_moved(value) { quote!(#state.unwrap()) } else { quote!(#unshare(#state.unwrap())) }
    }
}

/// A task's number and its value, of any type.
fn completed() -> TokenStream {
    quote!((usize, ::std::boxed::Box<dyn ::core::any::Any + ::core::marker::Send>))
}

impl BackEnd for Driver<'_, '_> {
    fn binding(&self, value: ValueId, reader: TaskId, at: Span) -> Binding {
        let variable = names::value_at(&self.program.values[value].variable, at);
        let kept = self.kept(value, Reads::Variable(quote!(#variable)));
        Binding { shared: kept.shared && !self.has_alone(reader, value), ..kept }
    }

    fn peeked(&self, flag: ValueId, test: &dyn Fn(&Binding) -> TokenStream) -> TokenStream {
        let (state, seen) = (self.seen(flag), names::local("seen"));
        let test = test(&self.kept(flag, Reads::Reference(quote!(#seen))));
        quote!(#state.as_ref().is_some_and(|#seen| #test))
    }

    /// Within the future that the loop holds, a task of the executor would change nothing.
    fn spawns(&self, _: TaskId) -> bool {
        false
    }

    fn put_back(&self, value: ValueId, back: &Ident) -> TokenStream {
        let variable = names::value(&self.program.values[value].variable);
        quote!(#variable = #back;)
    }

    fn by_index(&self, task: TaskId, collection: ValueId) -> bool {
        let call = &self.program.tasks[task].call;
        let elements = call.each().and_then(|each| each.elements_of(collection));
        call.is_blocking() && elements.is_some_and(|elements| elements.collection.lends_own_elements())
    }

    fn capture(&self, used: &Use) -> Capture {
        match self.program.capture(used.value, &used.accesses) {
            Capture::Clone => Capture::Clone,
            Capture::Move => Capture::Move,
            _ if self.is_moved(used.value) => Capture::Move,
            _ => Capture::Share,
        }
    }

    fn fail(&self, _: TaskId, outcome: TokenStream, error: &RunError<'_>) -> TokenStream {
        let convert = conversion(error, self.facade);
        quote!(#outcome.map_err(#convert)?)
    }
}
