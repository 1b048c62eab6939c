use dagwright::dag;

#[dag]
mod checkout {
    async fn parsed<T: Default>() -> T {
        T::default()
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
