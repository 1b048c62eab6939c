//! Pairs of a given type and the type asked for.

use super::form::Form;

/// A node gives a `given`, and another asks for a `&asked`.
pub(crate) struct Pair {
    pub(crate) name: &'static str,
    pub(crate) given: &'static str,
    /// An expression of the type `given`.
    pub(crate) made: &'static str,
    pub(crate) asked: &'static str,
    /// The value asked for, as `{:?}` shows it.
    pub(crate) shown: &'static str,
    /// Other threads may have it.
    pub(crate) sendable: bool,
    /// It stands for its like in every position; the others are in a sequence only.
    pub(crate) everywhere: bool,
}

impl Pair {
    /// True if the form is possible: the borrow of an `impl Trait` has no type to name.
    pub(crate) fn fits(&self, form: &Form) -> bool {
        !form.passed_on() || !self.asked.starts_with("impl ")
    }
}

const fn pair(
    name: &'static str,
    given: &'static str,
    made: &'static str,
    asked: &'static str,
    shown: &'static str,
) -> Pair {
    Pair { name, given, made, asked, shown, sendable: true, everywhere: false }
}

const fn local(
    name: &'static str,
    given: &'static str,
    made: &'static str,
    asked: &'static str,
    shown: &'static str,
) -> Pair {
    Pair { sendable: false, ..pair(name, given, made, asked, shown) }
}

const fn everywhere(pair: Pair) -> Pair {
    Pair { everywhere: true, ..pair }
}

const TEXT: &str = r#""text""#;
const BYTES: &str = "[1, 2, 3]";

