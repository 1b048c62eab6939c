use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input<'a> {
        pub device: Option<&'a str>,
        pub names: Option<std::borrow::Cow<'a, str>>,
    }

    async fn page(names: Option<&std::borrow::Cow<'_, str>>, device: &Option<&str>) -> bool {
        names.is_some() && device.is_some()
    }
}

fn main() {}
