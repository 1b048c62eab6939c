//! The options of a node, parsed.

use std::fmt::{self, Display, Formatter};
use std::time::Duration;

use proc_macro2::Span;
use syn::{ExprPath, Ident, Path};

use super::amount::{Amount, Backoff, Quantity};

/// The options that say how a node is run.
#[derive(Default)]
pub(crate) struct Policy {
    /// `blocking`, `blocking = pool`: a plain `fn` that runs on another thread.
    pub(crate) blocking: Option<Executor>,
    /// `spawn`, `spawn = workers`: runs as a task of its own.
    pub(crate) spawn: Option<Executor>,
    /// `timeout = "500ms"`: how long each attempt may take.
    pub(crate) timeout: Option<Given<Amount<Duration>>>,
    /// `retry(...)`
    pub(crate) retry: Option<Given<Backoff>>,
    /// `fallback = path`: the function that makes a value of the failure.
    pub(crate) fallback: Option<Path>,
    /// `when = name`: the condition in which the node runs.
    pub(crate) when: Option<When>,
    /// `after(a, b)`: the nodes that have to be over before.
    pub(crate) after: Vec<Ident>,
    /// `limit = name`: the semaphore of which a permit is held.
    pub(crate) limit: Option<Ident>,
    /// `always`, `always(Output)`: runs though nobody may consume its value.
    pub(crate) always: Option<Always>,
    /// `concurrency = 8`: how many elements are under way at once.
    pub(crate) concurrency: Option<Given<Amount<usize>>>,
    /// `free`: its value ends as soon as nobody needs it.
    pub(crate) free: Option<Span>,
    /// `commit`: starts when all that can fail has succeeded.
    pub(crate) commit: Option<Span>,
    /// `finally`: runs when everything else of the run is over.
    pub(crate) finally: Option<Span>,
}

/// The executor of a node that runs apart from the caller.
pub(crate) enum Executor {
    /// The runtime that polls the run.
    Current,
    /// The input of this name.
    Named(Ident),
}

impl Executor {
    pub(crate) fn name(&self) -> Option<&Ident> {
        match self {
            Self::Current => None,
            Self::Named(name) => Some(name),
        }
    }
}

/// The meaning of a name in an option.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Role {
    /// `when = name`: it decides whether the node runs.
    When,
    /// `after(name)`: it is over before.
    After,
    /// `limit = name`: a permit of it is held.
    Limit,
    /// `blocking = name`: the executor of the function.
    Blocking,
    /// `spawn = name`: the runtime of the task.
    Spawn,
    /// `timeout = name`: it is the duration or the number.
    Gives(Quantity),
}

impl Role {
    /// True if the option looks at the value, so that it is a consumer of it.
    pub(crate) fn reads(self) -> bool {
        match self {
            Self::When | Self::Limit | Self::Blocking | Self::Spawn | Self::Gives(_) => true,
            Self::After => false,
        }
    }
}

impl Policy {
    /// The functions in the options, each with what it is for.
    pub(crate) fn functions(&self) -> impl Iterator<Item = (OfFailure, &Path)> {
        let only = self.retry.as_ref().and_then(|retry| retry.value.only.as_ref());
        let fallback = self.fallback.iter().map(|path| (OfFailure::Fallback, path));
        fallback.chain(only.map(|path| (OfFailure::Only, path)))
    }

    /// The names of nodes and inputs in the options.
    pub(crate) fn names(&self) -> impl Iterator<Item = (Role, &Ident)> {
        let when = self.when.iter().map(|when| (Role::When, &when.name));
        let after = self.after.iter().map(|name| (Role::After, name));
        let limit = self.limit.iter().map(|name| (Role::Limit, name));
        let blocking = self.blocking.iter().filter_map(Executor::name).map(|name| (Role::Blocking, name));
        let spawn = self.spawn.iter().filter_map(Executor::name).map(|name| (Role::Spawn, name));
        let amounts =
            self.amounts().filter_map(|(quantity, path)| Some((Role::Gives(quantity), path.path.get_ident()?)));
        when.chain(limit).chain(blocking).chain(spawn).chain(after).chain(amounts)
    }

