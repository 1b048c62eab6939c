//! Derives of the generated output and error.

use std::collections::HashSet;

use dagwright::dag;
use futures::executor::block_on;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NoUser(u32);

// id → user (fallible) → page
#[dag(derive(Clone, PartialEq, Eq, core::hash::Hash, Debug))]
mod shop {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub id: u32,
        pub greeting: &'a str,
    }

    async fn user(id: u32) -> Result<u32, NoUser> {
        if id == 0 { Err(NoUser(id)) } else { Ok(id) }
    }
    async fn page<'a>(user: u32, greeting: &'a str) -> (u32, &'a str) {
        (user, greeting)
    }
}

#[test]
fn outputs_and_errors_have_what_is_derived() {
    let run = |id| block_on(shop::Pipeline::run(shop::Input { id, greeting: "hello" }));
    let output = run(7).unwrap();
    assert_eq!(output.clone(), shop::Output { page: (7, "hello") });
    assert_eq!(HashSet::from([output.clone(), output]).len(), 1);
    let error = run(0).err().unwrap();
    assert_eq!(error.clone(), shop::Error::User(NoUser(0)));
    assert_eq!(run(0), Err(error));
}

#[test]
fn naming_debug_changes_nothing() {
    let output = block_on(shop::Pipeline::run(shop::Input { id: 7, greeting: "hello" }));
    assert_eq!(format!("{output:?}"), "Ok(Output { page: (7, \"hello\") })");
}

// Generic, and with a timeout among the errors.
#[dag(derive(Clone, Default))]
mod generic {
    use super::*;

    #[input]
    pub struct Input<T: Clone + Default> {
        pub number: T,
    }

    async fn doubled<T: Clone + Default>(number: T) -> Vec<T> {
        vec![number.clone(), number]
    }
    #[node(timeout = "1s")]
    async fn checked() -> Result<u8, NoUser> {
        Ok(1)
    }
}

#[tokio::test(start_paused = true)]
async fn the_default_is_that_of_the_output_alone() {
    let output = generic::Pipeline::run(generic::Input { number: 2_u8 }).await.unwrap();
    assert_eq!((output.clone().doubled, output.checked), (vec![2, 2], 1));
    assert_eq!(generic::Output::<u8>::default().doubled, []);
    let error: generic::Error = generic::Error::Checked(NoUser(1));
    assert!(matches!(error.clone(), generic::Error::Checked(NoUser(1))));
}

// The output is the user's own: what is derived is for the error.
#[dag(derive(PartialEq))]
mod declared {
    use super::*;

    #[output]
    #[derive(Debug, PartialEq)]
    pub struct Output {
        pub user: u32,
    }

    async fn user() -> Result<u32, NoUser> {
        Err(NoUser(3))
    }
}

#[test]
fn a_declared_output_has_the_derives_of_its_own() {
    assert_eq!(block_on(declared::Pipeline::run()), Err(declared::Error::User(NoUser(3))));
}
