//! Ask for one value, and only the nodes that it needs run.
//!
//! ```text
//! greeting_message ──► full_greeting ──┐
//!                          ▲           ├──► farewell
//! target_name ─────────────┴► weather ─┘
//! ```
//!
//! `run` is asked for `full_greeting`: it never looks at the weather. `run_everything` is asked for all of it.
//! The nodes of each are decided when the program is compiled.
//!
//! Run it: `cargo run -p dagwright-examples --example hello_world`

use dagwright::dag;

#[dag]
mod hello {
    /// The caller's values.
    #[input]
    pub struct Input<'a> {
        pub greeting: &'a str,
        pub target: &'a str,
    }

    /// The output of `Pipeline::run`.
    #[output]
    pub struct Output {
        pub full_greeting: String,
    }

    /// The output of `Pipeline::run_everything`.
    #[output]
    pub struct Everything {
        pub full_greeting: String,
        pub farewell: String,
    }

    async fn greeting_message(greeting: &str) -> String {
        println!("  greeting_message");
        greeting.to_owned()
    }

    async fn target_name(target: &str) -> String {
        println!("  target_name");
        target.to_owned()
    }

    async fn full_greeting(greeting_message: &str, target_name: &str) -> String {
        println!("  full_greeting");
        format!("{greeting_message}, {target_name}!")
    }

    async fn weather(target_name: &str) -> String {
        println!("  weather");
        format!("sunny in all the {target_name}")
    }

    async fn farewell(full_greeting: &str, weather: &str) -> String {
        println!("  farewell");
        format!("{full_greeting} It is {weather}, and I am off.")
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("asked for the greeting:");
    let out = hello::Pipeline::run(input()).await;
    println!("{}", out.full_greeting);

    println!("asked for everything:");
    let out = hello::Pipeline::run_everything(input()).await;
    println!("{}\n{}", out.full_greeting, out.farewell);
}

fn input() -> hello::Input<'static> {
    hello::Input { greeting: "Hello", target: "World" }
}
