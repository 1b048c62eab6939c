use syn::ext::IdentExt;
use syn::{FnArg, Ident, ReturnType, Signature, Type};

use crate::diagnostics::errors::Errors;
use crate::read::model::{Fails, FallibleTypes, Node};
use crate::read::policy::OfFailure;
use crate::resolve::Resolved;
use crate::types;

/// A fallback, and the function that tells whether to try again, are functions of a failure, and no nodes.
///
/// ```text
/// #[node(fallback = default_page, retry(only = is_transient))]
/// async fn page() -> Result<Page, PageError>
/// async fn default_page(error: PageError) -> Page     // a plain `fn`
/// fn default_page() -> Page                           // of the failure: `error: PageError`
/// fn is_transient(error: PageError) -> bool           // which it only looks at: `error: &PageError`
/// ```
pub(super) fn failure_functions(pipeline: &Resolved<'_>, errors: &mut Errors) {
    for node in pipeline.module.nodes.rows() {
        for (of, path) in node.policy.functions() {
            let Some(name) = path.get_ident() else { continue };
            if pipeline.module.nodes.rows().any(|other| other.name().unraw() == name.unraw()) {
                let (function, form) = (of.text(node), of.form(name, ["...", "..."]));
                errors.at(
                    name.span(),
                    format_args!(
                        "`{name}` is a node; {function}\nwrite `{form}`, without `async` and without `#[node]`"
                    ),
                );
            }
            let mut helpers = pipeline.module.helpers.iter();
            if let Some(helper) = helpers.find(|helper| helper.ident.unraw() == name.unraw())
                && let Some(message) = objection(of, node, &helper.sig)
            {
                errors.at(name.span(), message);
            }
        }
    }
}

impl OfFailure {
    fn text(self, node: &Node) -> String {
        let name = node.name();
        match self {
            Self::Fallback => format!("the fallback of `{name}` is a plain function that makes a value of the failure"),
            Self::Only => format!("`only` of `{name}` is a plain function that tells whether to try again"),
        }
    }

    /// The function as it would have to be, of this error and this value.
    fn form(self, name: &Ident, [error, value]: [&str; 2]) -> String {
        match self {
            Self::Fallback => format!("fn {name}(error: {error}) -> {value}"),
            Self::Only => format!("fn {name}(error: &{error}) -> bool"),
        }
    }
}

/// The objection to a function of the module. Its types are for the compiler to compare.
fn objection(of: OfFailure, node: &Node, sig: &Signature) -> Option<String> {
    let amiss = match (sig.asyncness, sig.inputs.len()) {
        (Some(_), _) => "is an `async fn`".to_owned(),
        (None, 1) if of == OfFailure::Fallback => return None,
        (None, 1) => no_question(node, sig)?,
        (None, 0) => "takes nothing".to_owned(),
        (None, many) => format!("takes {many} arguments"),
    };
    let (error, value) = match (node.fails(), &node.returns.fallible) {
        (Fails::TimedOut, _) => ("dagwright::Timeout".to_owned(), "...".to_owned()),
        (_, Some(FallibleTypes { value, error, .. })) => (text(error.as_ref()), text(value.as_ref())),
        (_, None) => ("...".to_owned(), "...".to_owned()),
    };
    let (function, form) = (of.text(node), of.form(&sig.ident, [&error, &value]));
    Some(format!("{function}, and `{}` {amiss}\nwrite `{form}`", sig.ident))
}

fn text(ty: Option<&Type>) -> String {
    ty.map_or_else(|| "...".to_owned(), types::text)
}

/// The reason why a function of one argument is none that looks at it and says yes or no.
fn no_question(node: &Node, sig: &Signature) -> Option<String> {
    let error = node.returns.fallible.as_ref().and_then(|fallible| fallible.error.as_ref());
    let by_value = sig.inputs.iter().any(|input| match input {
        FnArg::Typed(param) => error.is_some_and(|error| types::same(&param.ty, error)),
        FnArg::Receiver(_) => false,
    });
    match &sig.output {
        _ if by_value => Some("takes it by value".to_owned()),
        ReturnType::Default => Some("tells nothing".to_owned()),
        ReturnType::Type(_, ty) if types::is_copy(ty).is_some() && !is_bool(ty) => {
            Some(format!("returns `{}`", types::text(ty)))
        }
        ReturnType::Type(..) => None,
    }
}

fn is_bool(ty: &Type) -> bool {
    types::last_segment(ty).is_some_and(|segment| segment.ident == "bool")
}
