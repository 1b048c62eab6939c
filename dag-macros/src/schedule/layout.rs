//! Plan → blocks: what is awaited in which coroutine, and where each value lives. Pure: knows integers, not syntax.
//!
//! A value lives in the innermost block that contains everything that uses it, or that may hold a borrow of it. If
//! the block that makes it is a deeper one, the value is moved out of that block when nothing inside it uses the
//! value; otherwise it gets a place of its own further out, into which its maker writes it.

mod homes;
mod spawn;

use crate::graph::Graph;
use crate::schedule::plan::{LONGEST_SEQUENCE, Plan, TaskJoints, Weave};

/// The function body itself: it holds only what has to outlive everything else, because the output takes it.
pub(crate) const OUTER: usize = 0;
/// The block inside [`OUTER`] in which the plan begins.
pub(crate) const BODY: usize = 1;

/// What the layout needs to know of each task's value.
pub(crate) struct Value {
    /// The tasks that use the value.
    pub(crate) tasks: Vec<usize>,
    /// The tasks that look whether it is there already.
    pub(crate) peekers: Vec<usize>,
    /// Its only consumer takes it by value.
    pub(crate) moved: bool,
    /// The output takes it, by value.
    pub(crate) output: bool,
    /// The tasks whose values may hold a borrow of this one.
    pub(crate) borrowers: Vec<usize>,
    /// Nothing can hold a borrow of it when its consumers are done.
    pub(crate) freed: bool,
}

/// Where a task may run.
#[derive(Clone, Copy)]
pub(crate) struct Mobility {
    pub(crate) spawn: Spawn,
    /// Whether it may share a task of the executor with its neighbours in a line.
    pub(crate) in_line: bool,
}

/// When a node becomes a task of the executor.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spawn {
    Never,
    /// Where something runs beside it.
    Beside,
    Always,
}

/// Where everything is.
pub(crate) struct Layout {
    pub(crate) blocks: Vec<Block>,
    /// The block in which each task is called.
    pub(crate) block_of: Vec<usize>,
    /// Where each task's value lives.
    pub(crate) homes: Vec<Home>,
    /// Which tasks are spawned one by one, outside of [`Step::Worker`].
    pub(crate) spawned: Vec<bool>,
}

/// A sequence of steps: the function body, a nested scope, or a coroutine.
pub(crate) struct Block {
    /// The block whose step it belongs to; [`OUTER`] is its own parent.
    parent: usize,
    /// The number of that step.
    step: usize,
    pub(crate) steps: Vec<Step>,
    /// The tasks whose values (or references to them) it hands to its parent.
    pub(crate) exports: Vec<usize>,
    /// The tasks whose values nobody needs any more after a step, which is not the last one.
    pub(crate) frees: Vec<(usize, usize)>,
    /// Whether it is a task of the executor, so that it borrows nothing from outside.
    pub(crate) worker: bool,
    /// Whether it lets the tasks beside it begin before it does itself.
    pub(crate) steps_aside: bool,
    /// Whether it is a lane whose driver tells wake-ups apart, and so has to know when the lane went on.
    pub(crate) reports: bool,
}

/// What a block does next.
pub(crate) enum Step {
    /// Call a task; then count down the joints that wait for its value.
    Call { task: usize, provides: Vec<usize> },
    /// Wait for a joint of the weave that the block is a lane of.
    Joint { joint: usize, turn: bool },
    /// Run blocks concurrently.
    Join { branches: Vec<usize>, wide: bool },
    /// Run lanes that wait for each other.
    Weave { lanes: Vec<usize>, weave: Weave },
    /// Run a block of its own, for the sake of the size of this one.
    Inner(usize),
    /// Run a block of calls as a task of the executor; then count down the joints that wait for its values.
    Worker { block: usize, provides: Vec<usize> },
}

impl Step {
    fn calls(&self, wanted: usize) -> bool {
        matches!(self, Self::Call { task, .. } if *task == wanted)
    }
}

/// Where a value lives, from its making to the end of its block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Home {
    /// A local variable; moved out of the blocks that export it.
    Local,
    /// A place in that block, written by the one branch that makes it.
    Place(usize),
    /// A write-once slot in that block, read by other lanes.
    Slot(usize),
    /// A slot in that block, out of which another lane takes the value.
    Handoff(usize),
}

/// Lays a plan out. `values` and `mobility` are in the order of the tasks.
pub(crate) fn layout(plan: Option<Plan>, graph: &Graph, values: &[Value], mobility: &[Mobility]) -> Layout {
    let mut layout = Layout {
        blocks: Vec::new(),
        block_of: vec![BODY; values.len()],
        homes: Vec::new(),
        spawned: vec![false; values.len()],
    };
    layout.open(OUTER, 0);
    layout.blocks[OUTER].steps.push(Step::Inner(BODY));
    let body = layout.open(OUTER, 0);
    if let Some(plan) = plan {
        layout.fill(body, plan, graph);
    }
    layout.spawn(mobility);
    layout.settle(graph, values);
    layout
}

