//! The types whose values merely hold memory, so that nobody notices when they end.

use syn::{GenericArgument, Path, PathArguments, Type};

use super::known::known;
use super::spelled::bare;

/// Well-known types that matter nowhere else.
const OTHERS: [&str; 24] = [
    "BinaryHeap",
    "LinkedList",
    "Ipv4Addr",
    "Ipv6Addr",
    "SocketAddrV4",
    "SocketAddrV6",
    "Ordering",
    "PhantomData",
    "Reverse",
    "Saturating",
    "Wrapping",
    "NonZeroU8",
    "NonZeroU16",
    "NonZeroU32",
    "NonZeroU64",
    "NonZeroU128",
    "NonZeroUsize",
    "NonZeroI8",
    "NonZeroI16",
    "NonZeroI32",
    "NonZeroI64",
    "NonZeroI128",
    "NonZeroIsize",
    "NonZero",
];

/// The modules of std that lead to them.
const MODULES: [&str; 20] = [
    "std",
    "core",
    "alloc",
    "boxed",
    "borrow",
    "cmp",
    "collections",
    "ffi",
    "marker",
    "net",
    "num",
    "option",
    "path",
    "pin",
    "rc",
    "result",
    "string",
    "sync",
    "time",
    "vec",
];

/// True for numbers, strings, paths, references, and for collections and pointers of such, by their spelling. `foreign`:
/// the name stands for something else here.
pub(crate) fn is_memory(ty: &Type, foreign: &dyn Fn(&str) -> bool) -> bool {
    match bare(ty) {
        Type::Reference(_) | Type::Ptr(_) | Type::FnPtr(_) | Type::Never(_) => true,
        Type::Tuple(tuple) => tuple.elems.iter().all(|element| is_memory(element, foreign)),
        Type::Array(array) => is_memory(&array.elem, foreign),
        Type::Slice(slice) => is_memory(&slice.elem, foreign),
        path @ Type::Path(of) if of.qself.is_none() => {
            let named = known(path).is_some() || is_other(&of.path);
            let argument = |argument: &GenericArgument| match argument {
                GenericArgument::Type(ty) => is_memory(ty, foreign),
                GenericArgument::Lifetime(_) | GenericArgument::Const(_) => true,
                _ => false,
            };
            named
                && leads_through_std(&of.path, foreign)
                && of.path.segments.iter().all(|segment| match &segment.arguments {
                    PathArguments::None => true,
                    PathArguments::AngleBracketed(list) => list.args.iter().all(argument),
                    PathArguments::Parenthesized(_) => false,
                })
        }
        _ => false,
    }
}

fn is_other(path: &Path) -> bool {
    path.segments.last().is_some_and(|last| OTHERS.iter().any(|name| last.ident == name))
}

fn leads_through_std(path: &Path, foreign: &dyn Fn(&str) -> bool) -> bool {
    let first = path.segments.first().map(|first| first.ident.to_string());
    match (first, path.segments.len()) {
        (Some(name), 1) => !foreign(&name),
        (Some(module), _) => MODULES.contains(&module.as_str()) && !foreign(&module),
        (None, _) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_memory;

    fn memory(spelled: &str, foreign: &[&str]) -> bool {
        let ty = syn::parse_str(spelled).unwrap_or_else(|error| panic!("{spelled}: {error}"));
        is_memory(&ty, &|name| foreign.contains(&name))
    }

    #[test]
    fn these_merely_hold_memory() {
        for spelled in [
            "u8",
            "f64",
            "bool",
            "char",
            "()",
            "String",
            "PathBuf",
            "OsString",
            "&str",
            "&'static [u8]",
            "&'a Guard",
            "&mut Guard",
            "Vec<u8>",
            "HashMap<String, u32>",
            "BTreeMap<PathBuf, Vec<String>>",
            "Option<String>",
            "Result<String, u8>",
            "(String, u16)",
            "[String; 3]",
            "Box<str>",
            "Box<[u8]>",
            "Arc<str>",
            "Rc<Vec<u8>>",
            "Cow<'static, str>",
            "Option<&Guard>",
            "std::string::String",
            "::std::vec::Vec<u8>",
            "path::PathBuf",
            "time::Instant",
            "Duration",
            "fn(Guard) -> Guard",
            "!",
            "*const Guard",
            "NonZeroU32",
            "Ipv4Addr",
            "Reverse<u64>",
        ] {
            assert!(memory(spelled, &[]), "{spelled}");
        }
    }

    #[test]
    fn the_end_of_these_may_mean_something() {
        for spelled in [
            "Guard",
            "Vec<Guard>",
            "Option<Guard>",
            "Result<String, Guard>",
            "(u8, Guard)",
            "[Guard; 2]",
            "Box<Guard>",
            "Arc<Guard>",
            "Rc<Mutex<u8>>",
            "HashMap<String, Guard>",
            "Bytes",
            "bytes::Bytes",
            "Text",
            "crate::String",
            "super::Vec<u8>",
            "self::String",
            "my::PathBuf",
            "tokio::time::Instant",
            "Box<dyn Send>",
            "impl Send",
            "T::Item",
            "<T as Tr>::Item",
            "Doc<'_>",
            "Self",
            "MutexGuard<'a, ()>",
        ] {
            assert!(!memory(spelled, &[]), "{spelled}");
        }
    }

    #[test]
    fn a_name_that_stands_for_something_else_here_tells_nothing() {
        assert!(!memory("String", &["String"]));
        assert!(!memory("Vec<u8>", &["Vec"]));
        assert!(!memory("Option<String>", &["String"]));
        assert!(memory("::std::string::String", &["String"]));
        assert!(!memory("time::Duration", &["time"]));
    }
}
