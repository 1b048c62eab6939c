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

    #[node(blocking, timeout = "1s", retry)]
    fn faces(photo: &[u8]) -> usize {
        photo.len()
    }
}

fn main() {}
