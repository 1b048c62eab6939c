//! Questions about types that their spelling alone answers.

mod apart;
mod errors;
mod future;
mod inferred;
mod known;
mod memory;
mod projected;
mod spelled;

use syn::visit::{self, Visit};
use syn::{Lifetime, Type, TypeReference, parse_quote};

pub(crate) use apart::{Apart, apart, mentions_generics};
pub(crate) use errors::{error_of_alias, is_made_of_timeout, value_of_alias};
pub(crate) use future::{bounds_of_parameter, future_output, handed_in, is_future, is_join_handle, join_error};
pub(crate) use inferred::{Arguments, has_hole, inferred, is_associated, leave_to_inference};
use known::{Copied, Pointer};
pub(crate) use known::{dereferenced, derefs_to, is_plain, is_text, known};
pub(crate) use memory::is_memory;
pub(crate) use projected::{AssociatedType, associated_types, name_associated_types};
pub(crate) use spelled::{
    as_const, bare, const_argument, elided, first_argument, is_unit, last_segment, option_of, reference, same,
    shared_references, single_ident, text, type_arguments, unit, vec_of,
};

/// `!`
pub(crate) fn is_never(ty: &Type) -> bool {
    matches!(bare(ty), Type::Never(_))
}

/// A path that ends in `Result`, such as `io::Result<T>`.
pub(crate) fn is_named_result(ty: &Type) -> bool {
    last_segment(ty).is_some_and(|segment| segment.ident == "Result")
}

/// False if the spelling of a type tells that it is no `Result`, under whatever name.
pub(crate) fn may_be_result(ty: &Type) -> bool {
    is_named_result(ty) || (last_segment(ty).is_some() && known(ty).is_none())
}

/// `Result<Result<T, E>, F>`, or the same of references.
pub(crate) fn is_nested_result(ty: &Type) -> bool {
    let value = |ty: &Type| is_named_result(reference(ty).map_or(ty, |reference| &reference.elem));
    is_named_result(ty) && first_argument(ty).is_some_and(value)
}

/// `Some(true)` if a type is `Copy`; `None` if its spelling does not tell.
pub(crate) fn is_copy(ty: &Type) -> Option<bool> {
    is_copy_unless(ty, &|_| false)
}

/// The same where names may be `foreign`: they stand for something else than they do in std.
pub(crate) fn is_copy_unless(ty: &Type, foreign: &dyn Fn(&str) -> bool) -> Option<bool> {
    let is_copy = |ty: &Type| is_copy_unless(ty, foreign);
    match bare(ty) {
        Type::Reference(reference) => Some(reference.mutability.is_none()),
        Type::Tuple(tuple) => tuple.elems.iter().map(is_copy).try_fold(true, |all, one| Some(all && one?)),
        Type::Array(array) => is_copy(&array.elem),
        Type::Never(_) | Type::Ptr(_) | Type::FnPtr(_) => Some(true),
        ty if last_segment(ty).is_some_and(|segment| foreign(&segment.ident.to_string())) => None,
        ty => match known(ty)?.copy {
            Copied::Always => Some(true),
            Copied::Never => Some(false),
            Copied::AsArgument => is_copy(first_argument(ty)?),
            Copied::Unknown => None,
        },
    }
}

/// True if a path ends in `Option`.
pub(crate) fn is_named_option(ty: &Type) -> bool {
    last_segment(ty).is_some_and(|segment| segment.ident == "Option")
}

/// `Option<&T>`
pub(crate) fn is_option_of_references(ty: &Type) -> bool {
    is_named_option(ty) && all_arguments_borrowed(ty)
}

/// True for `Result<&T, &E>`, or `Result<Option<&T>, &E>` of a node that may be skipped.
pub(crate) fn lends_outcome(ty: &Type) -> bool {
    let mut arguments = type_arguments(ty).peekable();
    arguments.peek().is_some() && arguments.all(|ty| is_shared_reference(ty) || is_option_of_references(ty))
}

fn is_shared_reference(ty: &Type) -> bool {
    reference(ty).is_some_and(|reference| reference.mutability.is_none())
}

