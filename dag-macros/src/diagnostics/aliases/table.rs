//! The table: one row for words of one meaning.

/// The words, and the way to say it here, in which `{4}` stands for the number that was given, or 4; in the same way
/// `{500ms}` for a duration, `{items}` for a name, and `{migrate}` for one or several.
pub(super) type Row = (&'static str, &'static str);

pub(super) const DAG: &[Row] = &[
    (
        "pipeline pipeline_name struct struct_name type type_name rename as",
        "the unit struct gets another name with `#[dag(name = Checkout)]`",
    ),
    ("err errors error_type failure error_name", "the error of a run is `#[dag(error = AppError)]`"),
    (
        "output outputs out return returns result results",
        "what is returned are the fields of a struct in the module: `#[output] pub struct Output { pub page: Page }`",
    ),
    (
        "input inputs args arguments params context ctx state",
        "what the caller gives are the fields of a struct in the module: `#[input] pub struct Input { pub id: u64 }`",
    ),
    (
        "parallel multi_thread multi_threaded threads workers tokio runtime spawn_all tasks",
        "every `async fn` may run on another worker with `#[dag(spawn)]`; without it, all runs in one task, side by side",
    ),
    ("path krate crate_path crate_name root", "where dagwright is found is `#[dag(crate = my_crate::dagwright)]`"),
    ("visibility vis pub public", "what is generated is as visible as the `#[input]` struct"),
];

pub(super) const NODE: &[Row] = &[
    (
        "options opts opt config settings",
        "options stand in `#[node(...)]` as they are, several at once if need be: `#[node(spawn, timeout = \"500ms\")]`",
    ),
    (
        "max_attempts max_retries max_tries retries attempts tries retry_count retry_attempts num_retries \
         retry_times repeat",
        "the number of attempts is a part of `retry`: `#[node(retry(attempts = {4}))]`",
    ),
    (
        "delay retry_delay backoff initial_delay interval multiplier factor max max_delay max_backoff jitter \
         exponential exponential_backoff retry_policy retry_strategy",
        "delays are parts of `retry`: `#[node(retry(backoff = \"50ms\", factor = 2.0, max = \"2s\", jitter))]`",
    ),
    (
        "depends_on depend_on depends deps dep dependencies dependency needs requires wait_for waits_for \
         upstream",
        "a node needs the values that its parameters name; order without data is `#[node(after({migrate}))]`",
    ),
    (
        "before then next downstream followed_by precedes",
        "order is said at the node that comes later: `#[node(after({migrate}))]`",
    ),
    (
        "if cond condition only_if run_if enable_if enabled guard predicate filter where",
        "a `bool` input or node decides whether it runs: `#[node(when = {is_member})]`",
    ),
    (
        "unless if_not when_not skip_if skip_when not disabled",
        "a node can turn the condition round, and is the condition here, `#[node(when = is_guest)]`:\n\
         `#[node] fn is_guest(is_member: bool) -> bool { !is_member }`",
    ),
    (
        "parallel concurrent par join async in_parallel",
        "nodes run side by side as they are; on another core with `#[node(spawn)]`,\n\
         for each element of a collection with `#[each(items)]` at a parameter",
    ),
    (
        "buffered buffer_unordered buffer max_concurrency max_concurrent concurrency_limit concurrent_limit \
         parallelism max_parallel batch batch_size workers",
        "how many elements of `#[each(items)]` are under way at once is `#[node(concurrency = {8})]`",
    ),
    (
        "default default_value or_default unwrap_or unwrap_or_else unwrap_or_default recover rescue catch \
         on_error on_failure on_err or_else otherwise error_handler handler fallback_value fallback_fn",
        "a function `fn(E) -> T` makes a value of the failure: `#[node(fallback = {default_page})]`",
    ),
    (
        "ttl cache cached memo memoize expires once",
        "a node runs once in a run, and nothing is kept for the next run: bring what is kept in as an input",
    ),
    (
        "timeout_ms timeout_millis timeout_secs timeout_seconds timeout_s time_limit deadline max_duration \
         duration within expire",
        "the time that each attempt has is `#[node(timeout = \"{500ms}\")]`",
    ),
    (
        "semaphore permits permit rate_limit rate throttle max_in_flight mutex lock limiter max_calls",
        "how many calls are under way at once is up to a semaphore among the inputs: `#[node(limit = {permits})]` and \
         `pub permits: Arc<Semaphore>`",
    ),
    (
        "name rename id label alias as key",
        "a node has the name of its function; a parameter may have another: `#[from(load_user)] user: &User`",
    ),
    (
        "ignore ignored helper exclude hidden no_node not_a_node",
        "an `async fn` that is no node is marked `#[node(skip)]`",
    ),
    (
        "sink output outputs out result results terminal emit export return returns root end last",
        "a value that nobody takes is part of the output; to choose,\n\
         `#[output] pub struct Output { pub page: Page }` with a field of the node's name",
    ),
    (
        "optional option nullable maybe allow_failure can_fail ignore_errors continue_on_error soft_fail",
        "its consumers say so: `Option<&T>` of a node with `when`, `Result<&T, &E>` of one that may fail",
    ),
    (
        "spawn_blocking blocking_task block block_in_place thread threaded sync cpu cpu_bound heavy compute \
         rayon",
        "a plain `fn` runs on a thread for blocking work with `#[node(blocking)]`",
    ),
    (
        "task spawn_task tokio_spawn spawned background detach detached multi_thread",
        "an `async fn` runs as a task of its own with `#[node(spawn)]`",
    ),
    (
        "each for_each map map_over over iter collection fan_out scatter",
        "the parameter that takes one element says so: `#[each({items})] item: &Item`",
    ),
    (
        "input inputs args arguments params from with source",
        "its parameters name what it takes; under another name with `#[from(user)] author: &User`",
    ),
    ("clone copy cloned", "the parameter that takes a clone says so: `#[clone] user: User`"),
    (
        "run_always eager force required side_effect effect must_run",
        "a node that runs though nobody takes its value is marked `#[node(always)]`; \
         one that must not do its work in a run that fails, `#[node(commit)]`",
    ),
    (
        "cleanup teardown ensure defer after_all on_exit at_end",
        "a node that runs when everything else is over, after a failure as well, is marked `#[node(finally)]`",
    ),
    (
        "drop drop_early early_drop release dispose clear",
        "a value that holds nothing but memory is dropped behind its last consumer with `#[node(free)]`",
    ),
    (
        "priority weight order rank level stage",
        "nodes that can start together start in the order in which they are declared",
    ),
    ("try fails result_alias is_result", "a node whose `Result` has another name is marked `#[node(fallible)]`"),
];

