//! A guard is there for all nodes that depend on what it guards, whatever is between them.

use dagwright::dag;
use futures::executor::block_on;

use super::{Ends, Guard};

/// A type of the user's own.
#[derive(Clone)]
pub struct Url(pub String);

pub mod aliases {
    pub type Text = std::string::String;
}

// server → url → page, where url's type tells nothing of the server
macro_rules! through {
    ($($name:ident: $type:ty = $value:expr, ($($other:ident: $ty:ty)?);)*) => {
        $(
            #[dag]
            mod $name {
                use super::*;

                #[input]
                pub struct Input {
                    pub ends: Ends,
                    pub other: String,
                }

                #[output]
                pub struct Output {
                    pub page: usize,
                }

                async fn server(ends: &Ends) -> Guard {
                    ends.guard("server")
                }
                async fn url(server: &Guard $(, $other: $ty)?) -> $type {
                    assert_eq!(server.name, "server");
                    $(let _ = $other;)?
                    $value
                }
                async fn page(#[from(url)] _url: &$type, ends: &Ends, #[from(other)] _other: &str) -> usize {
                    ends.so_far().len()
                }
            }
        )*

        #[test]
        fn a_guard_is_there_whatever_type_is_between() {
            $(
                let ends = Ends::default();
                let input = $name::Input { ends: ends.clone(), other: String::new() };
                assert_eq!(block_on($name::Pipeline::run(input)).page, 0, stringify!($name));
                ends.assert("server");
            )*
        }
    };
}

through! {
    text: String = String::new(), ();
    port: u16 = 80, ();
    address: (String, u16) = (String::new(), 80), ();
    own: Url = Url(String::new()), ();
    own_of_two: Url = Url(String::new()), (other: &str);
    bytes: Vec<u8> = Vec::new(), ();
    path: std::path::PathBuf = "x".into(), ();
    maybe: Option<Box<str>> = None, ();
    alias: aliases::Text = String::new(), ();
    unit: () = (), ();
    constant: &'static str = "x", ();
}

// server → (nothing) → page: nobody is given the value
#[dag]
mod after {
    use super::*;

    #[input]
    pub struct Input {
        pub ends: Ends,
    }

    #[output]
    pub struct Output {
        pub page: usize,
        pub later: usize,
    }

    async fn server(ends: &Ends) -> Guard {
        ends.guard("server")
    }
    #[node(after(server))]
    async fn page(ends: &Ends) -> usize {
        ends.so_far().len()
    }
    async fn later(page: usize, ends: &Ends) -> usize {
        page + ends.so_far().len()
    }
}

#[test]
fn a_guard_is_there_for_those_who_only_come_after_it() {
    let ends = Ends::default();
    let output = block_on(after::Pipeline::run(after::Input { ends: ends.clone() }));
    assert_eq!((output.page, output.later), (0, 0));
    ends.assert("server");
}

// lock, then work; nobody uses the lock at all
#[dag]
mod unused {
    use super::*;

    #[input]
    pub struct Input {
        pub ends: Ends,
    }

    #[output]
    pub struct Output {
        pub work: usize,
    }

    #[node(always)]
    async fn lock(ends: &Ends) -> Guard {
        ends.guard("lock")
    }
    #[node(always)]
    async fn locks(ends: &Ends) -> Result<Vec<Guard>, String> {
        Ok(vec![ends.guard("first"), ends.guard("second")])
    }
    #[node(after(lock, locks))]
    async fn first(ends: &Ends) -> usize {
        ends.so_far().len()
    }
    async fn work(first: usize, ends: &Ends) -> usize {
        first + ends.so_far().len()
    }
}

#[test]
fn a_guard_that_nobody_uses_lives_as_long_as_the_run() {
    let ends = Ends::default();
    let output = block_on(unused::Pipeline::run(unused::Input { ends: ends.clone() })).unwrap();
    assert_eq!(output.work, 0);
    ends.assert("first second lock");
}

/// Removes its folder when it ends.
pub struct Folder(std::path::PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

// folder → file → text
#[dag]
mod folder {
    use super::*;
    use std::io;
    use std::path::{Path, PathBuf};

    async fn folder() -> io::Result<Folder> {
        let path = std::env::temp_dir().join(format!("dagwright-{}", std::process::id()));
        std::fs::create_dir_all(&path)?;
        Ok(Folder(path))
    }
    async fn file(folder: &Folder) -> io::Result<PathBuf> {
        let file = folder.0.join("x");
        std::fs::write(&file, "hello")?;
        Ok(file)
    }
    async fn text(file: &Path) -> io::Result<String> {
        std::fs::read_to_string(file)
    }
}

#[test]
fn a_file_is_there_as_long_as_the_run_needs_its_folder() {
    assert_eq!(block_on(folder::Pipeline::run()).unwrap().text, "hello");
}
