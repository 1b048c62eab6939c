use dagwright::dag;

#[dag]
mod checkout {
    async fn stock() -> u64 {
        #[node(timeout = "1s")]
        let stock = 7;
        if stock > 0 {
            #[node]
            let more = stock + 1;
            return more;
        }
        stock
    }
}

fn main() {}
