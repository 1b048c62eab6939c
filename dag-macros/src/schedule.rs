//! The schedule of a run within one process: the calls that follow each other, run side by side or wait for each other,
//! the coroutines they stand in, and the storage of their values. Refers to the program by ids; knows no syntax.

pub(crate) mod layout;
pub(crate) mod plan;
mod share;

use crate::graph::Table;
use crate::lower::{Kind, Program, TaskId, Use, ValueId};
use crate::resolve::Capture;
use layout::{BlockId, Layout, layout};
use plan::plan;

/// Everything that the emitted function of an entry point needs to know beyond its program.
pub(crate) struct Schedule {
    pub(crate) layout: Layout,
    /// For each value: it is behind an `Arc`, so that spawned tasks and threads can borrow it.
    pub(crate) shared: Table<ValueId, bool>,
    /// For each task: it is called away from the caller.
    apart: Table<TaskId, bool>,
    /// For each block that is spawned: the uses of values that go along with it.
    pub(crate) block_captures: Table<BlockId, Vec<(Use, Capture)>>,
}

/// Schedules a program.
pub(crate) fn schedule(program: &Program<'_>) -> Schedule {
    let flow = &program.flow;
    let kinds = flow.tasks.map(|(id, task)| if flow.streams.follows(id) { Kind::Asynchronous } else { task.kind });
    let layout = layout(plan(&flow.streams.order, &kinds), flow);
    let apart = share::apart(program, &layout);
    let shared = share::shared(program, &layout, &apart);
    let block_captures = layout.blocks.map(|(block, _)| share::block_captures(program, &layout, &shared, block));
    Schedule { layout, shared, apart, block_captures }
}

impl Schedule {
    /// True if a task is given the index of each element of a collection, as its call cannot borrow the element.
    pub(crate) fn by_index(&self, program: &Program<'_>, task: TaskId, collection: ValueId) -> bool {
        let elements = program.tasks[task].call.each().and_then(|each| each.elements_of(collection));
        self.apart[task] && elements.is_some_and(|elements| elements.collection.lends_own_elements())
    }

    /// The way in which a value goes along to a call away from the caller.
    pub(crate) fn capture(&self, program: &Program<'_>, used: &Use) -> Capture {
        share::capture(program, &self.shared, used)
    }
}
