//! Questions about types that their spelling alone answers.

use syn::visit::{self, Visit};
use syn::{Lifetime, PathSegment, Type, TypeReference, parse_quote};

/// The type `()`.
pub(crate) fn unit() -> Type {
    parse_quote!(())
}

/// The type without parentheses and invisible groups.
pub(crate) fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Paren(paren) => bare(&paren.elem),
        Type::Group(group) => bare(&group.elem),
        other => other,
    }
}

/// Whether the type is `()`.
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

/// A path that ends in `Result`, such as `io::Result<T>`.
pub(crate) fn is_named_result(ty: &Type) -> bool {
    last_segment(ty).is_some_and(|segment| segment.ident == "Result")
}

/// `&T` or `&mut T`.
pub(crate) fn reference(ty: &Type) -> Option<&TypeReference> {
    match bare(ty) {
        Type::Reference(reference) => Some(reference),
        _ => None,
    }
}

/// How many shared references stand in front of the type.
pub(crate) fn shared_references(ty: &Type) -> usize {
    match reference(ty) {
        Some(reference) if reference.mutability.is_none() => 1 + shared_references(&reference.elem),
        _ => 0,
    }
}

/// Whether a type is `Copy`, where its spelling tells.
pub(crate) fn is_copy(ty: &Type) -> Option<bool> {
    match bare(ty) {
        Type::Reference(reference) => Some(reference.mutability.is_none()),
        Type::Tuple(tuple) => tuple.elems.iter().map(is_copy).try_fold(true, |all, one| Some(all && one?)),
        Type::Array(array) => is_copy(&array.elem),
        Type::Never(_) | Type::Ptr(_) | Type::FnPtr(_) => Some(true),
        ty => {
            let segment = last_segment(ty)?;
            let name = segment.ident.to_string();
            if name == "Option" {
                is_copy(type_arguments(ty).next()?)
            } else if PRIMITIVES.contains(&name.as_str()) {
                Some(true)
            } else if OWNERS.contains(&name.as_str()) {
                Some(false)
            } else {
                None
            }
        }
    }
}

const PRIMITIVES: [&str; 16] = [
    "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize", "f32", "f64", "bool",
    "char",
];
/// Types of the standard library that are never `Copy`, by the names everybody knows them by.
const OWNERS: [&str; 13] = [
    "String", "Vec", "Box", "Arc", "Rc", "HashMap", "HashSet", "BTreeMap", "BTreeSet", "VecDeque", "PathBuf",
    "OsString", "Cow",
];

/// Whether a path ends in `Option`.
pub(crate) fn is_named_option(ty: &Type) -> bool {
    last_segment(ty).is_some_and(|segment| segment.ident == "Option")
}

/// `Option<&T>`
pub(crate) fn is_option_of_references(ty: &Type) -> bool {
    is_named_option(ty) && all_arguments_borrowed(ty)
}

/// `Result<&T, &E>`, or `Result<Option<&T>, &E>` of what may be skipped.
pub(crate) fn lends_outcome(ty: &Type) -> bool {
    let mut arguments = type_arguments(ty).peekable();
    arguments.peek().is_some() && arguments.all(|ty| is_shared_reference(ty) || is_option_of_references(ty))
}

fn is_shared_reference(ty: &Type) -> bool {
    reference(ty).is_some_and(|reference| reference.mutability.is_none())
}

