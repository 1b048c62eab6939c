//! Arguments that may not fit, wrapped so that the compiler says so in the words of the graph.
//!
//! Where provider and parameter spell the same type, or the coercion between them is well known, no wrapper is
//! needed; nor is one possible where generics or lifetimes are in play: there the compiler's own message has to do.
//!
//! The traits of a wrapper stand in its own block, so that no other wrapper's can be meant.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{GenericParam, Generics, Type};

use super::Context;
use crate::names;
use crate::read::model::{Node, Param};
use crate::resolve::{Access, Edge, Entry, EntryField, Source};
use crate::types;

impl Context<'_, '_> {
    /// Compares a parameter's type with its provider's. `None` where they fit, or where the compiler has to judge.
    pub(super) fn comparison<'a>(&'a self, node: &'a Node, param: &'a Param, edge: Edge) -> Option<Comparison<'a>> {
        if param.each.is_some() {
            return self.element_comparison(node, param, edge);
        }
        let by_value = match edge.access {
            Access::Borrow => false,
            Access::Value => types::reference(&param.ty).is_none().then_some(true)?,
            Access::BorrowMut
            | Access::Clone
            | Access::OutcomeRef
            | Access::OutcomeValue
            | Access::OutcomeClone
            | Access::OptionRef => return None,
        };
        let asked = types::reference(&param.ty).map_or(&param.ty, |reference| &reference.elem);
        let source = self.pipeline.source(edge.provider?);
        let provided = self.compare(source.spelled_type()?, asked, &node.sig.generics)?;
        Some(Comparison {
            consumer: node.name().clone(),
            asks: format!("`{}` asks for `{}`", node.name(), source.name()),
            provides: self.provides(source, &provided),
            asked: types::text(&param.ty),
            at: param.span,
            source,
            provided,
            by_value,
        })
    }

    /// The same for a parameter that takes the elements of a list.
    fn element_comparison<'a>(&'a self, node: &'a Node, param: &'a Param, edge: Edge) -> Option<Comparison<'a>> {
        let source = self.pipeline.source(edge.provider?);
        let mut list = source.spelled_type()?;
        while let Some(reference) = types::reference(list) {
            list = &reference.elem;
        }
        let element = types::element(list)?;
        let by_value = edge.access == Access::Value;
        let asked = match types::reference(&param.ty) {
            Some(reference) if !by_value => &*reference.elem,
            None if by_value => &param.ty,
            _ => return None,
        };
        let provided = self.compare(&element, asked, &node.sig.generics)?;
        Some(Comparison {
            consumer: node.name().clone(),
            asks: format!("`{}` asks for the elements of `{}`", node.name(), source.name()),
            provides: format!("each of them is `{}`", types::text(&provided)),
            asked: types::text(&param.ty),
            at: param.span,
            source,
            provided,
            by_value,
        })
    }

    /// "the node `pages` provides `Vec<Page>`, a `Page` for each element of `urls`"
    fn provides(&self, source: Source<'_>, provided: &Type) -> String {
        let text = format!("the {} `{}` provides `{}`", source.kind(), source.name(), types::text(provided));
        let Source::Node(node) = source else { return text };
        match node.params.iter().find(|param| param.each.is_some()).and_then(Param::wanted) {
            Some(collection) => format!("{text}, as it runs for each element of `{collection}`"),
            None => text,
        }
    }

    /// Compares the type of an output's field with its provider's.
    pub(super) fn output_comparison<'a>(&'a self, entry: &'a Entry, field: &'a EntryField) -> Option<Comparison<'a>> {
        let output = &self.pipeline.module.outputs[entry.declared?];
        let asked = &output.fields.iter().find(|declared| declared.ident == field.name)?.ty;
        let source = self.pipeline.source(field.provider.filter(|_| !field.outcome)?);
        let provided = self.compare(source.spelled_type()?, asked, &output.generics)?;
        Some(Comparison {
            consumer: output.ident.clone(),
            asks: format!("the output `{}` asks for `{}`", output.ident, source.name()),
            provides: self.provides(source, &provided),
            asked: types::text(asked),
            at: field.name.span(),
            source,
            provided,
            by_value: true,
        })
    }

    /// The provided type, if it is spelled in another way than the asked one and both can be compared.
    fn compare(&self, provided: &Type, asked: &Type, generics: &Generics) -> Option<Type> {
        let provided = types::bare(provided);
        let asked = types::bare(asked);
        let same = asked == provided || quote!(#asked).to_string() == quote!(#provided).to_string();
        let input = self.pipeline.module.input.as_ref();
        let judged = !same
            && !well_known_coercion(provided, asked)
            && comparable(provided, input.map(|input| &input.generics), false)
            && comparable(asked, Some(generics), true);
        judged.then(|| provided.clone())
    }
}

