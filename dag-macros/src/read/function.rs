//! Functions: nodes and helpers, parameters and return types.

use std::collections::btree_map::Entry;

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::parse::ParseStream;
use syn::parse::discouraged::Speculative;
use syn::punctuated::Pair;
use syn::spanned::Spanned;
use syn::{
    Attribute, FnArg, GenericArgument, Ident, Pat, PatWild, PathArguments, ReturnType, Signature, Token, Type,
    Visibility, token,
};

use super::cfg::Cfg;
use super::docs;
use super::items::{prelude, skip_item};
use super::lints::Lints;
use super::{attributes, elsewhere, half_typed, markers};
use crate::diagnostics::aliases::Place;
use crate::diagnostics::errors::Errors;
use crate::names;
use crate::read::model::{
    FailureParam, FallibleTypes, Helper, Item, Module, NoNode, Node, Param, Repeated, ResultName, Returns,
};
use crate::read::options::{self, FALLIBLE, INFALLIBLE, NodeOptions, SKIP};
use crate::types;

/// A function with more parameters is remarked on by clippy.
const PARAMETERS_CLIPPY_LIKES: usize = 7;

/// Reads a function, if the next item is one. Its body stays as it is, so that half-typed code keeps its completion.
pub(super) fn read(
    body: ParseStream<'_>,
    module: &mut Module,
    cfg: &mut Cfg,
    errors: &mut Errors,
) -> syn::Result<Option<Item>> {
    let ahead = body.fork();
    let Ok((mut attrs, vis)) = prelude(&ahead) else { return Ok(None) };
    if !begins_function(&ahead) {
        return Ok(None);
    }
    match ahead.parse::<Signature>() {
        Ok(mut sig) if ahead.peek(token::Brace) => {
            let (block, misplaced) = markers::take_from_body(ahead.parse()?);
            body.advance_to(&ahead);
            if !cfg.keep(&mut attrs) {
                elsewhere::add(&sig.ident, NoNode::SwitchedOff, module);
                return Ok(Some(Item::plain(TokenStream::new())));
            }
            errors.extend(misplaced);
            sig.inputs = sig.inputs.into_pairs().filter_map(|pair| switched_on(pair, cfg)).collect();
            Ok(Some(function(attrs, &vis, sig, &block, module, errors)))
        }
        Ok(sig) => {
            let message = format!("the function `{}` has no body yet", sig.ident);
            errors.unreadable(syn::Error::new(sig.ident.span(), message));
            Ok(Some(Item::plain(unseen(&skip_item(body)?))))
        }
        Err(error) => {
            let tokens = skip_item(body)?;
            errors.unreadable(half_typed::without_a_type(&tokens).unwrap_or(error));
            Ok(Some(Item::plain(attributes::without_ours(tokens))))
        }
    }
}

fn switched_on(mut input: Pair<FnArg, Token![,]>, cfg: &mut Cfg) -> Option<Pair<FnArg, Token![,]>> {
    let attrs = match input.value_mut() {
        FnArg::Typed(param) => &mut param.attrs,
        FnArg::Receiver(receiver) => &mut receiver.attrs,
    };
    cfg.keep(attrs).then_some(input)
}

/// `fn` behind any of the words that may stand in front of it.
fn begins_function(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    while qualifier(&ahead) {}
    ahead.peek(Token![fn])
}

/// Takes one such word. Each by its own type: an item that comes out of a `macro_rules!` macro is a single token tree.
fn qualifier(input: ParseStream<'_>) -> bool {
    input.parse::<Token![const]>().is_ok()
        || input.parse::<Token![async]>().is_ok()
        || input.parse::<Token![unsafe]>().is_ok()
        || input.parse::<Token![extern]>().is_ok()
        || input.parse::<syn::LitStr>().is_ok()
}

