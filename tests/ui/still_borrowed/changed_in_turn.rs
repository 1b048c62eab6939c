use dagwright::dag;

#[dag]
mod shop {
    async fn tx() -> Vec<u32> {
        Vec::new()
    }
    #[node(spawn, timeout = "1s", fallback = nothing)]
    async fn order(tx: &mut Vec<u32>) -> Result<u32, dagwright::Timeout> {
        tx.push(1);
        Ok(1)
    }
    fn nothing(_: dagwright::Timeout) -> u32 {
        0
    }
    async fn lines(tx: &mut Vec<u32>, order: u32) -> u32 {
        tx.push(order);
        order
    }
    async fn committed(tx: Vec<u32>, lines: u32) -> usize {
        tx.len() + lines as usize
    }
}

fn main() {
    drop(shop::Pipeline::run());
}
