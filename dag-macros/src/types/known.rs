//! The well-known types, one row each. A path counts as one of them by its last segment.

use syn::{Type, parse_quote};

use super::spelled::{bare, first_argument, last_segment, same};

/// A well-known type.
pub(crate) struct Known {
    pub(super) name: &'static str,
    /// It is `Copy`, or is not, as its name tells.
    pub(super) copy: Copied,
    /// It hides no lifetime; its arguments are looked at by themselves.
    pub(crate) owned: bool,
    pub(super) target: Target,
    pub(super) pointer: Pointer,
    /// The one of its arguments that its elements are.
    pub(super) elements: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Copied {
    Always,
    Never,
    /// If its argument is.
    AsArgument,
    Unknown,
}

/// The type it dereferences to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    None,
    /// The type of this name, at this path.
    Named(&'static str, &'static str),
    /// A slice of its argument.
    Slice,
    /// Its argument.
    Argument,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pointer {
    None,
    /// It owns its target.
    Unique,
    /// Others may point there, too.
    Shared,
    /// It is not taken for a pointer, but dereferences by way of its argument.
    Wrapper,
}

const OTHER: Known = Known {
    name: "",
    copy: Copied::Unknown,
    owned: true,
    target: Target::None,
    pointer: Pointer::None,
    elements: None,
};
const fn primitive(name: &'static str) -> Known {
    Known { name, copy: Copied::Always, ..OTHER }
}
const fn owner(name: &'static str, target: Target) -> Known {
    Known { name, copy: Copied::Never, target, ..OTHER }
}
const fn pointer(name: &'static str, pointer: Pointer) -> Known {
    Known { name, copy: Copied::Never, target: Target::Argument, pointer, ..OTHER }
}
const fn named(name: &'static str) -> Known {
    Known { name, ..OTHER }
}

const KNOWN: [Known; 42] = [
    primitive("u8"),
    primitive("u16"),
    primitive("u32"),
    primitive("u64"),
    primitive("u128"),
    primitive("usize"),
    primitive("i8"),
    primitive("i16"),
    primitive("i32"),
    primitive("i64"),
    primitive("i128"),
    primitive("isize"),
    primitive("f32"),
    primitive("f64"),
    primitive("bool"),
    primitive("char"),
    owner("String", Target::Named("str", "::core::primitive::str")),
    owner("PathBuf", Target::Named("Path", "::std::path::Path")),
    owner("OsString", Target::Named("OsStr", "::std::ffi::OsStr")),
    owner("CString", Target::Named("CStr", "::core::ffi::CStr")),
    Known { elements: Some(0), ..owner("Vec", Target::Slice) },
    Known { elements: Some(1), ..owner("HashMap", Target::None) },
    Known { elements: Some(0), ..owner("HashSet", Target::None) },
    Known { elements: Some(1), ..owner("BTreeMap", Target::None) },
    Known { elements: Some(0), ..owner("BTreeSet", Target::None) },
    Known { elements: Some(0), ..owner("VecDeque", Target::None) },
    pointer("Box", Pointer::Unique),
    pointer("Arc", Pointer::Shared),
    pointer("Rc", Pointer::Shared),
    Known { owned: false, ..pointer("Cow", Pointer::Wrapper) },
    Known { name: "Pin", copy: Copied::Unknown, owned: false, pointer: Pointer::Wrapper, ..OTHER },
    Known { name: "Option", copy: Copied::AsArgument, ..OTHER },
    named("Result"),
    named("str"),
    named("Path"),
    named("OsStr"),
    named("CStr"),
    named("Duration"),
    named("Instant"),
    named("SystemTime"),
    named("IpAddr"),
    named("SocketAddr"),
];

/// The row of a type.
pub(crate) fn known(ty: &Type) -> Option<&'static Known> {
    let name = &last_segment(ty)?.ident;
    KNOWN.iter().find(|known| name == known.name)
}

/// True if the type is owned, and nothing coerces to it: `String`, `u32`, `Vec<T>`.
pub(crate) fn is_plain(ty: &Type) -> bool {
    let sized = |known: &Known| !["Result", "str", "Path", "OsStr", "CStr"].contains(&known.name);
    known(ty).is_some_and(|known| known.owned && known.pointer == Pointer::None && sized(known))
}

/// The type that references to `ty` are coerced to: `str` for a `String`, `[T]` for a `Vec<T>`, `T` for a `Box<T>`.
pub(crate) fn dereferenced(ty: &Type) -> Option<Type> {
    match known(ty)?.target {
        Target::None => None,
        Target::Named(_, path) => syn::parse_str(path).ok(),
        Target::Slice => {
            let element = first_argument(ty)?;
            Some(parse_quote!([#element]))
        }
        Target::Argument => first_argument(ty).cloned(),
    }
}

/// True if references to `ty` are coerced to references to `asked`, as far as the names of the two tell.
pub(crate) fn derefs_to(ty: &Type, asked: &Type) -> bool {
    let Some(known) = known(ty) else { return false };
    match known.target {
        Target::None => false,
        Target::Named(name, _) => last_segment(asked).is_some_and(|segment| segment.ident == name),
        Target::Slice | Target::Argument => {
            dereferenced(ty).is_some_and(|target| same(&target, asked) || derefs_to(&target, asked))
        }
    }
}

/// True if the type is text, which has no elements to take out one by one.
pub(crate) fn is_text(ty: &Type) -> bool {
    let text = |ty: &Type| {
        last_segment(ty).is_some_and(|segment| ["str", "OsStr", "CStr"].iter().any(|name| segment.ident == name))
    };
    text(bare(ty)) || dereferenced(ty).is_some_and(|target| text(&target))
}
