use dagwright::dag;

pub struct Badge(String);

#[dag]
mod checkout {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub is_vip: bool,
        pub text: &'a str,
        pub ids: Vec<u64>,
        pub permits: usize,
        pub card: String,
    }

    #[node(when = is_vpi)]
    async fn badge(text: &str) -> Badge {
        Badge(text.to_owned())
    }
    async fn page(badge: Option<&Badge>, greeting: &Badge) -> String {
        format!("{} {}", badge.is_some(), greeting.0)
    }
    #[node(when = is_vip)]
    async fn greeting() -> Badge {
        Badge(String::new())
    }
    #[node(timeout = "soon")]
    async fn title() -> String {
        String::new()
    }
    #[node(spawn, limit = permits)]
    async fn words(text: &str) -> usize {
        text.len()
    }
    #[node(retry)]
    async fn paid(card: String) -> usize {
        card.len()
    }
    #[node(blocking)]
    async fn invoices(#[each(ids)] id: &u64, #[each(words)] word: char) -> String {
        format!("{id} {word}")
    }
    #[node(after(audited))]
    fn audited() {}
}

fn main() {}
