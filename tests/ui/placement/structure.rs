use dagwright::dag;

#[dag]
pub struct Checkout {
    pub page: String,
}

fn main() {
    drop(Checkout { page: String::new() });
}