/// All pairs; each of them serves a plain `&asked`.
pub(crate) const PAIRS: [Pair; 70] = [
    // A value of the very type.
    pair("plain", "Plain", "Plain(7)", "Plain", "Plain(7)"),
    pair("number", "u64", "7", "u64", "7"),
    pair("tuple", "(u8, String)", r#"(1, "text".to_owned())"#, "(u8, String)", r#"(1, "text")"#),
    pair("option", "Option<u8>", "Some(7)", "Option<u8>", "Some(7)"),
    pair("string", "String", r#""text".to_owned()"#, "String", TEXT),
    pair("boxed", "Box<Plain>", "Box::new(Plain(7))", "Box<Plain>", "Plain(7)"),
    pair("boxed_dyn", "Box<dyn Shape>", "Box::new(Plain(7))", "Box<dyn Shape>", "Plain(7)"),
    pair("own", "Own", "Own(vec![1, 2, 3])", "Own", "Own([1, 2, 3])"),
    pair("impl_trait", "Plain", "Plain(7)", "impl Shape", "Plain(7)"),
    // Texts.
    everywhere(pair("string_as_str", "String", r#""text".to_owned()"#, "str", TEXT)),
    pair("full_string_as_str", "std::string::String", r#""text".to_owned()"#, "str", TEXT),
    pair("string_as_full_str", "String", r#""text".to_owned()"#, "std::primitive::str", TEXT),
    everywhere(pair("alias_as_str", "Name", r#""text".to_owned()"#, "str", TEXT)),
    pair("string_as_alias", "String", r#""text".to_owned()"#, "Text", TEXT),
    pair("box_str_as_str", "Box<str>", r#""text".into()"#, "str", TEXT),
    pair("arc_str_as_str", "Arc<str>", r#""text".into()"#, "str", TEXT),
    everywhere(local("rc_str_as_str", "Rc<str>", r#""text".into()"#, "str", TEXT)),
    pair("cow_as_str", "Cow<'static, str>", r#""text".into()"#, "str", TEXT),
    pair("full_cow_as_str", "std::borrow::Cow<'static, str>", r#""text".into()"#, "str", TEXT),
    pair("arc_string_as_str", "Arc<String>", r#""text".to_owned().into()"#, "str", TEXT),
    // Paths and the texts of other systems and languages.
    pair("path_buf_as_path", "PathBuf", r#""text".into()"#, "Path", TEXT),
    pair("full_path_buf_as_path", "std::path::PathBuf", r#""text".into()"#, "std::path::Path", TEXT),
    pair("arc_path_as_path", "Arc<Path>", r#"Path::new("text").into()"#, "Path", TEXT),
    pair("os_string_as_os_str", "OsString", r#""text".into()"#, "OsStr", TEXT),
    pair("c_string_as_c_str", "CString", r#"c"text".to_owned()"#, "CStr", TEXT),
    // Lists.
    pair("vec_as_slice", "Vec<u8>", "vec![1, 2, 3]", "[u8]", BYTES),
    pair("full_vec_as_slice", "std::vec::Vec<u8>", "vec![1, 2, 3]", "[u8]", BYTES),
    pair("alias_as_slice", "Bytes", "vec![1, 2, 3]", "[u8]", BYTES),
    pair("vec_as_alias", "Vec<u8>", "vec![1, 2, 3]", "Slice", BYTES),
    pair("vec_of_strings_as_slice", "Vec<String>", r#"vec!["text".to_owned()]"#, "[String]", r#"["text"]"#),
    everywhere(pair("array_as_slice", "[u8; 3]", "[1, 2, 3]", "[u8]", BYTES)),
    pair("box_slice_as_slice", "Box<[u8]>", "[1, 2, 3].into()", "[u8]", BYTES),
    pair("arc_slice_as_slice", "Arc<[u8]>", "[1, 2, 3].into()", "[u8]", BYTES),
    local("rc_slice_as_slice", "Rc<[u8]>", "[1, 2, 3].into()", "[u8]", BYTES),
    pair("cow_as_slice", "Cow<'static, [u8]>", "vec![1, 2, 3].into()", "[u8]", BYTES),
    pair("box_vec_as_slice", "Box<Vec<u8>>", "Box::new(vec![1, 2, 3])", "[u8]", BYTES),
    pair("own_as_slice", "Own", "Own(vec![1, 2, 3])", "[u8]", BYTES),
    // Pointers.
    pair("box_as_pointee", "Box<Plain>", "Box::new(Plain(7))", "Plain", "Plain(7)"),
    pair("pin_as_pointee", "Pin<Box<Plain>>", "Box::pin(Plain(7))", "Plain", "Plain(7)"),
    pair("arc_as_pointee", "Arc<Plain>", "Arc::new(Plain(7))", "Plain", "Plain(7)"),
    pair("alias_of_arc_as_pointee", "Shared", "Arc::new(Plain(7))", "Plain", "Plain(7)"),
    local("rc_as_pointee", "Rc<Plain>", "Rc::new(Plain(7))", "Plain", "Plain(7)"),
    // Trait objects.
    everywhere(pair("plain_as_dyn", "Plain", "Plain(7)", "dyn Shape", "Plain(7)")),
    everywhere(pair("box_dyn_as_dyn", "Box<dyn Shape>", "Box::new(Plain(7))", "dyn Shape", "Plain(7)")),
    pair("arc_dyn_as_dyn", "Arc<dyn Shape>", "Arc::new(Plain(7))", "dyn Shape", "Plain(7)"),
    local("rc_dyn_as_dyn", "Rc<dyn Shape>", "Rc::new(Plain(7))", "dyn Shape", "Plain(7)"),
    local("box_dyn_as_lesser_dyn", "Box<dyn Debug + Send + Sync>", "Box::new(Plain(7))", "dyn Debug", "Plain(7)"),
    local("box_dyn_as_super_dyn", "Box<dyn Shape>", "Box::new(Plain(7))", "dyn Debug", "Plain(7)"),
    // Several steps.
    pair("arc_box_as_pointee", "Arc<Box<Plain>>", "Arc::new(Box::new(Plain(7)))", "Plain", "Plain(7)"),
    pair("box_string_as_str", "Box<String>", r#"Box::new("text".to_owned())"#, "str", TEXT),
    pair("arc_path_buf_as_path", "Arc<PathBuf>", r#"Arc::new("text".into())"#, "Path", TEXT),
    pair("box_own_as_slice", "Box<Own>", "Box::new(Own(vec![1, 2, 3]))", "[u8]", BYTES),
    pair("arc_box_dyn_as_dyn", "Arc<Box<dyn Shape>>", "Arc::new(Box::new(Plain(7)))", "dyn Shape", "Plain(7)"),
    pair("alias_of_array_as_slice", "Three", "[1, 2, 3]", "[u8]", BYTES),
    pair(
        "box_error_as_dyn",
        "Box<dyn std::error::Error + Send + Sync>",
        r#""text".into()"#,
        "dyn std::error::Error",
        TEXT,
    ),
    // References to pointers.
    pair("static_arc_as_pointee", "&'static Arc<Plain>", "leaked(Arc::new(Plain(7)))", "Plain", "Plain(7)"),
    pair("static_arc_dyn_as_dyn", "&'static Arc<dyn Shape>", "leaked(Arc::new(Plain(7)))", "dyn Shape", "Plain(7)"),
    everywhere(pair(
        "static_box_dyn_as_dyn",
        "&'static Box<dyn Shape>",
        "leaked(Box::new(Plain(7)))",
        "dyn Shape",
        "Plain(7)",
    )),
    pair("static_arc_of_plain_as_dyn", "&'static Arc<Plain>", "leaked(Arc::new(Plain(7)))", "dyn Shape", "Plain(7)"),
    pair("twice_static_as_dyn", "&'static &'static Plain", "&&Plain(7)", "dyn Shape", "Plain(7)"),
    pair("static_string_as_str", "&'static String", r#"leaked("text".to_owned())"#, "str", TEXT),
    pair("static_path_buf_as_path", "&'static PathBuf", r#"leaked(PathBuf::from("text"))"#, "Path", TEXT),
    pair("static_vec_as_slice", "&'static Vec<u8>", "leaked(vec![1, 2, 3])", "[u8]", BYTES),
    pair("static_own_as_slice", "&'static Own", "leaked(Own(vec![1, 2, 3]))", "[u8]", BYTES),
    // References already.
    pair("static_str_as_str", "&'static str", r#""text""#, "str", TEXT),
    pair("alias_of_static_str_as_str", "Label", r#""text""#, "str", TEXT),
    pair("static_slice_as_slice", "&'static [u8]", "&[1, 2, 3]", "[u8]", BYTES),
    pair("static_array_as_slice", "&'static [u8; 3]", "&[1, 2, 3]", "[u8]", BYTES),
    pair("static_plain_as_plain", "&'static Plain", "&Plain(7)", "Plain", "Plain(7)"),
    everywhere(pair("static_plain_as_dyn", "&'static Plain", "&Plain(7)", "dyn Shape", "Plain(7)")),
];
