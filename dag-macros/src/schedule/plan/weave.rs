//! Weaving: a set of tasks as lanes that wait for each other at joints.

use super::{FEW_TASKS, MOST_LANES_POLLED_BLINDLY, Planner, cover};

/// Tasks in lanes. Each lane runs its tasks one after the other, each needing the one before it; no two tasks of a
/// lane could overlap anyway. In front of a task that needs more than that stands a joint.
///
/// The driver lets the running lanes go on as far as they can, one after another, and after each starts the ready joints
/// of asynchronous tasks, lowest first; those of inline tasks when all lanes have gone on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Weave {
    /// As few as possible, by the priority of their first tasks.
    pub(crate) lanes: Vec<Vec<usize>>,
    /// By the priority of their tasks.
    pub(crate) joints: Vec<Joint>,
    /// How many of the joints are in front of asynchronous tasks. They come first.
    pub(crate) asynchronous: usize,
    /// Whether so many tasks may wait at once that wake-ups are worth telling apart.
    pub(crate) wide: bool,
}

/// Where a lane waits for others before it starts a task. The first task of every lane has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Joint {
    pub(crate) task: usize,
    pub(crate) lane: usize,
    /// Whether this is the first task of its lane.
    pub(crate) first: bool,
    /// The predecessors in other lanes, but for those that precede another predecessor.
    pub(crate) waits_for: Vec<usize>,
    /// Whether the task, even when the lane itself arrives last, waits until the driver finds the joint ready, so that
    /// tasks of better priority start first.
    pub(crate) turn: bool,
}

impl Joint {
    /// How many arrivals open the joint: those it waits for, and the lane itself unless it begins here.
    pub(crate) fn arrivals(&self) -> usize {
        self.waits_for.len() + usize::from(!self.first)
    }
}

impl Weave {
    /// For each of `count` tasks, the joints it has to do with.
    pub(crate) fn task_joints(&self, count: usize) -> Vec<TaskJoints> {
        let mut tasks = vec![TaskJoints::default(); count];
        for (index, joint) in self.joints.iter().enumerate() {
            tasks[joint.task].in_front = Some(index);
            joint.waits_for.iter().for_each(|&before| tasks[before].wakes.push(index));
        }
        tasks
    }
}

/// Joints by their indices.
#[derive(Clone, Default)]
pub(crate) struct TaskJoints {
    /// The one in front of the task.
    pub(crate) in_front: Option<usize>,
    /// Those at which the end of the task is an arrival, ascending: those of its consumers in other lanes.
    pub(crate) wakes: Vec<usize>,
}

impl Planner<'_> {
    pub(super) fn weave(&self, set: &[usize]) -> Weave {
        let mut tasks = set.to_vec();
        tasks.sort_by_key(|&task| self.priority(task));
        let lanes = self.lanes(&tasks);
        let places = Places::of(&lanes, self.graph.len());
        let joints: Vec<Joint> = tasks.iter().filter_map(|&task| self.joint(task, &places, set)).collect();
        let asynchronous = joints.iter().filter(|joint| !self.tasks[joint.task].inline).count();
        let wide = set.len() > FEW_TASKS && self.width_of_lanes(&lanes) > MOST_LANES_POLLED_BLINDLY;
        Weave { joints, asynchronous, wide, lanes }
    }

    /// Cuts the tasks, which are sorted by priority, into as few paths as possible.
    fn lanes(&self, tasks: &[usize]) -> Vec<Vec<usize>> {
        let mut rank = vec![None; self.graph.len()];
        for (place, &task) in tasks.iter().enumerate() {
            rank[task] = Some(place);
        }
        let ranks_behind = |&task: &usize| {
            let behind = self.graph.successors(task).iter();
            let mut ranks: Vec<usize> = behind.filter_map(|&next| rank[next]).collect();
            ranks.sort_unstable();
            ranks
        };
        let successors: Vec<Vec<usize>> = tasks.iter().map(ranks_behind).collect();
        cover::paths(&successors).iter().map(|path| path.iter().map(|&place| tasks[place]).collect()).collect()
    }

    /// The joint in front of `task`, if it needs one.
    fn joint(&self, task: usize, places: &Places, set: &[usize]) -> Option<Joint> {
        let lane = places.lane[task]?;
        let predecessors = self.graph.predecessors(task);
        let implied = |other| predecessors.iter().any(|&later| self.reachability.reaches(other, later));
        let others = predecessors.iter().copied();
        let waits_for = others.filter(|&other| places.in_another_lane(other, lane) && !implied(other)).collect();
        let Some(before) = places.before[task] else {
            return Some(Joint { task, lane, first: true, waits_for, turn: false });
        };
        let turn = self.must_wait_its_turn(task, before, places, set);
        let joint = Joint { task, lane, first: false, waits_for, turn };
        (turn || !joint.waits_for.is_empty()).then_some(joint)
    }

    /// Whether another task may have to start between the end of `before` and the start of `task`, the next in its lane.
    fn must_wait_its_turn(&self, task: usize, before: usize, places: &Places, set: &[usize]) -> bool {
        let goes_first = |&other: &usize| {
            places.lane[other].is_some()
                && self.priority(other) < self.priority(task)
                && self.can_start_at_end_of(before, other)
        };
        let delays = self.tasks[task].inline && self.has_asynchronous_rival(task, set);
        delays || self.graph.successors(before).iter().any(goes_first)
    }

    /// Whether `task`, a consumer of `last`, can become possible when `last` ends: it does not also need something that
    /// only comes later.
    fn can_start_at_end_of(&self, last: usize, task: usize) -> bool {
        let mut needed = self.graph.predecessors(task).iter();
        !needed.any(|&other| self.reachability.reaches(last, other))
    }
}

/// Where the tasks of a weave stand; nothing for those of the graph that it does not contain.
struct Places {
    lane: Vec<Option<usize>>,
    /// The task before it in its lane.
    before: Vec<Option<usize>>,
}

impl Places {
    fn of(lanes: &[Vec<usize>], tasks: usize) -> Self {
        let mut places = Places { lane: vec![None; tasks], before: vec![None; tasks] };
        for (lane, path) in lanes.iter().enumerate() {
            path.iter().for_each(|&task| places.lane[task] = Some(lane));
            for pair in path.windows(2) {
                places.before[pair[1]] = Some(pair[0]);
            }
        }
        places
    }

    fn in_another_lane(&self, task: usize, lane: usize) -> bool {
        self.lane[task].is_some_and(|other| other != lane)
    }
}
