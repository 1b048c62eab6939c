use dagwright::dag;

#[dag]
mod checkout {
    async fn lines() -> Vec<std::io::Result<String>> {
        Vec::new()
    }

    async fn lengths(#[each(lines)] line: &str) -> usize {
        line.len()
    }
}

fn main() {}
