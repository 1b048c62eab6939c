//! The names that tokens mention. Bodies are not parsed, so that half-typed code keeps its completion: what a name stands
//! for is told by the tokens beside it.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::Ident;

/// Macros whose arguments are expressions.
const OF_EXPRESSIONS: [&str; 26] = [
    "assert",
    "assert_eq",
    "assert_ne",
    "bail",
    "dbg",
    "debug",
    "debug_assert",
    "debug_assert_eq",
    "ensure",
    "eprintln",
    "error",
    "format",
    "info",
    "join",
    "matches",
    "panic",
    "print",
    "println",
    "select",
    "todo",
    "trace",
    "try_join",
    "vec",
    "warn",
    "write",
    "writeln",
];
/// Words in front of a name that they give a meaning of its own.
const DECLARING: [&str; 12] =
    ["fn", "struct", "enum", "union", "trait", "type", "mod", "static", "const", "let", "ref", "macro_rules"];

/// The names of interest that tokens mention.
#[derive(Default)]
pub(crate) struct Mentions {
    pub(crate) found: Vec<Mention>,
    /// The names that have another meaning somewhere in the tokens: a variable, a parameter, an import.
    pub(crate) own: BTreeSet<String>,
    /// A glob import stands in the tokens.
    pub(crate) glob: bool,
}

/// A name that stands by itself: not behind a `.` or a `::`, not in front of a `:`.
pub(crate) struct Mention {
    pub(crate) name: Ident,
    pub(crate) way: Way,
    /// It stands in the arguments of a macro that may make anything of it.
    pub(crate) in_macro: bool,
}

/// The way in which a name is mentioned.
pub(crate) enum Way {
    /// `name(...)`
    Called,
    /// `self::name(...)`
    CalledHere,
    /// `name::Next`
    Before(Ident),
    /// `name`
    Bare,
}

impl Mentions {
    /// The mentions of the names in `wanted`.
    pub(crate) fn of(tokens: TokenStream, wanted: &BTreeSet<String>) -> Self {
        let mut mentions = Self::default();
        mentions.scan(tokens, wanted, false);
        mentions
    }

    /// True if `name` may mean something else than what the module calls so.
    pub(crate) fn hides(&self, name: &str) -> bool {
        self.glob || self.own.contains(name)
    }

