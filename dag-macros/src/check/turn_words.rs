//! The words about users of a value that come in each other's way.

use crate::read::model::{Node, NodeId};
use crate::resolve::{Consumer, Link, Obstacle, Provider, Resolved};

/// The reason why a node cannot take a value away. `way_out`: what it could take instead.
pub(super) fn by_value(
    pipeline: &Resolved<'_>,
    provider: Provider,
    taker: &Node,
    obstacle: Obstacle,
    consumers: &[Consumer],
    way_out: &str,
) -> String {
    let why = why_not_taken(pipeline, provider, taker, obstacle, consumers);
    let after = match obstacle {
        Obstacle::Unordered(other) => {
            let (taker, other) = (taker.name(), pipeline.node(other).name());
            format!("; or have `{taker}` start when `{other}` is over: `#[node(after({other}))]`")
        }
        _ => String::new(),
    };
    format!("{why}\n{way_out}{after}")
}

/// "`page` takes `user` by value, but `cart` uses it later"
pub(crate) fn why_not_taken<L: Link>(
    pipeline: &Resolved<'_, L>,
    provider: Provider,
    taker: &Node,
    obstacle: Obstacle,
    consumers: &[Consumer],
) -> String {
    let (name, by) = (pipeline.source(provider).name(), taker.name());
    let other = |node: NodeId| pipeline.node(node).name();
    let but = match obstacle {
        Obstacle::Unordered(node) => format!("`{}` uses it too, and may not be over by then", other(node)),
        Obstacle::Later(node) => format!("`{}` uses it later", other(node)),
        Obstacle::Gone(node) => format!("`{}` has taken it before", other(node)),
        Obstacle::Kept(node) => format!("the value of `{}` may still borrow from it", other(node)),
        Obstacle::Twice | Obstacle::Output => {
            format!("{} it too", pipeline.other_consumers(consumers, taker))
        }
    };
    format!("`{by}` takes `{name}` by value, but {but}")
}

/// At the parameter for which the value would be missing.
pub(super) fn used_too(
    pipeline: &Resolved<'_>,
    provider: Provider,
    taker: &Node,
    user: NodeId,
    obstacle: Obstacle,
) -> String {
    let (name, by, user) = (pipeline.source(provider).name(), taker.name(), pipeline.node(user).name());
    match obstacle {
        Obstacle::Later(_) => format!("`{user}` uses `{name}` here, but `{by}`, which comes before, takes it by value"),
        _ => format!(
            "`{user}` uses `{name}` here, but `{by}`, which may come before, takes it by value: see `#[node(after({user}))]` there"
        ),
    }
}

/// The reason why a node cannot change a value that others use, too.
pub(super) fn changed(
    pipeline: &Resolved<'_>,
    provider: Provider,
    changer: &Node,
    obstacle: Obstacle,
    consumers: &[Consumer],
) -> String {
    let (name, by) = (pipeline.source(provider).name(), changer.name());
    let other = |node: NodeId| pipeline.node(node).name();
    match obstacle {
        Obstacle::Unordered(node) => {
            let other = other(node);
            format!(
                "`{by}` takes `{name}` as `&mut`, but `{other}` uses it too, and nothing orders the two\n\
                 {}",
                one_after_the_other(changer, pipeline.node(node))
            )
        }
        Obstacle::Kept(node) if pipeline.node(node).name() == by => format!(
            "`{by}` takes `{name}` as `&mut`, and its own value may still borrow from it when others use `{name}`\n\
             return a value that owns what it holds"
        ),
        Obstacle::Kept(node) => format!(
            "`{by}` takes `{name}` as `&mut`, but the value of `{}` may still borrow from it\n\
             have `{}` return a value that owns what it holds",
            other(node),
            other(node),
        ),
        Obstacle::Later(_) | Obstacle::Gone(_) | Obstacle::Twice | Obstacle::Output => format!(
            "`{by}` takes `{name}` as `&mut`, but {} it too\n\
             take it once",
            pipeline.other_consumers(consumers, changer)
        ),
    }
}

/// At the parameter of the other one, which only looks at the value.
pub(super) fn changed_meanwhile(pipeline: &Resolved<'_>, provider: Provider, changer: &Node, user: NodeId) -> String {
    let (name, by, user) = (pipeline.source(provider).name(), changer.name(), pipeline.node(user));
    format!(
        "`{}` uses `{name}`, but `{by}` takes it as `&mut`, and nothing orders the two\n\
         {}",
        user.name(),
        one_after_the_other(changer, user)
    )
}

fn one_after_the_other(one: &Node, other: &Node) -> String {
    let (one, other) = (one.name(), other.name());
    format!(
        "have one start when the other is over: `#[node(after({other}))]` at `{one}`, or `#[node(after({one}))]` at `{other}`"
    )
}
