use dagwright::dag;

#[dag]
mod photos {
    async fn photo() -> Vec<u8> {
        vec![1, 2, 3]
    }
    #[node(blocking, timeout = "1s", fallback = nobody)]
    fn faces(photo: &[u8]) -> Result<usize, dagwright::Timeout> {
        Ok(photo.len())
    }
    fn nobody(_: dagwright::Timeout) -> usize {
        0
    }
    async fn stored(photo: Vec<u8>, faces: usize) -> usize {
        photo.len() + faces
    }
}

fn main() {
    drop(photos::Pipeline::run());
}
