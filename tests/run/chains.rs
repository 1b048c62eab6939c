//! Nodes for every value of a node that itself runs for every element: elements go on one by one.

mod conditions;
mod ends;
mod failures;
mod in_step;
mod late;
mod options;
mod random;
mod whole;

use dagwright::dag;

use crate::support::Diary;

// items ─→ loaded (each) ─→ checked (each)
#[dag]
mod two {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub items: Vec<u64>,
        pub diary: &'a Diary,
    }

    async fn loaded(#[each(items)] item: &u64, diary: &Diary) -> u64 {
        diary.work(format_args!("load {item}"), *item).await;
        *item
    }
    async fn checked(#[each(loaded)] item: &u64, diary: &Diary) -> String {
        diary.work(format_args!("check {item}"), 200 - item).await;
        format!("c{item}")
    }
}

#[tokio::test(start_paused = true)]
async fn an_element_starts_when_its_provider_is_there() {
    let diary = Diary::new();
    let output = two::Pipeline::run(two::Input { items: vec![180, 20, 100], diary: &diary }).await;
    assert_eq!(output.checked, ["c180", "c20", "c100"]);
    assert_eq!(
        diary.lines(),
        [
            "0 load 180 starts",
            "0 load 20 starts",
            "0 load 100 starts",
            "20 load 20 ends",
            "20 check 20 starts",
            "100 load 100 ends",
            "100 check 100 starts",
            "180 load 180 ends",
            "180 check 180 starts",
            "200 check 180 ends",
            "200 check 20 ends",
            "200 check 100 ends",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn of_no_elements_nothing_goes_on() {
    let diary = Diary::new();
    let output = two::Pipeline::run(two::Input { items: vec![], diary: &diary }).await;
    assert!(output.checked.is_empty() && diary.lines().is_empty());
}

#[tokio::test(start_paused = true)]
async fn hundreds_of_elements_go_on() {
    let diary = Diary::new();
    let items: Vec<u64> = (0..700).map(|item| item * 7919 % 199).collect();
    let expected: Vec<String> = items.iter().map(|item| format!("c{item}")).collect();
    let output = two::Pipeline::run(two::Input { items, diary: &diary }).await;
    assert_eq!(output.checked, expected);
    assert!(diary.lines().last().unwrap().starts_with("200 check"));
}

// pages ─→ first ─→ second (inline) ─→ third (by value) ─→ fourth, each for each; first is declared last
#[dag]
mod four {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub diary: &'a Diary,
    }

    async fn fourth(#[each(third)] item: &[u64; 1], diary: &Diary) -> u64 {
        let [item] = *item;
        diary.work(format_args!("fourth {item}"), 50 - item).await;
        item
    }
    async fn third(#[each(second)] item: String, diary: &Diary) -> [u64; 1] {
        let item = item.parse().unwrap();
        diary.work(format_args!("third {item}"), item).await;
        [item]
    }
    #[node]
    fn second(#[each(first)] item: &u64, diary: &Diary) -> String {
        diary.note(format_args!("second {item}"));
        item.to_string()
    }
    async fn first(#[each(pages)] page: u64, diary: &Diary) -> u64 {
        diary.work(format_args!("first {page}"), 50 - page).await;
        page
    }
    async fn pages(diary: &Diary) -> Vec<u64> {
        diary.work("pages", 5).await;
        vec![40, 10]
    }
}

#[tokio::test(start_paused = true)]
async fn four_stages_are_under_way_at_once() {
    let diary = Diary::new();
    let output = four::Pipeline::run(four::Input { diary: &diary }).await;
    assert_eq!(output.fourth, [40, 10]);
    assert_eq!(
        diary.lines(),
        [
            "0 pages starts",
            "5 pages ends",
            "5 first 40 starts",
            "5 first 10 starts",
            "15 first 40 ends",
            "15 second 40",
            "15 third 40 starts",
            "45 first 10 ends",
            "45 second 10",
            "45 third 10 starts",
            "55 third 40 ends",
            "55 third 10 ends",
            "55 fourth 40 starts",
            "55 fourth 10 starts",
            "65 fourth 40 ends",
            "95 fourth 10 ends",
        ]
    );
}

// items ─→ wide (each, three at once) ─→ narrow (each, one at a time) ─→ free (each)
#[dag]
mod bounded {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub items: [u64; 5],
        pub diary: &'a Diary,
    }

    #[node(concurrency = 3)]
    async fn wide(#[each(items)] item: &u64, diary: &Diary) -> u64 {
        diary.work(format_args!("wide {item}"), *item).await;
        *item
    }
    #[node(concurrency = 1)]
    async fn narrow(#[each(wide)] item: &u64, diary: &Diary) -> u64 {
        diary.work(format_args!("narrow {item}"), 10).await;
        *item
    }
    async fn free(#[each(narrow)] item: &u64, diary: &Diary) -> u64 {
        diary.work(format_args!("free {item}"), 100).await;
        *item
    }
}

#[tokio::test(start_paused = true)]
async fn each_stage_has_its_own_bound_and_the_first_that_waits_goes_first() {
    let diary = Diary::new();
    let output = bounded::Pipeline::run(bounded::Input { items: [6, 3, 2, 4, 1], diary: &diary }).await;
    assert_eq!(output.free, [6, 3, 2, 4, 1]);
    assert_eq!(
        diary.lines(),
        [
            "0 wide 6 starts",
            "0 wide 3 starts",
            "0 wide 2 starts",
            "2 wide 2 ends",
            "2 wide 4 starts",
            "2 narrow 2 starts",
            "3 wide 3 ends",
            "3 wide 1 starts",
            "4 wide 1 ends",
            "6 wide 6 ends",
            "6 wide 4 ends",
            "12 narrow 2 ends",
            "12 narrow 6 starts",
            "12 free 2 starts",
            "22 narrow 6 ends",
            "22 narrow 3 starts",
            "22 free 6 starts",
            "32 narrow 3 ends",
            "32 narrow 4 starts",
            "32 free 3 starts",
            "42 narrow 4 ends",
            "42 narrow 1 starts",
            "42 free 4 starts",
            "52 narrow 1 ends",
            "52 free 1 starts",
            "112 free 2 ends",
            "122 free 6 ends",
            "132 free 3 ends",
            "142 free 4 ends",
            "152 free 1 ends",
        ]
    );
}

// names ─→ texts (each) ─→ words (each, borrows from its text) ─→ longest (each, borrows on) ─→ line
#[dag]
mod borrowing {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub names: &'a [&'a str],
        pub diary: &'a Diary,
    }

    async fn texts(#[each(names)] name: &&str, diary: &Diary) -> String {
        diary.work(name, name.len() as u64).await;
        format!("{name} and others")
    }
    async fn words<'t>(#[each(texts)] text: &'t str, diary: &Diary) -> Vec<&'t str> {
        diary.note(format_args!("words of {text}"));
        text.split(' ').collect()
    }
    #[node]
    fn longest<'t>(#[each(words)] words: &[&'t str]) -> &'t str {
        words.iter().copied().max_by_key(|word| word.len()).unwrap()
    }
    async fn line(longest: &[&str]) -> String {
        longest.join(",")
    }
}

#[tokio::test(start_paused = true)]
async fn values_may_borrow_from_the_elements_they_are_made_of() {
    let diary = Diary::new();
    let input = borrowing::Input { names: &["elderberries", "figs"], diary: &diary };
    assert_eq!(borrowing::Pipeline::run(input).await.line, "elderberries,others");
    assert_eq!(diary.times("words of figs and others"), [4]);
}
