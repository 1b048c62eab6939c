use dagwright::dag;

pub struct Threads;

// title (spawn) → page (spawn)         one task, on what is no runtime
#[dag]
mod checkout {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub threads: &'a Threads,
    }

    #[node(spawn = threads)]
    async fn title() -> u32 {
        1
    }
    #[node(spawn = threads)]
    async fn page(title: u32) -> u32 {
        title
    }
}

fn main() {
    let _ = checkout::Pipeline::run;
}