    /// The names and paths in place of durations and numbers.
    fn amounts(&self) -> impl Iterator<Item = (Quantity, &ExprPath)> {
        let timeout = self.timeout.as_ref().and_then(|timeout| timeout.value.named());
        let concurrency = self.concurrency.as_ref().and_then(|concurrency| concurrency.value.named());
        let retry = self.retry.as_ref().map(|retry| &retry.value);
        [
            (Quantity::Timeout, timeout),
            (Quantity::Attempts, retry.and_then(|retry| retry.attempts.named())),
            (Quantity::Backoff, retry.and_then(|retry| retry.first.named())),
            (Quantity::Factor, retry.and_then(|retry| retry.factor.named())),
            (Quantity::Max, retry.and_then(|retry| retry.longest.as_ref()?.named())),
            (Quantity::Concurrency, concurrency),
        ]
        .into_iter()
        .filter_map(|(quantity, path)| Some((quantity, path?)))
    }
}

/// The use of a function that takes a failure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum OfFailure {
    /// `fallback = path`: makes a value of it.
    Fallback,
    /// `retry(only = path)`: looks at it.
    Only,
}

/// The entry points in which a node runs though nobody may consume its value.
pub(crate) struct Always {
    pub(crate) span: Span,
    /// Their output structs; `None` for all of them.
    pub(crate) outputs: Option<Vec<Ident>>,
}

/// `when = name`: what decides whether the node runs, and the case in which it does.
pub(crate) struct When {
    pub(crate) name: Ident,
    pub(crate) case: Case,
}

impl Display for When {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let Self { name, case } = self;
        match case {
            Case::True => write!(formatter, "when = {name}"),
            Case::False => write!(formatter, "when = !{name}"),
            Case::Something => write!(formatter, "when = some({name})"),
        }
    }
}

/// One of the cases of a value that decides.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Case {
    /// `name`: the `bool` is true.
    True,
    /// `!name`: the `bool` is false.
    False,
    /// `some(name)`: there is something in the `Option`.
    Something,
}

impl Case {
    /// The case that holds if, and only if, this one does not.
    pub(crate) fn opposite(self) -> Option<Self> {
        match self {
            Self::True => Some(Self::False),
            Self::False => Some(Self::True),
            Self::Something => None,
        }
    }
}

/// An option's value and where it was given.
pub(crate) struct Given<T> {
    pub(crate) span: Span,
    pub(crate) value: T,
}

/// An option of a node, as far as others than its parser need to know.
pub(crate) struct NodeOption {
    pub(crate) name: &'static str,
    pub(crate) stands_on: StandsOn,
    /// True if it deals with a failure, so that there has to be one.
    pub(crate) on_failure: bool,
    pub(crate) needs_tokio: bool,
    /// The options that a node with this one cannot have.
    pub(crate) contradicts: &'static [&'static str],
}

/// The functions for which an option means something.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum StandsOn {
    Any,
    /// A plain `fn`.
    Plain,
    /// An `async fn`.
    Async,
    /// A function that may wait: an `async fn`, or a plain one that blocks.
    Waiting,
    /// One that waits and runs for each element of a collection.
    Elements,
}

/// An option of a node and where it stands.
pub(crate) struct GivenOption {
    pub(crate) option: &'static NodeOption,
    pub(crate) span: Span,
}

impl GivenOption {
    /// The names of the options among `given` that a node with this one cannot have.
    pub(crate) fn contradicted<'g>(&self, given: &'g [Self]) -> impl Iterator<Item = &'g str> {
        let name = self.option.name;
        given
            .iter()
            .map(|other| other.option)
            .filter(move |other| other.contradicts.contains(&name))
            .map(|other| other.name)
    }
}
