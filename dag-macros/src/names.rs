//! Every generated identifier and path, and nowhere else.

use std::collections::BTreeSet;

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::{Ident, Path};

/// The entry point that returns the struct called [`OUTPUT`].
pub(crate) const RUN: &str = "run";
/// The output struct of [`RUN`].
pub(crate) const OUTPUT: &str = "Output";
/// The unit struct that carries the entry points, unless `name = ...` says otherwise.
pub(crate) const PIPELINE: &str = "Pipeline";
/// The generated error enum.
pub(crate) const ERROR: &str = "Error";

/// The name under which a `finally` node is given the run's error.
pub(crate) const FAILURE: &str = "failure";

/// The variant of the error enum for timeouts that are no errors of their nodes' own.
pub(crate) const TIMEOUT: &str = "Timeout";

/// `Output` → `run`, `OrderSummary` → `run_order_summary`, `HTMLPage` → `run_html_page`.
pub(crate) fn entry_function(output: &Ident) -> Ident {
    let name = output.unraw().to_string();
    if name == OUTPUT {
        return Ident::new(RUN, Span::call_site());
    }
    let letters: Vec<char> = name.chars().collect();
    let mut function = String::from(RUN);
    for (span, letter) in letters.iter().enumerate() {
        let small = |span: usize| letters.get(span).is_some_and(|letter| !letter.is_uppercase());
        let begins_word = letter.is_uppercase() && (span == 0 || small(span - 1) || small(span + 1));
        function.extend(begins_word.then_some('_'));
        function.extend(letter.to_lowercase());
    }
    Ident::new(&function, output.span())
}

/// The variant of the error enum for a node: `find_user` → `FindUser`.
pub(crate) fn variant(node: &Ident) -> Ident {
    let name = node.unraw().to_string();
    let mut variant = String::with_capacity(name.len());
    for word in name.split('_') {
        let mut letters = word.chars();
        variant.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        variant.push_str(letters.as_str());
    }
    if variant == "Self" {
        variant.push('_');
    }
    Ident::new(&variant, node.span())
}

/// A name that nothing has.
pub(crate) fn missing() -> Ident {
    Ident::new("__missing", Span::mixed_site())
}

/// The prefix of generated locals. Hygiene keeps them apart from other variables, but no variable may be called
/// like a constant, a static or a tuple struct that the module sees.
const NOBODYS: &str = "__";

/// The local variable that holds a value. Its hygiene is that of the provider's name, that of all other generated
/// locals the macro's own: so no node or input can be called like one of them.
pub(crate) fn value(provider: &Ident) -> Ident {
    provider.clone()
}

/// The local variable of a value, with the span of the parameter it goes to, so that the compiler points there.
pub(crate) fn value_at(provider: &Ident, span: Span) -> Ident {
    let mut local = provider.clone();
    local.set_span(provider.span().located_at(span));
    local
}

/// The name of an input's variable if no parameter bears the input's own, so that a constant might bear it.
pub(crate) fn beside_constants(input: &Ident) -> Ident {
    format_ident!("{NOBODYS}{}", input.unraw(), span = input.span())
}

/// The function that a call calls, with the span that the compiler is to point at.
pub(crate) fn called(function: &Path, at: Span) -> Path {
    let mut function = function.clone();
    for segment in &mut function.segments {
        segment.ident.set_span(segment.ident.span().located_at(at));
    }
    function
}

/// The cell that keeps the value of a node which outlives the branch that makes it.
pub(crate) fn cell(provider: &Ident) -> Ident {
    format_ident!("{NOBODYS}{}_cell", provider.unraw(), span = Span::mixed_site().located_at(provider.span()))
}

/// The end through which the branch that makes a value puts it into its [`cell`], while others read there.
pub(crate) fn writer(provider: &Ident) -> Ident {
    format_ident!("{NOBODYS}{}_writer", provider.unraw(), span = Span::mixed_site())
}

/// The other end, with the span of the parameter that reads the value. Its hygiene is that of the values, so that the
/// compiler points at the parameter; so it must not be the name of a variable `taken` by one.
pub(crate) fn reader_at(provider: &Ident, at: Span, taken: &BTreeSet<String>) -> Ident {
    end_at(provider, "reader", at, taken)
}

/// The turn of a node that has a value in turn with others, see [`reader_at`].
pub(crate) fn turn_at(provider: &Ident, at: Span, taken: &BTreeSet<String>) -> Ident {
    end_at(provider, "turn", at, taken)
}

/// A value that a call elsewhere has given back.
pub(crate) fn back(provider: &Ident) -> Ident {
    format_ident!("{NOBODYS}{}_back", provider.unraw(), span = Span::mixed_site())
}

fn end_at(provider: &Ident, end: &str, at: Span, taken: &BTreeSet<String>) -> Ident {
    let mut name = format!("{NOBODYS}{}_{end}", provider.unraw());
    while taken.contains(&name) {
        name.push('_');
    }
    Ident::new(&name, provider.span().located_at(at))
}

