use dagwright::dag;

#[dag]
mod pages {
    #[input]
    pub struct Input {
        pub note: Option<String>,
        pub photo: Option<String>,
    }

    #[node(when = some(!note))]
    async fn nothing() -> String {
        String::new()
    }

    #[node(when = !some(note))]
    async fn neither() -> String {
        String::new()
    }

    #[node(when = some(note, photo))]
    async fn both() -> String {
        String::new()
    }

    #[node(when = some(note) && some(photo))]
    async fn joined() -> String {
        String::new()
    }

    #[node(when = some())]
    async fn empty() -> String {
        String::new()
    }
}

fn main() {}
