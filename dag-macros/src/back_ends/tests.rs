//! The modules of the goldens by other back ends.

use insta::{Settings, assert_snapshot};
use proc_macro2::{TokenStream, TokenTree};
use syn::{Expr, ImplItem, Item, Lit};

use super::{mermaid, ready_set, sequential};
use crate::expand::{EntryFunction, expand_with};
use crate::goldens::{file, names, source, taken_apart};
use crate::read::cfg::Cfg;

fn expansion(back_end: EntryFunction, name: &str) -> TokenStream {
    let (options, item) = taken_apart(&source(name));
    expand_with(back_end, Cfg::default(), options, item)
}

fn is_question(expansion: &TokenStream) -> bool {
    let is_cfg_attr = |token: TokenTree| token.to_string().contains("dag_decided");
    expansion.clone().into_iter().take(2).any(is_cfg_attr) || expansion.to_string().starts_with("# [cfg_attr")
}

/// The flowcharts of a module, one for each entry point.
fn flowcharts(name: &str) -> String {
    let items = file(&expansion(mermaid::function, name)).items.into_iter().flat_map(|item| match item {
        Item::Mod(module) => module.content.expect("an inline module").1,
        _ => Vec::new(),
    });
    let constants = items.flat_map(|item| match item {
        Item::Impl(item) => item.items,
        _ => Vec::new(),
    });
    let texts = constants.filter_map(|item| match item {
        ImplItem::Const(constant) => match constant.expr {
            Expr::Lit(text) => match text.lit {
                Lit::Str(text) => Some(text.value()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    });
    texts.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_program_is_drawn_as_it_is_written_down() {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("../goldens/flowcharts");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for name in names(".rs").iter().filter(|name| !is_question(&expansion(mermaid::function, name))) {
        settings.bind(|| assert_snapshot!(name.as_str(), flowcharts(name)));
    }
}

#[test]
fn every_program_can_be_printed_without_a_schedule() {
    for name in names(".rs") {
        for back_end in [sequential::function, ready_set::function] as [EntryFunction; 2] {
            let expansion = expansion(back_end, &name);
            assert!(is_question(&expansion) || expansion.to_string().contains("fn run"), "{name}: {expansion}");
        }
    }
}