impl Layout {
    fn open(&mut self, parent: usize, step: usize) -> usize {
        self.blocks.push(Block {
            parent,
            step,
            steps: Vec::new(),
            exports: Vec::new(),
            frees: Vec::new(),
            worker: false,
            steps_aside: false,
            reports: false,
        });
        self.blocks.len() - 1
    }

    fn fill(&mut self, block: usize, plan: Plan, graph: &Graph) {
        match plan {
            Plan::Sequence(parts) => parts.into_iter().for_each(|part| self.append(block, part, graph)),
            other => self.append(block, other, graph),
        }
    }

    fn append(&mut self, block: usize, plan: Plan, graph: &Graph) {
        let number = self.blocks[block].steps.len();
        let step = match plan {
            Plan::Task(task) => self.call(block, task, Vec::new()),
            Plan::Sequence(parts) => {
                let inner = self.open(block, number);
                self.fill(inner, Plan::Sequence(parts), graph);
                Step::Inner(inner)
            }
            Plan::Parallel { branches, wide } => {
                let branch = |plan| {
                    let branch = self.open(block, number);
                    self.fill(branch, plan, graph);
                    branch
                };
                Step::Join { branches: branches.into_iter().map(branch).collect(), wide }
            }
            Plan::Woven(weave) => {
                let joints = weave.task_joints(graph.len());
                let lanes = weave.lanes.iter().map(|lane| self.lane(block, number, &weave, lane, &joints)).collect();
                Step::Weave { lanes, weave }
            }
        };
        self.blocks[block].steps.push(step);
    }

    fn call(&mut self, block: usize, task: usize, provides: Vec<usize>) -> Step {
        self.block_of[task] = block;
        Step::Call { task, provides }
    }

    fn lane(&mut self, parent: usize, step: usize, weave: &Weave, tasks: &[usize], joints: &[TaskJoints]) -> usize {
        let block = self.open(parent, step);
        if tasks.len() <= LONGEST_SEQUENCE {
            self.fill_lane(block, weave, tasks, tasks, joints);
            return block;
        }
        for piece in tasks.chunks(LONGEST_SEQUENCE) {
            let inner = self.open(block, self.blocks[block].steps.len());
            self.fill_lane(inner, weave, tasks, piece, joints);
            self.blocks[block].steps.push(Step::Inner(inner));
        }
        block
    }

    fn fill_lane(&mut self, block: usize, weave: &Weave, lane: &[usize], piece: &[usize], joints: &[TaskJoints]) {
        self.blocks[block].reports = weave.wide;
        for &task in piece {
            // The driver starts a lane when the joint of its first task is ready.
            let joint = if lane.first() == Some(&task) { None } else { joints[task].in_front };
            if let Some(joint) = joint {
                let turn = weave.joints[joint].turn;
                self.blocks[block].steps.push(Step::Joint { joint, turn });
            }
            let call = self.call(block, task, joints[task].wakes.clone());
            self.blocks[block].steps.push(call);
        }
    }

    fn path(&self, block: usize) -> Vec<usize> {
        let mut path = vec![block];
        let mut block = block;
        while block != OUTER {
            block = self.blocks[block].parent;
            path.push(block);
        }
        path.reverse();
        path
    }

    /// The innermost block that contains both.
    fn common(&self, one: usize, other: usize) -> usize {
        let (one, other) = (self.path(one), self.path(other));
        let shared = one.iter().zip(&other).take_while(|(one, other)| one == other);
        shared.last().map_or(OUTER, |(block, _)| *block)
    }

    /// Whether the two blocks are in different lanes of one weave.
    fn crosses_lanes(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.path(one), self.path(other));
        let depth = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
        let (Some(&one_side), Some(&other_side)) = (one.get(depth), other.get(depth)) else { return false };
        let parent = &self.blocks[one[depth - 1]];
        self.blocks[one_side].step == self.blocks[other_side].step
            && matches!(parent.steps[self.blocks[one_side].step], Step::Weave { .. })
    }

    /// The worker in which a task is called.
    pub(crate) fn worker_of(&self, task: usize) -> Option<usize> {
        let block = self.block_of[task];
        self.blocks[block].worker.then_some(block)
    }

    /// The block that makes a task's value, seen from outside of a worker.
    pub(crate) fn made_in(&self, task: usize) -> usize {
        self.worker_of(task).map_or(self.block_of[task], |worker| self.blocks[worker].parent)
    }

    /// Whether `inner` is `outer` or lies within it.
    pub(crate) fn within(&self, inner: usize, outer: usize) -> bool {
        self.path(inner).contains(&outer)
    }
}
