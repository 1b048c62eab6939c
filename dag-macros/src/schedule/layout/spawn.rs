//! Which calls become tasks of the executor, and which of them share one.
//!
//! Calls that follow each other in a block are one task, so that a line of nodes stays on one worker; only the last
//! of them may be waited for by other lanes. Where the option of the module alone asks for it, what the caller would
//! only wait for stays in the caller.

use super::{Block, Layout, Mobility, OUTER, Spawn, Step};

impl Layout {
    pub(super) fn spawn(&mut self, mobility: &[Mobility]) {
        if mobility.iter().all(|task| task.spawn == Spawn::Never) {
            return;
        }
        let mut callers = Vec::new();
        self.collect_callers(OUTER, &mut callers);
        for &block in &callers {
            self.blocks[block].steps_aside = self.runs_beside_tasks(block, mobility);
        }
        for block in 0..self.blocks.len() {
            self.spawn_in(block, mobility, callers.contains(&block));
        }
    }

    /// Whether the other branches of a block's join will be tasks. An executor may keep the last of them for the thread
    /// that makes them, where they would wait for the block to wait.
    fn runs_beside_tasks(&self, block: usize, mobility: &[Mobility]) -> bool {
        let Block { parent, step, .. } = self.blocks[block];
        let Some(Step::Join { branches, .. }) = self.blocks[parent].steps.get(step) else { return false };
        let calls = branches.iter().filter(|branch| **branch != block).flat_map(|branch| &self.blocks[*branch].steps);
        branches.contains(&block)
            && calls.into_iter().any(|step| match step {
                Step::Call { task, .. } => mobility[*task].spawn != Spawn::Never,
                _ => false,
            })
    }

    /// The blocks that the caller runs with nothing else to do.
    fn collect_callers(&self, block: usize, callers: &mut Vec<usize>) {
        callers.push(block);
        for step in &self.blocks[block].steps {
            match step {
                Step::Inner(inner) => self.collect_callers(*inner, callers),
                Step::Join { branches, .. } => {
                    // The others go on without the caller only if each is a single line.
                    if let [others @ .., last] = &branches[..]
                        && others.iter().all(|branch| self.is_line(*branch))
                    {
                        self.collect_callers(*last, callers);
                    }
                }
                Step::Call { .. } | Step::Joint { .. } | Step::Weave { .. } | Step::Worker { .. } => {}
            }
        }
    }

    fn is_line(&self, block: usize) -> bool {
        self.blocks[block].steps.iter().all(|step| matches!(step, Step::Call { .. }))
    }

    /// Puts the calls of a block that may run elsewhere into workers.
    fn spawn_in(&mut self, block: usize, mobility: &[Mobility], caller: bool) {
        let wanted = |task: usize| match mobility[task].spawn {
            Spawn::Never => false,
            Spawn::Beside => !caller,
            Spawn::Always => true,
        };
        let mut steps = std::mem::take(&mut self.blocks[block].steps).into_iter().enumerate().peekable();
        while let Some((number, step)) = steps.next() {
            let place = self.blocks[block].steps.len();
            let Step::Call { task, .. } = step else {
                self.renumber(block, number, place);
                self.blocks[block].steps.push(step);
                continue;
            };
            let mut line = vec![step];
            while wanted(task)
                && mobility[task].in_line
                && let Some(Step::Call { provides, .. }) = line.last()
                && provides.is_empty()
                && let Some((_, step)) = steps.next_if(|(_, step)| {
                    matches!(step, Step::Call { task, .. } if mobility[*task].in_line
                        && (wanted(*task) || mobility[*task].spawn == Spawn::Never))
                })
            {
                line.push(step);
            }
            match <[Step; 1]>::try_from(line) {
                Ok([call]) => {
                    self.spawned[task] = wanted(task);
                    self.blocks[block].steps.push(call);
                }
                Err(line) => self.push_worker(block, place, line),
            }
        }
    }

    fn push_worker(&mut self, parent: usize, step: usize, mut line: Vec<Step>) {
        let worker = self.open(parent, step);
        let provides = match line.last_mut() {
            Some(Step::Call { provides, .. }) => std::mem::take(provides),
            _ => Vec::new(),
        };
        for step in &line {
            if let Step::Call { task, .. } = step {
                self.block_of[*task] = worker;
            }
        }
        self.blocks[worker].steps = line;
        self.blocks[worker].worker = true;
        self.blocks[parent].steps.push(Step::Worker { block: worker, provides });
    }

    /// Steps that become one move those behind them to the front.
    fn renumber(&mut self, parent: usize, from: usize, to: usize) {
        for block in self.blocks.iter_mut().skip(OUTER + 1) {
            if block.parent == parent && block.step == from && !block.worker {
                block.step = to;
            }
        }
    }
}
