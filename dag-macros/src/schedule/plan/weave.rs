//! Weaving: a set of tasks as lanes that wait for each other at latches.

use crate::graph::{Table, ids};
use crate::lower::TaskId;

use super::cover;
use super::planner::Planner;

ids! {
    /// A lane of a weave.
    LaneId,
    /// A latch of a weave.
    LatchId,
}

/// With more lanes than this that may wait at once, telling apart which was woken is cheaper than polling all that
/// wait.
const MOST_LANES_POLLED_BLINDLY: usize = 6;

/// As many tasks as this are polled blindly all the same, so that small graphs allocate nothing.
const FEW_TASKS: usize = 8;

/// Tasks in lanes. Each lane runs its tasks one after the other, each needing the one before it; no two tasks of a
/// lane could overlap anyway. In front of a task that needs more than that stands a latch.
///
/// The driver lets the running lanes go on as far as they can, one after another, and after each starts the ready
/// latches of asynchronous tasks, lowest first; those of inline tasks when all lanes have gone on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Weave {
    /// As few as possible, by the priority of their first tasks.
    pub(crate) lanes: Table<LaneId, Vec<TaskId>>,
    /// By the priority of their tasks.
    pub(crate) latches: Table<LatchId, Latch>,
    /// The number of latches in front of asynchronous tasks. They come first.
    pub(crate) asynchronous: usize,
    /// So many tasks may wait at once that wake-ups are worth telling apart.
    pub(crate) wide: bool,
}

/// The point where a lane waits for others before it starts a task. The first task of every lane has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Latch {
    pub(crate) task: TaskId,
    pub(crate) lane: LaneId,
    /// It is in front of the first task of its lane.
    pub(crate) first: bool,
    /// The predecessors in other lanes, but for those that precede another predecessor.
    pub(crate) waits_for: Vec<TaskId>,
    /// Even when the lane itself arrives last, the task waits until the driver finds the latch ready, so that tasks of
    /// better priority start first.
    pub(crate) turn: bool,
}

impl Latch {
    /// The number of arrivals that open the latch: those it waits for, and the lane itself unless it begins here.
    pub(crate) fn arrivals(&self) -> usize {
        self.waits_for.len() + usize::from(!self.first)
    }
}

impl Weave {
    /// For each of `count` tasks, the latches it has to do with.
    pub(crate) fn task_latches(&self, count: usize) -> Table<TaskId, TaskLatches> {
        let mut tasks = Table::filled(count, TaskLatches::default());
        for (id, latch) in self.latches.iter() {
            tasks[latch.task].in_front = Some(id);
            latch.waits_for.iter().for_each(|&before| tasks[before].wakes.push(id));
        }
        tasks
    }
}

/// The latches that a task has to do with.
#[derive(Clone, Default)]
pub(crate) struct TaskLatches {
    /// The one in front of the task.
    pub(crate) in_front: Option<LatchId>,
    /// Those at which the end of the task is an arrival, ascending: those of its consumers in other lanes.
    pub(crate) wakes: Vec<LatchId>,
}

impl Planner<'_> {
    pub(super) fn weave(&self, set: &[TaskId]) -> Weave {
        let mut tasks = set.to_vec();
        tasks.sort_by_key(|&task| self.priority(task));
        let lanes = self.lanes(&tasks);
        let positions = Positions::of(&lanes, self.graph.len());
        let latches: Table<LatchId, Latch> =
            tasks.iter().filter_map(|&task| self.latch(task, &positions, set)).collect();
        let asynchronous = latches.rows().filter(|latch| !self.is_inline(latch.task)).count();
        let wide = set.len() > FEW_TASKS && self.width_of_lanes(lanes.rows()) > MOST_LANES_POLLED_BLINDLY;
        Weave { latches, asynchronous, wide, lanes }
    }

    /// Cuts the tasks, which are sorted by priority, into as few paths as possible.
    fn lanes(&self, tasks: &[TaskId]) -> Table<LaneId, Vec<TaskId>> {
        let mut ranks: Table<TaskId, Option<usize>> = Table::filled(self.graph.len(), None);
        tasks.iter().enumerate().for_each(|(rank, task)| ranks[*task] = Some(rank));
        let ranks_behind = |&task: &TaskId| {
            let behind = self.graph.successors(task).iter();
            let mut behind: Vec<usize> = behind.filter_map(|&next| ranks[next]).collect();
            behind.sort_unstable();
            behind
        };
        let successors: Vec<Vec<usize>> = tasks.iter().map(ranks_behind).collect();
        cover::paths(&successors).iter().map(|path| path.iter().map(|&rank| tasks[rank]).collect()).collect()
    }

    /// The latch in front of `task`, if it needs one.
    fn latch(&self, task: TaskId, positions: &Positions, set: &[TaskId]) -> Option<Latch> {
        let lane = positions.lane[task]?;
        let predecessors = self.graph.predecessors(task);
        let implied = |other| predecessors.iter().any(|&later| self.reachability.reaches(other, later));
        let others = predecessors.iter().copied();
        let waits_for = others.filter(|&other| positions.in_another_lane(other, lane) && !implied(other)).collect();
        let Some(before) = positions.before[task] else {
            return Some(Latch { task, lane, first: true, waits_for, turn: false });
        };
        let turn = self.must_wait_its_turn(task, before, positions, set);
        let latch = Latch { task, lane, first: false, waits_for, turn };
        (turn || !latch.waits_for.is_empty()).then_some(latch)
    }

    /// True if another task may have to start between the end of `before` and the start of `task`, the next in its
    /// lane.
    fn must_wait_its_turn(&self, task: TaskId, before: TaskId, positions: &Positions, set: &[TaskId]) -> bool {
        let goes_first = |&other: &TaskId| {
            positions.lane[other].is_some()
                && self.priority(other) < self.priority(task)
                && self.can_start_at_end_of(before, other)
        };
        let delays = self.is_inline(task) && self.has_asynchronous_rival(task, set);
        delays || self.graph.successors(before).iter().any(goes_first)
    }

    /// True if `task`, a consumer of `last`, can become possible when `last` ends: it does not also need a value that
    /// only comes later.
    fn can_start_at_end_of(&self, last: TaskId, task: TaskId) -> bool {
        let mut needed = self.graph.predecessors(task).iter();
        !needed.any(|&other| self.reachability.reaches(last, other))
    }
}

/// The lane and the predecessor of each task of a weave; `None` for the other tasks of the graph.
struct Positions {
    lane: Table<TaskId, Option<LaneId>>,
    /// The task before it in its lane.
    before: Table<TaskId, Option<TaskId>>,
}

impl Positions {
    fn of(lanes: &Table<LaneId, Vec<TaskId>>, tasks: usize) -> Self {
        let mut positions = Positions { lane: Table::filled(tasks, None), before: Table::filled(tasks, None) };
        for (lane, path) in lanes.iter() {
            path.iter().for_each(|&task| positions.lane[task] = Some(lane));
            for pair in path.windows(2) {
                positions.before[pair[1]] = Some(pair[0]);
            }
        }
        positions
    }

    fn in_another_lane(&self, task: TaskId, lane: LaneId) -> bool {
        self.lane[task].is_some_and(|other| other != lane)
    }
}
