//! Half-typed modules: nothing that can be typed makes the macro panic, and it never loses a token of the user's.

mod mutations;
mod sources;

use proc_macro2::{Delimiter, TokenStream};

use crate::answers::answered;
use crate::expand::expand;
use mutations::{Token, flat, nested};
use sources::SOURCES;

/// The attributes that the macro takes away, and what the mutations make of one, which it takes away with a message; the
/// one by which it switches off a function without a body, and the one that it puts on a module with mistakes.
const OURS: [&str; 10] = ["node", "input", "output", "future", "from", "clone", "each", "stray", "cfg", "allow"];

fn tokens_of(source: &str) -> Vec<Token> {
    flat(source.parse().expect("a source is made of tokens"))
}

/// Expands as the compiler does, which answers "on" to every predicate.
fn expand_fully(options: &TokenStream, item: &TokenStream) -> TokenStream {
    answered(expand(options.clone(), item.clone()), true)
}

/// The tokens without our attributes.
fn users(tokens: &[Token]) -> Vec<&Token> {
    let mut kept = Vec::new();
    let mut rest = tokens;
    while let [first, others @ ..] = rest {
        rest = match others {
            [Token::Open(Delimiter::Bracket), Token::Leaf(name), ..]
                if first.is("#") && OURS.contains(&&*name.text) =>
            {
                &others[length_of_group(others)..]
            }
            _ => {
                kept.push(first);
                others
            }
        };
    }
    kept
}

fn length_of_group(tokens: &[Token]) -> usize {
    let mut depth = 0_usize;
    for (place, token) in tokens.iter().enumerate() {
        match token {
            Token::Open(_) => depth += 1,
            Token::Close(_) => depth -= 1,
            Token::Leaf(_) => {}
        }
        if depth == 0 {
            return place + 1;
        }
    }
    tokens.len()
}

/// Tokens that are left out if they would introduce nothing: `fn f<>() where {}`, `T:`.
fn says_nothing(token: &Token) -> bool {
    ["<", ">", ":", "where", ","].iter().any(|word| token.is(word))
}

/// True if the output holds the user's tokens in their order, with additions at one place. In misplaced generics,
/// lifetimes may have moved in front of types.
fn keeps(user: &[Token], output: &[Token]) -> bool {
    let essential = |tokens| users(tokens).into_iter().filter(|token| !says_nothing(token)).collect::<Vec<_>>();
    let (user, output) = (essential(user), essential(output));
    let pairs = |(user, output): &(&&Token, &&Token)| user == output;
    let front = user.iter().zip(&output).take_while(pairs).count();
    let back = user[front..].iter().rev().zip(output[front..].iter().rev()).take_while(pairs).count();
    let moved = sorted(&user[front..user.len() - back]);
    let mut left = sorted(&output[front..output.len() - back]).into_iter();
    moved.iter().all(|token| left.any(|other| other == *token))
}

fn sorted(tokens: &[&Token]) -> Vec<String> {
    let mut texts: Vec<String> = tokens.iter().map(|token| format!("{token:?}")).collect();
    texts.sort_unstable();
    texts
}

fn keeps_every_token(options: &str, tokens: &[Token]) {
    let item = nested(tokens);
    let options: TokenStream = options.parse().expect("options are made of tokens");
    let expanded = expand(options.clone(), item.clone());
    assert!(keeps(&flat(item.clone()), &flat(expanded.clone())), "{item}\n\nbecame\n\n{expanded}");
    answered(expanded, true);
}

fn every_mutation(mutate: impl Fn(&[Token], usize) -> Vec<Token>) {
    for (options, source) in SOURCES {
        let tokens = tokens_of(source);
        for place in 0..=tokens.len() {
            keeps_every_token(options, &mutate(&tokens, place));
        }
    }
}

#[test]
fn the_sources_are_sound() {
    for (options, source) in SOURCES {
        let expanded = expand_fully(&options.parse().unwrap(), &source.parse().unwrap()).to_string();
        assert!(!expanded.contains("compile_error"), "{expanded}");
        assert!(expanded.contains("async fn run"), "{expanded}");
    }
}

#[test]
fn every_prefix_expands_and_keeps_every_token() {
    every_mutation(|tokens, length| tokens[..length].to_vec());
}

#[test]
fn every_module_without_one_token_expands_and_keeps_the_others() {
    every_mutation(mutations::without);
}

#[test]
fn every_module_with_a_stray_token_expands_and_keeps_every_token() {
    every_mutation(|tokens, place| mutations::replaced(tokens, place, ","));
    every_mutation(|tokens, place| mutations::replaced(tokens, place, "stray"));
    every_mutation(|tokens, place| mutations::inserted(tokens, place, "#"));
}

#[test]
fn every_prefix_of_the_options_expands_and_keeps_the_module() {
    let source = tokens_of("pub mod pipeline { async fn answer() -> u64 { 42 } }");
    for options in [
        "name = Checkout, error = Box<dyn Error + Send>, derive(Clone, a::B,), crate = my::dagwright, unknown(a, b), = 3, \"x\"",
    ] {
        let tokens = tokens_of(options);
        for length in 0..=tokens.len() {
            keeps_every_token(&nested(&tokens[..length]).to_string(), &source);
            keeps_every_token(&nested(&mutations::without(&tokens, length)).to_string(), &source);
        }
    }
}

#[test]
fn what_is_no_module_comes_back_as_it_was() {
    for item in
        ["fn free() {}", "mod other;", "struct S { a: u8 }", "", "impl X for Y {}", "let", "mod", "mod m {} mod n {}"]
    {
        keeps_every_token("", &tokens_of(item));
    }
}

#[test]
fn a_body_that_is_no_rust_comes_back_untouched_and_the_rest_still_expands() {
    let body = "{ let user = user . ; } else => .. ? @ r#type 'a }".replace("} else", "else");
    let source = format!("mod m {{ async fn user() -> u64 {{ 7 }} async fn page(user: &u64) -> String {body} }}");
    let expanded = expand(TokenStream::new(), source.parse().unwrap()).to_string();
    let body: TokenStream = body.parse().unwrap();
    assert!(expanded.contains(&body.to_string()), "{expanded}");
    assert!(!expanded.contains("compile_error"), "{expanded}");
    for generated in ["struct Pipeline", "struct Output", "async fn run"] {
        assert!(expanded.contains(generated), "no `{generated}` in {expanded}");
    }
}

#[test]
fn the_same_module_expands_to_the_same_text() {
    for (options, source) in SOURCES {
        let text = || expand_fully(&options.parse().unwrap(), &source.parse().unwrap()).to_string();
        assert_eq!(text(), text());
    }
}
