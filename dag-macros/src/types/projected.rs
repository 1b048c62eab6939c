//! Associated types of a signature's own type parameters, `T::Item`.
//!
//! Outside of the signature such a type has no short name, and the trait that has it may be any of those that bound `T`,
//! or one of their supertraits. So it gets a name of its own, with the bounds: `type ItemOfT<T: Store> = T::Item;`.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{
    GenericArgument, GenericParam, Generics, Ident, Lifetime, PathArguments, Signature, Type, TypeParamBound,
    WherePredicate, parse_quote,
};

use crate::names;

/// Traits with arguments but without associated types, which might mention parameters that nothing else does.
const WITHOUT: [&str; 7] = ["AsMut", "AsRef", "Borrow", "From", "Into", "PartialEq", "PartialOrd"];

/// `T::Item` of a node's type parameter.
pub(crate) struct AssociatedType {
    param: Ident,
    name: Ident,
    /// The name that it has in the module.
    alias: Ident,
    /// The generics of that.
    generics: Generics,
}

impl AssociatedType {
    /// The associated type that a path means.
    fn of(ty: &Type, sig: &Signature) -> Option<Self> {
        let Type::Path(path) = ty else { return None };
        let segments: Vec<_> = path.path.segments.iter().collect();
        let (param, name) = match &segments[..] {
            [param, name] if path.qself.is_none() && name.arguments.is_none() => {
                (param.ident.clone(), name.ident.clone())
            }
            [only] => bound_by(&only.ident, sig)?,
            _ => return None,
        };
        sig.generics.type_params().find(|own| own.ident == param)?;
        let generics = generics_of(&param, &sig.generics);
        Some(Self { alias: names::associated_type(&sig.ident, &param, &name), param, name, generics })
    }

    pub(crate) fn param(&self) -> &Ident {
        &self.param
    }

    /// `ItemOfT<T>`, for the same generics as in the signature.
    fn named(&self) -> Type {
        let (alias, (_, arguments, _)) = (&self.alias, self.generics.split_for_impl());
        parse_quote!(#alias #arguments)
    }

    /// `type ItemOfT<T: Store> = T::Item;`
    pub(crate) fn declared(&self) -> TokenStream {
        let Self { param, name, alias, generics } = self;
        let where_clause = &generics.where_clause;
        quote!(#[allow(dead_code, type_alias_bounds)] type #alias #generics #where_clause = #param::#name;)
    }
}

/// Puts the names that they have in the module in place of the associated types of a node's type parameters.
pub(crate) fn name_associated_types(ty: &mut Type, sig: &Signature) {
    struct Naming<'a>(&'a Signature);
    impl VisitMut for Naming<'_> {
        fn visit_type_mut(&mut self, ty: &mut Type) {
            match AssociatedType::of(ty, self.0) {
                Some(found) => *ty = found.named(),
                None => visit_mut::visit_type_mut(self, ty),
            }
        }
    }
    Naming(sig).visit_type_mut(ty);
}

/// All of them in a type, each once.
pub(crate) fn associated_types(ty: &Type, sig: &Signature) -> Vec<AssociatedType> {
    struct Found<'a>(&'a Signature, Vec<AssociatedType>);
    impl<'ast> Visit<'ast> for Found<'_> {
        fn visit_type(&mut self, ty: &'ast Type) {
            let found = AssociatedType::of(ty, self.0);
            self.1.extend(found.filter(|found| self.1.iter().all(|other| other.alias != found.alias)));
            visit::visit_type(self, ty);
        }
    }
    let mut found = Found(sig, Vec::new());
    found.visit_type(ty);
    found.1
}

