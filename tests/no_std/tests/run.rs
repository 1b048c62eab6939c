//! They run.

use dagwright_no_std::{elements, shared, woven};

#[tokio::test(start_paused = true)]
async fn pipelines_of_a_library_without_std_run() {
    let output = elements::Pipeline::run(elements::Input { numbers: vec![1, 50] }).await;
    assert_eq!(output.map(|output| output.total).ok(), Some(1 + 3));
    for (wanted, page) in [(true, 1 + 3), (false, 1)] {
        let input = shared::Input { text: "a bcd".to_owned(), wanted };
        assert_eq!(shared::Pipeline::run(input).await.map(|output| output.page).ok(), Some(page));
    }
    assert_eq!(woven::Pipeline::run().await.map(|output| (output.c, output.d)).ok(), Some((1, 2)));
}
