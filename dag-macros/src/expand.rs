//! The way of a module through the macro.

use proc_macro2::TokenStream;
use quote::quote;

use crate::diagnostics::errors::Errors;
use crate::names::Facade;
use crate::read::cfg::Cfg;
use crate::read::model::Module;
use crate::{check, emit, read, resolve};

/// Expands `#[dag(options)] item`.
pub(crate) fn expand(options: TokenStream, item: TokenStream) -> TokenStream {
    expand_with(Cfg::default(), options, item)
}

/// Expands a module whose `cfg` predicates the compiler has decided since [`expand`] asked for it.
pub(crate) fn expand_decided(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let (cfg, options, item) = Cfg::decided(arguments, item);
    expand_with(cfg, options, item)
}

fn expand_with(mut cfg: Cfg, option_tokens: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let options = read::options::read_dag_options(option_tokens.clone(), &mut errors);
    let facade = Facade::new(options.krate.as_ref());
    let Some(module) = read::module(options, &item, &mut cfg, &mut errors) else {
        return errors.into_compile_errors_beside(item);
    };
    if let Some(question) = cfg.ask_compiler(&option_tokens, &item, &facade) {
        return question;
    }
    let added = analyse(&module, errors).unwrap_or_else(|errors| errors);
    emit::module(module, added)
}

/// What is added to the module: the pipeline, or everything that is wrong with it.
fn analyse(module: &Module, mut errors: Errors) -> Result<TokenStream, TokenStream> {
    errors.finish_reading()?;
    let pipeline = resolve::resolve(module);
    let links = emit::links(&pipeline);
    check::check(&pipeline, &mut errors);
    let added = errors.finish(()).map_or_else(|errors| errors, |()| emit::pipeline(&pipeline));
    Ok(quote!(#added #links))
}