    fn scan(&mut self, tokens: TokenStream, wanted: &BTreeSet<String>, in_macro: bool) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut index = 0;
        while let Some(token) = tokens.get(index) {
            let here = Here { tokens: &tokens, index };
            index += 1;
            match token {
                TokenTree::Ident(word) if word == "use" && !here.behind('.') => {
                    index += self.import(&tokens[index..], wanted);
                }
                TokenTree::Ident(name) if here.opens_generics() => self.generics(&tokens[index..], name, wanted),
                TokenTree::Ident(name) if wanted.contains(&name.to_string()) => self.mention(name, &here, in_macro),
                TokenTree::Group(group) if !here.is_attribute() => {
                    self.scan(group.stream(), wanted, in_macro || here.is_macro_of_its_own());
                }
                _ => {}
            }
        }
    }

    fn mention(&mut self, name: &Ident, here: &Here<'_>, in_macro: bool) {
        if here.declares() {
            self.own.insert(name.to_string());
        } else if let Some(way) = here.way() {
            self.found.push(Mention { name: name.clone(), way, in_macro });
        }
    }

    /// Enters the names of a `use`, and gives the number of its tokens.
    fn import(&mut self, tokens: &[TokenTree], wanted: &BTreeSet<String>) -> usize {
        let end = tokens.iter().position(|token| is(token, ';')).unwrap_or(tokens.len());
        self.imported(&tokens[..end], wanted);
        end
    }

    fn imported(&mut self, tokens: &[TokenTree], wanted: &BTreeSet<String>) {
        for token in tokens {
            match token {
                TokenTree::Ident(name) if wanted.contains(&name.to_string()) => _ = self.own.insert(name.to_string()),
                TokenTree::Group(group) => self.imported(&group.stream().into_iter().collect::<Vec<_>>(), wanted),
                token => self.glob |= is(token, '*'),
            }
        }
    }

    /// Enters the name and the generic parameters of a function, or those of an `impl`.
    fn generics(&mut self, tokens: &[TokenTree], item: &Ident, wanted: &BTreeSet<String>) {
        if item != "impl" && wanted.contains(&item.to_string()) {
            self.own.insert(item.to_string());
        }
        let mut depth = 0_usize;
        for (index, token) in tokens.iter().enumerate() {
            match token {
                token if is(token, '<') => depth += 1,
                token if is(token, '>') && !behind(tokens, index, '-') => depth = depth.saturating_sub(1),
                TokenTree::Ident(name) if depth == 1 && wanted.contains(&name.to_string()) => {
                    let first = behind(tokens, index, '<') || behind(tokens, index, ',');
                    self.own.extend(first.then(|| name.to_string()));
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
}

/// A token among others.
struct Here<'a> {
    tokens: &'a [TokenTree],
    index: usize,
}

impl Here<'_> {
    fn before(&self, distance: usize) -> Option<&TokenTree> {
        self.tokens.get(self.index.checked_sub(distance)?)
    }

    fn ahead(&self, distance: usize) -> Option<&TokenTree> {
        self.tokens.get(self.index + distance)
    }

    fn behind(&self, letter: char) -> bool {
        behind(self.tokens, self.index, letter)
    }

    fn ahead_is(&self, distance: usize, letter: char) -> bool {
        self.ahead(distance).is_some_and(|token| is(token, letter))
    }

    fn word_before(&self, distance: usize, words: &[&str]) -> bool {
        matches!(self.before(distance), Some(TokenTree::Ident(word)) if words.iter().any(|other| word == other))
    }

    /// `fn name <` or `impl <`
    fn opens_generics(&self) -> bool {
        let item = self.word_before(0, &["impl"]) || self.word_before(1, &["fn"]);
        item && self.ahead_is(1, '<')
    }

    /// `#[...]`
    fn is_attribute(&self) -> bool {
        let brackets =
            matches!(self.before(0), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket);
        brackets && (self.behind('#') || (self.behind('!') && behind(self.tokens, self.index - 1, '#')))
    }

    /// The arguments of a macro that are not known to be expressions.
    fn is_macro_of_its_own(&self) -> bool {
        self.behind('!') && matches!(self.before(2), Some(TokenTree::Ident(_))) && !self.word_before(2, &OF_EXPRESSIONS)
    }

    /// True if the name gets a meaning of its own here.
    fn declares(&self) -> bool {
        let variable = self.word_before(1, &["mut"]) && !behind(self.tokens, self.index - 1, '&');
        let element =
            self.word_before(1, &["for"]) && matches!(self.ahead(1), Some(TokenTree::Ident(word)) if word == "in");
        let of_closure = self.behind('|') && self.ahead_is(1, ':') && !self.ahead_is(2, ':');
        variable || element || of_closure || self.word_before(1, &DECLARING)
    }

    fn way(&self) -> Option<Way> {
        let of_something = self.behind('.') && !(self.index > 1 && behind(self.tokens, self.index - 1, '.'));
        let in_path = self.behind(':') && self.index > 1 && behind(self.tokens, self.index - 1, ':');
        let lifetime = self.behind('\'');
        let path = self.ahead_is(1, ':') && self.ahead_is(2, ':');
        let field = self.ahead_is(1, ':') && !path;
        let assigned = self.ahead_is(1, '=') && !self.ahead_is(2, '=') && !self.ahead_is(2, '>');
        let a_macro = self.ahead_is(1, '!') && !self.ahead_is(2, '=');
        if in_path && self.word_before(3, &["self"]) && !behind(self.tokens, self.index - 3, ':') {
            return self.ahead(1).is_some_and(is_call).then_some(Way::CalledHere);
        }
        if of_something || in_path || lifetime || field || assigned || a_macro {
            return None;
        }
        Some(match self.ahead(1) {
            Some(token) if is_call(token) => Way::Called,
            _ if path => self.behind_path(),
            _ => Way::Bare,
        })
    }

    fn behind_path(&self) -> Way {
        match self.ahead(3) {
            Some(TokenTree::Ident(next)) => Way::Before(next.clone()),
            Some(token) if is(token, '<') => Way::Called,
            _ => Way::Bare,
        }
    }
}

fn is(token: &TokenTree, letter: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == letter)
}

fn behind(tokens: &[TokenTree], index: usize, letter: char) -> bool {
    index.checked_sub(1).is_some_and(|before| is(&tokens[before], letter))
}

fn is_call(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis)
}
