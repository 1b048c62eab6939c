//! Plan → blocks: the coroutine in which each task is called, and the block in which each value lives.
//!
//! A value lives in the innermost block that contains all its users, and all possible holders of a borrow of it; one
//! whose end may mean something lives in the body. If the block that makes it is a deeper one, the value is moved out
//! of that block when nothing inside it uses the value; otherwise it gets a variable of its own further out, into which
//! its maker writes it.

mod blocks;
mod fill;
mod spawn;
mod storage;

use crate::graph::{Id, Table};
use crate::lower::Flow;
use crate::schedule::plan::Plan;

pub(crate) use blocks::{Block, BlockId, Layout, Step, Storage};

/// Lays a plan out.
pub(crate) fn layout(plan: Option<Plan>, flow: &Flow) -> Layout {
    let mut blocks = Table::new();
    let outer = blocks.push(Block::new(BlockId::new(0), 0));
    let body = blocks.push(Block::new(outer, 0));
    blocks[outer].steps.push(Step::Inner(body));
    let mut layout = Layout {
        outer,
        body,
        block_of: Table::filled(flow.tasks.len(), body),
        storage: Table::filled(flow.values.len(), Storage::Local),
        spawned: Table::filled(flow.tasks.len(), false),
        read_where_made: Table::filled(flow.values.len(), false),
        in_order: Table::filled(flow.values.len(), false),
        blocks,
    };
    if let Some(plan) = plan {
        layout.fill(body, plan, flow.tasks.len());
    }
    layout.spawn(flow);
    layout.settle(flow);
    layout
}
