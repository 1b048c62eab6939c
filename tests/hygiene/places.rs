//! Pipelines in many surroundings: several in one file, in functions, in modules of modules, under any visibility.

use dagwright::dag;
use futures::executor::block_on;

mod first {
    pub(super) const STEP: u64 = 1;
}

// Two pipelines of the same shape in one file; a → c, a → d, b → d.
#[dag]
pub mod one {
    use super::first::STEP;

    async fn a() -> u64 {
        STEP
    }
    async fn b() -> u64 {
        2
    }
    async fn c(a: &u64) -> Result<u64, std::fmt::Error> {
        Ok(*a)
    }
    async fn d(a: &u64, b: &u64) -> u64 {
        a + b
    }
}

#[dag]
pub mod two {
    use super::one::Error as Failure;
    use super::one::Pipeline as One;

    async fn a() -> Result<u64, Failure> {
        Ok(One::run().await?.d)
    }
    async fn b() -> u64 {
        20
    }
    async fn c(a: &u64) -> u64 {
        *a
    }
    async fn d(a: &u64, b: &u64) -> u64 {
        a + b
    }
}

#[test]
fn one_pipeline_calls_another_in_the_same_file() {
    let output = block_on(two::Pipeline::run()).unwrap();
    assert_eq!((output.c, output.d), (3, 23));
}

#[test]
fn a_pipeline_may_stand_in_a_function() {
    fn outer(number: u64) -> u64 {
        #[dag]
        mod inner {
            #[input]
            pub(super) struct Input {
                pub(super) number: u64,
            }
            async fn a(number: u64) -> Result<u64, u8> {
                if number == 0 { Err(0) } else { Ok(number) }
            }
            async fn b(number: &u64) -> u64 {
                *number
            }
            async fn c(a: &u64) -> u64 {
                *a
            }
            async fn d(a: &u64, b: u64) -> u64 {
                a + b
            }
        }
        let output = block_on(inner::Pipeline::run(inner::Input { number }));
        output.map_or(0, |output| output.c + output.d)
    }
    assert_eq!((outer(0), outer(2)), (0, 6));
}

#[test]
fn pipelines_may_stand_in_closures_and_blocks() {
    let run = || {
        #[dag]
        mod inner {
            async fn a() -> u8 {
                1
            }
        }
        block_on(inner::Pipeline::run()).a
    };
    let also = {
        #[dag]
        mod inner {
            async fn a() -> u8 {
                2
            }
        }
        block_on(inner::Pipeline::run()).a
    };
    assert_eq!((run(), also), (1, 2));
}

// A pipeline in a pipeline's module.
#[dag]
mod outer {
    #[dagwright::dag]
    pub mod inner {
        #[input]
        pub(in crate::places) struct Input {
            pub(super) number: u8,
        }
        async fn half(number: u8) -> u8 {
            number / 2
        }
    }

    async fn whole() -> u8 {
        8
    }
    async fn half(whole: u8) -> u8 {
        inner::Pipeline::run(inner::Input { number: whole }).await.half
    }
}

#[test]
fn a_pipeline_may_stand_in_the_module_of_another() {
    assert_eq!(block_on(outer::Pipeline::run()).half, 4);
}

// Called like crates that its own code names.
#[dag]
pub mod core {
    async fn std() -> u8 {
        1
    }
}

#[dag]
pub mod dagwright_ {
    async fn a() -> Result<u8, ::core::fmt::Error> {
        Ok(::core::primitive::u8::MAX)
    }
}

#[test]
fn a_pipelines_module_may_be_called_like_a_crate() {
    assert_eq!(block_on(self::core::Pipeline::run()).std, 1);
    assert_eq!(block_on(dagwright_::Pipeline::run()).unwrap().a, 255);
}

// A private pipeline with types that are private to this file.
struct Secret(u8);

#[dag]
mod private {
    use super::Secret;

    #[input]
    struct Input {
        secret: Secret,
    }
    async fn opened(secret: Secret) -> Result<Secret, Secret> {
        Ok(secret)
    }
    #[node(skip)]
    pub(super) async fn run(secret: Secret) -> u8 {
        Pipeline::run(Input { secret }).await.map_or(0, |output| output.opened.0)
    }
    impl std::fmt::Debug for Secret {
        fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("Secret")
        }
    }
}

#[test]
fn a_private_pipeline_may_use_private_types() {
    assert_eq!(block_on(private::run(Secret(7))), 7);
}
