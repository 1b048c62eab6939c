//! The types of a program.

use std::time::Duration;

use proc_macro2::Span;
use syn::{ExprPath, Ident, Path, Type};

use super::conditions::{Condition, Literal};
use super::copies::CopyWords;
use super::finally::LastStage;
use super::flow::Flow;
use super::lowering::{TaskId, ValueId};
use super::mismatch::Mismatch;
use crate::graph::Table;
use crate::read::amount::Quantity;
use crate::read::model::Param;

use crate::resolve::{Access, Capture, Coercion, Way, capture};

/// The work of an entry point, for every back end.
pub(crate) struct Program<'m> {
    /// The order of the tasks and the lives of the values: the part that schedules are made of.
    pub(crate) flow: Flow,
    pub(crate) tasks: Table<TaskId, Task<'m>>,
    pub(crate) values: Table<ValueId, Value<'m>>,
    /// The fields of the output.
    pub(crate) output: Vec<OutputField<'m>>,
    /// The `finally` nodes, if there are any.
    pub(crate) last: Option<Box<LastStage<'m>>>,
}

/// One call of a run.
pub(crate) struct Task<'m> {
    /// The node or the input that it stands for.
    pub(crate) name: &'m Ident,
    /// The first sentence of its documentation.
    pub(crate) doc: Option<&'m str>,
    /// The parameter whose type is generic, if there is one: that is where the bounds of the call are met or not.
    pub(crate) bounded: Option<Span>,
    pub(crate) call: Call<'m>,
}

impl Task<'_> {
    /// The span of the call: the node's name, or the parameter that decides on the bounds of a generic one.
    pub(crate) fn at(&self) -> Span {
        self.bounded.unwrap_or_else(|| self.name.span())
    }
}

/// A call with everything around it.
pub(crate) struct Call<'m> {
    pub(crate) callee: Callee,
    pub(crate) arguments: Vec<Argument<'m>>,
    /// Everything around the call, from the inside out. Every printer of the call prints all of them.
    pub(crate) layers: Vec<Layer<'m>>,
}

/// The thing that is called.
pub(crate) enum Callee {
    /// A function, here or in another module.
    Function { path: Path, asynchronous: bool, returns: bool },
    /// A future that the caller has handed in, under the name of its input.
    Future,
}

/// One of the things around a call.
pub(crate) enum Layer<'m> {
    /// The call blocks, so it runs on a thread for such work.
    Blocking { executor: Option<Named> },
    /// Each attempt has so much time.
    Timeout { limit: Amount<'m, Duration>, becomes: TimeoutBecomes, span: Span },
    /// The value is made sure to be no `Result` under another name, whose failures would go unseen: what is in the
    /// `Ok` of a call `in_time`, or what the call gives.
    NoHiddenResult { in_time: bool, span: Span },
    /// After a failure there are other attempts.
    Retry { backoff: Backoff<'m>, only: Option<Only<'m>>, span: Span },
    /// The call runs as a task of the executor, where the schedule says so.
    Spawn { executor: Option<Named> },
    /// A permit is held.
    Limit { semaphore: Named },
    /// A failure becomes a value.
    Fallback { path: &'m Path, into_result: Option<Span> },
    /// All of this happens for every element of a collection.
    Each(Each<'m>),
    /// The durations and numbers that come from values are read, before anything else happens.
    Amounts(Vec<ReadAmount>),
    /// A failure ends the run.
    EndsRun { error: RunError<'m>, into_result: Option<Span> },
    /// All of this happens only in this case. `within_result`: the failure is a value.
    When { holds: Literal, within_result: bool, span: Span },
    /// All of this happens only if somebody may still need it.
    IfNeeded { unneeded: Condition },
}

/// A duration or a number.
#[derive(Clone, Copy)]
pub(crate) enum Amount<'m, T> {
    Literal(T),
    Constant(&'m ExprPath),
    /// It is one of those read in front.
    Read,
}

/// A value that is the duration or the number of an option.
pub(crate) struct ReadAmount {
    pub(crate) quantity: Quantity,
    pub(crate) value: ValueId,
    pub(crate) span: Span,
}

/// The number of attempts and the delays in between.
pub(crate) struct Backoff<'m> {
    pub(crate) attempts: Amount<'m, usize>,
    pub(crate) first: Amount<'m, Duration>,
    pub(crate) factor: Amount<'m, f32>,
    /// `None`: a minute, or the first if that is longer.
    pub(crate) longest: Option<Amount<'m, Duration>>,
    pub(crate) jitter: bool,
}

/// The function that tells of a failed attempt whether there is to be another.
pub(crate) struct Only<'m> {
    pub(crate) path: &'m Path,
    /// The failure may be a timeout that is no error of the call's own, of which the function knows nothing.
    pub(crate) or_timeout: bool,
}

/// A value that an option names.
#[derive(Clone, Copy)]
pub(crate) struct Named {
    pub(crate) value: ValueId,
    pub(crate) span: Span,
}

/// The elements that a call is made for.
pub(crate) struct Each<'m> {
    /// Those of one collection, or those of several that go in step.
    pub(crate) over: Vec<Elements>,
    pub(crate) fallible: bool,
    /// The number of elements under way at once.
    pub(crate) concurrency: Option<Amount<'m, usize>>,
}

