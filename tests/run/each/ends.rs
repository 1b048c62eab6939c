//! Elements that fail, and runs that are dropped among them.

use std::sync::Arc;

use dagwright::dag;

use crate::support::{Diary, Item, Ledger, Refused, poll_once, yields};

// numbers ─→ halved (each number, may fail)
#[dag]
mod fallible {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub numbers: Vec<u64>,
        pub diary: &'a Diary,
    }

    #[node(concurrency = 3)]
    async fn halved(#[each(numbers)] number: &u64, diary: &Diary) -> Result<u64, Refused> {
        diary.work(number, *number).await;
        if number.is_multiple_of(2) { Ok(number / 2) } else { Err(Refused(usize::try_from(*number).unwrap())) }
    }
    async fn page(halved: &[u64]) -> u64 {
        halved.iter().sum()
    }
}

#[tokio::test(start_paused = true)]
async fn the_first_failure_ends_it() {
    let diary = Diary::new();
    let numbers = vec![40, 10, 15, 30, 20, 13];
    let error = fallible::Pipeline::run(fallible::Input { numbers, diary: &diary }).await;
    assert!(matches!(error, Err(fallible::Error::Halved(Refused(15)))));
    let mut lines = diary.lines();
    lines[5..].sort();
    assert_eq!(
        lines,
        [
            "0 40 starts",
            "0 10 starts",
            "0 15 starts",
            "10 10 ends",
            "10 30 starts",
            "15 15 ends",
            "15 30 is dropped",
            "15 40 is dropped",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn without_a_failure_the_results_are_values() {
    let diary = Diary::new();
    let run = |numbers| fallible::Pipeline::run(fallible::Input { numbers, diary: &diary });
    assert_eq!(run(vec![4, 10, 2]).await.unwrap().page, 8);
    assert_eq!(run(vec![]).await.unwrap().page, 0);
}

// numbers ─→ checked (each number, may fail) ─┬→ label (takes the result)
//                                             └→ (output, as a result)
#[dag]
mod handled {
    use super::*;

    #[input]
    pub struct Input {
        pub numbers: Vec<usize>,
    }

    #[output]
    pub struct Output {
        pub label: String,
        pub checked: Result<Vec<usize>, Refused>,
    }

    async fn checked(#[each(numbers)] number: &usize) -> Result<usize, Refused> {
        if *number < 10 { Ok(*number) } else { Err(Refused(*number)) }
    }
    async fn label(checked: Result<&Vec<usize>, &Refused>) -> String {
        format!("{checked:?}")
    }
}

#[tokio::test]
async fn consumers_take_the_first_failure_as_a_value() {
    let run = |numbers| handled::Pipeline::run(handled::Input { numbers });
    let output = run(vec![1, 11, 12]).await;
    assert_eq!((output.label.as_str(), output.checked), ("Err(Refused(11))", Err(Refused(11))));
    let output = run(vec![1, 2]).await;
    assert_eq!((output.label.as_str(), output.checked), ("Ok([1, 2])", Ok(vec![1, 2])));
}

// paths ─→ read (each path, io::Result)
// names ─→ fetched (each name, an alias that is marked)
#[dag]
mod aliases {
    use std::io;

    pub type Fetched<T> = Result<T, String>;

    #[input]
    pub struct Input {
        pub paths: Vec<String>,
        pub names: Vec<String>,
    }

    async fn read(#[each(paths)] path: &str) -> io::Result<usize> {
        path.parse().map_err(io::Error::other)
    }
    #[node(fallible)]
    async fn fetched(#[each(names)] name: &String) -> Fetched<String> {
        if name.is_empty() { Err("no name".into()) } else { Ok(format!("<{name}>")) }
    }
}

#[tokio::test]
async fn results_by_other_names_are_results_of_each_element() {
    let run = async |paths: [&str; 2], names: [&str; 2]| {
        let [paths, names] = [paths, names].map(|texts| texts.map(String::from).to_vec());
        aliases::Pipeline::run(aliases::Input { paths, names }).await
    };
    let output = run(["1", "22"], ["a", "b"]).await.unwrap();
    assert_eq!((output.read, output.fetched), (vec![1, 22], vec!["<a>".into(), "<b>".into()]));
    assert_eq!(run(["1", "x"], ["a", "b"]).await.expect_err("`x` is no number").node(), "read");
    assert_eq!(run(["1", "2"], ["a", ""]).await.expect_err("a name is missing").node(), "fetched");
}

// items ─→ running (each item)
#[dag]
mod dropped {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
        pub items: Vec<Item>,
    }

    #[node(concurrency = 2)]
    async fn running(#[each(items)] item: Item, ledger: &Arc<Ledger>) -> Item {
        let _body = Item::new(ledger, "body");
        yields(2).await;
        item
    }
}

#[test]
fn a_node_for_each_element_may_be_cancelled_at_every_await() {
    for polls in 0..6 {
        let ledger = Arc::<Ledger>::default();
        let items = ["one", "two", "three"].map(|name| Item::new(&ledger, name)).into();
        let mut run = Box::pin(dropped::Pipeline::run(dropped::Input { ledger: Arc::clone(&ledger), items }));
        let ended = (0..polls).any(|_| poll_once(run.as_mut()).is_ready());
        drop(run);
        assert_eq!(ledger.live(), [""; 0], "after {polls} polls");
        assert_eq!(Arc::strong_count(&ledger), 1, "after {polls} polls");
        assert_eq!(ended, polls == 5, "after {polls} polls");
    }
}
