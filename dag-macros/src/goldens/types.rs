// What the macro cannot tell from the spelling: lines spells the type of words another way, id is copied to two
// consumers, and tags are cloned for one of their two.
#[dag]
pub mod text {
    type Words = Vec<String>;

    async fn words() -> Words {
        read().await
    }

    async fn id() -> Id {
        Id::next().await
    }

    async fn tags() -> Vec<Tag> {
        Tag::all().await
    }

    async fn lines(words: &Vec<String>, id: Id) -> usize {
        count(words, id).await
    }

    async fn index(id: Id, #[clone] tags: Vec<Tag>) -> Index {
        Index::new(id, tags).await
    }

    async fn labels(tags: &[Tag], lines: usize) -> Labels {
        Labels::new(tags, lines).await
    }
}
