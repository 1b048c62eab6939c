//! Parameters whose name is not the provider's, and providers that serve one node twice.

use dagwright::dag;
use futures::executor::block_on;

use crate::support::Log;

pub struct Point {
    pub x: i32,
    pub y: i32,
}

// point ─┬→ sum
//        └→ product
#[dag]
mod renamed {
    use super::*;

    async fn point() -> Point {
        Point { x: 2, y: 5 }
    }
    async fn sum(#[from(point)] here: &Point) -> i32 {
        here.x + here.y
    }
    async fn product(#[from(point)] Point { x, y }: &Point) -> i32 {
        x * y
    }
}

#[test]
fn from_names_the_provider() {
    let output = block_on(renamed::Pipeline::run());
    assert_eq!((output.sum, output.product), (7, 10));
}

// point → difference
// pair ──┘
#[dag]
mod patterns {
    use super::*;

    #[input]
    pub struct Input {
        pub point: Point,
    }

    async fn pair() -> (i32, i32) {
        (1, 2)
    }
    async fn difference(#[from(point)] Point { x, y }: Point, #[from(pair)] (left, _): (i32, i32)) -> i32 {
        x - y - left
    }
}

#[test]
fn a_pattern_takes_the_provider_apart() {
    let input = patterns::Input { point: Point { x: 9, y: 3 } };
    assert_eq!(block_on(patterns::Pipeline::run(input)).difference, 5);
}

// words → joined         cloned and renamed
#[dag]
mod renamed_clone {
    async fn words() -> Vec<u32> {
        vec![1, 2]
    }
    async fn joined(
        #[clone]
        #[from(words)]
        mut more: Vec<u32>,
        words: &[u32],
    ) -> Vec<u32> {
        more.extend(words);
        more
    }
}

#[test]
fn a_clone_may_have_another_name() {
    assert_eq!(block_on(renamed_clone::Pipeline::run()).joined, [1, 2, 1, 2]);
}

// migrated → user ─→ page
//    │               ↑
//    └───────────────┘
#[dag]
mod waiting {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn page(_user: &String, _migrated: (), log: &Log) -> u32 {
        log.work("page", 10, 1).await
    }
    async fn user(_migrated: &(), log: &Log) -> String {
        log.work("user", 20, "Ada".into()).await
    }
    async fn migrated(log: &Log) {
        log.work("migrated", 30, ()).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_parameter_with_an_underscore_waits_for_its_provider() {
    let log = Log::new();
    let output = waiting::Pipeline::run(waiting::Input { log: &log }).await;
    assert_eq!(output.page, 1);
    log.assert_earliest("migrated, user: migrated, page: user migrated");
}

// _raw (input) → text        a provider that is called `_raw` itself
#[dag]
mod underscored {
    #[input]
    pub struct Input {
        pub _raw: u32,
        pub raw: u32,
    }

    async fn text(_raw: u32, raw: u32) -> String {
        format!("{_raw} {raw}")
    }
}

#[test]
fn a_provider_of_the_very_name_goes_before_the_one_without_the_underscore() {
    let output = block_on(underscored::Pipeline::run(underscored::Input { _raw: 1, raw: 2 }));
    assert_eq!(output.text, "1 2");
}

// user ══→ same          one provider, two or three parameters
#[dag]
mod twice {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn user(log: &Log) -> String {
        log.work("user", 10, "Ada".into()).await
    }
    async fn same(user: &String, #[from(user)] again: &str, log: &Log) -> bool {
        log.work("same", 10, std::ptr::eq(user.as_str(), again)).await
    }
    async fn number(log: &Log) -> u32 {
        log.work("number", 10, 3).await
    }
    async fn cube(number: u32, #[from(number)] second: u32, #[from(number)] third: &u32, log: &Log) -> u32 {
        log.work("cube", 10, number * second * third).await
    }
}

#[tokio::test(start_paused = true)]
async fn one_provider_serves_two_parameters_of_a_node_and_runs_once() {
    let log = Log::new();
    let output = twice::Pipeline::run(twice::Input { log: &log }).await;
    assert_eq!((output.same, output.cube), (true, 27));
    log.assert_earliest("user, same: user, number, cube: number");
}
