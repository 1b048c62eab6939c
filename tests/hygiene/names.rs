//! Nodes, inputs and parameters called like variables, functions, modules and crates that generated code uses.

use dagwright::dag;
use futures::executor::block_on;

/// The error of these pipelines.
#[derive(Debug)]
pub struct Broken;

/// The graph of this test, with every node and input called as the caller likes.
macro_rules! called {
    ($($module:ident: $x:ident $y:ident $a:ident $b:ident $c:ident $d:ident $e:ident $audit:ident;)*) => {$(
        mod $module {
            use super::*;

            #[dag]
            pub mod pipeline {
                use super::Broken;

                #[input]
                pub struct Input<'a> {
                    pub $x: u64,
                    pub $y: &'a str,
                }
                #[output]
                pub struct Output<'a> {
                    pub $c: u64,
                    pub $d: String,
                    pub $e: u64,
                    pub $y: &'a str,
                }

                async fn $a($x: u64) -> Result<String, Broken> {
                    Ok($x.to_string())
                }
                async fn $b($y: &str) -> Vec<u8> {
                    $y.bytes().collect()
                }
                async fn $c($a: &str) -> Result<u64, Broken> {
                    $a.parse().map_err(|_| Broken)
                }
                async fn $d($a: &str, $b: &[u8]) -> String {
                    format!("{}{:?}", $a, $b)
                }
                async fn $e($x: u64) -> u64 {
                    $x + 1
                }
                #[node(always)]
                async fn $audit($c: u64) -> Result<(), Broken> {
                    if $c == 0 { Err(Broken) } else { Ok(()) }
                }
            }

            #[test]
            fn the_names_stay_apart() {
                let output = block_on(pipeline::Pipeline::run(pipeline::Input { $x: 7, $y: "y" })).unwrap();
                assert_eq!((output.$c, &*output.$d, output.$e, output.$y), (7, "7[121]", 8, "y"));
                assert!(block_on(pipeline::Pipeline::run(pipeline::Input { $x: 0, $y: "y" })).is_err());
            }
        }
    )*};
}

called! {
    of_the_body: input output latches failure error given formatter cx;
    of_the_body_turned: output cx error failure given latches input poll;
    of_places: user_place a user b_place place slot a_place user_slot;
    of_places_too: b a a_place a_place_place a_place_place_place b_place slot handoff;
    of_the_runtime: kind lent branch pair join weave try_join try_weave;
    of_methods: wait wait_turn count_down wide set get take kind;
    of_crates: core std alloc dagwright dag_runtime dag_macros tokio futures;
    of_crates_turned: dagwright tokio std core alloc futures_util proc_macro test;
    of_std: ok err some none option result default drop;
    of_traits: from into clone copy debug display future source;
    of_entry_points: pipeline input_ run run_summary run_output output_ node error_;
    of_keywords_almost: self_ super_ crate_ type_ async_ await_ fn_ dyn_;
    of_weak_keywords: union auto raw safe default_ macro_rules main test_;
    of_one_letter: x y a b c d e f;
    of_generics: t v e f self_ this state value;
    of_options: always fallible skip infallible name limit when after;
    of_attributes: each clone_ from_ doc allow cfg inline derive;
    of_types: bool u8 str char usize f64 i32 u128;
    of_tasks: waker context task thread executor runtime spawn block_on;
    of_links: links _x_ links_ autoref autoref_text autoref_source text must_use;
}

// a ─┬→ c ─→ (audit)      with the names written out, in one scope of hygiene
// b ─┴→ d
#[dag]
pub mod written_out {
    #[input]
    pub struct Input {
        pub input: u64,
        pub user_place: u64,
    }

    async fn user(input: u64) -> Result<String, std::num::ParseIntError> {
        input.to_string().parse::<u64>().map(|number| number.to_string())
    }
    async fn latches(user_place: u64) -> String {
        user_place.to_string()
    }
    async fn failure(user: &str) -> Result<u64, std::num::ParseIntError> {
        user.parse()
    }
    async fn error(user: &str, latches: &str) -> String {
        format!("{user}{latches}")
    }
    async fn given(user_place: &u64) -> u64 {
        *user_place
    }
    #[node(always)]
    async fn run(failure: &u64, #[from(given)] core: &u64) {
        assert!(failure < core);
    }
}

#[test]
fn a_node_may_be_called_like_everything_in_the_body() {
    let output = block_on(written_out::Pipeline::run(written_out::Input { input: 1, user_place: 2 })).unwrap();
    assert_eq!(output.error, "12");
}
