use dagwright::dag;

#[dag]
mod checkout {
    #[node(bloking, timeout = "5s")]
    fn rows() -> Vec<String> {
        Vec::new()
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
