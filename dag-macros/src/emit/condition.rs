//! Conditions: the case in which a call is made, and the circumstances in which nobody needs it.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use super::binding::Binding;
use super::scope::{Scope, Values};
use crate::lower::{Condition, Literal, TaskId};
use crate::read::policy::Case;

/// Output: `vip`, `!vip`, `Option::is_some(&note)`, or `matches!(&vip, Some(true))` of a flag that may be skipped.
pub(super) fn holds(values: &Values<'_, '_>, literal: Literal, flag: &Binding, at: Span) -> TokenStream {
    let conditional = values.program.values[literal.flag].conditional;
    match literal.case {
        Case::Something => {
            let reference = flag.reference(at);
            quote_spanned!(at=> ::core::option::Option::is_some(#reference))
        }
        Case::True | Case::False if conditional => {
            let (reference, decided) = (flag.reference(at), decided(literal.case, true));
            quote_spanned!(at=> ::core::matches!(#reference, #decided))
        }
        Case::True => flag.value(at),
        Case::False => {
            let value = flag.value(at);
            quote_spanned!(at=> !#value)
        }
    }
}

/// Output: `(!vip && !beta)`
pub(super) fn unneeded(values: &Values<'_, '_>, task: TaskId, condition: &Condition) -> TokenStream {
    let all = |parts: &[Condition]| -> Vec<_> { parts.iter().map(|part| self::unneeded(values, task, part)).collect() };
    match condition {
        Condition::Without { literal, is_there: true } => {
            let flag = values.read(literal.flag, task, Span::mixed_site(), &Scope::default());
            fails(values, *literal, &flag)
        }
        Condition::Without { literal, is_there: false } => {
            values.back_end.peeked(literal.flag, &|flag| fails(values, *literal, flag))
        }
        Condition::All(parts) => {
            let parts = all(parts);
            quote!((#(#parts)&&*))
        }
        Condition::Any(parts) => {
            let parts = all(parts);
            quote!((#(#parts)||*))
        }
    }
}

/// Output: `!vip`, for a case that does not hold. None does of a flag that was skipped, or not needed itself.
fn fails(values: &Values<'_, '_>, literal: Literal, flag: &Binding) -> TokenStream {
    let span = Span::mixed_site();
    let conditional = values.program.values[literal.flag].conditional;
    if flag.ran.is_none() && !conditional && literal.case != Case::Something {
        let value = flag.value(span);
        return if literal.case == Case::True { quote!(!#value) } else { value };
    }
    let kept = flag.unshared(span);
    let mut holds = decided(literal.case, conditional);
    if flag.ran.is_some() {
        holds = quote!(::core::option::Option::Some(#holds));
    }
    quote!(!::core::matches!(#kept, #holds))
}

/// Output: the pattern of a value of which a case holds. `conditional`: the value is in an `Option`.
fn decided(case: Case, conditional: bool) -> TokenStream {
    let within = match case {
        Case::Something => return quote!(::core::option::Option::Some(_)),
        Case::True => quote!(true),
        Case::False => quote!(false),
    };
    if conditional { quote!(::core::option::Option::Some(#within)) } else { within }
}
