//! The parts of a spelled type.

use syn::{Expr, ExprPath, GenericArgument, Ident, PathSegment, Stmt, Type, TypePath, TypeReference, parse_quote};

/// The type `()`.
pub(crate) fn unit() -> Type {
    parse_quote!(())
}

/// `Vec<T>`, whatever the module calls `Vec`.
pub(crate) fn vec_of(ty: &Type) -> Type {
    parse_quote!(::std::vec::Vec<#ty>)
}

/// `Option<T>`, likewise.
pub(crate) fn option_of(ty: &Type) -> Type {
    parse_quote!(::core::option::Option<#ty>)
}

/// The paths of the types that are spelled for the user, in front of the names that they have in the prelude.
const PRELUDE: [&str; 3] = [":: std :: vec :: ", ":: core :: option :: ", ":: core :: primitive :: "];

/// The type as tokens, those of the prelude by their names there.
fn tokens(ty: &Type) -> String {
    PRELUDE.iter().fold(quote::quote!(#ty).to_string(), |text, path| text.replace(path, ""))
}

/// The type without parentheses and invisible groups.
pub(crate) fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Paren(paren) => bare(&paren.elem),
        Type::Group(group) => bare(&group.elem),
        other => other,
    }
}

/// True if the type is `()`.
pub(crate) fn is_unit(ty: &Type) -> bool {
    matches!(bare(ty), Type::Tuple(tuple) if tuple.elems.is_empty())
}

/// The last segment of a path such as `io::Result<T>`.
pub(crate) fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match bare(ty) {
        Type::Path(path) if path.qself.is_none() => path.path.segments.last(),
        _ => None,
    }
}

/// `&T` or `&mut T`.
pub(crate) fn reference(ty: &Type) -> Option<&TypeReference> {
    match bare(ty) {
        Type::Reference(reference) => Some(reference),
        _ => None,
    }
}

/// The number of shared references in front of the type.
pub(crate) fn shared_references(ty: &Type) -> usize {
    match reference(ty) {
        Some(reference) if reference.mutability.is_none() => 1 + shared_references(&reference.elem),
        _ => 0,
    }
}

/// The type arguments of a path.
pub(crate) fn type_arguments(ty: &Type) -> impl Iterator<Item = &Type> {
    let list = last_segment(ty).and_then(|segment| match &segment.arguments {
        syn::PathArguments::AngleBracketed(list) => Some(&list.args),
        _ => None,
    });
    list.into_iter().flatten().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

/// The first type argument of a path: `T` of `Option<T>`.
pub(crate) fn first_argument(ty: &Type) -> Option<&Type> {
    type_arguments(ty).next()
}

/// The type as text, for messages: `&User`, `Vec<Item>`.
pub(crate) fn text(ty: &Type) -> String {
    let tokens = tokens(ty);
    let mut text = String::with_capacity(tokens.len());
    for (index, word) in tokens.split(' ').enumerate() {
        let glued = text.ends_with(['&', '<', '(', ':', '[', '\'', '!'])
            || word.starts_with([',', '>', '<', ')', ']', ':', ';', '!']);
        if index > 0 && !glued {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

/// True if two types are spelled alike, `::std::vec::Vec<u8>` like `Vec<u8>`.
pub(crate) fn same(one: &Type, other: &Type) -> bool {
    one == other || tokens(one) == tokens(other)
}

/// The text of a type for a signature that knows no lifetime of it: `&Option<&str>`, `View<'_>`.
pub(crate) fn elided(text: &str) -> String {
    let mut elided = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((front, behind)) = rest.split_once('\'') {
        elided.push_str(front);
        let length = behind.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(behind.len());
        let (name, behind) = behind.split_at(length);
        if name == "static" {
            elided.push_str("'static");
            rest = behind;
        } else if front.ends_with('&') {
            rest = behind.trim_start();
        } else {
            elided.push_str("'_");
            rest = behind;
        }
    }
    elided + rest
}

/// The only name of a path without arguments: `N`.
pub(crate) fn single_ident(value: &Expr) -> Option<&Ident> {
    match value {
        Expr::Path(path) if path.qself.is_none() => path.path.get_ident(),
        Expr::Paren(paren) => single_ident(&paren.expr),
        Expr::Group(group) => single_ident(&group.expr),
        Expr::Block(block) => match &block.block.stmts[..] {
            [Stmt::Expr(value, None)] => single_ident(value),
            _ => None,
        },
        _ => None,
    }
}

/// A generic argument as the constant that it may be: a path means a type or a constant.
pub(crate) fn as_const(argument: &GenericArgument) -> Option<Expr> {
    match argument {
        GenericArgument::Const(value) => Some(value.clone()),
        GenericArgument::Type(ty) => match bare(ty) {
            Type::Path(TypePath { qself, path, .. }) => {
                Some(Expr::Path(ExprPath { attrs: Vec::new(), qself: qself.clone(), path: path.clone() }))
            }
            _ => None,
        },
        _ => None,
    }
}

/// A constant as a generic argument, in braces where it needs them.
pub(crate) fn const_argument(value: Expr) -> GenericArgument {
    match value {
        Expr::Lit(_) | Expr::Block(_) => GenericArgument::Const(value),
        other => GenericArgument::Const(parse_quote!({ #other })),
    }
}