/// `I` and `Item` for the `R` of `I: Iterator<Item = R>`, where no argument says what `R` is.
fn bound_by(wanted: &Ident, sig: &Signature) -> Option<(Ident, Ident)> {
    sig.generics.type_params().find(|own| own.ident == *wanted)?;
    let mut in_parameters = Mentioned::default();
    sig.inputs.iter().for_each(|input| in_parameters.visit_fn_arg(input));
    if in_parameters.0.contains(&wanted.to_string()) {
        return None;
    }
    sig.generics.type_params().find_map(|param| {
        let mut arguments = bounds_of(&param.ident, &sig.generics).filter_map(|bound| match bound {
            TypeParamBound::Trait(bound) => match &bound.path.segments.last()?.arguments {
                PathArguments::AngleBracketed(list) => Some(&list.args),
                _ => None,
            },
            _ => None,
        });
        arguments.find_map(|list| {
            list.iter().find_map(|argument| match argument {
                GenericArgument::AssocType(bound) if *wanted == bound.ty.to_token_stream().to_string() => {
                    Some((param.ident.clone(), bound.ident.clone()))
                }
                _ => None,
            })
        })
    })
}

/// The bounds of a parameter, where it stands and in the `where` clause.
fn bounds_of<'g>(param: &Ident, all: &'g Generics) -> impl Iterator<Item = &'g TypeParamBound> {
    let own = all.type_params().filter(|own| own.ident == *param).flat_map(|own| &own.bounds);
    let predicates = all.where_clause.iter().flat_map(|clause| &clause.predicates);
    own.chain(
        predicates
            .filter_map(|predicate| match predicate {
                WherePredicate::Type(bound) if *param == bound.bounded_ty.to_token_stream().to_string() => {
                    Some(&bound.bounds)
                }
                _ => None,
            })
            .flatten(),
    )
}

/// The parameter with its bounds, and those that they mention.
fn generics_of(param: &Ident, all: &Generics) -> Generics {
    let bounds: Vec<TypeParamBound> = bounds_of(param, all).filter_map(telling).collect();
    let mut mentioned = Mentioned(BTreeSet::from([param.to_string()]));
    bounds.iter().for_each(|bound| mentioned.visit_type_param_bound(bound));
    let params = all.params.iter().filter_map(|other| {
        let name = match other {
            GenericParam::Lifetime(lifetime) => lifetime.lifetime.to_string(),
            GenericParam::Type(ty) => ty.ident.to_string(),
            GenericParam::Const(constant) => constant.ident.to_string(),
        };
        mentioned.0.contains(&name).then(|| match other {
            GenericParam::Type(ty) if ty.ident == *param => parse_quote!(#param: #(#bounds)+*),
            GenericParam::Type(ty) => GenericParam::Type(ty.ident.clone().into()),
            GenericParam::Lifetime(lifetime) => {
                let lifetime = &lifetime.lifetime;
                parse_quote!(#lifetime)
            }
            GenericParam::Const(_) => other.clone(),
        })
    });
    let params: Vec<GenericParam> = params.collect();
    parse_quote!(<#(#params),*>)
}

/// A bound that may have the associated type, without what it says of it.
fn telling(bound: &TypeParamBound) -> Option<TypeParamBound> {
    let TypeParamBound::Trait(bound) = bound else { return None };
    let last = bound.path.segments.last()?;
    let without = WITHOUT.iter().any(|name| last.ident == name);
    let mut bound = bound.clone();
    if let PathArguments::AngleBracketed(list) = &mut bound.path.segments.last_mut()?.arguments {
        let stays = |argument: &GenericArgument| {
            matches!(argument, GenericArgument::Lifetime(_) | GenericArgument::Type(_) | GenericArgument::Const(_))
        };
        list.args = list.args.iter().filter(|argument| stays(argument)).cloned().collect();
    }
    (!without).then_some(TypeParamBound::Trait(bound))
}

/// The names and lifetimes that are mentioned.
#[derive(Default)]
struct Mentioned(BTreeSet<String>);

impl<'ast> Visit<'ast> for Mentioned {
    fn visit_ident(&mut self, ident: &'ast Ident) {
        self.0.insert(ident.to_string());
    }

    fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
        self.0.insert(lifetime.to_string());
    }
}
