#![allow(missing_docs, unreachable_pub)]
use dagwright::dag;
use std::io;

#[derive(Debug)]
pub struct Db(u64);
#[derive(Debug)]
pub struct DbError;
pub struct User {
    id: u64,
}

#[dag]
pub mod checkout {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub user_id: u64,
        pub db: &'a Db,
    }

    async fn user(user_id: u64, db: &Db) -> Result<User, DbError> {
        Ok(User { id: user_id + db.0 })
    }
    async fn cart(user: &User, db: &Db) -> Result<Vec<u64>, io::Error> {
        Ok(vec![user.id, db.0])
    }
    async fn offers(user: &User) -> Vec<u64> {
        vec![user.id]
    }
    async fn page(user: &User, cart: Vec<u64>, offers: &[u64]) -> String {
        format!("{} {cart:?} {offers:?}", user.id)
    }
}

#[dag]
pub mod woven {
    async fn a() -> String {
        "a".into()
    }
    async fn b() -> String {
        "b".into()
    }
    async fn c(a: &str) -> &str {
        a
    }
    async fn d(a: &str, b: &str) -> String {
        format!("{a}{b}")
    }
    async fn e(c: &str, d: String) -> String {
        format!("{c}{d}")
    }
}

#[test]
fn smoke() {
    let out = futures::executor::block_on(checkout::Pipeline::run(checkout::Input { user_id: 7, db: &Db(1) })).unwrap();
    assert_eq!(out.page, "8 [8, 1] [8]");
    let out = futures::executor::block_on(woven::Pipeline::run());
    assert_eq!(out.e, "aab");
}
