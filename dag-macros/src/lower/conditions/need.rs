//! The need for a value: the ways from it to the end of the run, each open if all its conditions hold.
//!
//! ```text
//! photo ─┬→ badge (when = vip) ─→ page                       needed if `vip`,
//!        └→ offer (when = beta) ─→ mail (when = !member)     or if `beta` and not `member`
//! ```
//!
//! Of two ways one of which has all the literals of the other, only the one with fewer counts; and next to `x`, `!x && y`
//! is as good as `y`. So the same need always looks the same, however many consumers have part in it, and one that is
//! there in every case is seen to be.

use std::collections::BTreeSet;

use crate::lower::lowering::ValueId;
use crate::read::policy::Case;

/// More ways than this are not worth their evaluation.
const MOST_WAYS: usize = 64;

/// Nor are more literals than this, in all ways together.
const MOST_MENTIONS: usize = 256;

/// A case of a value that decides.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Literal {
    pub(crate) flag: ValueId,
    pub(crate) case: Case,
}

impl Literal {
    fn opposite(self) -> Option<Self> {
        Some(Self { case: self.case.opposite()?, ..self })
    }
}

/// The literals of a way.
pub(super) type Literals = BTreeSet<Literal>;

/// The ways from a value to the end of the run, none of which has all the literals of another.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Need(BTreeSet<Literals>);

impl Need {
    /// There is a way without a condition.
    pub(super) fn always() -> Self {
        Self(BTreeSet::from([Literals::new()]))
    }

    pub(super) fn is_always(&self) -> bool {
        self.0.iter().any(Literals::is_empty)
    }

    pub(super) fn ways(&self) -> &BTreeSet<Literals> {
        &self.0
    }

    fn of(ways: impl IntoIterator<Item = Literals>) -> Self {
        let mut need = Self::default();
        ways.into_iter().for_each(|way| need.add(way));
        need
    }

    fn add(&mut self, way: Literals) {
        let mut added = vec![way];
        while let Some(mut way) = added.pop() {
            way = shortened(way, &self.0);
            let only = BTreeSet::from([way.clone()]);
            let (kept, longer) =
                std::mem::take(&mut self.0).into_iter().partition(|other| superfluous(other, &only).is_none());
            self.0 = kept;
            let longer: BTreeSet<Literals> = longer;
            added.extend(longer);
            absorb(&mut self.0, way);
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

    /// The need of somebody who runs only in these cases.
    pub(super) fn behind(&self, cases: &[Literal]) -> Self {
        Self::of(self.0.iter().map(|way| way.iter().chain(cases).copied().collect()))
    }

    /// The same for somebody who knows only some of the flags: the others may be as they have to be.
    pub(super) fn seen(&self, known: impl Fn(Literal) -> bool) -> Self {
        Self::of(self.0.iter().map(|way| way.iter().copied().filter(|literal| known(*literal)).collect()))
    }

    /// Takes literals for true until the need is short enough: each time the one without which the fewest are left.
    fn shorten(&mut self) {
        while self.0.len() > MOST_WAYS || mentions(&self.0) > MOST_MENTIONS {
            let literals: Literals = self.0.iter().flatten().copied().collect();
            let shorter = literals.into_iter().rev().map(|literal| self.seen(|other| other != literal));
            *self = shorter.min_by_key(|need| mentions(&need.0)).unwrap_or_default();
        }
    }

    /// The sets of literals each of which closes all ways when none of its literals holds, if that takes fewer words
    /// than the ways. No set has both cases of a flag, one of which holds.
    pub(super) fn obstacles(&self) -> Option<BTreeSet<Literals>> {
        let mut obstacles = BTreeSet::from([Literals::new()]);
        for way in &self.0 {
            let mut longer = BTreeSet::new();
            for obstacle in &obstacles {
                match obstacle.is_disjoint(way) {
                    true => way
                        .iter()
                        .filter_map(|literal| with(obstacle, *literal))
                        .for_each(|set| absorb(&mut longer, set)),
                    false => absorb(&mut longer, obstacle.clone()),
                }
            }
            obstacles = longer;
            if obstacles.len() > MOST_MENTIONS {
                return None;
            }
        }
        Some(obstacles).filter(|obstacles| mentions(obstacles) < mentions(&self.0))
    }
}

/// Enters a set, unless it has all the literals of another.
fn absorb(sets: &mut BTreeSet<Literals>, set: Literals) {
    if !sets.iter().any(|other| other.is_subset(&set)) {
        sets.retain(|other| !set.is_subset(other));
        sets.insert(set);
    }
}

/// The way without the literals that make no difference beside the others.
fn shortened(mut way: Literals, others: &BTreeSet<Literals>) -> Literals {
    while let Some(literal) = superfluous(&way, others) {
        way.remove(&literal);
    }
    way
}

/// A literal that makes no difference beside other ways: the `!x` of `!x && y` beside `x`, as that is open otherwise.
fn superfluous(way: &Literals, others: &BTreeSet<Literals>) -> Option<Literal> {
    let is_so = |literal: &&Literal| {
        let Some(opposite) = literal.opposite() else { return false };
        let open_otherwise = |other: &Literals| {
            other.contains(&opposite)
                && other.iter().all(|rest| *rest == opposite || (rest != *literal && way.contains(rest)))
        };
        others.iter().any(open_otherwise)
    };
    way.iter().find(is_so).copied()
}

/// The set with one more literal; `None` if it has the opposite.
fn with(set: &Literals, literal: Literal) -> Option<Literals> {
    let opposite = literal.opposite().is_some_and(|opposite| set.contains(&opposite));
    (!opposite).then(|| set.iter().copied().chain([literal]).collect())
}

fn mentions(ways: &BTreeSet<Literals>) -> usize {
    ways.iter().map(Literals::len).sum()
}
