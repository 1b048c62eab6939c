//! Blocks of the layout → the statements of a function body or of an async block.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;

use super::body::Body;
use super::call::Printed;
use super::context::tuple;
use super::layer::{self, Around};
use super::scope::taken_along;
use crate::graph::Id;
use crate::lower::{TaskId, ValueId};
use crate::names;
use crate::schedule::layout::{BlockId, Step};
use crate::schedule::plan::{LatchId, Weave};

impl Body<'_, '_> {
    /// Input: a block. Output: its statements, each value's storage in front of the step that makes it.
    pub(super) fn statements(&self, block: BlockId) -> TokenStream {
        self.steps(block, self.block(block).steps.len())
    }

    /// The first `count` steps of a block.
    fn steps(&self, block: BlockId, count: usize) -> TokenStream {
        let steps = &self.block(block).steps;
        let statements = |(number, step)| {
            [
                self.declared(block, number),
                self.step(block, step),
                self.count_down(block, step, steps.get(number + 1)),
                self.freed(block, number),
            ]
        };
        steps[..count].iter().enumerate().flat_map(statements).collect()
    }

    fn step(&self, block: BlockId, step: &Step) -> TokenStream {
        match step {
            Step::Call { task, .. } => {
                let (in_front, behind) = (self.turns_in_front(*task), self.turns_behind(*task));
                let call = self.call_statement(*task);
                quote!(#in_front #call #behind)
            }
            Step::Latch { latch, turn } => wait(*latch, *turn),
            Step::Join { branches, wide, at_once } => self.join(block, branches, *wide, *at_once),
            Step::Weave { lanes, weave } => self.weave(block, lanes, weave),
            Step::Inner(inner) => self.inner(block, *inner),
            Step::Spawned { block: spawned, .. } => self.spawned(block, *spawned),
        }
    }

    /// Output: `let user = user(user_id, db).await.map_err(Error::User)?;`
    fn call_statement(&self, task: TaskId) -> TokenStream {
        let call = self.calls().value_of(task);
        let gives = &self.program.flow.tasks[task].gives;
        if !gives.iter().any(|value| self.program.flow.values[*value].is_kept()) {
            // A statement where it can be one, so that what must be used is remarked on.
            let plain = self.program.tasks[task].call.is_plain();
            return if plain { quote!(#call;) } else { quote!(let _ = #call;) };
        }
        if self.layout().spawned_block_of(task).is_some() {
            let exports = &self.block(self.layout().block_of[task]).exports;
            let variables = gives.iter().map(|value| {
                let read = self.program.flow.values[*value].is_read() || exports.contains(value);
                if read { self.bound(*value) } else { names::cell(self.name(*value)).into_token_stream() }
            });
            let pattern = tuple(&variables.collect::<Vec<_>>());
            return quote!(let #pattern = #call;);
        }
        self.stored_all(task, call)
    }

    /// Output: `let (cart, offers) = join(pair(branch(async { ... }), branch(async { ... }))).await;`
    fn join(&self, block: BlockId, branches: &[BlockId], wide: bool, at_once: bool) -> TokenStream {
        let fails = branches.iter().any(|branch| self.block(*branch).fails);
        let (pattern, tree) = self.branches(branches, &|branch| self.branch_future(branch));
        let wide = wide.then(|| if at_once { quote!(.wide().at_once()) } else { quote!(.wide()) });
        let around = self.around(branches);
        let joined = around.call(if fails { "try_join" } else { "join" }, &tree);
        self.awaited(block, &pattern, &around.awaited(&quote!(#joined #wide)), fails)
    }

    /// Output:
    /// ```text
    /// let latches = const { Latches::<3, 1>::new(&[Latch { lane: 0, count: 0 }, ...]) };
    /// let (page, ()) = weave(&latches, pair(branch(async { ... }), branch(async { ... }))).await;
    /// ```
    fn weave(&self, block: BlockId, lanes: &[BlockId], weave: &Weave) -> TokenStream {
        let fails = lanes.iter().any(|lane| self.block(*lane).fails);
        let function = self.facade.item(if fails { "try_weave" } else { "weave" });
        let (latches_type, latch_type) = (self.facade.item("Latches"), self.facade.item("Latch"));
        let latches = names::local("latches");
        let total = weave.latches.len();
        let words = total.div_ceil(64);
        let all = weave.latches.rows().map(|latch| {
            let (lane, count) = (latch.lane.index(), latch.arrivals());
            quote!(#latch_type { lane: #lane, count: #count })
        });
        let (pattern, tree) = self.branches(lanes, &|lane| self.future(lane));
        let inline = (weave.asynchronous < total).then(|| {
            let first = weave.asynchronous;
            quote!(.inline_from(#first))
        });
        let wide = weave.wide.then(|| quote!(.wide()));
        let run = self.awaited(block, &pattern, &quote!(#function(&#latches, #tree)#wide.await), fails);
        quote! {
            let #latches = const { #latches_type::<#total, #words>::new(&[#(#all),*]) #inline };
            #run
        }
    }

    /// The branches as a balanced tree of pairs, and the pattern that takes their results apart.
    fn branches(&self, branches: &[BlockId], future: &dyn Fn(BlockId) -> TokenStream) -> (TokenStream, TokenStream) {
        if let [branch] = branches {
            let (leaf, future) = (if self.block(*branch).fails { "try_branch" } else { "branch" }, future(*branch));
            return (self.imports(*branch), self.around(branches).call(leaf, &future));
        }
        let (left, right) = branches.split_at(branches.len().div_ceil(2));
        let ((left_pattern, left), (right_pattern, right)) =
            (self.branches(left, future), self.branches(right, future));
        let pair = self.around(branches).call("pair", &quote!(#left, #right));
        (quote!((#left_pattern, #right_pattern)), pair)
    }

    /// The functions around branches, at the first parameter that decides on the bounds of a call among them.
    fn around(&self, branches: &[BlockId]) -> Around<'_> {
        let bounded = |block: &BlockId| self.only_call(*block).and_then(|task| self.program.tasks[task].bounded);
        Around::new(self.facade, branches.iter().find_map(bounded), Span::call_site())
    }

    /// The future of a branch all whose arguments exist: a lone call itself, or a block.
    fn branch_future(&self, block: BlockId) -> TokenStream {
        if !self.block(block).yields_first
            && let Some(task) = self.only_call(block)
            && let Printed::Future(future) = self.calls().printed(task)
        {
            return future;
        }
        self.future(block)
    }

    /// The only call of a block, if the block gives the call's values as they come.
    fn only_call(&self, block: BlockId) -> Option<TaskId> {
        match &self.block(block).steps[..] {
            [Step::Call { task, wakes }] if wakes.is_empty() => {
                let gives = &self.program.flow.tasks[*task].gives;
                let as_it_comes = gives.iter().all(|value| self.is_kept_as_it_comes(*value));
                let alone = !self.takes_turns(*task);
                (alone && as_it_comes && self.block(block).exports == *gives).then_some(*task)
            }
            _ => None,
        }
    }

    /// Input: a block. Output: `async { ...; Ok((user, cart)) }`
    fn future(&self, block: BlockId) -> TokenStream {
        let (mut statements, result) = self.statements_and_result(block);
        if self.block(block).yields_first {
            let yield_now = self.facade.item("yield_now");
            statements = quote!(#yield_now().await; #statements);
        }
        let moves = self.block(block).spawned.then(|| quote!(move));
        let at = self.place(block);
        match &self.error {
            Some(error) if self.block(block).fails => {
                let failure = self.facade.item("Failure");
                let result = quote!(::core::result::Result::Ok::<_, #failure<#error>>(#result));
                quote_spanned!(at=> async #moves { #statements #result })
            }
            _ if self.block(block).exports.is_empty() => quote_spanned!(at=> async #moves { #statements }),
            _ => quote_spanned!(at=> async #moves { #statements #result }),
        }
    }

    /// The span of a block: the name of its first node.
    fn place(&self, block: BlockId) -> Span {
        let place = |step: &Step| match step {
            Step::Call { task, .. } => Some(self.program.tasks[*task].name.span()),
            Step::Latch { .. } => None,
            Step::Join { branches: blocks, .. } | Step::Weave { lanes: blocks, .. } => {
                blocks.first().map(|block| self.place(*block))
            }
            Step::Inner(block) | Step::Spawned { block, .. } => Some(self.place(*block)),
        };
        self.block(block).steps.iter().find_map(place).unwrap_or_else(Span::call_site)
    }

    /// The statements of a block and its result: its last call, or the variables it hands to its parent.
    fn statements_and_result(&self, block: BlockId) -> (TokenStream, TokenStream) {
        if let [steps @ .., Step::Call { task, wakes }] = &self.block(block).steps[..]
            && wakes.is_empty()
            && self.block(block).exports == self.program.flow.tasks[*task].gives
            && self.gives_as_it_comes(block, *task)
        {
            return (self.steps(block, steps.len()), self.calls().value_of(*task));
        }
        (self.statements(block), self.exports(block))
    }

    fn gives_as_it_comes(&self, block: BlockId, task: TaskId) -> bool {
        let gives = &self.program.flow.tasks[task].gives;
        let alone = self.block(block).spawned || !self.takes_turns(task);
        alone && self.kept_as_they_come(block, gives)
    }

    fn kept_as_they_come(&self, block: BlockId, gives: &[ValueId]) -> bool {
        self.block(block).spawned || gives.iter().all(|value| self.is_kept_as_it_comes(*value))
    }

    /// Output: `let (user, cart) = spawn({ let db = Arc::clone(&db); async move { ...; (user, cart) } }).await;`
    fn spawned(&self, block: BlockId, spawned: BlockId) -> TokenStream {
        let (taken, future, at) = (self.taken_by(spawned, block), self.future(spawned), self.place(spawned));
        let fails = self.block(spawned).fails;
        let first = self.first_call(spawned);
        let node = self.program.tasks[first].name.unraw().to_string();
        let executor = self.program.tasks[first].call.spawned_on().map(|executor| {
            let reference = self.read_in(block, executor.value, None, executor.span).reference(executor.span);
            layer::executor("spawn_handle", &reference, executor.span, self.facade)
        });
        let work = if taken.is_empty() { future } else { quote_spanned!(at=> { #taken #future }) };
        let around = Around::new(self.facade, Some(at), at);
        let spawn = around.awaited(&around.spawn(&node, executor, &work));
        let run = self.awaited(block, &self.imports(spawned), &spawn, fails);
        let (in_front, behind) = self.turns_of_spawned(spawned);
        let kept = self.block(spawned).exports.iter().filter(|value| !self.is_kept_as_it_comes(**value));
        let stored = kept.map(|&value| {
            let variable = self.variable(value);
            self.stored(value, quote!(#variable))
        });
        quote!(#in_front #run #behind #(#stored)*)
    }

    /// The task that a spawned block begins with. It is named in messages, and all in the block run on its executor.
    pub(super) fn first_call(&self, block: BlockId) -> TaskId {
        let calls = self.block(block).steps.iter().find_map(|step| match step {
            Step::Call { task, .. } => Some(*task),
            _ => None,
        });
        calls.expect("a spawned block is made of calls")
    }

    /// Output: `let user = Arc::clone(&user);`, for the values that the calls in a spawned block use from outside of
    /// it.
    fn taken_by(&self, spawned: BlockId, block: BlockId) -> TokenStream {
        let taken = self.schedule.block_captures[spawned].iter().filter_map(|(used, capture)| {
            let outside = self.read_in(block, used.value, None, used.at);
            let variable = self.variable_at(used.value, used.at);
            let (taken, _) = taken_along(*capture, &outside, &used.coercion, used.at);
            taken.map(|taken| quote_spanned!(used.at=> let #variable = #taken;))
        });
        taken.collect()
    }

    /// Output: `latches.count_down(&[2, 3]);` behind a call that others wait for; `latches.count_down(&[]);` where
    /// the driver would not learn otherwise that the lane went on to its `next` call.
    fn count_down(&self, block: BlockId, step: &Step, next: Option<&Step>) -> TokenStream {
        let (Step::Call { wakes, .. } | Step::Spawned { wakes, .. }) = step else { return TokenStream::new() };
        let goes_on = matches!(next, Some(Step::Call { .. } | Step::Spawned { .. }));
        if wakes.is_empty() && !(goes_on && self.block(block).reports) {
            return TokenStream::new();
        }
        let (latches, wakes) = (names::local("latches"), wakes.iter().map(|latch| latch.index()));
        quote!((&#latches).count_down(&[#(#wakes),*]);)
    }

    fn inner(&self, block: BlockId, inner: BlockId) -> TokenStream {
        let future = self.future(inner);
        self.awaited(block, &self.imports(inner), &quote!(#future.await), self.block(inner).fails)
    }

    /// The values that a block hands to its parent, as pattern.
    fn imports(&self, block: BlockId) -> TokenStream {
        let names: Vec<_> = self.block(block).exports.iter().map(|value| self.bound(*value)).collect();
        tuple(&names)
    }

    /// The same as expression.
    fn exports(&self, block: BlockId) -> TokenStream {
        let names: Vec<_> = self.block(block).exports.iter().map(|value| self.variable(*value)).collect();
        tuple(&names)
    }

    /// Output: `let PATTERN = OUTCOME;`, its failure passed on the way `block` does.
    fn awaited(&self, block: BlockId, pattern: &TokenStream, outcome: &TokenStream, fails: bool) -> TokenStream {
        let passed_on = match (fails, self.is_body(block)) {
            (false, _) => TokenStream::new(),
            (true, false) => quote!(?),
            (true, true) => {
                let failure = names::local("failure");
                quote!(.map_err(|#failure| #failure.error)?)
            }
        };
        quote!(let #pattern = #outcome #passed_on;)
    }
}

/// Output: `latches.wait(2).await;`
fn wait(latch: LatchId, turn: bool) -> TokenStream {
    let (latches, latch) = (names::local("latches"), latch.index());
    if turn { quote!((&#latches).wait_turn(#latch).await;) } else { quote!((&#latches).wait(#latch).await;) }
}
