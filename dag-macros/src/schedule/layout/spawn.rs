//! The calls that become tasks of the executor, and those of them that share one.
//!
//! Calls that follow each other in a block are spawned as one block, so that a chain of nodes stays on one thread of
//! the executor they share; only the last of them may be waited for by other lanes. Where the option of the module alone asks
//! for it, calls that the caller would only wait for stay in the caller.

use super::blocks::{Block, BlockId, Layout, Step};
use crate::graph::Table;
use crate::lower::{Flow, FlowTask, Spawn, TaskId};

impl Layout {
    pub(super) fn spawn(&mut self, flow: &Flow) {
        let tasks = &flow.tasks;
        if tasks.rows().all(|task| task.spawn == Spawn::Never) {
            return;
        }
        let mut callers = Vec::new();
        self.collect_callers(self.outer, &mut callers);
        for &block in &callers {
            self.blocks[block].yields_first = self.runs_beside_spawned(block, tasks);
        }
        for block in self.blocks.ids() {
            self.spawn_in(block, tasks, callers.contains(&block));
        }
        self.note_joins_of_spawned();
    }

    /// True if the other branches of a block's join will be spawned. The current executor may keep the last of them for
    /// the thread that spawns them; there they would wait for the block to wait.
    fn runs_beside_spawned(&self, block: BlockId, tasks: &Table<TaskId, FlowTask>) -> bool {
        let Block { parent, step, .. } = self.blocks[block];
        let Some(Step::Join { branches, .. }) = self.blocks[parent].steps.get(step) else { return false };
        let calls = branches.iter().filter(|branch| **branch != block).flat_map(|branch| &self.blocks[*branch].steps);
        branches.contains(&block)
            && calls.into_iter().any(|step| match step {
                Step::Call { task, .. } => tasks[*task].spawn != Spawn::Never && tasks[*task].executor.is_none(),
                _ => false,
            })
    }

    /// The blocks that the caller runs with nothing else to do.
    fn collect_callers(&self, block: BlockId, callers: &mut Vec<BlockId>) {
        callers.push(block);
        for step in &self.blocks[block].steps {
            match step {
                Step::Inner(inner) => self.collect_callers(*inner, callers),
                Step::Join { branches, .. } => {
                    // The others go on without the caller only if each is a single chain.
                    if let [others @ .., last] = &branches[..]
                        && others.iter().all(|branch| self.is_chain(*branch))
                    {
                        self.collect_callers(*last, callers);
                    }
                }
                Step::Call { .. } | Step::Latch { .. } | Step::Weave { .. } | Step::Spawned { .. } => {}
            }
        }
    }

    fn is_chain(&self, block: BlockId) -> bool {
        self.blocks[block].steps.iter().all(|step| matches!(step, Step::Call { .. }))
    }

    /// Puts the calls of a block that may run elsewhere into spawned blocks.
    fn spawn_in(&mut self, block: BlockId, tasks: &Table<TaskId, FlowTask>, caller: bool) {
        let wanted = |task: TaskId| match tasks[task].spawn {
            Spawn::Never => false,
            Spawn::Beside => !caller,
            Spawn::Always => true,
        };
        let mut steps = std::mem::take(&mut self.blocks[block].steps).into_iter().enumerate().peekable();
        while let Some((number, step)) = steps.next() {
            let position = self.blocks[block].steps.len();
            let Step::Call { task, .. } = step else {
                self.renumber(block, number, position);
                self.blocks[block].steps.push(step);
                continue;
            };
            let mut chain = vec![step];
            while wanted(task)
                && tasks[task].in_chain
                && let Some(Step::Call { wakes, .. }) = chain.last()
                && wakes.is_empty()
                && let Some((_, step)) = steps.next_if(|(_, step)| {
                    matches!(step, Step::Call { task: next, .. } if tasks[*next].in_chain
                        && (wanted(*next) && tasks[*next].executor == tasks[task].executor
                            || tasks[*next].spawn == Spawn::Never))
                })
            {
                chain.push(step);
            }
            match <[Step; 1]>::try_from(chain) {
                Ok([call]) => {
                    self.spawned[task] = wanted(task);
                    self.blocks[block].steps.push(call);
                }
                Err(chain) => self.push_spawned(block, position, chain),
            }
        }
    }

    fn push_spawned(&mut self, parent: BlockId, step: usize, mut chain: Vec<Step>) {
        let block = self.open(parent, step);
        let wakes = match chain.last_mut() {
            Some(Step::Call { wakes, .. }) => std::mem::take(wakes),
            _ => Vec::new(),
        };
        for step in &chain {
            if let Step::Call { task, .. } = step {
                self.block_of[*task] = block;
            }
        }
        self.blocks[block].steps = chain;
        self.blocks[block].spawned = true;
        self.blocks[parent].steps.push(Step::Spawned { block, wakes });
    }

    /// Steps that become one move those behind them to the front.
    fn renumber(&mut self, parent: BlockId, from: usize, to: usize) {
        let outer = self.outer;
        for block in self.blocks.ids().filter(|block| *block != outer) {
            let block = &mut self.blocks[block];
            if block.parent == parent && block.step == from && !block.spawned {
                block.step = to;
            }
        }
    }

    fn note_joins_of_spawned(&mut self) {
        for block in self.blocks.ids() {
            let mut steps = std::mem::take(&mut self.blocks[block].steps);
            for step in &mut steps {
                if let Step::Join { branches, at_once, .. } = step {
                    *at_once = self.are_spawned(branches);
                }
            }
            self.blocks[block].steps = steps;
        }
    }

    /// True if all branches but one do nothing but wait for a task of the executor.
    fn are_spawned(&self, branches: &[BlockId]) -> bool {
        let is_spawned = |branch: &&BlockId| match &self.blocks[**branch].steps[..] {
            [Step::Call { task, .. }] => self.spawned[*task],
            [Step::Spawned { .. }] => true,
            _ => false,
        };
        branches.iter().filter(is_spawned).count() + 1 >= branches.len()
    }
}
