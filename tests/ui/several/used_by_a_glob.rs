use dagwright::dag;

#[dag]
pub mod checkout {

    async fn page(titel: String) -> Result<String, std::io::Error> {
        Ok(titel)
    }

    impl Output {
        pub fn length(&self) -> usize {
            self.page.len()
        }
    }
}

use checkout::*;

pub struct App<'a> {
    last: Option<Output>,
    others: Vec<&'a Output>,
}

pub enum AppError {
    Checkout(checkout::Error),
}

impl From<checkout::Error> for AppError {
    fn from(error: checkout::Error) -> Self {
        match error {
            checkout::Error::Page(_) => Self::Checkout(error),
        }
    }
}

impl App<'_> {
    pub async fn run(&mut self) -> Result<usize, AppError> {
        let output = Pipeline::run().await?;
        let length = output.page.len() + output.length();
        self.last = Some(Output { page: output.page });
        Ok(length + self.others.len())
    }
}

fn main() {}