pub(super) const RETRY: &[Row] = &[
    (
        "max_attempts max_retries max_tries retries tries attempt count times n num limit total",
        "the number of attempts, the first among them, is `retry(attempts = {4})`",
    ),
    (
        "delay delay_ms initial initial_delay initial_backoff base base_delay interval min min_delay wait \
         sleep pause first backoff_ms every",
        "the delay after the first failure is `retry(backoff = \"{50ms}\")`",
    ),
    (
        "multiplier exponent exponential exponential_base growth rate scale multiply",
        "the ratio of each delay to the one before is `retry(factor = {2.0})`",
    ),
    (
        "max_delay max_backoff max_interval max_wait cap ceiling longest max_delay_ms upper",
        "the longest delay is `retry(max = \"{2s}\")`",
    ),
    (
        "jittered random randomize full_jitter with_jitter jitter_factor spread",
        "delays are made longer at random with `retry(jitter)`",
    ),
    (
        "fixed constant linear strategy policy kind mode",
        "delays grow by a factor, and stay alike with `retry(backoff = \"50ms\", factor = 1.0)`",
    ),
    (
        "if when only_if retry_if on predicate retryable is_transient condition filter",
        "the failures after which there is another attempt are told by a function: `retry(only = {is_transient})`",
    ),
];

pub(super) const PARAMETER: &[Row] = &[
    (
        "output result return out",
        "what is returned are the fields of a struct: `#[output] pub struct Output { pub page: Page }`",
    ),
    (
        "input inject dep dependency arg param node autowired wire use take in",
        "a parameter takes the value of the node or input of its name, or of another one with `#[from(user)]`\n\
         inputs are the fields of `#[input] pub struct Input { ... }`",
    ),
    (
        "rename name alias source of value key provider named by with",
        "the value of a node or input under another name is `#[from({user})] author: &User`",
    ),
    (
        "map for_each iter each_of all item element over elem stream",
        "one element after the other is `#[each({items})] item: &Item`",
    ),
    ("cloned copy copied owned to_owned dup", "a clone is `#[clone] user: User`; a value that is `Copy` needs no mark"),
    ("default default_value", "a parameter has no default: the value comes from a node or an input"),
    ("optional option maybe", "no mark is needed: `badge: Option<&Badge>` takes what a node with `when` gave"),
    (
        "outcome fallible try",
        "no mark is needed: `user: Result<&User, &DbError>` takes the outcome of a node that can fail",
    ),
    (
        "future await pending async",
        "a node's value has been awaited; a future that the caller brings along is a field of the input: \
         `#[future] pub token: F`",
    ),
    (
        "borrow ref by_ref mut move",
        "the type says how the value is taken: `user: &User`, `user: User` or `log: &mut Log`",
    ),
    ("unused ignore skip after", "a value that is only waited for is `_user: &User`"),
    (
        "state extension context data env config inject_state",
        "what the caller gives is a field of the input: `#[input] pub struct Input { pub config: Config }`",
    ),
];

pub(super) const INPUT_FIELD: &[Row] = &[
    (
        "async await fut pending lazy join handle task",
        "a future that the caller brings along is `#[future] pub token: F`",
    ),
    (
        "default optional default_value",
        "the caller gives every field: have the struct implement `Default`, or make the field an `Option`",
    ),
    ("each map for_each iter", "the parameter that takes an element says so: `#[each({items})] item: &Item`"),
    (
        "from rename name alias",
        "a field is called as the nodes ask for it; a parameter may have another name: `#[from(user)] author: &User`",
    ),
    ("clone copy cloned", "the parameter that takes a clone says so: `#[clone] user: User`"),
    ("input param arg node inject required output", "no mark is needed: every field of the struct is an input"),
];

pub(super) const OUTPUT_FIELD: &[Row] = &[
    (
        "from rename name alias of source node value",
        "a field takes the value of the node or input of its name; a node can give it another: \
         `#[node] fn total(sum: u64) -> u64 { sum }`",
    ),
    ("output result field include", "no mark is needed: every field of the struct is part of the output"),
    (
        "clone copy cloned each optional default future",
        "the field's type says what it is: `T`, `Option<T>` of a node with `when`, `Result<T, E>` of one that may fail",
    ),
];
