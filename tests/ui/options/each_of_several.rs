use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub users: Vec<u64>,
        pub prices: Vec<u64>,
    }

    async fn page(#[each(users, prices)] (user, price): (&u64, &u64)) -> u64 {
        user + price
    }
}

fn main() {}