/// The elements of one collection.
pub(crate) struct Elements {
    pub(crate) value: ValueId,
    pub(crate) collection: Collection,
    pub(crate) copied: Option<CopyWords>,
    pub(crate) at: Span,
}

impl Each<'_> {
    /// The number of a collection among those that go in step.
    pub(crate) fn position(&self, value: ValueId) -> Option<usize> {
        self.over.iter().position(|elements| elements.value == value)
    }

    /// The elements of a collection.
    pub(crate) fn elements_of(&self, value: ValueId) -> Option<&Elements> {
        self.over.iter().find(|elements| elements.value == value)
    }
}

/// A collection whose elements are wanted.
#[derive(Clone, Copy)]
pub(crate) struct Collection {
    /// It is borrowed, taken or copied.
    pub(crate) way: Way,
    /// It is itself a reference.
    pub(crate) is_reference: bool,
    /// It may be a `Result` under another name.
    pub(crate) may_be_outcome: bool,
}

/// The failure that the timeout of an attempt becomes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum TimeoutBecomes {
    /// It is the only failure there is.
    Failure,
    /// An error of the call's own type.
    OwnError,
    /// A part of the call's value, which is a `Result` under another name, if what the user says is right.
    OwnValue,
    /// The one or the other: the types decide where it ends the run.
    Either,
}

/// The error of the run that a node's failure becomes.
pub(crate) struct RunError<'m> {
    pub(crate) becomes: Becomes<'m>,
    /// The place of the time limit, if the failure may be a timeout that is no error of the node's own.
    pub(crate) or_timeout: Option<Span>,
}

/// The kind of a run's error.
pub(crate) enum Becomes<'m> {
    /// The variant for the node in the generated enum.
    Variant(&'m Ident),
    /// The user's error type.
    Into { error: &'m Type, span: Span },
}

/// The way of a value to a parameter.
pub(crate) struct Argument<'m> {
    pub(crate) value: ValueId,
    pub(crate) access: Access,
    pub(crate) coercion: Coercion,
    pub(crate) param: &'m Param,
    /// The parameter spells another type than its provider: the compiler is to say so in the words of the graph.
    pub(crate) mismatch: Option<Mismatch>,
    /// The reason for a copy of a value that may not be `Copy`.
    pub(crate) copied: Option<CopyWords>,
    /// The parameter takes one element after the other of this collection, not the value itself.
    pub(crate) element_of: Option<Collection>,
}

/// A value of a run.
pub(crate) struct Value<'m> {
    /// The node or the input that provides it.
    pub(crate) name: &'m Ident,
    /// The name of its variable.
    pub(crate) variable: Ident,
    /// The type of its variable, as far as it can be written.
    pub(crate) ty: Type,
    /// The type of the value, where it is spelled out.
    pub(crate) spelled: Option<&'m Type>,
    /// The failure of its maker is a value, too: the variable holds the whole `Result`.
    pub(crate) whole: bool,
    /// Its maker may be skipped: there is an `Option` of it.
    pub(crate) conditional: bool,
    /// Its maker need not run if nobody needs it: the variable holds an `Option`, and only those who need it look
    /// inside.
    pub(crate) may_be_missing: bool,
    /// It stays in the input struct, and its variable is a reference to it.
    pub(crate) stays_in_input: bool,
    /// It is lent as `&mut`.
    pub(crate) mutable: bool,
    /// The type of its elements, as far as it can be written, if its maker runs for elements.
    pub(crate) element: Option<Type>,
}

