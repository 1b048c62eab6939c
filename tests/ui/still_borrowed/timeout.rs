use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub photo: Vec<u8>,
    }

    #[output]
    pub struct Output {
        pub faces: usize,
        pub photo: Vec<u8>,
    }

    #[node(blocking, timeout = "1s", fallback = nobody)]
    fn faces(photo: &[u8]) -> usize {
        photo.len()
    }

    fn nobody(_: dagwright::Timeout) -> usize {
        0
    }
}

fn main() {}
