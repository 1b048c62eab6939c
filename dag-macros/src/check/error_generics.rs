use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{GenericParam, Generics, Ident};

use crate::diagnostics::errors::Errors;
use crate::resolve::{Entry, Resolved};

/// Entry points share the generated error, so each of their inputs says what that is generic over.
///
/// ```text
/// #[input] struct Input<T: FromStr> { .. }
/// async fn parsed<T: FromStr>(..) -> Result<T, ParseError<T>>     // `Error<T>`
/// #[input(for = Summary)] struct SummaryInput { .. }              // which `T` in `run_summary`?
/// ```
///
/// A lifetime need not be there: nothing that has it fails in such a run.
pub(super) fn error_generics(pipeline: &Resolved<'_>, errors: &mut Errors) {
    if pipeline.module.inputs.is_empty() || !pipeline.generates_error() || !pipeline.inputs_clear() {
        return;
    }
    let failing: Vec<&Entry> = pipeline.entries.iter().filter(|entry| fails(pipeline, entry)).collect();
    let mut seen = BTreeSet::new();
    let declared = pipeline.module.inputs.iter().flat_map(|input| named(&input.generics).zip(std::iter::repeat(input)));
    for (name, input) in declared.filter(|(name, _)| seen.insert(name.to_string())) {
        let meaning = meaning(&input.generics, name);
        let says = |entry: &&Entry| {
            pipeline.input_of(entry).is_some_and(|other| self::meaning(&other.generics, name) == meaning)
        };
        let mut sources = pipeline.failing().filter(|(provider, _)| {
            pipeline.error_type(*provider).is_ok_and(|ty| mentions(ty.to_token_stream(), name))
        });
        if let Some(entry) = failing.iter().find(|entry| !says(entry))
            && let Some(returns) = sources.next().and_then(|(_, source)| source.returns())
        {
            errors.on(&returns.span, message(pipeline, entry, name, &input.ident));
        }
    }
}

fn fails(pipeline: &Resolved<'_>, entry: &Entry) -> bool {
    pipeline.providers().any(|provider| entry.needed[provider] && pipeline.ends_run(entry, provider))
}

/// The parameters that stand for types and constants.
fn named(generics: &Generics) -> impl Iterator<Item = &Ident> {
    generics.params.iter().filter_map(|param| match param {
        GenericParam::Lifetime(_) => None,
        GenericParam::Type(param) => Some(&param.ident),
        GenericParam::Const(param) => Some(&param.ident),
    })
}

/// The declaration of a parameter, and the conditions that mention it.
fn meaning(generics: &Generics, name: &Ident) -> BTreeSet<String> {
    let declared = generics.params.iter().map(|param| match param {
        GenericParam::Type(param) => {
            let (ident, bounds) = (&param.ident, &param.bounds);
            (Some(ident), quote!(#ident: #bounds))
        }
        GenericParam::Const(param) => (Some(&param.ident), param.ty.to_token_stream()),
        GenericParam::Lifetime(_) => (None, TokenStream::new()),
    });
    let declared = declared.filter(|(ident, _)| *ident == Some(name)).map(|(_, tokens)| tokens);
    let conditions = generics.where_clause.iter().flat_map(|clause| &clause.predicates).map(ToTokens::to_token_stream);
    declared
        .chain(conditions.filter(|tokens| mentions(tokens.clone(), name)))
        .map(|tokens| tokens.to_string())
        .collect()
}

fn mentions(tokens: TokenStream, name: &Ident) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == *name,
        TokenTree::Group(group) => mentions(group.stream(), name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

fn message(pipeline: &Resolved<'_>, entry: &Entry, name: &Ident, input: &Ident) -> String {
    let function = &entry.function;
    let why = match pipeline.input_of(entry) {
        Some(other) => format!("`{}` has no `{name}` as `{input}` has it", other.ident),
        None => "it takes no input".to_owned(),
    };
    format!(
        "this failure makes `Error` generic over `{name}`, and `{function}` returns an `Error`, too: {why}\n\
         use an error type of your own: `#[dag(error = AppError)]`"
    )
}
