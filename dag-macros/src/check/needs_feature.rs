use super::resources::is_rayon_pool;
use crate::diagnostics::errors::Errors;
use crate::read::model::NodeId;
use crate::read::policy::{GivenOption, Role};
use crate::resolve::{Resolved, Source};

/// The options that need tokio or rayon are used only where dagwright has it.
///
/// ```text
/// dagwright = { version = "...", default-features = false }
///
/// #[node(timeout = "1s")]             // who would keep the time?
/// async fn user() -> User
/// ```
pub(super) fn needs_feature(pipeline: &Resolved<'_>, errors: &mut Errors) {
    let nodes = pipeline.module.nodes.iter().flat_map(|(number, node)| node.given.iter().map(move |one| (number, one)));
    let nodes = nodes.filter(|(_, given)| given.option.needs_tokio);
    let options = nodes.map(|(number, given)| (given.option.name, need(pipeline, number, given), given.span));
    let module = pipeline.module.options.spawn.map(|span| ("#[dag(spawn)]", Need::Tokio, span));
    for (option, need, span) in options.chain(module) {
        if let Some(words) = need.unmet() {
            errors.at(span, format_args!("`{option}` {words}"));
        }
    }
}

/// The feature that an option needs.
enum Need {
    Tokio,
    /// For a pool of threads.
    Rayon,
    /// For an executor of a type that does not tell which.
    Either,
}

impl Need {
    fn unmet(self) -> Option<&'static str> {
        let (tokio, rayon) = (cfg!(feature = "tokio"), cfg!(feature = "rayon"));
        match self {
            Self::Tokio if !tokio => Some("needs tokio: enable the feature `tokio` of dagwright (it is on by default)"),
            Self::Rayon if !rayon => {
                Some("in a `rayon::ThreadPool` needs rayon: enable the feature `rayon` of dagwright")
            }
            Self::Either if !tokio && !rayon => Some(
                "needs tokio or rayon: enable the feature `tokio` of dagwright for a `tokio::runtime::Handle`, \
                 or `rayon` for a `rayon::ThreadPool`",
            ),
            Self::Tokio | Self::Rayon | Self::Either => None,
        }
    }
}

fn need(pipeline: &Resolved<'_>, number: NodeId, given: &GivenOption) -> Need {
    let executor = pipeline.option(number, Role::Blocking).filter(|_| given.option.name == "blocking");
    let Some(executor) = executor else { return Need::Tokio };
    match executor.provider.map(|provider| pipeline.source(provider)) {
        Some(Source::Field(field)) if is_rayon_pool(&field.ty) => Need::Rayon,
        _ => Need::Either,
    }
}