/// A field of the output.
pub(crate) struct OutputField<'m> {
    pub(crate) name: &'m Ident,
    pub(crate) value: ValueId,
    /// The field is a `Result`, but the failure ends the run.
    pub(crate) always_ok: bool,
    pub(crate) mismatch: Option<Mismatch>,
}

/// A value that a call uses, with all the ways in which it does.
pub(crate) struct Use {
    pub(crate) value: ValueId,
    pub(crate) accesses: Vec<Access>,
    /// The reference for the first parameter that asks for the value.
    pub(crate) coercion: Coercion,
    /// That parameter, for messages.
    pub(crate) at: Span,
}

impl Program<'_> {
    /// True if a run can fail.
    pub(crate) fn fails(&self) -> bool {
        let last = self.last.iter().flat_map(|last| last.program.flow.tasks.rows());
        self.flow.tasks.rows().chain(last).any(|task| task.ends_run)
    }

    /// The capture of a value for a call where nothing can be borrowed and it is used in these ways.
    pub(crate) fn capture(&self, value: ValueId, accesses: &[Access]) -> Capture {
        let spelled = self.values[value].spelled.filter(|_| !self.values[value].whole);
        let taken = accesses.iter().any(|access| access.takes());
        capture(spelled, self.flow.values[value].moved && taken, accesses)
    }
}

/// Enters a use, beside others of the same value.
pub(crate) fn add_use(uses: &mut Vec<Use>, new: Use) {
    match uses.iter_mut().find(|used| used.value == new.value) {
        Some(used) => used.accesses.extend(new.accesses),
        None => uses.push(new),
    }
}

impl Layer<'_> {
    /// The value that the layer's option names, if it is looked at within layers that call more than once.
    pub(crate) fn named(&self) -> Option<Named> {
        match self {
            Layer::Blocking { executor } | Layer::Spawn { executor } => *executor,
            Layer::Limit { semaphore } => Some(*semaphore),
            Layer::Timeout { .. }
            | Layer::NoHiddenResult { .. }
            | Layer::Retry { .. }
            | Layer::Fallback { .. }
            | Layer::Each(_)
            | Layer::Amounts(_)
            | Layer::EndsRun { .. }
            | Layer::When { .. }
            | Layer::IfNeeded { .. } => None,
        }
    }
}

impl Call<'_> {
    /// The executor that the call is spawned on, if it is not the current one.
    pub(crate) fn spawned_on(&self) -> Option<Named> {
        self.layers.iter().find_map(|layer| match layer {
            Layer::Spawn { executor } => *executor,
            _ => None,
        })
    }

    /// The elements that the call is made for.
    pub(crate) fn each(&self) -> Option<&Each<'_>> {
        self.layers.iter().find_map(|layer| match layer {
            Layer::Each(each) => Some(each),
            _ => None,
        })
    }

    /// True if no layer around the call makes another value of its value.
    pub(crate) fn is_plain(&self) -> bool {
        !self.layers.iter().any(|layer| {
            matches!(layer, Layer::Fallback { .. } | Layer::Each(_) | Layer::When { .. } | Layer::IfNeeded { .. })
        })
    }

    pub(crate) fn is_blocking(&self) -> bool {
        self.layers.iter().any(|layer| matches!(layer, Layer::Blocking { .. }))
    }

    /// The values that the call itself uses, each once, a collection of elements only where they are `by_index`.
    pub(crate) fn uses(&self, by_index: impl Fn(ValueId) -> bool) -> Vec<Use> {
        let mut uses = Vec::new();
        for Argument { value, access, coercion, param, .. } in &self.arguments {
            if param.each.is_none() || by_index(*value) {
                let accesses = vec![access.of_whole()];
                add_use(&mut uses, Use { value: *value, accesses, coercion: coercion.clone(), at: param.span });
            }
        }
        uses
    }
}

impl Collection {
    /// True if a call elsewhere is given the index of its element, since it cannot borrow the element itself.
    pub(crate) fn lends_own_elements(&self) -> bool {
        self.way == Way::Borrow && !self.is_reference
    }
}