/// The variables of values that could be taken for a [`reader_at`].
pub(crate) fn like_readers<'a>(variables: impl Iterator<Item = &'a Ident>) -> BTreeSet<String> {
    variables.map(ToString::to_string).filter(|name| name.starts_with(NOBODYS)).collect()
}

/// The `async fn` that awaits the future which a node returns.
pub(crate) fn awaited(node: &Ident) -> Ident {
    format_ident!("{NOBODYS}{}_awaited", node.unraw(), span = node.span())
}

/// The trait that converts a value whose type is not spelled as its consumer asks for it. Such a name shows up below
/// the compiler's message, so it reads like words: "the trait `CartTakesUserAs<Cart>` is not implemented for `User`".
pub(crate) fn edge_trait(provider: &Ident, consumer: &Ident) -> Ident {
    format_ident!("{}Takes{}As", variant(consumer), variant(provider), span = Span::mixed_site())
}

/// The trait through which a value is copied for one of several consumers.
pub(crate) fn copy_trait(provider: &Ident, consumer: &Ident) -> Ident {
    format_ident!("{}Copies{}", variant(consumer), variant(provider), span = Span::mixed_site())
}

/// The name of an associated type of a node's type parameter: `T::Item` of `first`.
pub(crate) fn associated_type(node: &Ident, param: &Ident, name: &Ident) -> Ident {
    format_ident!("{NOBODYS}{}Of{}In{}", name.unraw(), param.unraw(), variant(node), span = Span::call_site())
}

/// True for the name of a type that says nothing as long as its arguments are not known: for such a one, and for those
/// of the halves of a `Result`.
pub(crate) fn is_associated_type(name: &Ident) -> bool {
    name == "OkOf" || name == "ErrorOf" || name.to_string().starts_with(NOBODYS)
}

/// The method of [`edge_trait`], with the span that the compiler is to point at.
pub(crate) fn give(at: Span) -> Ident {
    Ident::new("__give", at)
}

/// A variable that nothing but the end of its own block reads, with the span that the compiler is to point at.
pub(crate) fn given(at: Span) -> Ident {
    Ident::new("__given", at)
}

/// The element that a closure is given, of the collection at this position among those that go in step.
pub(crate) fn element(position: usize, span: Span) -> Ident {
    match position {
        0 => local_at("element", span),
        _ => local_at(&format!("element_{position}"), span),
    }
}

/// A generated local that belongs to no node.
pub(crate) fn local(name: &str) -> Ident {
    local_at(name, Span::mixed_site())
}

/// The same, with the span that the compiler is to point at.
pub(crate) fn local_at(name: &str, span: Span) -> Ident {
    Ident::new(&format!("{NOBODYS}{name}"), own(span))
}

/// The macro's own hygiene at the place of `span`. The compiler points at an expression only if its first and its last
/// token have one and the same; else it points at the attribute.
pub(crate) fn own(span: Span) -> Span {
    Span::mixed_site().located_at(span)
}

/// The name of a field in a struct's pattern or expression. It comes from the macro, lest the compiler take it for the
/// user's and offer to leave it out.
pub(crate) fn field(name: &Ident) -> Ident {
    let mut field = name.clone();
    field.set_span(Span::call_site().located_at(name.span()));
    field
}

/// The parameter of an entry point, which its documentation shows: without underscores, unless `taken` by an item.
pub(crate) fn parameter(taken: bool, at: Span) -> Ident {
    if taken { local_at("input", at) } else { Ident::new("input", own(at)) }
}

/// The paths into the facade.
pub(crate) struct Facade {
    /// The prefix of an item's name.
    prefix: Vec<TokenTree>,
    /// The user has written it.
    chosen: bool,
}

impl Facade {
    pub(crate) fn new(krate: Option<&Path>) -> Self {
        let private = match krate {
            Some(path) => quote!(#path::runtime),
            None => quote_spanned!(Span::mixed_site() => ::dagwright::runtime),
        };
        Self { prefix: quote!(#private::).into_iter().collect(), chosen: krate.is_some() }
    }

    /// An item of the runtime: `join`, `Slot`.
    pub(crate) fn item(&self, name: &str) -> TokenStream {
        let name = TokenTree::Ident(Ident::new(name, Span::mixed_site()));
        self.prefix.iter().cloned().chain([name]).collect()
    }

    /// An item of the runtime that is called as if the user had written so. The compiler tells an unmet bound of a
    /// call again for each call around it, unless they have one and the same span.
    pub(crate) fn item_as_if(&self, name: &str, span: Span) -> TokenStream {
        let placed = |mut token: TokenTree| {
            token.set_span(if self.chosen { token.span().located_at(span) } else { span });
            token
        };
        self.item(name).into_iter().map(placed).collect()
    }

    /// An item of the runtime, with the span that the compiler is to point at.
    pub(crate) fn item_at(&self, name: &str, span: Span) -> TokenStream {
        let placed = |mut token: TokenTree| {
            token.set_span(token.span().located_at(span));
            token
        };
        self.item(name).into_iter().map(placed).collect()
    }
}

/// A generated item of the user's module.
pub(crate) fn item(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