/// True if all type arguments are references, as in `Result<&T, &E>`.
pub(crate) fn all_arguments_borrowed(ty: &Type) -> bool {
    let mut arguments = type_arguments(ty).peekable();
    arguments.peek().is_some() && arguments.all(is_shared_reference)
}

/// `&mut T`.
pub(crate) fn is_mut_reference(ty: &Type) -> bool {
    reference(ty).is_some_and(|reference| reference.mutability.is_some())
}

/// `str`, `[T]` or `dyn Trait` without a reference: nothing of the kind can be passed on.
pub(crate) fn has_no_size(ty: &Type) -> bool {
    match bare(ty) {
        Type::Slice(_) | Type::TraitObject(_) => true,
        Type::Path(path) => path.path.is_ident("str"),
        _ => false,
    }
}

/// `&dyn Trait`.
pub(crate) fn is_trait_object_reference(ty: &Type) -> bool {
    reference(ty).is_some_and(|reference| matches!(bare(&reference.elem), Type::TraitObject(_)))
}

/// `Box<T>`, `Arc<T>` or `Rc<T>`.
pub(crate) fn is_smart_pointer(ty: &Type) -> bool {
    known(ty).is_some_and(|known| matches!(known.pointer, Pointer::Unique | Pointer::Shared))
}

/// A pointer, or a wrapper of one, such as `Cow` and `Pin`.
pub(crate) fn points_on(ty: &Type) -> bool {
    known(ty).is_some_and(|known| known.pointer != Pointer::None)
}

/// The type that references and pointers such as `Arc` lead to.
pub(crate) fn pointee(ty: &Type) -> &Type {
    match bare(ty) {
        Type::Reference(reference) => pointee(&reference.elem),
        pointer if is_smart_pointer(pointer) => first_argument(pointer).map_or(pointer, pointee),
        other => other,
    }
}

/// The number of references and pointers in front of that.
pub(crate) fn steps_to_pointee(ty: &Type) -> usize {
    match bare(ty) {
        Type::Reference(reference) => 1 + steps_to_pointee(&reference.elem),
        pointer if is_smart_pointer(pointer) => 1 + first_argument(pointer).map_or(0, steps_to_pointee),
        _ => 0,
    }
}

/// The elements of a list, and the values of a map: `T` of `Vec<T>` and of `[T; 3]`, `&'a T` of `&'a [T]`.
pub(crate) fn element(list: &Type) -> Option<Type> {
    match bare(list) {
        Type::Array(array) => Some((*array.elem).clone()),
        Type::Slice(slice) => Some((*slice.elem).clone()),
        Type::Reference(reference) => {
            let (and, lifetime, element) = (reference.and_token, &reference.lifetime, element(&reference.elem)?);
            Some(parse_quote!(#and #lifetime #element))
        }
        pointer if is_smart_pointer(pointer) => element(first_argument(pointer)?),
        list => type_arguments(list).nth(known(list)?.elements?).cloned(),
    }
}

/// `Box<T>`
pub(crate) fn is_box(ty: &Type) -> bool {
    known(ty).is_some_and(|known| known.pointer == Pointer::Unique)
}

/// `Arc<T>`
pub(crate) fn is_arc(ty: &Type) -> bool {
    last_segment(ty).is_some_and(|segment| segment.ident == "Arc")
}

/// True if the type spells out a lifetime other than `'static`, or a reference without one.
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

/// A reference to the type, spelled by custom: `&User`, `&str` for a `String`, `&[Item]` for a `Vec<Item>`.
pub(crate) fn borrowed_text(ty: &Type) -> String {
    let text = text(ty);
    if reference(ty).is_some() {
        return text;
    }
    match dereferenced(ty).filter(|_| !points_on(ty)) {
        Some(Type::Path(target)) => {
            format!("&{}", target.path.segments.last().map_or(text, |last| last.ident.to_string()))
        }
        Some(target) => format!("&{}", self::text(&target)),
        None => format!("&{text}"),
    }
}
