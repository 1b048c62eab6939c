//! Where each value lives, and which blocks hand it on.

use super::{BODY, Home, Layout, OUTER, Value};
use crate::graph::Graph;

impl Layout {
    pub(super) fn settle(&mut self, graph: &Graph, values: &[Value]) {
        let order = graph.topological_order().unwrap_or_default();
        let mut extents = vec![BODY; values.len()];
        let mut homes = vec![Home::Local; values.len()];
        for task in order.into_iter().rev() {
            (extents[task], homes[task]) = self.settle_value(task, &values[task], &extents);
            self.export(task, &values[task], homes[task], extents[task]);
        }
        self.blocks.iter_mut().for_each(|block| block.exports.reverse());
        for (task, value) in values.iter().enumerate() {
            let block = extents[task];
            if let Some(step) = self.last_use(block, value) {
                self.blocks[block].frees.push((step, task));
            }
        }
        self.homes = homes;
    }

    /// The last step of `block`, where the value lives, that uses it; `None` if it is kept longer, or taken by then.
    fn last_use(&self, block: usize, value: &Value) -> Option<usize> {
        if value.moved || value.output || !value.freed || self.blocks[block].worker {
            return None;
        }
        let users = value.tasks.iter().chain(&value.peekers);
        let last = users.filter_map(|user| self.step_of(block, *user)).max()?;
        (last + 1 < self.blocks[block].steps.len()).then_some(last)
    }

    /// The step of `block` within which a task is called.
    fn step_of(&self, block: usize, task: usize) -> Option<usize> {
        let path = self.path(self.block_of[task]);
        let depth = path.iter().position(|outer| *outer == block)?;
        match path.get(depth + 1) {
            Some(inner) => Some(self.blocks[*inner].step),
            None => self.blocks[block].steps.iter().position(|step| step.calls(task)),
        }
    }

    /// The block a value lives in, and how.
    fn settle_value(&self, task: usize, value: &Value, extents: &[usize]) -> (usize, Home) {
        let maker = self.maker(task, value);
        let inside = self.block_of[task];
        let users = value.tasks.iter().chain(&value.peekers).map(|user| self.block_of[*user]);
        let users = users.filter(|user| maker == inside || *user != inside);
        let borrowers = value.borrowers.iter().map(|borrower| extents[*borrower]);
        let output = value.output.then_some(BODY);
        let extent = users.clone().chain(borrowers).chain(output).fold(maker, |a, b| self.common(a, b));
        let crosses = !value.peekers.is_empty() || users.clone().any(|user| self.crosses_lanes(maker, user));
        if value.moved {
            return (extent, if crosses { Home::Handoff(extent) } else { Home::Local });
        }
        let leaves_unused = extent == maker || users.clone().all(|user| self.common(maker, user) == extent);
        let lent_on = value.output && !value.borrowers.is_empty();
        if !crosses && leaves_unused && !lent_on {
            return (extent, Home::Local);
        }
        let extent = if value.output { OUTER } else { extent };
        (extent, if crosses { Home::Slot(extent) } else { Home::Place(extent) })
    }

    /// Enters the value into the results of the blocks it has to leave to be seen by those who use it.
    fn export(&mut self, task: usize, value: &Value, home: Home, extent: usize) {
        let maker = self.maker(task, value);
        if maker != self.block_of[task] {
            self.blocks[self.block_of[task]].exports.push(task);
        }
        let users = value.tasks.iter().map(|user| self.block_of[*user]);
        let users = users.filter(|user| maker == self.block_of[task] || *user != self.block_of[task]);
        let target = match home {
            Home::Slot(_) | Home::Handoff(_) => maker,
            Home::Place(_) => users.fold(maker, |a, b| self.common(a, b)),
            Home::Local if value.moved => {
                users.chain(value.output.then_some(BODY)).fold(maker, |a, b| self.common(a, b))
            }
            Home::Local if value.tasks.is_empty() && !value.output => maker,
            Home::Local => extent,
        };
        let mut block = maker;
        while block != target {
            self.blocks[block].exports.push(task);
            block = self.blocks[block].parent;
        }
    }

    /// The block that makes a value, as its users see it: what leaves a worker is made by who waits for the worker.
    fn maker(&self, task: usize, value: &Value) -> usize {
        let block = self.block_of[task];
        let leaves = value.output || value.tasks.iter().any(|user| self.block_of[*user] != block);
        if self.blocks[block].worker && leaves { self.blocks[block].parent } else { block }
    }
}
