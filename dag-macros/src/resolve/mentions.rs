//! The names that nodes mention, in their signatures and bodies.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{FnArg, Ident, Signature};

use super::link::Link;
use super::resolved::Resolved;
use crate::graph::Table;
use crate::names;
use crate::read::mentions::{Mention, Mentions, Way};
use crate::read::model::{Helper, NodeId};

/// A node's body calls a node, or a helper that does.
pub(crate) struct CallByHand<'m> {
    pub(crate) caller: NodeId,
    pub(crate) called: NodeId,
    pub(crate) call: Call<'m>,
}

/// A call in the source.
#[derive(Clone)]
pub(crate) struct Call<'m> {
    /// The name of the called function.
    pub(crate) name: Ident,
    /// The helper whose body holds the call, if it is not that of the node itself.
    pub(crate) within: Option<&'m Helper>,
}

/// The first call of each function.
type Calls<'m> = BTreeMap<String, Call<'m>>;

impl<L: Link> Resolved<'_, L> {
    /// Reads every body once, for the rules that look into them.
    pub(super) fn find_mentions(&self) -> Table<NodeId, Mentions> {
        let wanted = self.wanted();
        self.module.nodes.rows().map(|node| mentioned(&node.sig, &node.body, &wanted)).collect()
    }

    fn wanted(&self) -> BTreeSet<String> {
        let nodes = self.module.nodes.rows().map(|node| node.name().to_string());
        let helpers = self.module.helpers.iter().map(|helper| helper.ident.to_string());
        let ours = [names::ERROR.to_owned(), names::OUTPUT.to_owned(), self.name().to_string()];
        nodes.chain(helpers).chain(ours).collect()
    }

    /// The calls of nodes in the bodies of nodes, and in those of the helpers that they call: the first of each name.
    pub(crate) fn calls_by_hand(&self) -> Vec<CallByHand<'_>> {
        let wanted = self.wanted();
        let helpers: BTreeMap<String, Calls<'_>> = self
            .module
            .helpers
            .iter()
            .map(|helper| (helper.ident.to_string(), called_by_helper(helper, &wanted)))
            .collect();
        let mut all = Vec::new();
        for (caller, mentions) in self.mentions.iter() {
            let node = self.node(caller);
            let mut calls = called(mentions, &node.sig, Some(node.name()));
            follow(&mut calls, &helpers, node.name());
            all.extend(self.module.nodes.iter().filter_map(|(called, node)| {
                let call = calls.remove(&node.name().to_string())?;
                Some(CallByHand { caller, called, call })
            }));
        }
        all
    }
}

/// Adds the calls within the helpers that are called, but for those of the node itself.
fn follow<'m>(calls: &mut Calls<'m>, helpers: &BTreeMap<String, Calls<'m>>, itself: &Ident) {
    let mut ways: Vec<String> = calls.keys().cloned().collect();
    while let Some(way) = ways.pop() {
        for (name, call) in helpers.get(&way).into_iter().flatten() {
            if itself != name && !calls.contains_key(name) {
                calls.insert(name.clone(), call.clone());
                ways.push(name.clone());
            }
        }
    }
}

fn called_by_helper<'m>(helper: &'m Helper, wanted: &BTreeSet<String>) -> Calls<'m> {
    let mut calls = called(&mentioned(&helper.sig, &helper.body, wanted), &helper.sig, None);
    calls.values_mut().for_each(|call| call.within = Some(helper));
    calls
}

/// The functions that a body calls. By `self::` a node may call itself.
fn called<'m>(mentions: &Mentions, sig: &Signature, itself: Option<&Ident>) -> Calls<'m> {
    let mut calls = Calls::new();
    for Mention { name, way, .. } in mentions.found.iter().filter(|mention| !mention.in_macro) {
        let is_call = match way {
            Way::Called => means_function(mentions, sig, name),
            Way::CalledHere => itself != Some(name),
            Way::Before(_) | Way::Bare => false,
        };
        if is_call {
            calls.entry(name.to_string()).or_insert_with(|| Call { name: name.clone(), within: None });
        }
    }
    calls
}

fn mentioned(sig: &Signature, body: &TokenTree, wanted: &BTreeSet<String>) -> Mentions {
    let (inputs, output, where_clause) = (&sig.inputs, &sig.output, &sig.generics.where_clause);
    let mut mentions = Mentions::of(quote!(#inputs; #output; #where_clause; #body), wanted);
    let generics = sig.generics.type_params().map(|param| param.ident.to_string());
    mentions.own.extend(generics.filter(|name| wanted.contains(name)));
    mentions
}

/// True if the name can be no variable in the body behind `sig`: nothing binds it, and it is only ever called.
fn means_function(mentions: &Mentions, sig: &Signature, name: &Ident) -> bool {
    let bare = mentions.found.iter().any(|mention| mention.name == *name && matches!(mention.way, Way::Bare));
    let patterns = sig.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(param) => Some(param.pat.to_token_stream()),
        FnArg::Receiver(_) => None,
    });
    !bare && !mentions.hides(&name.to_string()) && !patterns.into_iter().any(|pattern| contains(pattern, name))
}

fn contains(tokens: TokenStream, name: &Ident) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident.unraw() == name.unraw(),
        TokenTree::Group(group) => contains(group.stream(), name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
