//! The likely meaning of a name that nothing has.

use syn::ext::IdentExt;
use syn::{Ident, Type};

use super::fits::{has_elements, is_that, may_serve};
use super::words::line;
use crate::diagnostics::suggest::{SHOWN, did_you_mean, list, listed};
use crate::names;
use crate::read::model::{Elsewhere, NoNode, Param, Unmarked};
use crate::read::options::SKIP;
use crate::resolve::{Provider, Resolved, Source};
use crate::types;

/// A consumer that asks for a name.
#[derive(Clone, Copy)]
pub(super) struct Asker<'a> {
    /// The node; `None` for an output.
    pub(super) node: Option<Provider>,
    /// The type asked for, where there is one.
    pub(super) ty: Option<&'a Type>,
    pub(super) param: Option<&'a Param>,
    /// Other names and values may be offered to it.
    pub(super) offers: bool,
}

/// The likely meaning of a name.
pub(super) struct Asked {
    /// "; did you mean `user`?", or nothing.
    pub(super) suggestion: String,
    /// Another way out, on a line of its own, where there is no such suggestion.
    pub(super) way_out: String,
    /// True if something of the name is told about, or something of the type: then that is meant, and no new input.
    pub(super) found: bool,
}

impl<'a> Asker<'a> {
    pub(super) fn of_param(node: Provider, param: &'a Param) -> Self {
        Self { node: Some(node), ty: Some(&param.ty), param: Some(param), offers: true }
    }

    pub(super) fn of_option(node: Provider, ty: Option<&'a Type>) -> Self {
        Self { node: Some(node), ty, param: None, offers: true }
    }

    pub(super) fn of_output(ty: Option<&'a Type>) -> Self {
        Self { node: None, ty, param: None, offers: true }
    }

    fn each(self) -> bool {
        self.param.is_some_and(|param| param.each.is_some())
    }

    /// True if the source may be meant, as far as the types tell.
    fn fits(self, source: Source<'_>) -> bool {
        let (Some(asked), Some(provided)) = (self.ty, source.likely_type()) else { return true };
        if self.each() { has_elements(provided, asked) || !is_list(provided) } else { may_serve(provided, asked) }
    }

    /// True if an element of the source may be meant.
    fn fits_an_element(self, source: Source<'_>) -> bool {
        let (Some(asked), Some(provided)) = (self.ty.filter(|_| !self.each()), source.likely_type()) else {
            return false;
        };
        self.param.is_some() && has_elements(provided, asked)
    }
}

fn is_list(ty: &Type) -> bool {
    types::element(types::pointee(ty)).is_some()
}

impl Asked {
    /// `inputs`: the names that an input struct would have to have, if there is none.
    pub(super) fn new(pipeline: &Resolved<'_>, name: &str, asker: Asker<'_>, inputs: &[String]) -> Self {
        let told = helper(pipeline, name).or_else(|| elsewhere(pipeline, name));
        let unmarked = pipeline.module.unmarked.as_ref().filter(|_| pipeline.module.inputs.is_empty());
        let of_unmarked = unmarked.is_some_and(|unmarked| unmarked.fields.iter().any(|field| field.unraw() == name));
        let offers = asker.offers && !of_unmarked;
        let suggestion = if told.is_some() || !offers { String::new() } else { suggestion(pipeline, name, asker) };
        if !suggestion.is_empty() {
            return Self { suggestion, way_out: String::new(), found: true };
        }
        let told = told.or_else(|| {
            if offers { givers(pipeline, asker).or_else(|| constant(name)).or_else(|| run_error(name)) } else { None }
        });
        if let Some(told) = told {
            return Self { suggestion, way_out: format!("\n{told}"), found: true };
        }
        let structs = pipeline.inputs_text(asker.node);
        let way_out = match (structs.is_empty(), unmarked) {
            (false, _) => format!("\nadd a node `{name}`, or a field `{name}` to {structs}"),
            (true, Some(Unmarked { ident, .. })) => {
                let line = line(ident.span());
                format!("\n`{ident}` on line {line} gives nothing as long as it is not marked `#[input]`")
            }
            (true, None) => format!("\nadd a node `{name}`, or have the caller give {}", given(name, inputs)),
        };
        Self { suggestion, way_out, found: false }
    }
}

