//! The names that nodes mention, in their signatures and bodies.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{FnArg, Ident};

use super::link::Link;
use super::resolved::Resolved;
use crate::graph::Table;
use crate::names;
use crate::read::mentions::{Mention, Mentions, Way};
use crate::read::model::{Node, NodeId};

/// A node's body calls a node.
pub(crate) struct CallByHand<'p> {
    pub(crate) caller: NodeId,
    pub(crate) called: NodeId,
    /// The name at the call.
    pub(crate) name: &'p Ident,
}

impl<L: Link> Resolved<'_, L> {
    /// Reads every body once, for the rules that look into them.
    pub(super) fn find_mentions(&self) -> Table<NodeId, Mentions> {
        let nodes = self.module.nodes.rows().map(|node| node.name().to_string());
        let ours = [names::ERROR.to_owned(), names::OUTPUT.to_owned(), self.name().to_string()];
        let wanted: BTreeSet<String> = nodes.chain(ours).collect();
        self.module.nodes.rows().map(|node| mentioned(node, &wanted)).collect()
    }

    /// The calls of nodes in the bodies of nodes: the first of each name in a body.
    pub(crate) fn calls_by_hand(&self) -> Vec<CallByHand<'_>> {
        let named: BTreeMap<String, NodeId> =
            self.module.nodes.iter().map(|(number, node)| (node.name().to_string(), number)).collect();
        let mut calls: Vec<CallByHand<'_>> = Vec::new();
        for (caller, mentions) in self.mentions.iter() {
            for Mention { name, .. } in mentions.found.iter().filter(|mention| is_call(mention)) {
                let Some(called) = named.get(&name.to_string()).copied() else { continue };
                let again =
                    calls.iter().rev().take_while(|call| call.caller == caller).any(|call| call.called == called);
                if !again && means_function(mentions, self.node(caller), name) {
                    calls.push(CallByHand { caller, called, name });
                }
            }
        }
        calls
    }
}

fn mentioned(node: &Node, wanted: &BTreeSet<String>) -> Mentions {
    let (sig, body) = (&node.sig, &node.body);
    let (inputs, output, where_clause) = (&sig.inputs, &sig.output, &sig.generics.where_clause);
    let mut mentions = Mentions::of(quote!(#inputs; #output; #where_clause; #body), wanted);
    let generics = sig.generics.type_params().map(|param| param.ident.to_string());
    mentions.own.extend(generics.filter(|name| wanted.contains(name)));
    mentions
}

fn is_call(mention: &Mention) -> bool {
    matches!(mention.way, Way::Called) && !mention.in_macro
}

/// True if the name can be no variable in the body of `node`: nothing binds it, and it is only ever called.
fn means_function(mentions: &Mentions, node: &Node, name: &Ident) -> bool {
    let bare = mentions.found.iter().any(|mention| mention.name == *name && matches!(mention.way, Way::Bare));
    let patterns = node.sig.inputs.iter().filter_map(|input| match input {
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
