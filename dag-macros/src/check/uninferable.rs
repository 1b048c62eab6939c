use std::collections::BTreeSet;

use quote::ToTokens;
use syn::visit::Visit;
use syn::{GenericParam, Generics, Ident, Macro, Type, TypeParamBound, WherePredicate};

use crate::diagnostics::errors::Errors;
use crate::read::model::{Node, NodeId};
use crate::resolve::{Consumer, Resolved};
use crate::types;

/// Something says what a node's own generics are: a parameter, or whoever takes the value.
///
/// ```text
/// async fn count<T: Default>(id: u64) -> u64          // a `T` of which type?
/// async fn made<T: Default>(id: u64) -> T             // a `u32`, if somebody takes `made: &u32`
/// ```
///
/// A value in the default output is another rule.
pub(super) fn uninferable(pipeline: &Resolved<'_>, errors: &mut Errors) {
    for (number, node) in pipeline.module.nodes.iter().filter(|(number, _)| !pipeline.unsure(*number)) {
        let elsewhere = told(node);
        let returned = mentioned(|words| words.visit_type(&node.returns.whole));
        let params = node.sig.generics.params.iter().filter_map(name);
        let untold = params.filter(|name| !elsewhere.contains(&name.to_string()));
        for param in untold {
            let (node_name, in_value) = (node.name(), returned.contains(&param.to_string()));
            if !in_value {
                errors.at(
                    param.span(),
                    format!(
                        "nothing says what `{param}` of `{node_name}` is: no parameter mentions it, nor does the value\n\
                         write a type in its place, or use it in the type of a parameter"
                    ),
                );
            } else if let Some(consumers) = generic_consumers(pipeline, number) {
                errors.at(
                    param.span(),
                    format!(
                        "nothing says what `{param}` of `{node_name}` is: no parameter mentions it, \
                         and {consumers} any type\nwrite a type in its place, or ask for one where `{node_name}` is taken"
                    ),
                );
            }
        }
    }
}

/// The names that parameters mention, or the bounds of others.
fn told(node: &Node) -> BTreeSet<String> {
    let generics = &node.sig.generics;
    let mut words = Words::default();
    node.params.iter().for_each(|param| words.visit_type(&param.ty));
    for (bounded, bound) in bounds(generics) {
        let mut others = Words::default();
        others.visit_type_param_bound(bound);
        others.0.remove(&bounded);
        words.0.extend(others.0);
    }
    words.0
}

/// All bounds, each with what it is about.
fn bounds(generics: &Generics) -> impl Iterator<Item = (String, &TypeParamBound)> {
    let own =
        generics.type_params().flat_map(|param| param.bounds.iter().map(|bound| (param.ident.to_string(), bound)));
    let predicates = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    own.chain(
        predicates
            .filter_map(|predicate| match predicate {
                WherePredicate::Type(bounded) => Some(bounded),
                _ => None,
            })
            .flat_map(|bounded| {
                let name = bounded.bounded_ty.to_token_stream().to_string();
                bounded.bounds.iter().map(move |bound| (name.clone(), bound))
            }),
    )
}

/// "`shown` takes", if all that take the value take any type.
fn generic_consumers(pipeline: &Resolved<'_>, number: NodeId) -> Option<String> {
    let provider = pipeline.node_provider(number);
    // The fallback gives the same type.
    if pipeline.doubtful(provider) || pipeline.node(number).policy.fallback.is_some() {
        return None;
    }
    let mut names = Vec::new();
    for consumer in pipeline.consumers(provider) {
        let Consumer::Param { node, param } = consumer else { return None };
        let node = pipeline.node(node);
        takes_any(&node.params[param].ty, node).then(|| names.push(node.name()))?;
    }
    let in_output =
        pipeline.entries.iter().flat_map(|entry| &entry.fields).any(|field| field.provider == Some(provider));
    match (&names[..], in_output) {
        (_, true) | ([], _) => None,
        ([only], _) => Some(format!("`{only}` takes")),
        ([first, ..], _) => Some(format!("`{first}` and the others take")),
    }
}

/// True for `impl Trait` and for a type parameter that the value does not depend on: so nobody behind tells it, either.
fn takes_any(asked: &Type, node: &Node) -> bool {
    match types::bare(asked) {
        Type::Reference(reference) => takes_any(&reference.elem, node),
        Type::ImplTrait(_) => true,
        Type::Path(path) => path.path.get_ident().is_some_and(|name| {
            let own = node.sig.generics.type_params().any(|param| param.ident == *name);
            own && !mentioned(|words| words.visit_type(&node.returns.whole)).contains(&name.to_string())
        }),
        _ => false,
    }
}

fn name(param: &GenericParam) -> Option<&Ident> {
    match param {
        GenericParam::Lifetime(_) => None,
        GenericParam::Type(param) => Some(&param.ident),
        GenericParam::Const(param) => Some(&param.ident),
    }
}

fn mentioned(visit: impl FnOnce(&mut Words)) -> BTreeSet<String> {
    let mut words = Words::default();
    visit(&mut words);
    words.0
}

/// All names in a type.
#[derive(Default)]
struct Words(BTreeSet<String>);

impl<'ast> Visit<'ast> for Words {
    fn visit_ident(&mut self, ident: &'ast Ident) {
        self.0.insert(ident.to_string());
    }

    fn visit_macro(&mut self, hides: &'ast Macro) {
        self.0.extend(hides.tokens.to_string().split(|letter: char| !letter.is_alphanumeric()).map(str::to_owned));
    }
}
