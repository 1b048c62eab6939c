//! tokio's task-locals: nodes in the caller's task have those of the caller, nodes elsewhere have those they are given.

use std::sync::Arc;

use dagwright::dag;
use tokio::runtime::Handle;

use crate::support::{Workers, on_both_flavours, yields};

tokio::task_local! {
    static TENANT: Arc<str>;
}

fn tenant() -> Option<Arc<str>> {
    TENANT.try_with(Arc::clone).ok()
}

// a ─┬→ c (each number)         woven, so lanes, joins and elements have what the caller has
//    └→ d (retry, timeout)
// b ─┘
// spawned (spawn), called (blocking), placed (spawn on `workers`), sent (blocking on `workers`)
// handed (spawn), lent (blocking)         these take the value as an input, and scope it
#[dag]
mod request {
    use super::*;

    #[input]
    pub struct Input {
        pub workers: Handle,
        pub numbers: Vec<u32>,
        pub tenant_given: Arc<str>,
    }

    type Tenant = Option<Arc<str>>;

    #[output]
    pub struct Output {
        pub c: Vec<Tenant>,
        pub d: Vec<Tenant>,
        pub spawned: Tenant,
        pub called: Tenant,
        pub placed: Tenant,
        pub sent: Tenant,
        pub handed: Tenant,
        pub lent: Tenant,
    }

    async fn a() -> Tenant {
        yields(2).await;
        tenant()
    }
    async fn b() -> Tenant {
        yields(1).await;
        tenant()
    }
    async fn c(#[each(numbers)] number: &u32, a: &Tenant) -> Tenant {
        yields(*number as usize).await;
        a.clone().and(tenant())
    }
    #[node(retry(attempts = 2, backoff = "0ms"), timeout = "1h")]
    async fn d(a: &Tenant, b: &Tenant) -> Result<Vec<Tenant>, std::io::Error> {
        yields(1).await;
        Ok(vec![a.clone(), b.clone(), tenant()])
    }
    #[node(spawn)]
    async fn spawned() -> Tenant {
        tenant()
    }
    #[node(blocking)]
    fn called() -> Tenant {
        tenant()
    }
    #[node(spawn = workers)]
    async fn placed() -> Tenant {
        tenant()
    }
    #[node(blocking = workers)]
    fn sent() -> Tenant {
        tenant()
    }
    #[node(spawn)]
    async fn handed(tenant_given: &Arc<str>) -> Tenant {
        let work = async {
            yields(1).await;
            tenant()
        };
        TENANT.scope(Arc::clone(tenant_given), work).await
    }
    #[node(blocking)]
    fn lent(tenant_given: &Arc<str>) -> Tenant {
        TENANT.sync_scope(Arc::clone(tenant_given), tenant)
    }
}

#[test]
fn nodes_in_the_callers_task_have_its_task_locals_and_nodes_elsewhere_do_not() {
    let workers = Workers::new();
    on_both_flavours(async || {
        let given: Arc<str> = "ann".into();
        let input =
            request::Input { workers: workers.handle(), numbers: vec![0, 1, 2], tenant_given: Arc::clone(&given) };
        let output = TENANT.scope(Arc::clone(&given), request::Pipeline::run(input)).await.unwrap();
        let theirs = Some(given);
        assert_eq!(output.c.iter().chain(&output.d).collect::<Vec<_>>(), [&theirs; 6]);
        assert_eq!([output.spawned, output.called, output.placed, output.sent], [const { None }; 4]);
        assert_eq!([output.handed, output.lent], [theirs.clone(), theirs]);
    });
}
