//! What has a name and gives no value, however it may look: a parameter of that name is told why.

use proc_macro2::{TokenStream, TokenTree};
use syn::{Attribute, Error, Ident, ImplItem, Item, ItemUse, TraitItem, UseTree};

use super::attributes::read_by_others;
use super::options;
use crate::diagnostics::errors::Errors;
use crate::read::model::{Elsewhere, Module, NoNode};

/// Enters what `item` declares, without `#[node]` on what cannot be one.
pub(super) fn note(item: &mut Item, module: &mut Module, errors: &mut Errors) {
    match item {
        Item::Const(item) => add(&item.ident, NoNode::Constant, module),
        Item::Static(item) => add(&item.ident, NoNode::Constant, module),
        Item::Use(item) => imported(item, module),
        Item::Macro(item) if item.ident.is_none() => words(item.mac.tokens.clone(), module),
        Item::Impl(item) if item.trait_.is_none() => {
            let open = !read_by_others(&item.attrs, module);
            for function in item.items.iter_mut().filter_map(impl_function) {
                method(function, open, module, errors);
            }
        }
        Item::Trait(item) => {
            let open = !read_by_others(&item.attrs, module);
            for function in item.items.iter_mut().filter_map(trait_function) {
                method(function, open, module, errors);
            }
        }
        Item::Mod(item) if !item.attrs.iter().any(is_dag) => {
            let items = item.content.iter().flat_map(|(_, items)| items);
            let names = items.filter_map(|item| if let Item::Fn(item) = item { Some(&item.sig.ident) } else { None });
            names.for_each(|name| add(name, NoNode::InModule, module));
        }
        _ => {}
    }
}

/// Enters a name.
pub(super) fn add(ident: &Ident, kind: NoNode, module: &mut Module) {
    module.elsewhere.push(Elsewhere { ident: ident.clone(), kind, marked: false });
}

/// `#[dag]`, by whatever path.
pub(super) fn is_dag(attr: &Attribute) -> bool {
    attr.path().segments.last().is_some_and(|segment| segment.ident == "dag")
}

fn impl_function(item: &mut ImplItem) -> Option<(&mut Vec<Attribute>, &Ident)> {
    if let ImplItem::Fn(function) = item { Some((&mut function.attrs, &function.sig.ident)) } else { None }
}

fn trait_function(item: &mut TraitItem) -> Option<(&mut Vec<Attribute>, &Ident)> {
    if let TraitItem::Fn(function) = item { Some((&mut function.attrs, &function.sig.ident)) } else { None }
}

fn method((attrs, ident): (&mut Vec<Attribute>, &Ident), open: bool, module: &mut Module, errors: &mut Errors) {
    let marked = if open { options::take(attrs, "node") } else { Vec::new() };
    if let Some(attr) = marked.first() {
        let message = format!(
            "`#[node]` belongs on a function of the module itself, and `{ident}` is a method\n\
             write a function that takes what the method is called on, and calls it"
        );
        errors.push(Error::new_spanned(attr, message));
    }
    module.elsewhere.push(Elsewhere { ident: ident.clone(), kind: NoNode::Method, marked: !marked.is_empty() });
}

fn imported(item: &ItemUse, module: &mut Module) {
    let mut trees = vec![&item.tree];
    while let Some(tree) = trees.pop() {
        match tree {
            UseTree::Path(path) => trees.push(&path.tree),
            UseTree::Group(group) => trees.extend(&group.items),
            UseTree::Name(name) => add(&name.ident, NoNode::Imported, module),
            UseTree::Rename(rename) => add(&rename.rename, NoNode::Imported, module),
            UseTree::Glob(_) => {}
        }
    }
}

/// The words in a macro's call: the functions that come out of it are most likely among them.
fn words(tokens: TokenStream, module: &mut Module) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => add(&ident, NoNode::FromMacro, module),
            TokenTree::Group(group) => words(group.stream(), module),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// Enters the fields of an input struct that is switched off.
pub(super) fn switched_off(item: &Item, module: &mut Module) {
    if let Item::Struct(item) = item
        && item.attrs.iter().any(|attr| attr.path().is_ident("input"))
    {
        item.fields
            .iter()
            .filter_map(|field| field.ident.as_ref())
            .for_each(|name| add(name, NoNode::SwitchedOff, module));
    }
}
