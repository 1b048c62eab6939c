//! A second runtime.

use tokio::runtime::{Builder, Handle, Runtime};

/// A runtime beside that of the run. Its threads are called `elsewhere`.
pub struct Workers(Option<Runtime>);

impl Workers {
    pub fn new() -> Self {
        let mut builder = Builder::new_multi_thread();
        Self(Some(builder.worker_threads(2).thread_name("elsewhere").enable_all().build().unwrap()))
    }

    pub fn handle(&self) -> Handle {
        self.0.as_ref().unwrap().handle().clone()
    }

    /// The handle of one that has shut down.
    pub fn gone() -> Handle {
        Self::new().handle()
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.0.take().unwrap().shutdown_background();
    }
}

/// The name of the thread that this is called on; that of a test is long.
pub fn place() -> String {
    let thread = std::thread::current();
    thread.name().filter(|name| *name == "elsewhere").unwrap_or("here").to_owned()
}
