use dagwright::dag;

#[dag]
mod shown {
    async fn shown() -> impl std::fmt::Display + Send + use<> {
        1
    }
}

fn main() {
    drop(shown::Pipeline::run());
}
