//! The storage of each value, and the blocks that hand it on.

use super::blocks::{BlockId, Layout, Storage};
use crate::graph::Table;
use crate::lower::{Flow, Life, TaskId, ValueId};

/// The number of slots that one variable holds.
const MOST_SLOTS_AT_ONCE: usize = 16;

impl Layout {
    pub(super) fn settle(&mut self, flow: &Flow) {
        let mut extents = Table::filled(flow.values.len(), self.body);
        for &task in flow.graph.order().iter().rev() {
            for &value in flow.tasks[task].gives.iter().rev() {
                let life = &flow.values[value];
                (extents[value], self.storage[value]) = self.settle_value(task, life, &extents);
                self.export(task, value, life, extents[value]);
            }
        }
        self.blocks.rows_mut().for_each(|block| block.exports.reverse());
        for &value in flow.tasks.rows().flat_map(|task| &task.gives) {
            let block = extents[value];
            if let Some(step) = self.last_use(block, &flow.values[value]) {
                self.blocks[block].frees.push((step, value));
            }
        }
        self.declare(flow);
        self.find_failing(flow);
        self.read_where_made = flow
            .values
            .map(|(value, life)| life.maker.is_some_and(|maker| self.is_read_where_made(maker, value, life)));
    }

    /// The last step of `block`, where the value lives, that uses it; `None` if it is kept longer, or taken by then.
    fn last_use(&self, block: BlockId, life: &Life) -> Option<usize> {
        if life.moved || life.output || !life.freed || self.blocks[block].spawned {
            return None;
        }
        let last = life.users().filter_map(|user| self.step_of(block, user)).max()?;
        (last + 1 < self.blocks[block].steps.len()).then_some(last)
    }

    /// The step of `block` within which a task is called.
    fn step_of(&self, block: BlockId, task: TaskId) -> Option<usize> {
        let path = self.path(self.block_of[task]);
        let depth = path.iter().position(|outer| *outer == block)?;
        match path.get(depth + 1) {
            Some(inner) => Some(self.blocks[*inner].step),
            None => self.blocks[block].steps.iter().position(|step| step.calls(task)),
        }
    }

    /// The block a value lives in, and its storage there.
    fn settle_value(&self, task: TaskId, life: &Life, extents: &Table<ValueId, BlockId>) -> (BlockId, Storage) {
        let maker = self.maker(task, life);
        let inside = self.block_of[task];
        let users = life.users().map(|user| self.block_of[user]);
        let users = users.filter(|user| maker == inside || *user != inside);
        let borrowers = life.borrowers.iter().map(|borrower| extents[*borrower]);
        let output = life.output.then_some(self.body);
        let extent = users.clone().chain(borrowers).chain(output).fold(maker, |a, b| self.common(a, b));
        let crosses = !life.peekers.is_empty() || users.clone().any(|user| self.crosses_lanes(maker, user));
        if life.moved {
            return (extent, if crosses { Storage::Handoff(extent) } else { Storage::Local });
        }
        let leaves_unused = extent == maker || users.clone().all(|user| self.common(maker, user) == extent);
        let lent_on = life.output && !life.borrowers.is_empty();
        if !crosses && leaves_unused && !lent_on {
            return (extent, Storage::Local);
        }
        let extent = if life.output { self.outer } else { extent };
        (extent, if crosses { Storage::Slot(extent) } else { Storage::Late(extent) })
    }

    /// Enters the value into the results of the blocks between its maker and its users.
    fn export(&mut self, task: TaskId, value: ValueId, life: &Life, extent: BlockId) {
        let maker = self.maker(task, life);
        let inside = self.block_of[task];
        if maker != inside {
            self.blocks[inside].exports.push(value);
        }
        let users = life.readers.iter().map(|user| self.block_of[*user]);
        let users = users.filter(|user| maker == inside || *user != inside);
        let target = match self.storage[value] {
            Storage::Slot(_) | Storage::Handoff(_) => maker,
            Storage::Late(_) => users.fold(maker, |a, b| self.common(a, b)),
            Storage::Local if life.moved => {
                users.chain(life.output.then_some(self.body)).fold(maker, |a, b| self.common(a, b))
            }
            Storage::Local if life.readers.is_empty() && !life.output => maker,
            Storage::Local => extent,
        };
        let mut block = maker;
        while block != target {
            self.blocks[block].exports.push(value);
            block = self.blocks[block].parent;
        }
    }

    /// The block that makes a value, as its users see it: the values that leave a spawned block are made by the one
    /// that waits for it.
    fn maker(&self, task: TaskId, life: &Life) -> BlockId {
        let block = self.block_of[task];
        let leaves = life.output || life.readers.iter().any(|user| self.block_of[*user] != block);
        if self.blocks[block].spawned && leaves { self.blocks[block].parent } else { block }
    }

    /// Enters the storage to declare in front of each step: a value's in front of the step that makes it, in
    /// topological order, several slots in one variable where nothing depends on the order of their ends.
    fn declare(&mut self, flow: &Flow) {
        let positions = flow.graph.positions();
        for block in self.blocks.ids() {
            let mut declares = Vec::new();
            for (number, step) in self.blocks[block].steps.iter().enumerate() {
                let mut tasks = self.tasks_within(step);
                tasks.sort_unstable_by_key(|task| positions[*task]);
                let values: Vec<ValueId> = tasks.iter().flat_map(|task| flow.tasks[*task].gives.clone()).collect();
                declares.extend(self.declared_groups(block, &values, flow).map(|group| (number, group)));
            }
            self.blocks[block].declares = declares;
        }
    }

    fn declared_groups(&self, block: BlockId, values: &[ValueId], flow: &Flow) -> impl Iterator<Item = Vec<ValueId>> {
        let here = |value: &ValueId| self.storage[*value].block() == Some(block);
        let values: Vec<ValueId> = values.iter().copied().filter(here).collect();
        let may_share = |value: &ValueId| {
            block != self.outer
                && matches!(self.storage[*value], Storage::Slot(_))
                && flow.values[*value].borrowers.is_empty()
        };
        let groups = values.chunk_by(|one, next| may_share(one) && may_share(next));
        let groups: Vec<Vec<ValueId>> =
            groups.flat_map(|group| group.chunks(MOST_SLOTS_AT_ONCE)).map(<[ValueId]>::to_vec).collect();
        groups.into_iter()
    }

    fn find_failing(&mut self, flow: &Flow) {
        for block in self.blocks.ids() {
            self.blocks[block].fails = self.tasks_of(block).iter().any(|task| flow.tasks[*task].ends_run);
        }
    }

    /// True if anything reads the value through a variable of the block that makes it.
    fn is_read_where_made(&self, maker: TaskId, value: ValueId, life: &Life) -> bool {
        let slot = matches!(self.storage[value], Storage::Slot(_));
        let spawned = self.spawned_block_of(maker);
        life.readers.iter().any(|&reader| {
            let inside = spawned.is_some() && spawned == self.spawned_block_of(reader);
            !inside && (!slot || self.within(self.block_of[reader], self.made_in(maker)))
        })
    }
}