fn function(
    mut attrs: Vec<Attribute>,
    vis: &Visibility,
    mut sig: Signature,
    block: &TokenTree,
    module: &mut Module,
    errors: &mut Errors,
) -> Item {
    let mistakes = errors.count();
    errors.extend(attributes::rename_alike(&mut attrs, &["node"]));
    let options = options::take_node_options(&mut attrs, errors);
    module.meant.extend(options.meant.iter().cloned());
    let entry = attrs.iter().find_map(attributes::of_entry_function);
    let open = !attributes::read_by_others(&attrs, module);
    if open {
        let way = |name: &str, attr: &Attribute| attributes::way_on_function(name, attr, &sig);
        errors.extend(attributes::take_misplaced(&mut attrs, &[], way));
    }
    if entry.is_some() || !is_node(&sig, &options) {
        if errors.count() > mistakes {
            module.meant.push(sig.ident.to_string());
        }
        let item = item(quote!(#(#attrs)* #vis #sig #block), &sig.ident, module, false);
        let marked = options.marked.filter(|_| !options.has(SKIP));
        module.helpers.push(Helper {
            ident: sig.ident.clone(),
            marked,
            entry,
            given: options.given,
            lints: Lints::of(&attrs),
            sig,
            body: block.clone(),
        });
        return item;
    }
    let lints = Lints::of(&attrs);
    let mut params = params(&mut sig, open, module, errors);
    if params.len() > PARAMETERS_CLIPPY_LIKES {
        // A parameter is an edge: their number is the graph's, and nobody writes the call.
        attrs.push(syn::parse_quote!(#[allow(clippy::too_many_arguments)]));
    }
    let doc = docs::first_sentence(&attrs);
    let tokens = quote!(#(#attrs)* #vis #sig #block);
    let without_size = params.iter().map(|param| &param.ty).chain(returned(&sig)).any(types::has_no_size);
    let no_function = sig.receiver().is_some() || sig.variadic.is_some() || without_size;
    let tokens = if no_function { unseen(&tokens) } else { tokens };
    let item = item(tokens, &sig.ident, module, true);
    if item.declares.is_empty() {
        return item;
    }
    let awaited = take_future(&mut sig);
    let returns = returns(&sig, &params, &options);
    let unclear = errors.count() > mistakes;
    let index = module.items.len();
    let failure = if options.policy.finally.is_some() { take_failure(&mut params) } else { None };
    let NodeOptions { policy, given, .. } = options;
    module.nodes.push(Node {
        doc,
        returns,
        params,
        failure,
        awaited,
        policy,
        body: block.clone(),
        lints,
        item: index,
        given,
        unclear,
        sig,
    });
    item
}

fn returned(sig: &Signature) -> Option<&Type> {
    if let ReturnType::Type(_, ty) = &sig.output { Some(ty) } else { None }
}

/// Switches off what the compiler would have its own words for, which we have said already.
fn unseen(tokens: &TokenStream) -> TokenStream {
    quote!(#[cfg(any())] #tokens)
}

/// Of two functions of one name, if one is a node, the first counts.
fn item(tokens: TokenStream, name: &Ident, module: &mut Module, node: bool) -> Item {
    match module.functions.entry(name.to_string()) {
        Entry::Vacant(entry) => _ = entry.insert((name.span(), node)),
        Entry::Occupied(entry) => {
            let (first, is_node) = *entry.get();
            if node || is_node {
                module.repeated.push(Repeated { kind: "function", first, second: name.clone() });
                return Item::apart(&tokens);
            }
        }
    }
    Item::declaring(tokens, name)
}

fn is_node(sig: &Signature, options: &NodeOptions) -> bool {
    let helper = options.has(SKIP) || sig.ident.to_string().starts_with('_');
    !helper && (sig.asyncness.is_some() || options.marked.is_some())
}

/// `open`: no other macro reads the attributes of the parameters.
fn params(sig: &mut Signature, open: bool, module: &mut Module, errors: &mut Errors) -> Vec<Param> {
    let typed = sig.inputs.iter_mut().filter_map(|input| match input {
        FnArg::Typed(param) => Some(param),
        FnArg::Receiver(_) => None,
    });
    let mut names: Vec<Ident> = Vec::new();
    typed
        .map(|param| {
            let again = repeated(&mut param.pat, &mut names);
            let repeated = again.is_some();
            module.repeated.extend(again);
            let each = options::take_name(&mut param.attrs, "each", errors);
            let from = options::take_name(&mut param.attrs, "from", errors);
            let clone = options::take_flag(&mut param.attrs, "clone", errors);
            if open {
                errors.extend(attributes::take_unknown(&mut param.attrs, Place::Parameter, &["from", "each", "clone"]));
            }
            Param {
                each: each.as_ref().map(Ident::span),
                second_from: from.as_ref().filter(|_| each.is_some()).map(Ident::span),
                from: each.or(from),
                clone,
                repeated,
                local: match &*param.pat {
                    Pat::Ident(pat) if pat.subpat.is_none() => Some(pat.ident.clone()),
                    _ => None,
                },
                span: match &*param.pat {
                    Pat::Ident(pat) => pat.ident.span(),
                    pat => pat.span(),
                },
                ty: (*param.ty).clone(),
            }
        })
        .collect()
}

/// Takes the parameter of a `finally` node that asks for the run's error.
fn take_failure(params: &mut Vec<Param>) -> Option<FailureParam> {
    let asks = |param: &Param| param.wanted().is_some_and(|name| name == names::FAILURE || name == "_failure");
    let index = params.iter().position(asks)?;
    Some(FailureParam { index, param: params.remove(index) })
}

/// Of two parameters of one name the first counts; the other is left without one.
fn repeated(pattern: &mut Pat, names: &mut Vec<Ident>) -> Option<Repeated> {
    let Pat::Ident(pat) = &*pattern else { return None };
    let second = pat.ident.clone();
    let first = names.iter().find(|name| **name == second).map(Ident::span);
    names.push(second.clone());
    let first = first?;
    *pattern = Pat::Wild(PatWild { attrs: Vec::new(), underscore_token: Token![_](second.span()) });
    Some(Repeated { kind: "parameter", first, second })
}

/// A plain `fn` that returns a future is a node as an `async fn` is: its value is what the future gives.
fn take_future(sig: &mut Signature) -> bool {
    let ReturnType::Type(arrow, ty) = &sig.output else { return false };
    let Some(output) = types::future_output(ty).filter(|_| sig.asyncness.is_none()) else { return false };
    sig.output = ReturnType::Type(*arrow, Box::new(output));
    sig.asyncness = Some(Token![async](sig.fn_token.span));
    true
}

fn returns(sig: &Signature, params: &[Param], options: &NodeOptions) -> Returns {
    let (whole, span) = match &sig.output {
        ReturnType::Default => (types::unit(), sig.ident.to_token_stream()),
        // Nobody sees a value, and no variable may have this type.
        ReturnType::Type(_, ty) if types::is_never(ty) => (types::unit(), ty.to_token_stream()),
        ReturnType::Type(_, ty) => ((**ty).clone(), ty.to_token_stream()),
    };
    let named_result = types::is_named_result(&whole);
    let (marked, infallible) = (options.has(FALLIBLE), options.has(INFALLIBLE));
    let fallible = if (named_result || marked) && !infallible { fallible_types(&whole) } else { None };
    let no_result = marked && !infallible && fallible.is_none();
    let one = match &fallible {
        Some(fallible) => fallible.value.clone(),
        None => Some(whole.clone()),
    };
    let each = params.iter().any(|param| param.each.is_some());
    let value = one.map(|one| if each { types::vec_of(&one) } else { one });
    let value = value.map(|value| if options.policy.when.is_some() { types::option_of(&value) } else { value });
    Returns { whole, span, infallible, no_result, fallible, value }
}

/// The output of a future that the caller hands in. A `Result` that is spelled is that of a failure; the handle of a
/// task gives one in any case.
pub(super) fn output_of(future: &Type, generics: &syn::Generics) -> Returns {
    let given = types::handed_in(future, generics);
    let named = given.clone().filter(types::is_named_result).and_then(|whole| fallible_types(&whole));
    let fallible = named.or_else(|| {
        let value = types::first_argument(future).filter(|_| types::is_join_handle(future))?;
        let (value, error) = (Some(value.clone()), types::join_error(future));
        Some(FallibleTypes { value, error, named: ResultName::Known })
    });
    let whole = given.unwrap_or_else(|| {
        let output = quote_spanned!(future.span()=> <#future as ::core::future::Future>::Output);
        syn::parse2(output.clone()).unwrap_or(Type::Verbatim(output))
    });
    let value = fallible.as_ref().and_then(|fallible| fallible.value.clone());
    Returns { whole, span: future.to_token_stream(), infallible: false, no_result: false, fallible, value }
}

/// Takes `Result<T, E>`, or an alias with one of the two or none, apart.
fn fallible_types(ty: &Type) -> Option<FallibleTypes> {
    let mut arguments = Vec::new();
    if let PathArguments::AngleBracketed(list) = &types::last_segment(ty)?.arguments {
        arguments.extend(list.args.iter().filter_map(|argument| match argument {
            GenericArgument::Type(ty) => Some(ty.clone()),
            _ => None,
        }));
    }
    let named = result_name(ty, arguments.len());
    let mut arguments = arguments.into_iter();
    let value = arguments.next().or_else(|| types::value_of_alias(ty));
    Some(FallibleTypes { value, error: arguments.next().or_else(|| types::error_of_alias(ty)), named })
}

/// What is known of a `Result` with so many arguments.
fn result_name(ty: &Type, arguments: usize) -> ResultName {
    let Type::Path(path) = types::bare(ty) else { return ResultName::Other };
    let names: Vec<String> = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    match (&names[..], arguments) {
        (["Result"] | [.., "result", "Result"], 2) => ResultName::Known,
        ([.., "io" | "anyhow" | "eyre" | "color_eyre", "Result"], 1 | 2) => ResultName::Known,
        (_, 0) if types::value_of_alias(ty).is_some() => ResultName::Known,
        ([.., "Result"], 0 | 1) => ResultName::Alias,
        _ => ResultName::Other,
    }
}
