//! The way of a module through the macro: read → resolve → check → lower → schedule → emit, or back with its mistakes.

use proc_macro2::{Span, TokenStream};
use quote::quote;

use crate::check::{Checked, check, of_unread};
use crate::diagnostics::errors::Errors;
use crate::lower::lower;
use crate::names::Facade;
use crate::read::cfg::Cfg;
use crate::read::model::Module;
use crate::resolve::{Entry, Provider, resolve};
use crate::schedule::schedule;
use crate::{emit, read};

/// A back end: makes the function of an entry point.
pub(crate) type EntryFunction = fn(&Checked<'_>, &Entry<Provider>) -> TokenStream;

/// Expands `#[dag(options)] item`.
pub(crate) fn expand(options: TokenStream, item: TokenStream) -> TokenStream {
    expand_with(in_process, Cfg::default(), options, item)
}

/// Expands a module again, after the compiler has answered [`expand`]'s question about its `cfg` predicates.
pub(crate) fn expand_decided(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let (cfg, options, item) = Cfg::decided(arguments, item);
    expand_with(in_process, cfg, options, item)
}

/// Expands an attribute of the module's items that stands outside of one: nothing reads it there.
pub(crate) fn outside(attribute: &str, things: &str, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let message = format!(
        "`#[{attribute}]` marks {things} of a `#[dag]` module, and here it is outside of one\n\
         write `#[dag]` on the module around it, of which it is an item; or leave it out"
    );
    errors.at(Span::call_site(), message);
    errors.into_compile_errors_beside(item)
}

/// Expands with a back end.
pub(crate) fn expand_with(
    back_end: EntryFunction,
    mut cfg: Cfg,
    option_tokens: TokenStream,
    item: TokenStream,
) -> TokenStream {
    let mut errors = Errors::default();
    let options = read::options::read_dag_options(option_tokens.clone(), &mut errors);
    let facade = Facade::new(options.krate.as_ref());
    let Some(module) = read::module(options, &item, &mut cfg, &mut errors) else {
        return errors.into_compile_errors_beside(item);
    };
    if let Some(question) = cfg.ask_compiler(&option_tokens, &item, &facade) {
        return question;
    }
    match added(&module, errors, back_end) {
        Ok((pipeline, unused)) => emit::module(module, pipeline, &unused),
        Err(errors) => emit::module_with_mistakes(module, errors),
    }
}

/// The items that are added to the module, and the indices of those that are never used: the pipeline, or everything
/// that is wrong with it.
fn added(
    module: &Module,
    mut errors: Errors,
    back_end: EntryFunction,
) -> Result<(TokenStream, Vec<usize>), TokenStream> {
    errors.finish_reading().map_err(|errors| {
        let stand_ins = of_unread(module);
        quote!(#errors #stand_ins)
    })?;
    let resolved = resolve(module);
    let links = emit::links(&resolved);
    let checked = match check(resolved, errors) {
        Ok(checked) => checked,
        Err(errors) => return Err(quote!(#errors #links)),
    };
    // From here on nothing can fail.
    let pipeline = emit::pipeline(&checked, |entry| back_end(&checked, entry));
    let unused = checked.unused.iter().map(|node| module.nodes[*node].item);
    Ok((quote!(#pipeline #links), unused.collect()))
}

/// The back end within one process.
fn in_process(checked: &Checked<'_>, entry: &Entry<Provider>) -> TokenStream {
    let program = lower(checked, entry);
    let schedule = schedule(&program);
    emit::entry_function(checked, entry, &program, &schedule)
}
