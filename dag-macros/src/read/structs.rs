//! Every item that is no function: the input and output structs, and the names the others declare.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{Attribute, Field, Fields, Ident, ItemStruct, Token, UseTree};

use super::attributes::{read_by_others, rename_alike, take_misplaced, take_unknown, way_on_alias, way_on_item};
use super::cfg::Cfg;
use super::lints::Lints;
use super::{elsewhere, function, options};
use crate::diagnostics::aliases::Place;
use crate::diagnostics::errors::Errors;
use crate::read::model::{InputField, InputStruct, Item, Module, OutputField, OutputStruct, Repeated, Unmarked};
use crate::types;

/// Enters the meaning of `item` for the graph and gives it back without our attributes.
pub(super) fn read(mut item: syn::Item, module: &mut Module, cfg: &mut Cfg, errors: &mut Errors) -> Item {
    // An item that is switched off takes no name.
    if attributes(&mut item).is_some_and(|attrs| !cfg.keep(attrs)) {
        elsewhere::switched_off(&item, module);
        return Item::plain(TokenStream::new());
    }
    let (is_struct, is_use) = (matches!(item, syn::Item::Struct(_)), matches!(item, syn::Item::Use(_)));
    let is_alias = matches!(item, syn::Item::Type(_));
    let here: &[&str] = if is_struct { &["input", "output"] } else { &[] };
    if let Some(attrs) = attributes(&mut item) {
        errors.extend(rename_alike(attrs, &["input", "output"]));
    }
    if let Some(attrs) = attributes(&mut item).filter(|attrs| !read_by_others(attrs, module)) {
        let way = |name: &str| if is_alias { way_on_alias(name) } else { None };
        let mistakes =
            take_misplaced(attrs, here, |name, _| way(name).or_else(|| way_on_item(name, is_struct, is_use)));
        mistakes.into_iter().for_each(|mistake| errors.unreadable(mistake));
    }
    elsewhere::note(&mut item, module, errors);
    match item {
        syn::Item::Struct(item) => structure(item, module, cfg, errors),
        syn::Item::Use(mut item) => {
            let mut declares = Vec::new();
            module.globs |= imported(&item.tree, &mut declares);
            if is_of_ours(&item.tree) {
                // The attributes are read here, so that the compiler sees no use of them.
                item.attrs.push(syn::parse_quote!(#[allow(unused_imports)]));
            }
            module.foreign.bring_in(&item.tree, &declares);
            Item { tokens: item.into_token_stream(), declares }
        }
        syn::Item::Impl(item) => {
            module.dropped.extend(dropped(&item).cloned());
            module.impls.push(item.to_token_stream());
            Item::plain(item.into_token_stream())
        }
        other => {
            let declares: Vec<_> = declared(&other).cloned().into_iter().collect();
            module.foreign.declare(&declares);
            Item { tokens: other.into_token_stream(), declares }
        }
    }
}

/// `Input` of `impl Drop for Input`.
fn dropped(item: &syn::ItemImpl) -> Option<&Ident> {
    let (path, _) = item.trait_.as_ref()?;
    let implemented = path.segments.last().filter(|last| last.ident == "Drop");
    implemented.and_then(|_| types::last_segment(&item.self_ty)).map(|segment| &segment.ident)
}

/// The attributes of an item.
fn attributes(item: &mut syn::Item) -> Option<&mut Vec<Attribute>> {
    match item {
        syn::Item::Const(item) => Some(&mut item.attrs),
        syn::Item::Enum(item) => Some(&mut item.attrs),
        syn::Item::ExternCrate(item) => Some(&mut item.attrs),
        syn::Item::Impl(item) => Some(&mut item.attrs),
        syn::Item::Macro(item) => Some(&mut item.attrs),
        syn::Item::Mod(item) => Some(&mut item.attrs),
        syn::Item::Static(item) => Some(&mut item.attrs),
        syn::Item::Struct(item) => Some(&mut item.attrs),
        syn::Item::Trait(item) => Some(&mut item.attrs),
        syn::Item::TraitAlias(item) => Some(&mut item.attrs),
        syn::Item::Type(item) => Some(&mut item.attrs),
        syn::Item::Union(item) => Some(&mut item.attrs),
        syn::Item::Use(item) => Some(&mut item.attrs),
        _ => None,
    }
}

fn declared(item: &syn::Item) -> Option<&Ident> {
    match item {
        syn::Item::Const(item) => Some(&item.ident),
        syn::Item::Enum(item) => Some(&item.ident),
        syn::Item::Fn(item) => Some(&item.sig.ident),
        syn::Item::Mod(item) => Some(&item.ident),
        syn::Item::Static(item) => Some(&item.ident),
        syn::Item::Struct(item) => Some(&item.ident),
        syn::Item::Trait(item) => Some(&item.ident),
        syn::Item::TraitAlias(item) => Some(&item.ident),
        syn::Item::Type(item) => Some(&item.ident),
        syn::Item::Union(item) => Some(&item.ident),
        syn::Item::ExternCrate(item) => Some(item.rename.as_ref().map_or(&item.ident, |(_, name)| name)),
        _ => None,
    }
}

/// `dagwright::{node, input}`
fn is_of_ours(tree: &UseTree) -> bool {
    match tree {
        UseTree::Path(path) if path.ident == "dagwright" => {
            let mut names = Vec::new();
            imported(&path.tree, &mut names);
            names.iter().any(|name| ["node", "input", "output"].iter().any(|ours| name == ours))
        }
        UseTree::Group(group) => group.items.iter().any(is_of_ours),
        _ => false,
    }
}

/// The names that a `use` brings in under a name of their own. `true`: by a glob, too, which yields to ours.
fn imported(tree: &UseTree, names: &mut Vec<Ident>) -> bool {
    match tree {
        UseTree::Path(path) => return imported(&path.tree, names),
        UseTree::Name(name) => names.push(name.ident.clone()),
        UseTree::Rename(rename) => names.push(rename.rename.clone()),
        UseTree::Group(group) => return group.items.iter().fold(false, |glob, tree| glob | imported(tree, names)),
        UseTree::Glob(_) => return true,
    }
    false
}

fn structure(mut item: ItemStruct, module: &mut Module, cfg: &mut Cfg, errors: &mut Errors) -> Item {
    let graph_struct = ["input", "output"].iter().any(|role| item.attrs.iter().any(|attr| attr.path().is_ident(role)));
    if let (true, Fields::Named(fields)) = (graph_struct, &mut item.fields) {
        let kept = std::mem::take(&mut fields.named)
            .into_pairs()
            .filter_map(|mut field| cfg.keep(&mut field.value_mut().attrs).then_some(field));
        fields.named = kept.collect();
    }
    let input = options::take_input(&mut item.attrs, errors);
    let output = options::take_flag(&mut item.attrs, "output", errors);
    let ident = item.ident.clone();
    module.foreign.declare(std::slice::from_ref(&ident));
    let first = (input.is_some() || output.is_some()).then(|| earlier(&ident, module)).flatten();
    let is_input = input.is_some();
    if let Some(outputs) = input {
        let fields = named_fields(&mut item, "input", module, errors);
        module.inputs.push(InputStruct {
            ident,
            vis: item.vis.clone(),
            generics: item.generics.clone(),
            outputs,
            fields,
            lints: Lints::of(&item.attrs),
            output,
        });
    } else if output.is_some() {
        let fields = named_fields(&mut item, "output", module, errors).into_iter();
        let fields = fields.map(|field| OutputField { ident: field.ident, ty: field.ty }).collect();
        module.outputs.push(OutputStruct { ident, generics: item.generics.clone(), fields });
    } else if ident == "Input" {
        let fields = item.fields.iter_mut().filter(|_| !read_by_others(&item.attrs, module));
        let mistakes = fields.flat_map(|field| take_misplaced(&mut field.attrs, &[], |_, _| None));
        mistakes.for_each(|mistake| errors.unreadable(mistake));
        let fields = item.fields.iter().filter_map(|field| field.ident.clone()).collect();
        module.unmarked = Some(Unmarked { ident, fields });
    }
    let Some(first) = first else { return Item::declaring(item.to_token_stream(), &item.ident) };
    // That there are two inputs is another mistake.
    if !is_input || module.inputs.len() == 1 {
        module.repeated.push(Repeated { kind: "struct", first, second: item.ident.clone() });
    }
    Item::apart(&item.to_token_stream())
}

/// An earlier input or output struct of the name.
fn earlier(name: &Ident, module: &Module) -> Option<Span> {
    let structs = module.inputs.iter().map(|input| &input.ident);
    let mut structs = structs.chain(module.outputs.iter().map(|output| &output.ident));
    structs.find(|earlier| *earlier == name).map(Ident::span)
}

/// Of two fields of one name the first counts; the other is left out.
fn without_repeated(fields: &mut Punctuated<Field, Token![,]>, module: &mut Module) {
    let mut names: Vec<Ident> = Vec::new();
    let once = std::mem::take(fields).into_pairs().filter(|pair| {
        let Some(second) = pair.value().ident.clone() else { return true };
        let first = names.iter().find(|name| **name == second).map(Ident::span);
        names.push(second.clone());
        module.repeated.extend(first.map(|first| Repeated { kind: "field", first, second }));
        first.is_none()
    });
    *fields = once.collect();
}

fn named_fields(item: &mut ItemStruct, role: &str, module: &mut Module, errors: &mut Errors) -> Vec<InputField> {
    let (open, generics) = (!read_by_others(&item.attrs, module), item.generics.clone());
    let fields = match &mut item.fields {
        Fields::Named(fields) => &mut fields.named,
        Fields::Unit | Fields::Unnamed(_) => {
            let message = format!("the fields of the `#[{role}]` struct need names: a name is what the nodes refer to");
            errors.unreadable(syn::Error::new(item.ident.span(), message));
            return Vec::new();
        }
    };
    without_repeated(fields, module);
    let (place, known): (_, &[&str]) =
        if role == "input" { (Place::InputField, &["future"]) } else { (Place::OutputField, &[]) };
    let read = fields.iter_mut().filter_map(|field| {
        let mistakes = errors.count();
        let future = role == "input" && options::take_flag(&mut field.attrs, "future", errors).is_some();
        let future = future.then(|| function::output_of(&field.ty, &generics));
        if open {
            errors.extend(take_unknown(&mut field.attrs, place, known));
        }
        let unclear = errors.count() > mistakes;
        let lints = Lints::of(&field.attrs);
        Some(InputField { ident: field.ident.clone()?, ty: field.ty.clone(), future, unclear, lints })
    });
    read.collect()
}