/// A consumer that spells another type than its provider.
pub(super) struct Comparison<'a> {
    /// The node or the output struct.
    consumer: Ident,
    /// What it asks for, in words.
    asks: String,
    /// What is provided, in words.
    provides: String,
    /// How the consumer spells the type.
    asked: String,
    /// Where it does.
    at: Span,
    source: Source<'a>,
    provided: Type,
    by_value: bool,
}

impl Comparison<'_> {
    fn trait_name(&self) -> Ident {
        self.apart(names::type_guard(self.source.name(), &self.consumer))
    }

    /// The name, or another one where the provided type, which stands in the same block, bears it already.
    fn apart(&self, name: Ident) -> Ident {
        let provided = &self.provided;
        let taken = quote!(#provided).to_string().contains(&name.to_string());
        if taken { names::another(&name) } else { name }
    }

    /// A trait that only the provided type implements, and only for itself. The second implementation keeps the
    /// compiler from concluding that the asked type must be the provided one.
    fn items(&self, context: &Context<'_, '_>) -> TokenStream {
        let Self { asks, provides: label, asked, provided, by_value, .. } = self;
        let message = format!("{asks} as `{asked}`, but {label}");
        let trait_name = self.trait_name();
        let nothing = names::local("Nothing");
        let (and, unsized_too) =
            if *by_value { (None, None) } else { (Some(quote!(&)), Some(quote!(: ?::core::marker::Sized))) };
        let any = names::local("Asked");
        let lend = self.coerces().then(|| self.lend_items(context));
        let note = self.note().map(|note| quote!(, note = #note));
        let target = self.target().map(|target| {
            quote! {
                #[diagnostic::do_not_recommend]
                impl #trait_name<#target> for #provided { fn provide(&self) -> &#target { self } }
            }
        });
        let implementation = quote_spanned! {provided.span()=>
            impl #trait_name<#provided> for #provided { fn provide(#and self) -> #and Self { self } }
        };
        quote! {
            #[diagnostic::on_unimplemented(message = #message, label = #label #note)]
            trait #trait_name<#any #unsized_too> { fn provide(#and self) -> #and #any; }
            #implementation
            #target
            const _: () = {
                enum #nothing {}
                #[diagnostic::do_not_recommend]
                impl #trait_name<#nothing> for #provided {
                    fn provide(#and self) -> #and #nothing { ::core::unreachable!() }
                }
            };
            #lend
        }
    }

    /// What a lent value can be dereferenced to, where that is known and is the end of it.
    fn target(&self) -> Option<Type> {
        (!self.by_value).then(|| types::dereferenced(&self.provided)).flatten()
    }

    /// Whether the value may coerce in ways that only the compiler knows.
    fn coerces(&self) -> bool {
        !self.by_value && self.target().is_none()
    }

    /// What a type of the user's own may stand for.
    fn note(&self) -> Option<String> {
        let Source::Node(node) = self.source else { return None };
        let alias = node.returns.fallible.is_none() && types::is_copy(&self.provided).is_none();
        let (name, provided) = (node.name(), types::text(&self.provided));
        alias.then(|| format!("if `{provided}` stands for a `Result`, mark `{name}` with `#[node(fallible)]`"))
    }

    fn lend_items(&self, context: &Context<'_, '_>) -> TokenStream {
        let (trait_name, provided) = (self.trait_name(), &self.provided);
        let lend_trait = self.apart(names::lend_guard(self.source.name(), &self.consumer));
        let lend = context.item("Lend");
        let at = self.at;
        let any = names::local("Asked");
        let bound = quote_spanned!(at=> #trait_name<#any>);
        let coercing = context.item("LendDeref");
        quote! {
            use #coercing as _;
            trait #lend_trait<'v> {
                fn lend<#any: ?::core::marker::Sized>(&self) -> &'v #any where #provided: #bound;
            }
            impl<'v> #lend_trait<'v> for &#lend<'v, #provided> {
                fn lend<#any: ?::core::marker::Sized>(&self) -> &'v #any where #provided: #bound {
                    #trait_name::provide(self.0)
                }
            }
        }
    }

    /// Input: the expression of the argument. Output: the same, by way of the trait.
    pub(super) fn wrap(&self, argument: &TokenStream, context: &Context<'_, '_>) -> TokenStream {
        let (trait_name, items) = (self.trait_name(), self.items(context));
        let at = self.at;
        if !self.coerces() {
            return quote_spanned!(at=> { #items #trait_name::<_>::provide(#argument) });
        }
        let (lend, given) = (context.item("Lend"), names::variable_at("given", at));
        // A variable of its own, lest the wrapper live on while the node is awaited.
        quote_spanned! {at=> { #items let #given = (&#lend(#argument)).lend(); #given } }
    }
}

fn well_known_coercion(provided: &Type, asked: &Type) -> bool {
    if matches!(asked, Type::TraitObject(_)) {
        return true;
    }
    let whole = provided;
    let Some(provided) = types::last_segment(provided) else { return false };
    let provided_name = provided.ident.to_string();
    let asked_name = types::last_segment(asked).map(|segment| segment.ident.to_string());
    match (provided_name.as_str(), asked_name.as_deref()) {
        ("String", Some("str"))
        | ("PathBuf", Some("Path"))
        | ("OsString", Some("OsStr"))
        | ("CString", Some("CStr")) => true,
        ("Vec", None) => {
            types::dereferenced(whole).is_some_and(|target| quote!(#target).to_string() == quote!(#asked).to_string())
        }
        ("Box" | "Arc" | "Rc" | "Cow" | "Pin", _) => true,
        _ => false,
    }
}

/// Whether the type means the same wherever it is spelled, but for the lifetimes of references, if they may occur.
fn comparable(ty: &Type, generics: Option<&Generics>, references: bool) -> bool {
    let names = generics.into_iter().flat_map(|generics| &generics.params).filter_map(|param| match param {
        GenericParam::Type(param) => Some(param.ident.to_string()),
        GenericParam::Const(param) => Some(param.ident.to_string()),
        GenericParam::Lifetime(_) => None,
    });
    let mut fixed = Fixed { generics: names.collect(), references, yes: true };
    fixed.visit_type(ty);
    fixed.yes
}

struct Fixed {
    generics: Vec<String>,
    references: bool,
    yes: bool,
}

impl<'ast> Visit<'ast> for Fixed {
    fn visit_type(&mut self, ty: &'ast Type) {
        self.yes &= match ty {
            Type::Path(path) => path.qself.is_none(),
            Type::Reference(reference) => self.references && reference.mutability.is_none(),
            Type::Slice(_) => self.references,
            Type::Group(_) | Type::Never(_) | Type::Paren(_) | Type::Tuple(_) => true,
            _ => false,
        };
        visit::visit_type(self, ty);
    }

    fn visit_ident(&mut self, ident: &'ast Ident) {
        self.yes &= !self.generics.iter().any(|name| ident == name);
    }

    fn visit_lifetime(&mut self, lifetime: &'ast syn::Lifetime) {
        self.yes &= lifetime.ident == "static";
    }
}
