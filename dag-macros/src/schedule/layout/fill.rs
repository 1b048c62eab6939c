//! Plan → blocks.

use super::blocks::{BlockId, Layout, Step};
use crate::graph::Table;
use crate::lower::TaskId;
use crate::schedule::plan::{LONGEST_SEQUENCE, LatchId, Plan, TaskLatches, Weave};

impl Layout {
    pub(super) fn fill(&mut self, block: BlockId, plan: Plan, tasks: usize) {
        match plan {
            Plan::Sequence(parts) => parts.into_iter().for_each(|part| self.append(block, part, tasks)),
            other => self.append(block, other, tasks),
        }
    }

    fn append(&mut self, block: BlockId, plan: Plan, tasks: usize) {
        let number = self.blocks[block].steps.len();
        let step = match plan {
            Plan::Task(task) => self.call(block, task, Vec::new()),
            Plan::Sequence(parts) => {
                let inner = self.open(block, number);
                self.fill(inner, Plan::Sequence(parts), tasks);
                Step::Inner(inner)
            }
            Plan::Parallel { branches, wide } => {
                let branch = |plan| {
                    let branch = self.open(block, number);
                    self.fill(branch, plan, tasks);
                    branch
                };
                Step::Join { branches: branches.into_iter().map(branch).collect(), wide, at_once: false }
            }
            Plan::Woven(weave) => {
                let latches = weave.task_latches(tasks);
                let lanes = weave.lanes.rows().map(|lane| self.lane(block, number, &weave, lane, &latches)).collect();
                Step::Weave { lanes, weave }
            }
        };
        self.blocks[block].steps.push(step);
    }

    fn call(&mut self, block: BlockId, task: TaskId, wakes: Vec<LatchId>) -> Step {
        self.block_of[task] = block;
        Step::Call { task, wakes }
    }

    fn lane(
        &mut self,
        parent: BlockId,
        step: usize,
        weave: &Weave,
        tasks: &[TaskId],
        latches: &Table<TaskId, TaskLatches>,
    ) -> BlockId {
        let block = self.open(parent, step);
        if tasks.len() <= LONGEST_SEQUENCE {
            self.fill_lane(block, weave, tasks, tasks, latches);
            return block;
        }
        for piece in tasks.chunks(LONGEST_SEQUENCE) {
            let inner = self.open(block, self.blocks[block].steps.len());
            self.fill_lane(inner, weave, tasks, piece, latches);
            self.blocks[block].steps.push(Step::Inner(inner));
        }
        block
    }

    fn fill_lane(
        &mut self,
        block: BlockId,
        weave: &Weave,
        lane: &[TaskId],
        piece: &[TaskId],
        latches: &Table<TaskId, TaskLatches>,
    ) {
        self.blocks[block].reports = weave.wide;
        for &task in piece {
            // The driver starts a lane when the latch of its first task is ready.
            let latch = if lane.first() == Some(&task) { None } else { latches[task].in_front };
            if let Some(latch) = latch {
                let turn = weave.latches[latch].turn;
                self.blocks[block].steps.push(Step::Latch { latch, turn });
            }
            let call = self.call(block, task, latches[task].wakes.clone());
            self.blocks[block].steps.push(call);
        }
    }
}
