use std::fmt::Debug;

use dagwright::dag;

#[dag]
mod checkout {
    use super::*;

    async fn made<T: Default, const N: usize>() -> [Option<T>; N] {
        [const { None }; N]
    }
    async fn shown(made: &impl Debug) -> String {
        format!("{made:?}")
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
