//! Runs a plan in discrete time, as the emitted code and its driver would, and keeps a record of what happened.

use std::collections::BTreeSet;

use super::super::{Plan, Task, Weave};
use crate::graph::Graph;

/// What one run did.
pub(super) struct Record {
    /// The tasks in the order in which they started.
    pub(super) started: Vec<usize>,
    pub(super) start: Vec<Option<u64>>,
    /// The start of a task was made possible by the end of this one, or by the start of the run.
    pub(super) enabled_by: Vec<Option<usize>>,
    /// The tasks in the order in which they ended.
    pub(super) finished: Vec<usize>,
    pub(super) makespan: u64,
}

/// The state of the world outside of the plan: the clock, and how far each task is.
struct World<'a> {
    graph: &'a Graph,
    tasks: &'a [Task],
    durations: &'a [u64],
    now: u64,
    due: Vec<Option<u64>>,
    finished: Vec<usize>,
    is_finished: Vec<bool>,
    record: Record,
}

/// Panics as soon as the plan does anything it must not.
pub(super) fn run(plan: &Plan, graph: &Graph, tasks: &[Task], durations: &[u64]) -> Record {
    let len = graph.len();
    let mut world = World {
        graph,
        tasks,
        durations,
        now: 0,
        due: vec![None; len],
        finished: Vec::new(),
        is_finished: vec![false; len],
        record: Record {
            started: Vec::new(),
            start: vec![None; len],
            enabled_by: vec![None; len],
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
    fn begin(&mut self, task: usize) -> bool {
        assert!(self.due[task].is_none(), "{task} starts twice");
        assert!(self.is_possible(task, |other| self.is_finished[other]), "{task} starts too early");
        self.check_no_await_is_delayed_by(task);
        let needed = self.graph.predecessors(task);
        self.record.enabled_by[task] = self.finished.iter().copied().rfind(|task| needed.contains(task));
        self.record.started.push(task);
        self.record.start[task] = Some(self.now);
        self.due[task] = Some(self.now + self.durations[task]);
        self.is_due(task)
    }

    fn check_no_await_is_delayed_by(&self, task: usize) {
        let could_start = |other: usize| {
            !self.tasks[other].inline
                && self.due[other].is_none()
                && self.is_possible(other, |needed| self.is_due(needed))
        };
        if self.tasks[task].inline {
            let delayed = (0..self.tasks.len()).find(|&other| could_start(other));
            assert_eq!(delayed, None, "inline {task} starts before an asynchronous task that could");
        }
    }

    fn is_possible(&self, task: usize, is_done: impl Fn(usize) -> bool) -> bool {
        self.graph.predecessors(task).iter().all(|&needed| is_done(needed))
    }

    fn is_due(&self, task: usize) -> bool {
        self.due[task].is_some_and(|due| due <= self.now)
    }

    fn finish(&mut self, task: usize) {
        assert!(self.is_due(task) && !self.is_finished[task]);
        self.is_finished[task] = true;
        self.finished.push(task);
    }

    /// To the next instant at which something is due.
    fn advance(&mut self) {
        let running = (0..self.due.len()).filter(|&task| !self.is_finished[task]);
        let next = running.filter_map(|task| self.due[task]).min();
        let next = next.expect("a run that is not done waits for something");
        assert!(next > self.now, "something due was not looked at");
        self.now = next;
    }
}

/// A plan under way.
enum Run<'a> {
    Task { task: usize, begun: bool },
    Sequence(Vec<Run<'a>>),
    Parallel(Vec<Run<'a>>),
    Woven(WeaveRun<'a>),
    Done,
}

impl<'a> Run<'a> {
    fn of(plan: &'a Plan, graph: &Graph) -> Self {
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
    /// By task: the joints at which its end is an arrival.
    wakes: Vec<Vec<usize>>,
    missing: Vec<usize>,
    ready: BTreeSet<usize>,
    lanes: Vec<Lane>,
}

/// Running from the start of a task to the next joint at which it has to wait.
#[derive(Clone, Copy)]
struct Lane {
    /// Which of its tasks is running or comes next.
    place: usize,
    running: bool,
}

impl<'a> WeaveRun<'a> {
    fn of(weave: &'a Weave, graph: &Graph) -> Self {
        let joints = &weave.joints;
        WeaveRun {
            weave,
            wakes: weave.task_joints(graph.len()).into_iter().map(|joints| joints.wakes).collect(),
            missing: joints.iter().map(|joint| joint.arrivals()).collect(),
            ready: (0..joints.len()).filter(|&joint| joints[joint].arrivals() == 0).collect(),
            lanes: vec![Lane { place: 0, running: false }; weave.lanes.len()],
        }
    }

    fn poll(&mut self, world: &mut World) -> bool {
        for lane in 0..self.lanes.len() {
            if self.lanes[lane].running && world.is_due(self.task_of(lane).unwrap()) {
                self.run_on(lane, world);
                self.pass_joints(world, |task| !task.inline);
            }
        }
        self.pass_joints(world, |_| true);
        (0..self.lanes.len()).all(|lane| self.task_of(lane).is_none())
    }

    /// Passes the ready joints, the first one first, up to one in front of a task that is not `wanted`.
    fn pass_joints(&mut self, world: &mut World, wanted: impl Fn(&Task) -> bool) {
        while let Some(&joint) = self.ready.first()
            && wanted(&world.tasks[self.weave.joints[joint].task])
        {
            self.ready.remove(&joint);
            let lane = self.weave.joints[joint].lane;
            assert!(!self.lanes[lane].running);
            assert_eq!(self.task_of(lane), Some(self.weave.joints[joint].task));
            self.start_in(lane, world);
        }
    }

    fn task_of(&self, lane: usize) -> Option<usize> {
        self.weave.lanes[lane].get(self.lanes[lane].place).copied()
    }

    fn start_in(&mut self, lane: usize, world: &mut World) {
        self.lanes[lane].running = true;
        if world.begin(self.task_of(lane).unwrap()) {
            self.run_on(lane, world);
        }
    }

    /// From the end of the lane's task to the start of the next, if that can start.
    fn run_on(&mut self, lane: usize, world: &mut World) {
        let task = self.task_of(lane).unwrap();
        world.finish(task);
        for joint in self.wakes[task].clone() {
            if self.arrive(joint) {
                self.ready.insert(joint);
            }
        }
        self.lanes[lane].place += 1;
        self.lanes[lane].running = false;
        if let Some(next) = self.task_of(lane)
            && self.passes(next)
        {
            self.start_in(lane, world);
        }
    }

    /// Whether a lane that comes to `task` goes on with it without the driver.
    fn passes(&mut self, task: usize) -> bool {
        let joint = self.weave.joints.iter().position(|joint| joint.task == task);
        let Some(joint) = joint else { return true };
        let open = self.arrive(joint);
        if open && self.weave.joints[joint].turn {
            self.ready.insert(joint);
        }
        open && !self.weave.joints[joint].turn
    }

    /// Whether that was the last arrival.
    fn arrive(&mut self, joint: usize) -> bool {
        assert!(self.missing[joint] > 0, "more arrivals than joint {joint} expects");
        self.missing[joint] -= 1;
        self.missing[joint] == 0
    }
}
