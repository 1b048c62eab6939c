use dagwright::dag;

#[dag]
mod checkout {}

fn main() {
    drop(checkout::Pipeline::run());
}
