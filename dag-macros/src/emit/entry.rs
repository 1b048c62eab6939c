//! The functions of `Pipeline`.

use proc_macro2::TokenStream;
use quote::quote;

use super::block::Body;
use super::{Context, tuple};
use crate::lower::Program;
use crate::names;
use crate::resolve::{Access, Consumer, Entry, Provider, Source};
use crate::schedule::layout::{BODY, Home, OUTER, Step};
use crate::types;

impl Context<'_, '_> {
    /// Input: an entry point, laid out. Output:
    /// ```text
    /// pub async fn run<'a>(input: Input<'a>) -> Result<Output, Error> {
    ///     let Input { user_id, db } = input;
    ///     let user = user(user_id, db).await.map_err(Error::User)?;
    ///     ...
    ///     Ok(Output { page })
    /// }
    /// ```
    pub(super) fn entry_function(&self, entry: &Entry, program: &Program) -> TokenStream {
        let error = self.can_fail(entry).then(|| self.error_type());
        let body = Body { context: self, entry, program, error };
        let vis = self.visibility();
        let function = &entry.function;
        let output = self.output_type(entry);
        let (generics, parameter, inputs) = self.input(entry, program);
        let where_clause = self.pipeline.module.input.as_ref().and_then(|input| input.generics.where_clause.as_ref());
        let docs = self.entry_docs(entry, body.error.is_some());
        let statements = body.scoped_statements();
        let result = body.output();
        let (returned, result) = match &body.error {
            Some(error) => {
                (quote!(::core::result::Result<#output, #error>), quote!(::core::result::Result::Ok(#result)))
            }
            None => (output, result),
        };
        // The lifetimes are the input's, which cannot elide them. Branches look alike, even those that only pass a
        // call's outcome on; an error's conversion is a closure, so that a type that has none is pointed at.
        quote! {
            #(#[doc = #docs])*
            #[allow(single_use_lifetimes, clippy::needless_question_mark, clippy::redundant_closure)]
            #vis async fn #function #generics(#parameter) -> #returned #where_clause {
                #inputs
                #statements
                #result
            }
        }
    }

    /// The generics of the function, its parameter, and the statement that takes the input apart.
    fn input(&self, entry: &Entry, program: &Program) -> (TokenStream, TokenStream, TokenStream) {
        let Some(input) = &self.pipeline.module.input else {
            return Default::default();
        };
        let mut generics = input.generics.clone();
        generics.type_params_mut().for_each(|param| param.default = None);
        generics.const_params_mut().for_each(|param| param.default = None);
        generics.where_clause = None;
        let (_, arguments, _) = input.generics.split_for_impl();
        let (name, parameter) = (&input.ident, names::parameter(self.declares("input")));
        let used = (0..input.fields.len()).filter(|field| entry.needed[*field]);
        let bindings = used.clone().map(|field| {
            let field_name = &input.fields[field].ident;
            let value = names::value(&self.variable(Provider(field)));
            let mutable = self.lent_mutably(entry, Provider(field)).then(|| quote!(mut));
            quote!(#field_name: #mutable #value)
        });
        let rest = (used.clone().count() < input.fields.len()).then(|| quote!(..));
        let shared = used.filter(|field| program.shared[*field] && !input.fields[*field].future).map(|field| {
            let value = names::value(&self.variable(Provider(field)));
            quote!(let #value = ::std::sync::Arc::new(#value);)
        });
        let statement = quote!(let #name { #(#bindings,)* #rest } = #parameter; #(#shared)*);
        (quote!(#generics), quote!(#parameter: #name #arguments), statement)
    }

    /// Whether the module has an item of that name.
    fn declares(&self, name: &str) -> bool {
        self.pipeline.module.items.iter().flat_map(|item| &item.declares).any(|declared| declared == name)
    }

    /// Whether an owned input is lent as `&mut`.
    fn lent_mutably(&self, entry: &Entry, provider: Provider) -> bool {
        let Source::Field(field) = self.pipeline.source(provider) else { return false };
        let mut consumers = entry.consumers(provider).iter();
        !types::is_mut_reference(&field.ty)
            && consumers.any(|consumer| match *consumer {
                Consumer::Param { node, param } => self.pipeline.edge(node, param).access == Access::BorrowMut,
                Consumer::Policy { .. } | Consumer::Output(_) => false,
            })
    }

    fn entry_docs(&self, entry: &Entry, fails: bool) -> Vec<String> {
        let pipeline = self.pipeline;
        let nodes = pipeline
            .providers()
            .filter(|provider| entry.needed[provider.0] && pipeline.node_number(*provider).is_some());
        let names: Vec<String> = nodes.map(|node| format!("`{}`", pipeline.source(node).name())).collect();
        let mut docs = vec![
            format!(" Runs {}, each as soon as its own arguments exist.", names.join(", ")),
            String::new(),
            " Dropping the future stops the whole run. A panic in a node is passed on.".to_owned(),
        ];
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
}

impl Body<'_, '_, '_> {
    /// The statements of the body, in a scope of their own if the output takes values that others may still borrow.
    fn scoped_statements(&self) -> TokenStream {
        let storage = self.storage(OUTER, &Step::Inner(BODY));
        let statements = self.statements(BODY);
        if storage.is_empty() && !self.hands_back_what_was_lent() {
            return statements;
        }
        let outputs: Vec<_> =
            self.local_outputs().map(|provider| names::value(&self.context.variable(provider))).collect();
        if outputs.is_empty() {
            return quote!(#storage { #statements });
        }
        let outputs = tuple(&outputs);
        quote!(#storage let #outputs = { #statements #outputs };)
    }

    /// Whether the output takes an input that nodes use too.
    fn hands_back_what_was_lent(&self) -> bool {
        self.entry.fields.iter().filter_map(|field| field.provider).any(|provider| {
            let input = match self.context.pipeline.source(provider) {
                Source::Field(field) => !field.future && types::is_copy(&field.ty) != Some(true),
                Source::Node(_) => false,
            };
            input && self.entry.consumers(provider).len() > 1
        })
    }

    /// The outputs that are local variables of the body.
    fn local_outputs(&self) -> impl Iterator<Item = Provider> {
        let providers = self.entry.fields.iter().filter_map(|field| field.provider);
        providers.filter(|provider| {
            self.program.task(*provider).is_some_and(|task| self.layout().homes[task] == Home::Local)
        })
    }

    /// Output: `Output { page, user: user_place.take() }`
    fn output(&self) -> TokenStream {
        let name = self.context.output_name(self.entry);
        let fields = self.entry.fields.iter().filter_map(|field| {
            let provider = field.provider?;
            let field_name = &field.name;
            let value = self.output_value(provider, field_name.span());
            let value = match self.context.output_comparison(self.entry, field) {
                Some(comparison) => comparison.wrap(&value, self.context),
                None => value,
            };
            let handled = self.context.pipeline.handled_in(self.entry, provider);
            let value = if field.outcome && !handled { quote!(::core::result::Result::Ok(#value)) } else { value };
            Some(quote!(#field_name: #value))
        });
        quote!(#name { #(#fields),* })
    }
}
