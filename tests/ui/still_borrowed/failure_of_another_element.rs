use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub photos: Vec<Vec<u8>>,
    }

    #[output]
    pub struct Output {
        pub faces: Result<Vec<usize>, std::fmt::Error>,
        pub photos: Vec<Vec<u8>>,
    }

    #[node(blocking)]
    fn faces(#[each(photos)] photo: &[u8]) -> Result<usize, std::fmt::Error> {
        Ok(photo.len())
    }
}

fn main() {}
