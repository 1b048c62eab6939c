//! The functions of `Pipeline`.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Ident;

use super::body::Body;
use super::context::{Context, tuple};
use super::{generics, mismatch};
use crate::lower::{Callee, Life, Program, Task, ValueId};
use crate::names::{self, Facade};
use crate::read::model::{InputField, InputStruct};
use crate::resolve::{Entry, Provider};
use crate::schedule::Schedule;
use crate::types;

impl Context<'_, '_> {
    /// Input: an entry point with its program and schedule. Output:
    /// ```text
    /// pub async fn run<'a>(input: Input<'a>) -> Result<Output, Error> {
    ///     let Input { user_id, db } = input;
    ///     let user = user(user_id, db).await.map_err(Error::User)?;
    ///     ...
    ///     Ok(Output { page })
    /// }
    /// ```
    pub(super) fn entry_function(
        &self,
        entry: &Entry<Provider>,
        program: &Program<'_>,
        schedule: &Schedule,
    ) -> TokenStream {
        let error = program.fails().then(|| self.error_type(entry));
        let taken = names::like_readers(program.values.rows().map(|value| &value.variable));
        let body =
            Body { program, schedule, facade: &self.pipeline.facade, error, run_error: self.error_type(entry), taken };
        let (inputs, statements) = (self.inputs(entry, &body), body.scoped_statements());
        let result = body.output(&self.output_expression(entry));
        self.function(entry, program, &quote!(#inputs #statements), result)
    }

    /// Input: the statements of a run, and the expression of its output. Output: the whole function.
    pub(crate) fn function(
        &self,
        entry: &Entry<Provider>,
        program: &Program<'_>,
        statements: &TokenStream,
        result: TokenStream,
    ) -> TokenStream {
        let fails = program.fails();
        let vis = self.visibility_of(entry);
        let function = &entry.function;
        let output = self.output_type(entry);
        let (generics, parameter) = self.input_parameter(entry);
        let where_clause = self.pipeline.input_of(entry).and_then(|input| input.generics.where_clause.as_ref());
        let docs = entry_docs(program, fails);
        let (returned, result) = if fails {
            let error = self.error_type(entry);
            (quote!(::core::result::Result<#output, #error>), quote!(::core::result::Result::Ok(#result)))
        } else {
            (output, result)
        };
        // The lifetimes are the input's, which cannot elide them. Variables are called as the nodes are, and have their
        // hygiene: to lints they are the user's, and there is nothing that the user could do.
        // Not the user's own hygiene: the function would count as written there.
        let end = Span::call_site().located_at(self.pipeline.module.end);
        let body = quote_spanned!(end=> { #statements #result });
        let in_turn = |life: &Life| life.in_turn;
        let unused_mut = program.flow.values.rows().any(in_turn).then(|| quote!(unused_mut,));
        quote! {
            #(#[doc = #docs])*
            #[allow(
                non_snake_case, single_use_lifetimes, #unused_mut unused_variables,
                clippy::all, clippy::nursery, clippy::pedantic, clippy::restriction
            )]
            #vis async fn #function #generics(#parameter) -> #returned #where_clause #body
        }
    }

    /// The name of the output struct where it is made.
    pub(crate) fn output_expression(&self, entry: &Entry<Provider>) -> Ident {
        let mut name = self.output_name(entry);
        if entry.declared.is_none() {
            name.set_span(name.span().located_at(self.pipeline.module.end));
        }
        name
    }

    /// The generics of the function, and its parameter.
    fn input_parameter(&self, entry: &Entry<Provider>) -> (TokenStream, TokenStream) {
        let Some(input) = self.pipeline.input_of(entry) else { return Default::default() };
        let mut generics = input.generics.clone();
        generics::without_defaults(&mut generics);
        generics.where_clause = None;
        let (_, arguments, _) = input.generics.split_for_impl();
        let (name, parameter) = (&input.ident, self.parameter(input));
        (quote!(#generics), quote!(#parameter: #name #arguments))
    }

    fn parameter(&self, input: &InputStruct) -> Ident {
        let mut declared = self.pipeline.module.items.iter().flat_map(|item| &item.declares);
        names::parameter(declared.any(|declared| declared == "input"), input.ident.span())
    }

    /// Output: `let Input { user_id, db: mut db, .. } = input; let user_id = Arc::new(user_id);`
    fn inputs(&self, entry: &Entry<Provider>, body: &Body<'_, '_>) -> TokenStream {
        let statement = self.input_statement(entry, body.program);
        let shared = body
            .program
            .values
            .iter()
            .filter(|(value, _)| body.schedule.shared[*value] && body.program.flow.values[*value].maker.is_none());
        let shared = shared.map(|(value, _)| {
            let (variable, arc) = (body.variable(value), body.facade.item("Arc"));
            quote!(let #variable = #arc::new(#variable);)
        });
        quote!(#statement #(#shared)*)
    }

    /// Output: `let Input { user_id, db: mut db, .. } = input;`
    pub(crate) fn input_statement(&self, entry: &Entry<Provider>, program: &Program<'_>) -> TokenStream {
        let Some(input) = self.pipeline.input_of(entry) else { return TokenStream::new() };
        let (name, parameter) = (&input.ident, self.parameter(input));
        let needed = self.pipeline.providers().filter(|provider| entry.needed[*provider]);
        let used: Vec<&InputField> = needed.filter_map(|provider| self.pipeline.field_in(input, provider)).collect();
        // The values of the inputs come first, in the order of the fields.
        let bindings = used.iter().zip(program.values.rows()).map(|(field, value)| {
            let field_name = names::field(&field.ident);
            let variable = names::value(&value.variable);
            let mutable = value.mutable.then(|| quote!(mut));
            let reference = value.stays_in_input.then(|| quote!(ref));
            quote!(#field_name: #reference #mutable #variable)
        });
        let rest = (used.len() < input.fields.len()).then(|| quote!(..));
        let lends_mutably = program.values.rows().any(|value| value.stays_in_input && value.mutable);
        let mutable = lends_mutably.then(|| quote!(let mut #parameter = #parameter;));
        quote!(#mutable let #name { #(#bindings,)* #rest } = #parameter;)
    }
}

fn entry_docs(program: &Program<'_>, fails: bool) -> Vec<String> {
    let mut docs = what_runs(program);
    if let Some(last) = &program.last {
        let names: Vec<String> = last.program.tasks.rows().map(|node| format!("`{}`", node.name)).collect();
        docs.extend([String::new(), format!(" When all of this is over, after a failure, too: {}.", names.join(", "))]);
    }
    docs.extend([
        String::new(),
        " Dropping the future stops the whole run. A panic in a node is passed on.".to_owned(),
    ]);
    if fails {
        docs.extend([
            String::new(),
            " # Errors".to_owned(),
            String::new(),
            " The first failure of a node ends the run, and what is still under way is dropped; of several in the"
                .to_owned(),
            " same wake-up, that of the node declared first is returned.".to_owned(),
        ]);
    }
    docs
}

/// In one sentence or, where there is something to say of a node, in a list.
fn what_runs(program: &Program<'_>) -> Vec<String> {
    let called = |task: &&Task<'_>| matches!(task.call.callee, Callee::Function { .. });
    let nodes: Vec<_> = program.tasks.rows().filter(called).collect();
    if nodes.iter().all(|node| node.doc.is_none()) {
        let names: Vec<String> = nodes.iter().map(|node| format!("`{}`", node.name)).collect();
        return vec![format!(" Runs {}, each as soon as its own arguments exist.", names.join(", "))];
    }
    let item = |node: &&Task<'_>| match node.doc {
        Some(doc) => format!(" * `{}`: {doc}", node.name),
        None => format!(" * `{}`", node.name),
    };
    let head = " Runs these nodes, each as soon as its own arguments exist:".to_owned();
    [head, String::new()].into_iter().chain(nodes.iter().map(item)).collect()
}

impl Body<'_, '_> {
    /// The statements of the body, in a scope of their own if the output takes values that others may still borrow.
    fn scoped_statements(&self) -> TokenStream {
        let (outer, body) = (self.layout().outer, self.layout().body);
        if let Some(last) = &self.program.last {
            return self.in_two_stages(last);
        }
        let storage = self.declared(outer, 0);
        let statements = self.statements(body);
        if !self.has_inner_scope() {
            return statements;
        }
        let outputs: Vec<_> = self.inner_outputs().collect();
        if outputs.is_empty() {
            return quote!(#storage { #statements });
        }
        let (variables, taken) = self.handed_out();
        quote!(#storage let #variables = { #statements #taken };)
    }

    /// The outputs that are kept in the body, as pattern and as expression.
    pub(super) fn handed_out(&self) -> (TokenStream, TokenStream) {
        let outputs: Vec<_> = self.inner_outputs().collect();
        let variables: Vec<_> = outputs.iter().map(|value| self.variable(*value)).collect();
        let taken: Vec<_> = outputs.iter().map(|value| self.taken_out(*value, Span::mixed_site())).collect();
        (tuple(&variables), tuple(&taken))
    }

    /// True if the body has a scope of its own.
    fn has_inner_scope(&self) -> bool {
        self.program.last.is_some()
            || !self.declared(self.layout().outer, 0).is_empty()
            || self.hands_back_what_was_lent()
    }

    /// True if the output takes an input that nodes use too.
    fn hands_back_what_was_lent(&self) -> bool {
        self.program.output.iter().any(|field| {
            let (value, life) = (&self.program.values[field.value], &self.program.flow.values[field.value]);
            let copied = value.spelled.and_then(types::is_copy) == Some(true);
            life.maker.is_none() && !copied && !life.readers.is_empty()
        })
    }

    /// The outputs that are kept in the body.
    fn inner_outputs(&self) -> impl Iterator<Item = ValueId> {
        let values = self.program.output.iter().map(|field| field.value);
        values.filter(|value| self.is_inner_output(*value))
    }

    fn is_inner_output(&self, value: ValueId) -> bool {
        let made = self.program.flow.values[value].maker.is_some();
        made && self.layout().storage[value].block() != Some(self.layout().outer)
    }

    /// Output: `Output { page, user: user_cell.take() }`
    fn output(&self, name: &Ident) -> TokenStream {
        let inner_scope = self.has_inner_scope();
        output(self.program, name, self.facade, |value, at| {
            if inner_scope && self.is_inner_output(value) {
                let variable = self.variable_at(value, at);
                return self.unshared(value, quote!(#variable), at);
            }
            let taken = self.taken_out(value, at);
            self.unshared(value, taken, at)
        })
    }
}

/// Output: `Output { page, user: user_cell.take() }`. `read` makes the expression that takes a value out of its
/// storage.
pub(crate) fn output(
    program: &Program<'_>,
    name: &Ident,
    facade: &Facade,
    read: impl Fn(ValueId, Span) -> TokenStream,
) -> TokenStream {
    let fields = program.output.iter().map(|field| {
        let (field_name, at) = (names::field(field.name), field.name.span());
        let value = read(field.value, at);
        let value = match &field.mismatch {
            Some(mismatch) => mismatch::wrap(mismatch, &value, facade),
            None => value,
        };
        let value = if field.always_ok { quote!(::core::result::Result::Ok(#value)) } else { value };
        quote!(#field_name: #value)
    });
    quote_spanned!(name.span()=> #name { #(#fields),* })
}