/// `LIMIT`
fn constant(name: &str) -> Option<String> {
    let upper = name.len() > 1 && name.chars().all(|letter| !letter.is_lowercase());
    upper.then(|| format!("if `{name}` is a constant: a body can use it as it is, without a parameter"))
}

/// `failure`
fn run_error(name: &str) -> Option<String> {
    let told = "the run's error is there for a node that runs when everything else is over: `#[node(finally)]`";
    (name == names::FAILURE).then(|| told.to_owned())
}

/// "; did you mean `user`?", "; did you mean an element of `ids`, `#[each(ids)] id: u64`?"
fn suggestion(pipeline: &Resolved<'_>, name: &str, asker: Asker<'_>) -> String {
    let named = |fits: &dyn Fn(Source<'_>) -> bool| {
        let others = pipeline.providers().filter(|provider| Some(*provider) != asker.node);
        let sources = others.map(|provider| pipeline.source(provider)).filter(|source| fits(*source));
        let names: Vec<String> = sources.map(|source| source.name().unraw().to_string()).collect();
        did_you_mean(name, names.iter().map(String::as_str))
    };
    let whole = named(&|source| asker.fits(source));
    if !whole.is_empty() {
        return whole;
    }
    let element = named(&|source| asker.fits_an_element(source));
    let list = element.split('`').nth(1);
    match (list, asker.param) {
        (Some(list), Some(param)) => {
            let local = param.local.as_ref().map_or_else(String::new, |local| format!("{local}: "));
            let ty = types::text(&param.ty);
            format!("; did you mean the elements of `{list}`, `#[each({list})] {local}{ty}`?")
        }
        _ => String::new(),
    }
}

/// A helper of the name, with what makes a node of it.
fn helper(pipeline: &Resolved<'_>, name: &str) -> Option<String> {
    let mut helpers = pipeline.module.helpers.iter();
    let helper = helpers.find(|helper| {
        let text = helper.ident.unraw().to_string();
        text == name || text.strip_prefix('_') == Some(name)
    })?;
    let (ident, line) = (&helper.ident, line(helper.ident.span()));
    let skipped = helper.given.iter().any(|given| given.option.name == SKIP);
    Some(if ident.unraw() != name {
        format!("the function `{ident}` on line {line} is no node, as its name begins with `_`: call it `{name}`")
    } else if skipped {
        format!("the function `{ident}` on line {line} is no node: leave out its `skip`")
    } else {
        format!("the function `{ident}` on line {line} is no node: mark it `#[node]`")
    })
}

/// Something else of the name, with the reason why it is no node.
fn elsewhere(pipeline: &Resolved<'_>, name: &str) -> Option<String> {
    let Elsewhere { ident, kind, .. } = pipeline.module.elsewhere.iter().find(|other| other.ident.unraw() == name)?;
    let line = line(ident.span());
    Some(match kind {
        NoNode::Method => format!(
            "`{ident}` on line {line} is a method, and only functions of the module itself are nodes: \
             write one that calls it"
        ),
        NoNode::InModule => format!(
            "the function `{ident}` on line {line} is that of a module within, and only functions of this module are \
             nodes: write one that calls it"
        ),
        NoNode::Constant => {
            format!("`{ident}` on line {line} is no node: a body can use it as it is, without a parameter")
        }
        NoNode::Imported => format!(
            "`{ident}` on line {line} comes from elsewhere, and only functions that are written in this module are \
             nodes: in place of the `use`, write one that calls it"
        ),
        NoNode::SwitchedOff => {
            format!("`{ident}` on line {line} is switched off by a `#[cfg]`: what takes it has to be, too")
        }
        NoNode::FromMacro => format!(
            "`{ident}` on line {line} is an argument of a macro, and only functions that are written in this module are \
             nodes: write one here"
        ),
    })
}

