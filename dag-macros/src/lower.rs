//! The program of an entry point: its tasks, its values and its calls as data, without any schedule.
//!
//! Every back end starts here. The one within a process lays the program out ([`crate::schedule`]) and prints it
//! ([`crate::emit`]); others can drive it as *ready set → start → next completed*, or draw it.

mod arguments;
mod calls;
mod conditions;
mod copies;
mod finally;
mod flow;
mod lowering;
mod mismatch;
mod program;
mod streams;
mod values;

use crate::check::Checked;
use crate::resolve::{Entry, Provider};
use lowering::Lowering;

pub(crate) use conditions::{Condition, Literal};
pub(crate) use copies::CopyWords;
pub(crate) use finally::{LastStage, Sight};
pub(crate) use flow::{Flow, FlowTask, Kind, Life, Spawn};
pub(crate) use lowering::{TaskId, ValueId};
pub(crate) use mismatch::Mismatch;
pub(crate) use program::{
    Amount, Argument, Backoff, Becomes, Callee, Collection, Each, Elements, Layer, Named, Only, Program, ReadAmount,
    RunError, Task, TimeoutBecomes, Use, add_use,
};

/// Makes the program of an entry point.
pub(crate) fn lower<'m>(checked: &Checked<'m>, entry: &Entry<Provider>) -> Program<'m> {
    let lowering = Lowering::new(checked, entry);
    let conditions = lowering.conditions();
    let flow = lowering.flow(&conditions);
    let values = lowering.values.rows().map(|provider| lowering.value(*provider, &conditions)).collect();
    let tasks = lowering.tasks.map(|(task, provider)| lowering.task(*provider, conditions[task].as_ref()));
    let last = lowering.last_stage(&conditions, &flow).map(Box::new);
    Program { tasks, values, output: lowering.output(), flow, last }
}
