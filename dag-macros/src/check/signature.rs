use quote::ToTokens;

use crate::diagnostics::errors::Errors;
use crate::resolve::Resolved;
use crate::types;

/// A node is a function that safe Rust can call by its name.
///
/// ```text
/// async unsafe fn user() -> User      // who would see to its conditions?
/// async fn page(title: str) -> Page   // of what size?
/// ```
pub(super) fn signature(pipeline: &Resolved<'_>, errors: &mut Errors) {
    for node in pipeline.module.nodes.rows() {
        let (sig, name) = (&node.sig, node.name());
        if let Some(receiver) = sig.receiver() {
            report(errors, receiver, "take `self`", &format!("name the node or input it takes; `{name}` is no method"));
        }
        if let Some(variadic) = &sig.variadic {
            report(errors, variadic, "be variadic", "name every parameter");
        }
        for param in node.params.iter().filter(|param| types::has_no_size(&param.ty)) {
            let ty = types::text(&param.ty);
            report(
                errors,
                &param.ty,
                &format!("take `{ty}` by value, which has no size of its own"),
                &format!("take `&{ty}`"),
            );
        }
        if types::has_no_size(&node.returns.whole) {
            let ty = types::text(&node.returns.whole);
            let way_out = if ty == "str" { "return a `String`".to_owned() } else { format!("return a `Box<{ty}>`") };
            report(errors, &node.returns.span, &format!("return `{ty}`, which has no size of its own"), &way_out);
        }
        if let syn::Safety::Unsafe(token) = &sig.safety {
            report(
                errors,
                token,
                "be `unsafe`",
                &format!("put an `unsafe` block into it, or make `{name}` a helper: `#[node(skip)]`"),
            );
        }
        if let Some(abi) = &sig.abi {
            report(errors, abi, "be `extern`", "call the foreign function from the node's body");
        }
    }
}

fn report(errors: &mut Errors, at: impl ToTokens, cannot: &str, way_out: &str) {
    errors.on(at, format_args!("a node cannot {cannot}\n{way_out}"));
}
