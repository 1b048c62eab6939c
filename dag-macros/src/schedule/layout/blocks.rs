//! The tree of blocks, and questions about it.

use crate::graph::{Table, ids};
use crate::lower::{TaskId, ValueId};
use crate::schedule::plan::{LatchId, Weave};

ids! {
    /// A block of the layout.
    BlockId,
}

/// The layout of an entry point.
pub(crate) struct Layout {
    pub(crate) blocks: Table<BlockId, Block>,
    /// The function body itself: it holds only values that have to outlive everything else, because the output takes
    /// them.
    pub(crate) outer: BlockId,
    /// The block inside the outer one in which the plan begins.
    pub(crate) body: BlockId,
    /// The block in which each task is called.
    pub(crate) block_of: Table<TaskId, BlockId>,
    pub(crate) storage: Table<ValueId, Storage>,
    /// The tasks that are spawned one by one, outside of [`Step::Spawned`].
    pub(crate) spawned: Table<TaskId, bool>,
    /// For each value: it is read through a variable of the block that makes it.
    pub(crate) read_where_made: Table<ValueId, bool>,
    /// For each value: its variable is declared in front of the step that makes it, for the sake of the order of ends.
    pub(super) in_order: Table<ValueId, bool>,
}

/// A sequence of steps: the function body, a nested scope, or a coroutine.
pub(crate) struct Block {
    /// The block whose step it belongs to; the outer block is its own parent.
    pub(super) parent: BlockId,
    /// The number of that step.
    pub(super) step: usize,
    pub(crate) steps: Vec<Step>,
    /// The storage to declare in front of a step, by groups that share a variable.
    pub(crate) declares: Vec<(usize, Vec<ValueId>)>,
    /// The values that nobody needs any more after a step, which is not the last one.
    pub(crate) frees: Vec<(usize, ValueId)>,
    /// The values (or references to them) that it hands to its parent.
    pub(crate) exports: Vec<ValueId>,
    /// It is spawned as a task of the executor, so that it borrows nothing from outside.
    pub(crate) spawned: bool,
    /// It lets the blocks beside it begin before it does itself.
    pub(crate) yields_first: bool,
    /// It is a lane whose driver tells wake-ups apart, and so needs to know of the lane's progress.
    pub(crate) reports: bool,
    /// A call in it ends the run when it fails.
    pub(crate) fails: bool,
}

/// One step of a block.
pub(crate) enum Step {
    /// Call a task; then count down the latches that wait for its value.
    Call { task: TaskId, wakes: Vec<LatchId> },
    /// Wait for a latch of the weave that the block is a lane of.
    Latch { latch: LatchId, turn: bool },
    /// Run blocks concurrently. `at_once`: all but one do nothing but wait for the executor.
    Join { branches: Vec<BlockId>, wide: bool, at_once: bool },
    /// Run lanes that wait for each other.
    Weave { lanes: Vec<BlockId>, weave: Weave },
    /// Run a block of its own, for the sake of the size of this one.
    Inner(BlockId),
    /// Run a block of calls as a task of the executor; then count down the latches that wait for its values.
    Spawned { block: BlockId, wakes: Vec<LatchId> },
}

/// The storage of a value, from its making to the end of its block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Storage {
    /// A local variable; moved out of the blocks that export it.
    Local,
    /// A late-initialised variable in that block, written by the one branch that makes it.
    Late(BlockId),
    /// A write-once slot in that block, read by other lanes.
    Slot(BlockId),
    /// A slot in that block, out of which another lane takes the value.
    Handoff(BlockId),
    /// A cell in that block, out of which the users of the value have it in turn.
    Turns(BlockId),
    /// A belt in that block, off which other branches read the elements, or take them if the value moves.
    Belt(BlockId),
}

impl Storage {
    /// The block that declares it; `None` for a local variable of the block that makes the value.
    pub(crate) fn block(self) -> Option<BlockId> {
        match self {
            Self::Local => None,
            Self::Late(block) | Self::Slot(block) | Self::Handoff(block) | Self::Turns(block) | Self::Belt(block) => {
                Some(block)
            }
        }
    }
}

impl Block {
    pub(super) fn new(parent: BlockId, step: usize) -> Self {
        Self {
            parent,
            step,
            steps: Vec::new(),
            declares: Vec::new(),
            frees: Vec::new(),
            exports: Vec::new(),
            spawned: false,
            yields_first: false,
            reports: false,
            fails: false,
        }
    }
}

impl Step {
    pub(super) fn calls(&self, wanted: TaskId) -> bool {
        matches!(self, Self::Call { task, .. } if *task == wanted)
    }
}

impl Layout {
    pub(super) fn open(&mut self, parent: BlockId, step: usize) -> BlockId {
        self.blocks.push(Block::new(parent, step))
    }

    /// The blocks around a block and the block itself, the outer one first.
    pub(super) fn path(&self, block: BlockId) -> Vec<BlockId> {
        let mut path = vec![block];
        let mut block = block;
        while block != self.outer {
            block = self.blocks[block].parent;
            path.push(block);
        }
        path.reverse();
        path
    }

    /// The innermost block that contains both.
    pub(super) fn common(&self, one: BlockId, other: BlockId) -> BlockId {
        let (one, other) = (self.path(one), self.path(other));
        let shared = one.iter().zip(&other).take_while(|(one, other)| one == other);
        shared.last().map_or(self.outer, |(block, _)| *block)
    }

    /// True if the two blocks are in different lanes of one weave.
    pub(super) fn crosses_lanes(&self, one: BlockId, other: BlockId) -> bool {
        let (one, other) = (self.path(one), self.path(other));
        let depth = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
        let (Some(&one_side), Some(&other_side)) = (one.get(depth), other.get(depth)) else { return false };
        let parent = &self.blocks[one[depth - 1]];
        self.blocks[one_side].step == self.blocks[other_side].step
            && matches!(parent.steps[self.blocks[one_side].step], Step::Weave { .. })
    }

    /// The spawned block in which a task is called.
    pub(crate) fn spawned_block_of(&self, task: TaskId) -> Option<BlockId> {
        let block = self.block_of[task];
        self.blocks[block].spawned.then_some(block)
    }

    /// The block that makes a task's values, seen from outside of a spawned block.
    pub(crate) fn made_in(&self, task: TaskId) -> BlockId {
        self.spawned_block_of(task).map_or(self.block_of[task], |block| self.blocks[block].parent)
    }

    /// True if `inner` is `outer` or lies within it.
    pub(crate) fn within(&self, inner: BlockId, outer: BlockId) -> bool {
        self.path(inner).contains(&outer)
    }

    /// The tasks called within a step, in no particular order.
    pub(super) fn tasks_within(&self, step: &Step) -> Vec<TaskId> {
        match step {
            Step::Call { task, .. } => vec![*task],
            Step::Latch { .. } => Vec::new(),
            Step::Join { branches: blocks, .. } | Step::Weave { lanes: blocks, .. } => {
                blocks.iter().flat_map(|block| self.tasks_of(*block)).collect()
            }
            Step::Inner(block) | Step::Spawned { block, .. } => self.tasks_of(*block),
        }
    }

    /// The tasks called within a block.
    pub(super) fn tasks_of(&self, block: BlockId) -> Vec<TaskId> {
        self.blocks[block].steps.iter().flat_map(|step| self.tasks_within(step)).collect()
    }
}
