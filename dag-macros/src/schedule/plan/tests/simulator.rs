//! Runs a plan in discrete time, as the emitted code and its driver would, and keeps a record of what happened.

use std::collections::BTreeSet;

use super::super::weave::LaneId;
use super::super::{LatchId, Plan, Weave};
use super::{Durations, Kinds};
use crate::graph::{Acyclic, Table};
use crate::lower::{Kind, TaskId};

/// The record of one run.
pub(super) struct Record {
    /// The tasks in the order in which they started.
    pub(super) started: Vec<TaskId>,
    pub(super) start: Table<TaskId, Option<u64>>,
    /// The start of a task was made possible by the end of this one, or by the start of the run.
    pub(super) enabled_by: Table<TaskId, Option<TaskId>>,
    /// The tasks in the order in which they ended.
    pub(super) finished: Vec<TaskId>,
    pub(super) makespan: u64,
}

/// The state of the world outside of the plan: the clock, and how far each task is.
struct World<'a> {
    graph: &'a Acyclic<TaskId>,
    kinds: &'a Kinds,
    durations: &'a Durations,
    now: u64,
    due: Table<TaskId, Option<u64>>,
    finished: Vec<TaskId>,
    is_finished: Table<TaskId, bool>,
    record: Record,
}

/// Panics as soon as the plan does anything it must not.
pub(super) fn run(plan: &Plan, graph: &Acyclic<TaskId>, kinds: &Kinds, durations: &Durations) -> Record {
    let len = graph.len();
    let mut world = World {
        graph,
        kinds,
        durations,
        now: 0,
        due: Table::filled(len, None),
        finished: Vec::new(),
        is_finished: Table::filled(len, false),
        record: Record {
            started: Vec::new(),
            start: Table::filled(len, None),
            enabled_by: Table::filled(len, None),
            finished: Vec::new(),
            makespan: 0,
        },
    };
    let mut run = Run::of(plan, graph);
    while !run.poll(&mut world) {
        world.advance();
    }
    assert_eq!(world.finished.len(), len, "the run ended before all its tasks did");
    world.record.makespan = world.now;
    world.record.finished = world.finished;
    world.record
}

impl World<'_> {
    /// Starts a task; whether it is done at once.
    fn begin(&mut self, task: TaskId) -> bool {
        assert!(self.due[task].is_none(), "{task:?} starts twice");
        assert!(self.is_possible(task, |other| self.is_finished[other]), "{task:?} starts too early");
        self.check_no_await_is_delayed_by(task);
        let needed = self.graph.predecessors(task);
        self.record.enabled_by[task] = self.finished.iter().copied().rfind(|task| needed.contains(task));
        self.record.started.push(task);
        self.record.start[task] = Some(self.now);
        self.due[task] = Some(self.now + self.durations[task]);
        self.is_due(task)
    }

    fn check_no_await_is_delayed_by(&self, task: TaskId) {
        let could_start = |other: TaskId| {
            self.kinds[other] == Kind::Asynchronous
                && self.due[other].is_none()
                && self.is_possible(other, |needed| self.is_due(needed))
        };
        if self.kinds[task] == Kind::Inline {
            let delayed = self.kinds.ids().find(|&other| could_start(other));
            assert_eq!(delayed, None, "inline {task:?} starts before an asynchronous task that could");
        }
    }

    fn is_possible(&self, task: TaskId, is_done: impl Fn(TaskId) -> bool) -> bool {
        self.graph.predecessors(task).iter().all(|&needed| is_done(needed))
    }

    fn is_due(&self, task: TaskId) -> bool {
        self.due[task].is_some_and(|due| due <= self.now)
    }

    fn finish(&mut self, task: TaskId) {
        assert!(self.is_due(task) && !self.is_finished[task]);
        self.is_finished[task] = true;
        self.finished.push(task);
    }

    /// To the next instant at which something is due.
    fn advance(&mut self) {
        let running = self.due.ids().filter(|&task| !self.is_finished[task]);
        let next = running.filter_map(|task| self.due[task]).min();
        let next = next.expect("a run that is not done waits for something");
        assert!(next > self.now, "something due was not looked at");
        self.now = next;
    }
}

