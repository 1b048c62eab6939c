use dagwright::dag;

#[dag]
mod report {
    #[output]
    pub struct Output {
        pub total: u64,
    }

    #[output]
    pub struct Summary {
        pub line: String,
    }

    async fn total() -> u64 {
        3
    }
    async fn average(totals: u64) -> u64 {
        totals / 2
    }
    async fn line(average: u64) -> String {
        average.to_string()
    }
}

fn main() {
    drop(report::Pipeline::run_summary());
}
