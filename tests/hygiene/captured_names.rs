//! What comes in by a glob under a name of ours is reached where a module says so, and what only looks like a mention of
//! ours is none.

use dagwright::dag;
use futures::executor::block_on;

#[derive(Debug, PartialEq)]
pub enum Error {
    Missing,
    Late(u32),
}

#[derive(Debug, Default, PartialEq)]
pub struct Output(pub u8);

#[allow(non_snake_case, reason = "the field is called like ours")]
pub struct Reply {
    pub Output: u8,
}

pub trait Fails {
    type Error;
    type Output;
    fn fail() -> Self::Error;
}

#[dag]
pub mod by_path {
    use super::*;

    async fn by_super() -> Result<u8, super::Error> {
        if cfg!(any()) { Err(super::Error::Missing) } else { Ok(1) }
    }
    async fn by_import(by_super: u8) -> String {
        use super::Error;
        format!("{:?}{by_super}", Error::Late(3))
    }
    async fn by_glob() -> String {
        use super::*;
        format!("{:?}{:?}", Error::Missing, Output::default())
    }
    async fn by_alias() -> String {
        type Output = super::Error;
        format!("{:?}", Output::Missing)
    }
    async fn ours(_by_super: u8) -> bool {
        std::mem::size_of::<self::Error>() > 0 && std::mem::size_of::<self::Output>() > 0
    }
    async fn types_of_its_own() -> u8 {
        struct Error(u8);
        impl Fails for Error {
            type Error = u8;
            type Output = u8;
            fn fail() -> Self::Error {
                Error(7).0
            }
        }
        <Error as Fails>::fail()
    }
    async fn a_generic_function() -> u8 {
        fn first<Error, Output: From<Error>>(error: Error) -> Output {
            error.into()
        }
        first(7)
    }
    async fn fields_and_bindings() -> u8 {
        let doubled: Box<dyn Fn(u8) -> u8 + Send> = Box::new(|x| x * 2);
        let reply = Reply { Output: doubled(3) };
        'Error: {
            if reply.Output > 100 {
                break 'Error 100;
            }
            reply.Output
        }
    }
    async fn associated<T: Fails<Error = u8, Output = u8> + Default>(#[from(given)] _given: &T) -> u8 {
        T::fail()
    }
    async fn given() -> Given {
        Given
    }

    #[derive(Default)]
    pub struct Given;
    impl Fails for Given {
        type Error = u8;
        type Output = u8;
        fn fail() -> Self::Error {
            9
        }
    }

    /// Works with ours.
    pub fn told(error: &Error) -> String {
        match error {
            Error::BySuper(error) => format!("{error:?}"),
        }
    }
    /// Returns ours.
    pub fn all() -> Result<Output, Error> {
        block_on(Pipeline::run())
    }
}

// Without a glob nothing else can be meant.
#[dag]
pub mod no_glob {
    async fn a() -> Result<u8, u8> {
        Ok(1)
    }
    async fn b(a: u8) -> String {
        format!("{:?}{a}", Error::A(3))
    }
}

// Where the error is the user's, there is none of ours.
#[dag(error = super::Error, name = Checkout)]
pub mod users_error {
    use super::*;

    async fn a() -> Result<u8, Error> {
        Err(Error::Late(1))
    }
    async fn b() -> &'static str {
        struct Pipeline(&'static str);
        Pipeline("pumps").0
    }
}

// Nothing can fail.
#[dag]
pub mod infallible {
    use super::*;

    #[output]
    pub struct Answer {
        pub answer: Output,
        pub text: String,
    }
    async fn answer() -> Output {
        Output(7)
    }
    async fn text() -> String {
        format!("{:?}", Error::Missing)
    }
}

#[test]
fn names_mean_what_they_say() {
    let output = by_path::all().unwrap();
    assert_eq!((&*output.by_import, &*output.by_glob, &*output.by_alias), ("Late(3)1", "MissingOutput(0)", "Missing"));
    assert!(output.ours);
    assert_eq!((output.types_of_its_own, output.a_generic_function, output.fields_and_bindings), (7, 7, 6));
    assert_eq!(output.associated, 9);
    assert_eq!(by_path::told(&by_path::Error::BySuper(Error::Missing)), "Missing");
}

#[test]
fn a_node_may_work_with_our_error_where_no_other_can_be_meant() {
    assert_eq!(block_on(no_glob::Pipeline::run()).unwrap().b, "A(3)1");
}

#[test]
fn a_name_that_is_not_added_is_that_of_the_file() {
    assert_eq!(block_on(users_error::Checkout::run()).err(), Some(Error::Late(1)));
    let output = block_on(infallible::Pipeline::run());
    assert_eq!((output.answer, &*output.text), (Output(7), "Missing"));
}