/// "the node `get_user` gives a `User`: `#[from(get_user)] user: &User`"
fn givers(pipeline: &Resolved<'_>, asker: Asker<'_>) -> Option<String> {
    let asked = asker.ty?;
    let gives = |provider: &Provider| {
        let provided = pipeline.source(*provider).likely_type();
        Some(*provider) != asker.node && provided.is_some_and(|provided| is_that(provided, asked))
    };
    let mut givers: Vec<Provider> = pipeline.providers().filter(gives).collect();
    if let (Some(node), false) = (asker.node, givers.is_empty()) {
        // What waits for the consumer cannot serve it.
        let graph = pipeline.graph();
        givers.retain(|giver| !graph.ancestors_of([*giver])[node]);
    }
    let givers: Vec<Source<'_>> = givers.into_iter().map(|giver| pipeline.source(giver)).collect();
    let names = || givers.iter().map(|giver| giver.name().unraw().to_string());
    match (&givers[..], asker.param) {
        ([], _) => None,
        ([giver], Some(param)) => {
            let (kind, name) = (giver.kind(), giver.name());
            let local = param.local.as_ref().map_or_else(String::new, |local| format!("{local}: "));
            let (provided, asked) = (types::text(giver.likely_type()?), types::text(asked));
            Some(format!("the {kind} `{name}` gives `{provided}`: take it as `#[from({name})] {local}{asked}`"))
        }
        ([giver], None) => {
            let provided = types::text(giver.likely_type()?);
            Some(format!("the {} `{}` gives `{provided}`", giver.kind(), giver.name()))
        }
        _ => {
            let names: Vec<String> = names().collect();
            let from = if asker.param.is_some() {
                format!(": `#[from({})]` takes it by another name", names[0])
            } else {
                String::new()
            };
            Some(format!("{} give such a value{from}", list(names.iter().map(String::as_str))))
        }
    }
}

/// The message to a consumer that asks for the input struct as such.
pub(super) fn whole_input(pipeline: &Resolved<'_>, param: &Param, others: &str) -> Option<String> {
    let name = &types::last_segment(types::pointee(&param.ty))?.ident;
    let field = |ident: &Ident, ty: &Type| {
        let copy = types::is_copy(ty) == Some(true);
        let text = if copy { types::text(ty) } else { types::borrowed_text(ty) };
        format!("`{ident}: {}`", types::elided(&text))
    };
    let input = pipeline.module.inputs.iter().find(|input| input.ident == *name);
    let (mark, fields) = match (input, &pipeline.module.unmarked) {
        (Some(input), _) => {
            let fields = input.fields.iter();
            ("", fields.map(|input| field(&input.ident, &input.ty)).collect::<Vec<_>>())
        }
        (None, Some(unmarked)) if unmarked.ident == *name => {
            ("mark it `#[input]`, and ", unmarked.fields.iter().map(|field| format!("`{field}`")).collect())
        }
        _ => return None,
    };
    let way = if fields.is_empty() { "" } else { "take what is needed of it, each by a parameter of its own: " };
    let fields = listed(fields);
    Some(format!(
        "`{name}` as a whole is no value: each of its fields is an input by its own name{others}\n{mark}{way}{fields}"
    ))
}

/// "it: `#[input] pub struct Input { pub id: ... }`"
fn given(name: &str, inputs: &[String]) -> String {
    let all = if inputs.len() < 2 { vec![name] } else { inputs.iter().map(String::as_str).collect() };
    let mut fields: Vec<String> = all.iter().take(SHOWN).map(|name| format!("pub {name}: ...")).collect();
    if all.len() > SHOWN {
        fields.push(format!("... ({} more)", all.len() - SHOWN));
    }
    let what = if all.len() < 2 { "it" } else { "them" };
    format!("{what}: `#[input] pub struct Input {{ {} }}`", fields.join(", "))
}
