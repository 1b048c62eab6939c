//! The values that go along with calls made away from the caller, and the values that are shared for that reason.

use super::layout::{BlockId, Layout, Step};
use crate::graph::Table;
use crate::lower::{Program, TaskId, Use, ValueId, add_use};
use crate::resolve::{Access, Capture, Way};

/// For each task, true if its function is called away from the caller: by itself as a task of the executor, or on a
/// thread.
pub(super) fn apart(program: &Program<'_>, layout: &Layout) -> Table<TaskId, bool> {
    program.tasks.map(|(task, called)| layout.spawned[task] || called.call.is_blocking())
}

/// For each value, true if it is behind an `Arc`.
pub(super) fn shared(program: &Program<'_>, layout: &Layout, apart: &Table<TaskId, bool>) -> Table<ValueId, bool> {
    let mut shared = Table::filled(program.values.len(), false);
    for (task, called) in program.tasks.iter() {
        let block = layout.spawned_block_of(task);
        for argument in &called.call.arguments {
            let maker = program.flow.values[argument.value].maker;
            let in_another = block.is_some() && block != maker.and_then(|maker| layout.spawned_block_of(maker));
            let access = argument.access.of_whole();
            let access = if in_another { within_block(access) } else { access };
            shared[argument.value] |=
                (apart[task] || in_another) && program.capture(argument.value, &[access]) == Capture::Share;
        }
    }
    shared
}

/// The values from outside that go along with a block that is spawned.
pub(super) fn block_captures(
    program: &Program<'_>,
    layout: &Layout,
    shared: &Table<ValueId, bool>,
    block: BlockId,
) -> Vec<(Use, Capture)> {
    if !layout.blocks[block].spawned {
        return Vec::new();
    }
    let mut uses: Vec<Use> = Vec::new();
    for step in &layout.blocks[block].steps {
        let Step::Call { task, .. } = step else { continue };
        for mut used in program.tasks[*task].call.uses(|_| false) {
            let maker = program.flow.values[used.value].maker;
            if maker.is_none_or(|maker| layout.spawned_block_of(maker) != Some(block)) {
                used.accesses.iter_mut().for_each(|access| *access = within_block(*access));
                add_use(&mut uses, used);
            }
        }
    }
    let captured = |used: Use| {
        let capture = capture(program, shared, &used);
        (used, capture)
    };
    uses.into_iter().map(captured).collect()
}

/// Within a spawned block, a clone is made in front of its use.
fn within_block(access: Access) -> Access {
    if access == Access::value(Way::Clone) { Access::BORROW } else { access }
}

/// The way in which a value goes along to a call away from the caller.
pub(super) fn capture(program: &Program<'_>, shared: &Table<ValueId, bool>, used: &Use) -> Capture {
    match program.capture(used.value, &used.accesses) {
        // Others borrow it elsewhere, so it is behind an `Arc` already.
        Capture::Copy if shared[used.value] => Capture::Share,
        capture => capture,
    }
}
