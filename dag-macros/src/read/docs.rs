//! The first sentence of a function's documentation.

use syn::{Attribute, Expr, ExprLit, Lit, Meta};

/// "Looks the user up." Links in it are plain text, as their targets may be named further down.
pub(super) fn first_sentence(attrs: &[Attribute]) -> Option<String> {
    let lines = attrs.iter().filter(|attr| attr.path().is_ident("doc")).filter_map(text);
    let text = lines.collect::<Vec<_>>().join("\n");
    let paragraph = text.trim_start().split("\n\n").next()?;
    let words: Vec<&str> = paragraph.split_whitespace().collect();
    let ends = |(index, word): (usize, &&str)| {
        let next = words.get(index + 1).and_then(|next| next.chars().next());
        word.ends_with(['.', '!', '?']) && next.is_none_or(char::is_uppercase)
    };
    let end = words.iter().enumerate().position(ends).map_or(words.len(), |index| index + 1);
    let sentence = without_links(&words[..end].join(" "));
    (!sentence.is_empty()).then_some(sentence)
}

/// The text of `/// ...`, without the blank in front of it.
fn text(attr: &Attribute) -> Option<String> {
    let Meta::NameValue(doc) = &attr.meta else { return None };
    let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = &doc.value else { return None };
    let text = text.value();
    let lines = text.lines().map(|line| line.trim().trim_start_matches("* "));
    Some(lines.collect::<Vec<_>>().join("\n"))
}

/// `[the user](crate::User)` → `the user`
fn without_links(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let (mut code, mut target) = (false, None);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if target == Some(letter) {
            target = None;
            continue;
        }
        match letter {
            _ if target.is_some() => {}
            '`' => {
                code = !code;
                plain.push(letter);
            }
            '[' if !code => {}
            ']' if !code => {
                target = match letters.peek() {
                    Some('(') => Some(')'),
                    Some('[') => Some(']'),
                    _ => None,
                };
                letters.next_if(|_| target.is_some());
            }
            _ => plain.push(letter),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::first_sentence;

    fn of(function: &syn::ItemFn) -> Option<String> {
        first_sentence(&function.attrs)
    }

    #[test]
    fn it_ends_with_a_full_stop_or_the_paragraph() {
        let one = of(&parse_quote! {
            /// Looks the user up, e.g. by
            /// number. There is a cache.
            ///
            /// # Errors
            fn user() {}
        });
        assert_eq!(one.as_deref(), Some("Looks the user up, e.g. by number."));
        let no_stop = of(&parse_quote! {
            /// Looks the user up
            ///
            /// There is a cache.
            #[doc(hidden)]
            fn user() {}
        });
        assert_eq!(no_stop.as_deref(), Some("Looks the user up"));
        let block = of(&parse_quote! {
            /**
             * Looks the user up! Quickly.
             */
            fn user() {}
        });
        assert_eq!(block.as_deref(), Some("Looks the user up!"));
    }

    #[test]
    fn links_are_plain_text_and_code_stays() {
        let linked = of(&parse_quote! {
            /// Gives [`User`], [a cart](crate::Cart), [offers][of] and `[u8; 4]`.
            fn user() {}
        });
        assert_eq!(linked.as_deref(), Some("Gives `User`, a cart, offers and `[u8; 4]`."));
    }

    #[test]
    fn a_function_may_have_none() {
        assert_eq!(
            of(&parse_quote!(
                #[doc = include_str!("user.md")]
                fn user() {}
            )),
            None
        );
        assert_eq!(
            of(&parse_quote!(
                #[doc = ""]
                fn user() {}
            )),
            None
        );
    }
}
