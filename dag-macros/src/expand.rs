//! The way of a module through the macro.

use proc_macro2::TokenStream;

use crate::errors::Errors;
use crate::model::Module;
use crate::{check, emit, parse, resolve};

/// Expands `#[dag(options)] item`.
pub(crate) fn expand(options: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let Some(module) = parse::module(options, &item, &mut errors) else {
        return errors.into_compile_errors_beside(item);
    };
    let added = analyse(&module, errors).unwrap_or_else(|errors| errors);
    emit::module(&module, &added)
}

/// What is added to the module: the pipeline, or everything that is wrong with it.
fn analyse(module: &Module, mut errors: Errors) -> Result<TokenStream, TokenStream> {
    errors.finish_reading()?;
    let pipeline = resolve::resolve(module);
    check::check(&pipeline, &mut errors);
    errors.finish(())?;
    Ok(emit::pipeline(&pipeline))
}
