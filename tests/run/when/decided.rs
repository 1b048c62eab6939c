//! The flags that decide whether a node is needed do so however often they are mentioned on the way.

use dagwright::dag;

use crate::support::Log;

// photo ─→ n0, n1, n2, n3 (when on), each with all before it ─→ last (when off), with all of them
#[dag]
mod many_mentions {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub on: bool,
        pub off: bool,
    }

    async fn photo(log: &Log) -> u32 {
        log.work("photo", 10, 1).await
    }
    #[node(when = on)]
    async fn n0(photo: u32, log: &Log) -> u32 {
        log.work("n0", 10, photo).await
    }
    #[node(when = on)]
    async fn n1(photo: u32, n0: Option<u32>, log: &Log) -> u32 {
        log.work("n1", 10, photo + n0.unwrap_or_default()).await
    }
    #[node(when = on)]
    async fn n2(photo: u32, n0: Option<u32>, n1: Option<u32>, log: &Log) -> u32 {
        log.work("n2", 10, photo + n0.or(n1).unwrap_or_default()).await
    }
    #[node(when = on)]
    async fn n3(photo: u32, n0: Option<u32>, n1: Option<u32>, n2: Option<u32>, log: &Log) -> u32 {
        log.work("n3", 10, photo + n0.or(n1).or(n2).unwrap_or_default()).await
    }
    #[node(when = off)]
    async fn last(
        photo: u32,
        n0: Option<u32>,
        n1: Option<u32>,
        n2: Option<u32>,
        n3: Option<u32>,
        log: &Log,
    ) -> [Option<u32>; 5] {
        log.work("last", 10, [Some(photo), n0, n1, n2, n3]).await
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_runs_for_a_skipped_node_however_many_lead_to_it() {
    for on in [true, false] {
        let log = Log::new();
        let input = many_mentions::Input { log: &log, on, off: false };
        assert_eq!(many_mentions::Pipeline::run(input).await.last, None);
        assert_eq!((log.starts(), log.makespan()), (vec![], 0));
    }
}

#[tokio::test(start_paused = true)]
async fn all_that_lead_to_it_run_if_it_does() {
    let log = Log::new();
    let output = many_mentions::Pipeline::run(many_mentions::Input { log: &log, on: true, off: true }).await;
    assert_eq!(output.last, Some([Some(1), Some(1), Some(2), Some(2), Some(2)]));
    log.assert_earliest("photo, n0: photo, n1: photo n0, n2: n0 n1, n3: n0 n1 n2, last: n0 n1 n2 n3");
    let log = Log::new();
    let output = many_mentions::Pipeline::run(many_mentions::Input { log: &log, on: false, off: true }).await;
    assert_eq!(output.last, Some([Some(1), None, None, None, None]));
    log.assert_earliest("photo, last: photo");
}

// photo ─→ thumb (when vip) ─→ frame (when vip) ─→ page        `vip` is a node
//       └→ print (when paid) ─────────────────────┘             `paid` is a node
#[dag]
mod under_one_flag {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub flags: [bool; 2],
    }

    async fn vip(log: &Log, flags: [bool; 2]) -> bool {
        log.work("vip", 10, flags[0]).await
    }
    async fn paid(log: &Log, flags: [bool; 2]) -> bool {
        log.work("paid", 10, flags[1]).await
    }
    async fn photo(log: &Log, _vip: &bool, _paid: &bool) -> u32 {
        log.work("photo", 10, 1).await
    }
    #[node(when = vip)]
    async fn thumb(photo: &u32, log: &Log) -> u32 {
        log.work("thumb", 10, *photo).await
    }
    #[node(when = vip)]
    async fn frame(thumb: Option<&u32>, log: &Log) -> u32 {
        log.work("frame", 10, *thumb.unwrap()).await
    }
    #[node(when = paid)]
    async fn print(photo: &u32, log: &Log) -> u32 {
        log.work("print", 10, *photo).await
    }
    async fn page(frame: Option<&u32>, print: Option<&u32>, log: &Log) -> [Option<u32>; 2] {
        log.work("page", 10, [frame.copied(), print.copied()]).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_chain_under_one_flag_and_a_node_under_another_are_each_run_for_their_flag() {
    let rest = |flags: [bool; 2]| match flags {
        [true, true] => "photo: vip paid, thumb: photo, print: photo, frame: thumb, page: frame print",
        [true, false] => "photo: vip paid, thumb: photo, frame: thumb, page: frame",
        [false, true] => "photo: vip paid, print: photo, page: print",
        [false, false] => "page: vip paid",
    };
    for flags in [[true, true], [true, false], [false, true], [false, false]] {
        let log = Log::new();
        let page = under_one_flag::Pipeline::run(under_one_flag::Input { log: &log, flags }).await.page;
        assert_eq!(page, flags.map(|flag| flag.then_some(1)));
        log.assert_earliest(&format!("vip, paid, {}", rest(flags)));
    }
}
