//! Generics of the inputs, as far as the items that are generated use them.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{GenericParam, Generics, Ident, Lifetime};

use crate::read::model::Module;

/// The generics of all inputs. Of one name is one parameter, bounded as where it comes first.
pub(super) fn of_inputs(module: &Module) -> Generics {
    let mut inputs = module.inputs.iter().map(|input| &input.generics);
    let first = inputs.next().cloned().unwrap_or_default();
    inputs.fold(first, |mut all, generics| {
        let known: BTreeSet<String> = all.params.iter().map(parameter_name).collect();
        let mut more = generics.clone();
        more.params = retained_by(&generics.params, |param| !known.contains(&parameter_name(param)));
        leave_out(&mut more, &known);
        all.params.extend(more.params);
        if let Some(clause) = more.where_clause {
            all.make_where_clause().predicates.extend(clause.predicates);
        }
        without_defaults(&mut all);
        all
    })
}

pub(super) fn without_defaults(generics: &mut Generics) {
    generics.type_params_mut().for_each(|param| param.default = None);
    generics.const_params_mut().for_each(|param| param.default = None);
}

/// The generics that occur in `tokens`, with their own bounds and conditions.
pub(super) fn used(generics: &Generics, tokens: &TokenStream) -> Generics {
    let mut words = BTreeSet::new();
    collect_words(tokens.clone(), &mut words);
    let (kept, left_out): (Vec<GenericParam>, Vec<GenericParam>) =
        generics.params.iter().cloned().partition(|param| words.contains(&parameter_name(param)));
    let mut used = Generics { params: kept.into_iter().collect(), ..generics.clone() };
    leave_out(&mut used, &left_out.iter().map(parameter_name).collect());
    used
}

/// `Error<'a, T>` where there is no lifetime `'a` → `Error<'static, T>`: nothing that has it ends such a run.
pub(super) fn without_foreign_lifetimes(generics: &mut Generics, known: Option<&Generics>) {
    let known: BTreeSet<&Ident> =
        known.iter().flat_map(|known| known.lifetimes()).map(|param| &param.lifetime.ident).collect();
    for param in generics.lifetimes_mut().filter(|param| !known.contains(&param.lifetime.ident)) {
        param.lifetime = Lifetime::new("'static", param.lifetime.span());
    }
}

/// Removes every bound and condition that mentions one of `names`, and all defaults if one of them does.
fn leave_out(generics: &mut Generics, names: &BTreeSet<String>) {
    let stays = |tokens: TokenStream| {
        let mut mentioned = BTreeSet::new();
        collect_words(tokens, &mut mentioned);
        mentioned.is_disjoint(names)
    };
    for param in generics.lifetimes_mut() {
        param.bounds = retained(&param.bounds, stays);
    }
    let defaults_stay =
        generics.type_params().all(|param| param.default.as_ref().is_none_or(|(_, ty)| stays(ty.to_token_stream())))
            && generics
                .const_params()
                .all(|param| param.default.as_ref().is_none_or(|(_, value)| stays(value.to_token_stream())));
    for param in generics.type_params_mut() {
        param.bounds = retained(&param.bounds, stays);
        param.default.take_if(|_| !defaults_stay);
    }
    for param in generics.const_params_mut() {
        param.default.take_if(|_| !defaults_stay);
    }
    if let Some(clause) = &mut generics.where_clause {
        clause.predicates = retained(&clause.predicates, stays);
    }
}

fn retained<T: ToTokens + Clone, P: Default>(
    list: &Punctuated<T, P>,
    stays: impl Fn(TokenStream) -> bool,
) -> Punctuated<T, P> {
    retained_by(list, |item| stays(item.to_token_stream()))
}

fn retained_by<T: Clone, P: Default>(list: &Punctuated<T, P>, stays: impl Fn(&T) -> bool) -> Punctuated<T, P> {
    list.iter().filter(|item| stays(item)).cloned().collect()
}

fn parameter_name(param: &GenericParam) -> String {
    match param {
        GenericParam::Lifetime(param) => param.lifetime.to_string(),
        GenericParam::Type(param) => param.ident.to_string(),
        GenericParam::Const(param) => param.ident.to_string(),
    }
}

/// Every identifier and lifetime (`'a`, with its mark) in `tokens`.
fn collect_words(tokens: TokenStream, words: &mut BTreeSet<String>) {
    let mut mark = "";
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => _ = words.insert(format!("{mark}{ident}")),
            TokenTree::Group(group) => collect_words(group.stream(), words),
            TokenTree::Punct(punct) if punct.as_char() == '\'' => {
                mark = "'";
                continue;
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
        mark = "";
    }
}
