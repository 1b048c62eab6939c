use dagwright::dag;

#[derive(Default)]
pub struct Output(pub u8);
pub struct Pipeline;

impl Pipeline {
    fn depth(&self) -> u8 {
        3
    }
}

#[dag]
mod pumps {
    use crate::{Output as Flow, *};

    async fn flow() -> Flow {
        Output::default()
    }

    async fn depth(flow: &Output) -> u8 {
        flow.0 + Pipeline.depth()
    }
}

fn main() {}
