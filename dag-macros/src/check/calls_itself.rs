use crate::diagnostics::errors::Errors;
use crate::resolve::Resolved;

/// A node does not call its own name: it would go round in a circle, where another function of the name is meant.
///
/// ```text
/// use super::*;                                                       // there is a `super::user`
/// async fn user(user_id: u64) -> User { user(user_id).await }         // but this is the node itself
/// ```
pub(super) fn calls_itself(pipeline: &Resolved<'_>, errors: &mut Errors) {
    let calls = pipeline.calls_by_hand();
    for call in calls.iter().filter(|call| call.caller == call.called && !pipeline.unsure(call.caller)) {
        let name = &call.call.name;
        errors.at(
            name.span(),
            format_args!(
                "the node `{name}` calls itself; did you mean `super::{name}`?\n\
                 where it is to call itself, let a helper do that (`#[node(skip)]`, or a plain `fn`), and have `{name}` call it"
            ),
        );
    }
}
