//! References on the way to a parameter that asks for another one. Types, forms and positions that multiply are in
//! `tests/matrix`.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use dagwright::dag;
use futures::executor::block_on;

pub trait Plugin: Send + Sync {
    fn name(&self) -> &str;
    fn rename(&mut self, _: &str) {}
}

#[derive(Clone)]
pub struct Named(String);

impl Plugin for Named {
    fn name(&self) -> &str {
        &self.0
    }
    fn rename(&mut self, name: &str) {
        name.clone_into(&mut self.0);
    }
}

fn named(name: &str) -> Named {
    Named(name.to_owned())
}

// every collection → each of its elements, behind whatever pointer
#[dag]
mod elements {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub boxed: Vec<Box<dyn Plugin>>,
        pub shared: Arc<Vec<Arc<dyn Plugin>>>,
        pub counted: VecDeque<Rc<dyn Plugin>>,
        pub lent: &'a [Box<dyn Plugin>],
        pub twice: [Box<Arc<dyn Plugin>>; 1],
        pub mapped: BTreeMap<u8, Box<dyn Plugin>>,
        pub lent_map: &'a HashMap<u8, Arc<dyn Plugin>>,
        pub paths: Vec<PathBuf>,
        pub texts: BTreeMap<u8, String>,
        pub lists: Vec<Vec<u8>>,
    }

    async fn boxed_names(#[each(boxed)] plugin: &dyn Plugin) -> String {
        plugin.name().to_owned()
    }
    async fn shared_names(#[each(shared)] plugin: &dyn Plugin) -> String {
        plugin.name().to_owned()
    }
    async fn counted_names(#[each(counted)] plugin: &dyn Plugin) -> String {
        plugin.name().to_owned()
    }
    async fn lent_names(#[each(lent)] plugin: &dyn Plugin) -> String {
        plugin.name().to_owned()
    }
    async fn twice_names(#[each(twice)] plugin: &dyn Plugin) -> String {
        plugin.name().to_owned()
    }
    async fn mapped_names(#[each(mapped)] plugin: &dyn Plugin) -> String {
        plugin.name().to_owned()
    }
    async fn lent_map_names(#[each(lent_map)] plugin: &dyn Plugin) -> String {
        plugin.name().to_owned()
    }
    async fn path_lengths(#[each(paths)] path: &Path) -> usize {
        path.as_os_str().len()
    }
    async fn text_lengths(#[each(texts)] text: &str) -> usize {
        text.len()
    }
    async fn list_lengths(#[each(lists)] list: &[u8]) -> usize {
        list.len()
    }
}

#[test]
fn an_element_behind_a_pointer_serves_as_any_value_does() {
    let lent: [Box<dyn Plugin>; 1] = [Box::new(named("lent"))];
    let lent_map: HashMap<u8, Arc<dyn Plugin>> = HashMap::from([(1, Arc::new(named("lent map")) as _)]);
    let output = block_on(elements::Pipeline::run(elements::Input {
        boxed: vec![Box::new(named("boxed"))],
        shared: Arc::new(vec![Arc::new(named("shared"))]),
        counted: VecDeque::from([Rc::new(named("counted")) as _]),
        lent: &lent,
        twice: [Box::new(Arc::new(named("twice")))],
        mapped: BTreeMap::from([(1, Box::new(named("mapped")) as _)]),
        lent_map: &lent_map,
        paths: vec!["ab".into()],
        texts: BTreeMap::from([(1, "abc".to_owned())]),
        lists: vec![vec![1]],
    }));
    let names = [output.boxed_names, output.shared_names, output.counted_names, output.lent_names];
    assert_eq!(names.concat(), ["boxed", "shared", "counted", "lent"]);
    let names = [output.twice_names, output.mapped_names, output.lent_map_names];
    assert_eq!(names.concat(), ["twice", "mapped", "lent map"]);
    assert_eq!([output.path_lengths, output.text_lengths, output.list_lengths].concat(), [2, 3, 1]);
}

