//! Blocks of the layout → the statements of a function body or of an async block.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Context, tuple};
use crate::lower::Program;
use crate::names;
use crate::resolve::Entry;
use crate::schedule::layout::{Block, Home, Layout, Step};
use crate::schedule::plan::Weave;

/// One entry point on its way into tokens.
pub(super) struct Body<'a, 'p, 'm> {
    pub(super) context: &'a Context<'p, 'm>,
    pub(super) entry: &'a Entry,
    pub(super) program: &'a Program,
    /// The error type of a run, if it can fail.
    pub(super) error: Option<TokenStream>,
}

impl Body<'_, '_, '_> {
    pub(super) fn layout(&self) -> &Layout {
        &self.program.layout
    }

    pub(super) fn block(&self, block: usize) -> &Block {
        &self.layout().blocks[block]
    }

    /// Input: a block. Output: its statements, each value's storage in front of the step that makes it.
    pub(super) fn statements(&self, block: usize) -> TokenStream {
        self.steps(block, &self.block(block).steps)
    }

    fn steps(&self, block: usize, steps: &[Step]) -> TokenStream {
        let statements = |(number, step)| {
            let next = self.block(block).steps.get(number + 1);
            [
                self.storage(block, step),
                self.step(block, step),
                self.provide(block, step, next),
                self.freed(block, number),
            ]
        };
        steps.iter().enumerate().flat_map(statements).collect()
    }

    fn step(&self, block: usize, step: &Step) -> TokenStream {
        match step {
            Step::Call { task, .. } => self.call_statement(block, *task),
            Step::Joint { joint, turn } => Self::joint(*joint, *turn),
            Step::Join { branches, wide } => self.join(block, branches, *wide),
            Step::Weave { lanes, weave } => self.weave(block, lanes, weave),
            Step::Inner(inner) => self.inner(block, *inner),
            Step::Worker { block: worker, .. } => self.worker(block, *worker),
        }
    }

    /// The tasks called within a step, in topological order.
    pub(super) fn tasks_of(&self, step: &Step) -> Vec<usize> {
        let mut tasks = Vec::new();
        self.collect_tasks(step, &mut tasks);
        tasks.sort_unstable_by_key(|task| self.program.position[*task]);
        tasks
    }

    fn collect_tasks(&self, step: &Step, tasks: &mut Vec<usize>) {
        match step {
            Step::Call { task, .. } => tasks.push(*task),
            Step::Joint { .. } => {}
            Step::Join { branches: blocks, .. } | Step::Weave { lanes: blocks, .. } => {
                blocks.iter().for_each(|block| self.collect_block(*block, tasks));
            }
            Step::Inner(block) | Step::Worker { block, .. } => self.collect_block(*block, tasks),
        }
    }

    fn collect_block(&self, block: usize, tasks: &mut Vec<usize>) {
        self.block(block).steps.iter().for_each(|step| self.collect_tasks(step, tasks));
    }

    fn joint(joint: usize, turn: bool) -> TokenStream {
        let loom = names::local("loom");
        if turn { quote!((&#loom).turn(#joint).await;) } else { quote!((&#loom).arrive(#joint).await;) }
    }

    /// Output: `let (cart, offers) = join(pair(branch(async { ... }), branch(async { ... }))).await;`
    fn join(&self, block: usize, branches: &[usize], wide: bool) -> TokenStream {
        let fails = branches.iter().any(|branch| self.fails(*branch));
        let function = self.context.item(if fails { "try_join" } else { "join" });
        let (pattern, tree) = self.branches(branches, &|branch| self.branch_future(branch));
        let wide = wide.then(|| if self.are_tasks(branches) { quote!(.wide().at_once()) } else { quote!(.wide()) });
        self.awaited(block, &pattern, &quote!(#function(#tree)#wide), fails)
    }

    /// Whether all branches but one do nothing but wait for a task of the executor.
    fn are_tasks(&self, branches: &[usize]) -> bool {
        let is_task = |branch: &&usize| match &self.block(**branch).steps[..] {
            [Step::Call { task, .. }] => self.layout().spawned[*task],
            [Step::Worker { .. }] => true,
            _ => false,
        };
        branches.iter().filter(is_task).count() + 1 >= branches.len()
    }

    /// Output:
    /// ```text
    /// let loom = const { Loom::<3, 1>::new(&[Joint { lane: 0, arrivals: 0 }, ...]) };
    /// let (page, ()) = weave(&loom, pair(branch(async { ... }), branch(async { ... }))).await;
    /// ```
    fn weave(&self, block: usize, lanes: &[usize], weave: &Weave) -> TokenStream {
        let fails = lanes.iter().any(|lane| self.fails(*lane));
        let function = self.context.item(if fails { "try_weave" } else { "weave" });
        let (loom_type, joint_type) = (self.context.item("Loom"), self.context.item("Joint"));
        let loom = names::local("loom");
        let count = weave.joints.len();
        let words = count.div_ceil(64);
        let joints = weave.joints.iter().map(|joint| {
            let (lane, arrivals) = (joint.lane, joint.arrivals());
            quote!(#joint_type { lane: #lane, arrivals: #arrivals })
        });
        let (pattern, tree) = self.branches(lanes, &|lane| self.future(lane));
        let inline = (weave.asynchronous < count).then(|| {
            let first = weave.asynchronous;
            quote!(.inline_from(#first))
        });
        let wide = weave.wide.then(|| quote!(.wide()));
        let run = self.awaited(block, &pattern, &quote!(#function(&#loom, #tree)#wide), fails);
        quote! {
            let #loom = const { #loom_type::<#count, #words>::new(&[#(#joints),*]) #inline };
            #run
        }
    }

    /// The branches as a balanced tree of pairs, and the pattern that takes their results apart.
    fn branches(&self, branches: &[usize], future: &dyn Fn(usize) -> TokenStream) -> (TokenStream, TokenStream) {
        if let [branch] = branches {
            let leaf = self.context.item(if self.fails(*branch) { "try_branch" } else { "branch" });
            let future = future(*branch);
            return (self.exports(*branch), quote!(#leaf(#future)));
        }
        let (left, right) = branches.split_at(branches.len().div_ceil(2));
        let ((left_pattern, left), (right_pattern, right)) =
            (self.branches(left, future), self.branches(right, future));
        let pair = self.context.item("pair");
        (quote!((#left_pattern, #right_pattern)), quote!(#pair(#left, #right)))
    }

    /// The future of a branch all whose arguments exist: the call itself where that is all there is.
    fn branch_future(&self, block: usize) -> TokenStream {
        if let [Step::Call { task, provides }] = &self.block(block).steps[..]
            && provides.is_empty()
            && !self.block(block).steps_aside
            && self.block(block).exports == [*task]
            && self.is_kept_as_it_comes(*task)
            && self.program.unneeded[*task].is_none()
            && !self.source(*task).conditional()
            && !self.task_ends_run(*task)
            && let Some(future) = self.call_future(*task)
        {
            return future;
        }
        self.future(block)
    }

    /// Input: a block. Output: `async { ...; Ok((user, cart)) }`
    fn future(&self, block: usize) -> TokenStream {
        let (mut statements, result) = self.statements_and_result(block);
        if self.block(block).steps_aside {
            let step_aside = self.context.item("step_aside");
            statements = quote!(#step_aside().await; #statements);
        }
        let moves = self.block(block).worker.then(|| quote!(move));
        match &self.error {
            Some(error) if self.fails(block) => {
                let failure = self.context.item("Failure");
                quote!(async #moves { #statements ::core::result::Result::Ok::<_, #failure<#error>>(#result) })
            }
            _ if self.block(block).exports.is_empty() => quote!(async #moves { #statements }),
            _ => quote!(async #moves { #statements #result }),
        }
    }

    /// What a block does and what it gives: its last call, or the variables it hands to its parent.
    fn statements_and_result(&self, block: usize) -> (TokenStream, TokenStream) {
        let steps = &self.block(block).steps;
        if let [steps @ .., Step::Call { task, provides }] = &steps[..]
            && provides.is_empty()
            && self.block(block).exports == [*task]
            && (self.block(block).worker || self.is_kept_as_it_comes(*task))
        {
            return (self.steps(block, steps), self.call(block, *task));
        }
        (self.statements(block), self.exports(block))
    }

    fn is_kept_as_it_comes(&self, task: usize) -> bool {
        self.layout().homes[task] == Home::Local && !self.program.shared[self.program.tasks[task].0]
    }

    /// Output: `let (user, cart) = spawn({ let db = Arc::clone(&db); async move { ...; (user, cart) } }).await;`
    fn worker(&self, block: usize, worker: usize) -> TokenStream {
        let (spawn, taken, future) = (self.context.item("spawn"), self.taken_by_worker(worker), self.future(worker));
        let run = self.awaited(block, &self.exports(worker), &quote!(#spawn({ #taken #future })), self.fails(worker));
        let stored = self.block(worker).exports.iter().filter(|task| !self.is_kept_as_it_comes(**task)).map(|&task| {
            let value = names::value(&self.variable(task));
            self.stored(task, quote!(#value))
        });
        quote!(#run #(#stored)*)
    }

    /// Output: `loom.provide(&[2, 3]);` behind a call that others wait for; `loom.provide(&[]);` where the loom would not
    /// learn otherwise that the lane went on to its `next` call.
    fn provide(&self, block: usize, step: &Step, next: Option<&Step>) -> TokenStream {
        let (Step::Call { provides, .. } | Step::Worker { provides, .. }) = step else { return TokenStream::new() };
        let goes_on = matches!(next, Some(Step::Call { .. } | Step::Worker { .. }));
        if provides.is_empty() && !(goes_on && self.block(block).reports) {
            return TokenStream::new();
        }
        let loom = names::local("loom");
        quote!((&#loom).provide(&[#(#provides),*]);)
    }

    fn inner(&self, block: usize, inner: usize) -> TokenStream {
        let future = self.future(inner);
        self.awaited(block, &self.exports(inner), &future, self.fails(inner))
    }

    /// What a block hands to its parent, as expression and as pattern.
    pub(super) fn exports(&self, block: usize) -> TokenStream {
        let names: Vec<_> = self.block(block).exports.iter().map(|task| names::value(&self.variable(*task))).collect();
        tuple(&names)
    }

    /// Output: `let PATTERN = FUTURE.await;`, its failure passed on the way `block` does.
    fn awaited(&self, block: usize, pattern: &TokenStream, future: &TokenStream, fails: bool) -> TokenStream {
        let passed_on = match (fails, self.is_body(block)) {
            (false, _) => TokenStream::new(),
            (true, false) => quote!(?),
            (true, true) => {
                let failure = names::local("failure");
                quote!(.map_err(|#failure| #failure.error)?)
            }
        };
        quote!(let #pattern = #future.await #passed_on;)
    }

    /// Whether some call in the block ends the run when it fails.
    fn fails(&self, block: usize) -> bool {
        let mut tasks = Vec::new();
        self.collect_block(block, &mut tasks);
        tasks.iter().any(|task| self.task_ends_run(*task))
    }
}
