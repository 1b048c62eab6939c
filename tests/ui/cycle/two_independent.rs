use dagwright::dag;

#[dag]
mod checkout {
    async fn hen(egg: &str) -> String {
        egg.to_owned()
    }
    async fn egg(hen: &str) -> String {
        hen.to_owned()
    }
    async fn ask(answer: &str) -> String {
        answer.to_owned()
    }
    async fn answer(ask: &str) -> String {
        ask.to_owned()
    }
    async fn omelette(egg: &str) -> String {
        egg.to_owned()
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
