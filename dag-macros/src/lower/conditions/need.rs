//! The need for a value: the ways from it to the end of the run, each open if all its flags are true.
//!
//! ```text
//! photo ─┬→ badge (when = vip) ─→ page                       needed if `vip`,
//!        └→ offer (when = beta) ─→ mail (when = member)      or if `beta` and `member`
//! ```
//!
//! Of two ways one of which has all the flags of the other, only the one with fewer counts. So the same need always
//! looks the same, however many consumers have part in it.

use std::collections::BTreeSet;

use crate::lower::lowering::ValueId;

/// More ways than this are not worth their evaluation.
const MOST_WAYS: usize = 64;

/// Nor are more flags than this, in all ways together.
const MOST_MENTIONS: usize = 256;

/// The flags of a way.
pub(super) type Flags = BTreeSet<ValueId>;

/// The ways from a value to the end of the run, none of which has all the flags of another.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Need(BTreeSet<Flags>);

impl Need {
    /// There is a way without a flag.
    pub(super) fn always() -> Self {
        Self::of([Flags::new()])
    }

    pub(super) fn is_always(&self) -> bool {
        self.0.iter().any(Flags::is_empty)
    }

    pub(super) fn ways(&self) -> &BTreeSet<Flags> {
        &self.0
    }

    fn of(ways: impl IntoIterator<Item = Flags>) -> Self {
        let mut need = Self::default();
        ways.into_iter().for_each(|way| need.add(way));
        need
    }

    fn add(&mut self, way: Flags) {
        if !self.0.iter().any(|other| other.is_subset(&way)) {
            self.0.retain(|other| !way.is_subset(other));
            self.0.insert(way);
        }
    }

    /// Somebody needs the value if one of these needs it.
    pub(super) fn of_any(needs: impl Iterator<Item = Self>) -> Self {
        let needs: BTreeSet<Self> = needs.collect();
        let mut any = Self::default();
        for need in needs {
            need.0.into_iter().for_each(|way| any.add(way));
            any.shorten();
        }
        any
    }

    /// The need of somebody who runs only if the flag is true.
    pub(super) fn behind(&self, flag: Option<ValueId>) -> Self {
        Self::of(self.0.iter().map(|way| way.iter().copied().chain(flag).collect()))
    }

    /// The same for somebody who knows only some of the flags: the others may be true.
    pub(super) fn seen(&self, known: impl Fn(ValueId) -> bool) -> Self {
        Self::of(self.0.iter().map(|way| way.iter().copied().filter(|flag| known(*flag)).collect()))
    }

    /// Takes flags for true until the need is short enough: each time the one without which the fewest are left.
    fn shorten(&mut self) {
        while self.0.len() > MOST_WAYS || mentions(&self.0) > MOST_MENTIONS {
            let flags: Flags = self.0.iter().flatten().copied().collect();
            let shorter = flags.into_iter().rev().map(|flag| self.seen(|other| other != flag));
            *self = shorter.min_by_key(|need| mentions(&need.0)).unwrap_or_default();
        }
    }

    /// The sets of flags each of which closes all ways when its flags are false, if that takes fewer words than the ways.
    pub(super) fn obstacles(&self) -> Option<BTreeSet<Flags>> {
        let fewer = |need: &Self| mentions(&need.0) < mentions(&self.0);
        let mut obstacles = Self::always();
        for way in &self.0 {
            let longer = obstacles.0.iter().flat_map(|obstacle| match obstacle.is_disjoint(way) {
                true => way.iter().map(|flag| obstacle.iter().chain([flag]).copied().collect()).collect(),
                false => vec![obstacle.clone()],
            });
            obstacles = Self::of(longer);
            if obstacles.0.len() > MOST_MENTIONS {
                return None;
            }
        }
        Some(obstacles).filter(fewer).map(|obstacles| obstacles.0)
    }
}

fn mentions(ways: &BTreeSet<Flags>) -> usize {
    ways.iter().map(Flags::len).sum()
}
