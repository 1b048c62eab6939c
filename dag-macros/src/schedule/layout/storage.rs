//! The storage of each value, and the blocks that hand it on.

use super::blocks::{BlockId, Layout, Step, Storage};
use crate::graph::Table;
use crate::lower::{Flow, Life, TaskId, ValueId};

/// The number of slots that one variable holds.
const MOST_SLOTS_AT_ONCE: usize = 16;

impl Layout {
    pub(super) fn settle(&mut self, flow: &Flow) {
        let mut extents = self.settle_values(flow);
        if self.keep_in_order(flow) {
            extents = self.settle_values(flow);
        }
        for value in values_in_order(flow).rev() {
            self.export(value, flow, extents[value]);
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

    /// The block that each value lives in, and its storage there.
    fn settle_values(&mut self, flow: &Flow) -> Table<ValueId, BlockId> {
        let mut extents = Table::filled(flow.values.len(), self.body);
        for value in values_in_order(flow).rev() {
            (extents[value], self.storage[value]) = self.settle_value(value, flow, &extents);
        }
        for value in inputs_in_turn(flow) {
            (extents[value], self.storage[value]) = self.settle_in_turn(value, flow, self.body);
        }
        extents
    }

    /// The last step of `block`, where the value lives, that uses it; `None` if it is kept longer, or taken by then.
    fn last_use(&self, block: BlockId, life: &Life) -> Option<usize> {
        if life.moved || life.output || life.at_end || !life.freed || self.blocks[block].spawned {
            return None;
        }
        let users = life.readers.iter().chain(&life.peekers).chain(&life.named_by);
        let last = users.filter_map(|user| self.step_of(block, *user)).max()?;
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
    fn settle_value(&self, value: ValueId, flow: &Flow, extents: &Table<ValueId, BlockId>) -> (BlockId, Storage) {
        let life = &flow.values[value];
        let Some(task) = life.maker else { return (self.body, Storage::Local) };
        let maker = self.maker(task, value, flow);
        let inside = self.block_of[task];
        let lasts = self.lasts(task, value, flow);
        let users = life.readers.iter().chain(&life.peekers).map(|user| self.block_of[*user]);
        let users = users.filter(|user| maker == inside || *user != inside);
        let named_by = self.named_by(task, value, flow).iter().map(|user| self.block_of[*user]);
        let borrowers = life.borrowers.iter().map(|borrower| extents[*borrower]);
        let output = life.output.then_some(self.body);
        let end = lasts.then_some(self.body);
        let ends = borrowers.chain(named_by).chain(output).chain(end);
        let extent = users.clone().chain(ends).fold(maker, |a, b| self.common(a, b));
        if flow.streams.followers(value).next().is_some() {
            let extent = if life.output { self.outer } else { extent };
            return (extent, Storage::Belt(extent));
        }
        let crosses = !life.peekers.is_empty() || users.clone().any(|user| self.crosses_lanes(maker, user));
        if life.in_turn {
            return self.settle_in_turn(value, flow, extent);
        }
        if life.moved {
            return (extent, if crosses || lasts { Storage::Handoff(extent) } else { Storage::Local });
        }
        if life.at_end {
            return (self.outer, Storage::Slot(self.outer));
        }
        let leaves_unused = extent == maker || users.clone().all(|user| self.common(maker, user) == extent);
        let lent_on = life.output && (life.left || !life.borrowers.is_empty());
        let in_task = self.blocks[maker].spawned;
        let ahead = (life.left || (!life.is_read() && life.is_kept())) && !in_task;
        if !crosses && leaves_unused && !lent_on && !ahead && !self.in_order[value] {
            return (extent, Storage::Local);
        }
        let extent = if life.output && (lent_on || !lasts) { self.outer } else { extent };
        (extent, if crosses { Storage::Slot(extent) } else { Storage::Late(extent) })
    }

    /// The same for a value whose users have it in turn; `extent`: the block that contains them all. A local variable
    /// does unless it would have to go from lane to lane, or to a task of the executor and back.
    fn settle_in_turn(&self, value: ValueId, flow: &Flow, extent: BlockId) -> (BlockId, Storage) {
        let life = &flow.values[value];
        let maker = life.maker.map_or(self.body, |task| self.maker(task, value, flow));
        let in_another_lane =
            |one: BlockId| life.readers.iter().any(|user| self.crosses_lanes(one, self.block_of[*user]));
        let mut alone = life.changers.iter().chain(&life.taker);
        let crosses = in_another_lane(maker) || alone.any(|user| in_another_lane(self.block_of[*user]));
        let goes = |user: &TaskId| self.spawned[*user] || flow.tasks[*user].blocking;
        let goes_and_comes = life.changers.iter().any(goes);
        let left = life.moved && life.lasts;
        if !crosses && !goes_and_comes && !left && !self.in_order[value] {
            return (extent, Storage::Local);
        }
        let extent = if life.output { self.outer } else { extent };
        (extent, Storage::Turns(extent))
    }

    /// Enters the value into the results of the blocks between its maker and its users.
    fn export(&mut self, value: ValueId, flow: &Flow, extent: BlockId) {
        let life = &flow.values[value];
        let Some(task) = life.maker else { return };
        let maker = self.maker(task, value, flow);
        let inside = self.block_of[task];
        if maker != inside {
            self.blocks[inside].exports.push(value);
        }
        let users = life.readers.iter().map(|user| self.block_of[*user]);
        let users = users.filter(|user| maker == inside || *user != inside);
        let target = match self.storage[value] {
            Storage::Slot(_) | Storage::Handoff(_) | Storage::Turns(_) | Storage::Belt(_) => maker,
            Storage::Late(_) => users.fold(maker, |a, b| self.common(a, b)),
            Storage::Local if life.moved => {
                users.chain(life.output.then_some(self.body)).fold(maker, |a, b| self.common(a, b))
            }
            Storage::Local if !life.is_read() => maker,
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
    fn maker(&self, task: TaskId, value: ValueId, flow: &Flow) -> BlockId {
        let block = self.block_of[task];
        let life = &flow.values[value];
        let leaves = life.output
            || life.at_end
            || life.readers.iter().chain(self.named_by(task, value, flow)).any(|user| self.block_of[*user] != block)
            || self.lasts(task, value, flow);
        if self.blocks[block].spawned && leaves { self.blocks[block].parent } else { block }
    }

    /// True if the value lives until the run ends. What borrows within a task of the executor, or is borrowed there,
    /// cannot leave it, and ends with the task.
    fn lasts(&self, task: TaskId, value: ValueId, flow: &Flow) -> bool {
        flow.values[value].lasts && !self.tied(task, value, flow)
    }

    /// The tasks that only name the value, and yet find it there.
    fn named_by<'f>(&self, task: TaskId, value: ValueId, flow: &'f Flow) -> &'f [TaskId] {
        if self.tied(task, value, flow) { &[] } else { &flow.values[value].named_by }
    }

    fn tied(&self, task: TaskId, value: ValueId, flow: &Flow) -> bool {
        let block = self.block_of[task];
        let holds = |user: &TaskId| flow.tasks[*user].gives.iter().any(|value| flow.values[*value].borrows);
        let borrowed = |life: &Life| life.readers.iter().any(|user| self.block_of[*user] == block && holds(user));
        self.blocks[block].spawned && (flow.values[value].borrows || borrowed(&flow.values[value]))
    }

    /// Values that last end in reverse order of their makers. The variables of a step that are declared in front of it
    /// do so; those that its blocks hand out do if there are no others, and if they come in that order. Otherwise all
    /// are declared in front. True if that changes anything.
    fn keep_in_order(&mut self, flow: &Flow) -> bool {
        let positions = flow.graph.positions();
        let steps = self.blocks[self.body].steps.iter().filter(|step| !matches!(step, Step::Call { .. }));
        let values: Vec<ValueId> = steps.flat_map(|step| self.handed_out_of_order(step, flow, &positions)).collect();
        values.iter().for_each(|value| self.in_order[*value] = true);
        !values.is_empty()
    }

    /// The values that last and that a step's blocks hand out, unless these are all there are, and in order.
    fn handed_out_of_order(&self, step: &Step, flow: &Flow, positions: &Table<TaskId, usize>) -> Vec<ValueId> {
        let lasts = |task: TaskId, value: &ValueId| !flow.values[*value].moved && self.lasts(task, *value, flow);
        // Blocks hand out their values in the order in which they stand in the text.
        let tasks = self.tasks_within(step).into_iter();
        let made = tasks.flat_map(|task| flow.tasks[task].gives.iter().map(move |value| (task, *value)));
        let lasting: Vec<(TaskId, ValueId)> = made.filter(|(task, value)| lasts(*task, value)).collect();
        let (local, others): (Vec<_>, Vec<_>) =
            lasting.into_iter().partition(|(_, value)| self.storage[*value] == Storage::Local);
        if others.is_empty() && local.iter().is_sorted_by_key(|(task, _)| positions[*task]) {
            return Vec::new();
        }
        local.into_iter().map(|(_, value)| value).collect()
    }

    /// Enters the storage to declare in front of each step: a value's in front of the step that makes it, in
    /// topological order, several slots in one variable where nothing depends on the order of their ends. A value that
    /// is left with others comes before all of them.
    fn declare(&mut self, flow: &Flow) {
        let positions = flow.graph.positions();
        for block in self.blocks.ids() {
            let left: Vec<ValueId> = values_in_order(flow).filter(|value| flow.values[*value].left).collect();
            let inputs: Vec<ValueId> = inputs_in_turn(flow).collect();
            let first = self.declared_groups(block, &inputs, flow).chain(self.declared_groups(block, &left, flow));
            let mut declares: Vec<_> = first.map(|group| (0, group)).collect();
            for (number, step) in self.blocks[block].steps.iter().enumerate() {
                let mut tasks = self.tasks_within(step);
                tasks.sort_unstable_by_key(|task| positions[*task]);
                let values = tasks.iter().flat_map(|task| flow.tasks[*task].gives.iter().copied());
                let values: Vec<ValueId> = values.filter(|value| !flow.values[*value].left).collect();
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
                && !flow.values[*value].output
                && match self.storage[*value] {
                    Storage::Slot(_) => true,
                    Storage::Late(_) => flow.values[*value].lasts,
                    Storage::Local | Storage::Handoff(_) | Storage::Turns(_) | Storage::Belt(_) => false,
                }
                && flow.values[*value].borrowers.is_empty()
                && !flow.values[*value].left
        };
        let alike = |one: &ValueId, next: &ValueId| self.storage[*one] == self.storage[*next];
        let groups = values.chunk_by(|one, next| may_share(one) && may_share(next) && alike(one, next));
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

/// The inputs whose users have them in turn.
fn inputs_in_turn(flow: &Flow) -> impl Iterator<Item = ValueId> {
    flow.values.iter().filter(|(_, life)| life.in_turn && life.maker.is_none()).map(|(value, _)| value)
}

/// The values of tasks, each after those that its maker needs.
fn values_in_order(flow: &Flow) -> impl DoubleEndedIterator<Item = ValueId> {
    flow.graph.order().iter().flat_map(|task| flow.tasks[*task].gives.iter().copied())
}