/// The type arguments of a path.
pub(crate) fn type_arguments(ty: &Type) -> impl Iterator<Item = &Type> {
    let list = last_segment(ty).and_then(|segment| match &segment.arguments {
        syn::PathArguments::AngleBracketed(list) => Some(&list.args),
        _ => None,
    });
    list.into_iter().flatten().filter_map(|argument| match argument {
        syn::GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

/// Whether the two references of `Result<&T, &E>` (or of any path's type arguments) are all there is.
pub(crate) fn all_arguments_borrowed(ty: &Type) -> bool {
    let mut arguments = type_arguments(ty).peekable();
    arguments.peek().is_some() && arguments.all(is_shared_reference)
}

/// How the type is spelled, for messages: `&User`, `Vec<Item>`.
pub(crate) fn text(ty: &Type) -> String {
    let tokens = quote::quote!(#ty).to_string();
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

/// `&mut T`.
pub(crate) fn is_mut_reference(ty: &Type) -> bool {
    reference(ty).is_some_and(|reference| reference.mutability.is_some())
}

/// `&dyn Trait`.
pub(crate) fn is_trait_object_reference(ty: &Type) -> bool {
    reference(ty).is_some_and(|reference| matches!(bare(&reference.elem), Type::TraitObject(_)))
}

/// `Box<T>`, `Arc<T>` or `Rc<T>`.
pub(crate) fn is_smart_pointer(ty: &Type) -> bool {
    last_segment(ty).is_some_and(|segment| ["Box", "Arc", "Rc"].iter().any(|name| segment.ident == name))
}

/// What references and pointers such as `Arc` lead to.
pub(crate) fn pointee(ty: &Type) -> &Type {
    match bare(ty) {
        Type::Reference(reference) => pointee(&reference.elem),
        pointer if is_smart_pointer(pointer) => type_arguments(pointer).next().map_or(pointer, pointee),
        other => other,
    }
}

/// What a list is a list of: `T` of `Vec<T>` and of `[T; 3]`, `&'a T` of `&'a [T]`.
pub(crate) fn element(list: &Type) -> Option<Type> {
    match bare(list) {
        Type::Array(array) => Some((*array.elem).clone()),
        Type::Slice(slice) => Some((*slice.elem).clone()),
        Type::Reference(reference) => {
            let (and, lifetime, element) = (reference.and_token, &reference.lifetime, element(&reference.elem)?);
            Some(parse_quote!(#and #lifetime #element))
        }
        list => {
            let only = last_segment(list).is_some_and(|segment| segment.ident == "Vec");
            type_arguments(list).next().filter(|_| only).cloned()
        }
    }
}

/// `Box<T>`
pub(crate) fn is_box(ty: &Type) -> bool {
    last_segment(ty).is_some_and(|segment| segment.ident == "Box")
}

/// Whether two types are spelled alike, `::core::primitive::str` like `str`.
pub(crate) fn same(one: &Type, other: &Type) -> bool {
    let [one, other] = [one, other].map(|ty| quote::quote!(#ty).to_string());
    one == other || one.strip_prefix(":: core :: primitive :: ") == Some(other.as_str())
}

/// `Arc<T>`
pub(crate) fn is_arc(ty: &Type) -> bool {
    last_segment(ty).is_some_and(|segment| segment.ident == "Arc")
}

/// Whether the type spells out a lifetime other than `'static`, or a reference without one.
pub(crate) fn borrows(ty: &Type) -> bool {
    let mut found = Borrowing(false);
    found.visit_type(ty);
    found.0
}

struct Borrowing(bool);

impl<'ast> Visit<'ast> for Borrowing {
    fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
        self.0 |= lifetime.ident != "static";
    }

    fn visit_type_reference(&mut self, reference: &'ast TypeReference) {
        self.0 |= reference.lifetime.is_none();
        visit::visit_type_reference(self, reference);
    }
}

/// How a reference to the type is spelled by custom: `&User`, `&str` for a `String`, `&[Item]` for a `Vec<Item>`.
pub(crate) fn borrowed_text(ty: &Type) -> String {
    let text = text(ty);
    if reference(ty).is_some() {
        return text;
    }
    match text.strip_prefix("Vec<").and_then(|rest| rest.strip_suffix('>')) {
        Some(element) => format!("&[{element}]"),
        None if text == "String" => "&str".to_owned(),
        None => format!("&{text}"),
    }
}

/// `str` of `String` and `[T]` of `Vec<T>`: what these can be dereferenced to, and nothing further.
pub(crate) fn dereferenced(ty: &Type) -> Option<Type> {
    let segment = last_segment(ty)?;
    if segment.ident == "String" {
        return Some(parse_quote!(::core::primitive::str));
    }
    let syn::PathArguments::AngleBracketed(list) = &segment.arguments else { return None };
    match list.args.first() {
        Some(syn::GenericArgument::Type(element)) if segment.ident == "Vec" => Some(parse_quote!([#element])),
        _ => None,
    }
}