/// A plan under way.
enum Run<'a> {
    Task { task: TaskId, begun: bool },
    Sequence(Vec<Run<'a>>),
    Parallel(Vec<Run<'a>>),
    Woven(WeaveRun<'a>),
    Done,
}

impl<'a> Run<'a> {
    fn of(plan: &'a Plan, graph: &Acyclic<TaskId>) -> Self {
        let all = |plans: &'a [Plan]| plans.iter().map(|plan| Run::of(plan, graph)).collect();
        match plan {
            Plan::Task(task) => Run::Task { task: *task, begun: false },
            Plan::Sequence(parts) => Run::Sequence(all(parts)),
            Plan::Parallel { branches, .. } => Run::Parallel(all(branches)),
            Plan::Woven(weave) => Run::Woven(WeaveRun::of(weave, graph)),
        }
    }

    /// Goes on as far as possible; whether it is done.
    fn poll(&mut self, world: &mut World) -> bool {
        let done = match self {
            Run::Done => true,
            Run::Task { task, begun } => {
                let due = if *begun { world.is_due(*task) } else { world.begin(*task) };
                *begun = true;
                if due {
                    world.finish(*task);
                }
                due
            }
            Run::Sequence(parts) => parts.iter_mut().all(|part| part.poll(world)),
            Run::Parallel(branches) => {
                for branch in branches.iter_mut() {
                    branch.poll(world);
                }
                branches.iter().all(|branch| matches!(branch, Run::Done))
            }
            Run::Woven(weave) => weave.poll(world),
        };
        if done {
            *self = Run::Done;
        }
        done
    }
}

struct WeaveRun<'a> {
    weave: &'a Weave,
    /// For each task, the latches at which its end is an arrival.
    wakes: Table<TaskId, Vec<LatchId>>,
    /// The arrivals each latch still waits for.
    missing: Table<LatchId, usize>,
    ready: BTreeSet<LatchId>,
    lanes: Table<LaneId, Lane>,
}

/// Running from the start of a task to the next latch at which it has to wait.
#[derive(Clone, Copy)]
struct Lane {
    /// Which of its tasks is running or comes next.
    position: usize,
    running: bool,
}

impl<'a> WeaveRun<'a> {
    fn of(weave: &'a Weave, graph: &Acyclic<TaskId>) -> Self {
        let missing = weave.latches.map(|(_, latch)| latch.arrivals());
        WeaveRun {
            weave,
            wakes: weave.task_latches(graph.len()).map(|(_, latches)| latches.wakes.clone()),
            ready: missing.ids().filter(|&latch| missing[latch] == 0).collect(),
            missing,
            lanes: weave.lanes.map(|_| Lane { position: 0, running: false }),
        }
    }

    fn poll(&mut self, world: &mut World) -> bool {
        for lane in self.lanes.ids() {
            if self.lanes[lane].running && world.is_due(self.task_of(lane).unwrap()) {
                self.run_on(lane, world);
                self.pass_latches(world, |kind| kind == Kind::Asynchronous);
            }
        }
        self.pass_latches(world, |_| true);
        self.lanes.ids().all(|lane| self.task_of(lane).is_none())
    }

    /// Passes the ready latches, the first one first, up to one in front of a task that is not `wanted`.
    fn pass_latches(&mut self, world: &mut World, wanted: impl Fn(Kind) -> bool) {
        while let Some(&id) = self.ready.first()
            && let latch = &self.weave.latches[id]
            && wanted(world.kinds[latch.task])
        {
            self.ready.remove(&id);
            assert!(!self.lanes[latch.lane].running);
            assert_eq!(self.task_of(latch.lane), Some(latch.task));
            self.start_in(latch.lane, world);
        }
    }

    fn task_of(&self, lane: LaneId) -> Option<TaskId> {
        self.weave.lanes[lane].get(self.lanes[lane].position).copied()
    }

    fn start_in(&mut self, lane: LaneId, world: &mut World) {
        self.lanes[lane].running = true;
        if world.begin(self.task_of(lane).unwrap()) {
            self.run_on(lane, world);
        }
    }

    /// From the end of the lane's task to the start of the next, if that can start.
    fn run_on(&mut self, lane: LaneId, world: &mut World) {
        let task = self.task_of(lane).unwrap();
        world.finish(task);
        for latch in self.wakes[task].clone() {
            if self.arrive(latch) {
                self.ready.insert(latch);
            }
        }
        self.lanes[lane].position += 1;
        self.lanes[lane].running = false;
        if let Some(next) = self.task_of(lane)
            && self.passes(next)
        {
            self.start_in(lane, world);
        }
    }

    /// True if a lane that comes to `task` goes on with it without the driver.
    fn passes(&mut self, task: TaskId) -> bool {
        let Some((id, latch)) = self.weave.latches.iter().find(|(_, latch)| latch.task == task) else { return true };
        let open = self.arrive(id);
        if open && latch.turn {
            self.ready.insert(id);
        }
        open && !latch.turn
    }

    /// True if that was the last arrival.
    fn arrive(&mut self, latch: LatchId) -> bool {
        assert!(self.missing[latch] > 0, "more arrivals than {latch:?} expects");
        self.missing[latch] -= 1;
        self.missing[latch] == 0
    }
}
