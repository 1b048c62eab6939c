//! Warnings: uses of something deprecated, where the compiler is to warn.

use proc_macro2::{Span, TokenStream};
use quote::quote;

use crate::diagnostics::warnings::Warning;

/// Output: `const _: () = { #[deprecated(note = "...")] const fn audit() {} const _: fn() = audit; };`
pub(super) fn warning(warning: &Warning) -> TokenStream {
    let Warning { name, at, message, lints } = warning;
    let (mut declared, mut used) = (name.clone(), name.clone());
    declared.set_span(Span::mixed_site());
    used.set_span(*at);
    quote! {
        #lints
        const _: () = {
            #[deprecated(note = #message)]
            const fn #declared() {}
            const _: fn() = #used;
        };
    }
}
