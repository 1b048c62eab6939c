//! Further back ends, for tests: each is made from the program alone.

pub(crate) mod mermaid;
pub(crate) mod ready_set;
pub(crate) mod sequential;
#[cfg(test)]
mod tests;