// plugin → name           it borrows from what the input lends, not from the run
#[dag]
mod through_a_lent_pointer {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub shared: &'a Arc<dyn Plugin>,
        pub boxed: &'a Box<dyn Plugin>,
        pub plain: &'a Arc<Named>,
        pub note: &'a Option<Named>,
    }

    async fn of_shared<'p>(shared: &'p dyn Plugin) -> &'p str {
        shared.name()
    }
    async fn of_boxed<'p>(boxed: &'p dyn Plugin) -> &'p str {
        boxed.name()
    }
    async fn of_plain<'p>(plain: &'p Named) -> &'p str {
        plain.name()
    }
    async fn of_note(note: Option<&Named>) -> usize {
        note.map_or(0, |note| note.name().len())
    }
}

#[test]
fn a_lent_pointer_serves_as_an_owned_one_does() {
    let (shared, boxed): (Arc<dyn Plugin>, Box<dyn Plugin>) = (Arc::new(named("shared")), Box::new(named("boxed")));
    let (plain, note) = (Arc::new(named("plain")), Some(named("note")));
    let input = through_a_lent_pointer::Input { shared: &shared, boxed: &boxed, plain: &plain, note: &note };
    let output = block_on(through_a_lent_pointer::Pipeline::run(input));
    assert_eq!([output.of_shared, output.of_boxed, output.of_plain], ["shared", "boxed", "plain"]);
    assert_eq!(output.of_note, 4);
}

// owned, lent → renamed
#[dag]
mod exclusively {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub owned: Box<dyn Plugin>,
        pub lent: &'a mut Box<dyn Plugin>,
        pub plain: &'a mut Named,
        pub object: &'a mut dyn Plugin,
    }

    async fn renamed(
        owned: &mut dyn Plugin,
        lent: &mut dyn Plugin,
        plain: &mut dyn Plugin,
        object: &mut dyn Plugin,
    ) -> String {
        owned.rename("new");
        lent.rename("new");
        plain.rename("new");
        object.rename("new");
        owned.name().to_owned()
    }
}

#[test]
fn what_is_behind_a_pointer_is_lent_exclusively_too() {
    let (mut lent, mut plain, mut object): (Box<dyn Plugin>, _, _) =
        (Box::new(named("old")), named("old"), named("old"));
    let input =
        exclusively::Input { owned: Box::new(named("old")), lent: &mut lent, plain: &mut plain, object: &mut object };
    assert_eq!(block_on(exclusively::Pipeline::run(input)).renamed, "new");
    assert_eq!([lent.name(), plain.name(), object.name()], ["new"; 3]);
}

// note ─┬→ length, spelled by a type parameter
//       └→ taken, as it is
#[dag]
mod optional {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub note: Option<String>,
        pub lent: Option<&'a String>,
        pub found: Result<Named, Box<dyn std::error::Error>>,
        pub tags: Option<Vec<String>>,
    }

    async fn length(note: Option<&str>) -> usize {
        note.map_or(0, str::len)
    }
    async fn whole(note: &Option<String>) -> bool {
        note.is_some()
    }
    async fn as_str<'n>(lent: Option<&'n str>) -> usize {
        lent.map_or(0, str::len)
    }
    async fn as_it_is<'n>(lent: Option<&'n String>) -> Option<&'n String> {
        lent
    }
    async fn halves(found: Result<&dyn Plugin, &dyn std::error::Error>) -> String {
        found.map_or_else(ToString::to_string, |plugin| plugin.name().to_owned())
    }
    async fn of_any_type<T: AsRef<str>>(tags: Option<&[T]>) -> usize {
        tags.map_or(0, |tags| tags.iter().map(|tag| tag.as_ref().len()).sum())
    }
}

#[test]
fn an_option_that_is_always_there_is_lent_like_any_other() {
    let text = "lent".to_owned();
    let run = |note: Option<&str>, found: Result<Named, &str>| {
        block_on(optional::Pipeline::run(optional::Input {
            note: note.map(str::to_owned),
            lent: Some(&text),
            found: found.map_err(Into::into),
            tags: Some(vec!["a".to_owned(), "b".to_owned()]),
        }))
    };
    let output = run(Some("abc"), Ok(named("it")));
    assert_eq!((output.length, output.whole, output.as_str, output.as_it_is), (3, true, 4, Some(&text)));
    assert_eq!((&*output.halves, output.of_any_type), ("it", 2));
    let output = run(None, Err("lost"));
    assert_eq!((output.length, output.whole, &*output.halves), (0, false, "lost"));
}
