use std::pin::Pin;
use std::task::{Context, Poll};

use dagwright::dag;

pub struct JoinHandle<T>(T);

impl<T: Copy + Unpin> Future for JoinHandle<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<T> {
        Poll::Ready(self.0)
    }
}

#[dag]
mod shop {
    use super::*;

    #[input]
    pub struct Input {
        #[future]
        pub token: JoinHandle<u64>,
    }

    async fn page(token: u64) -> u64 {
        token
    }
}

fn main() {}
