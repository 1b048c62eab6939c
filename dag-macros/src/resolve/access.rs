//! The access of a consumer to a value: the part of it that it asks for, and the way it gets that.

/// The part of what a provider gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Part {
    /// The value.
    Value,
    /// The whole `Result` of a fallible provider.
    Outcome,
    /// An `Option` of a reference: to the value of a conditional provider, or into a value that is an `Option` itself.
    Option,
    /// A `Result` of references into a value that is a `Result` itself.
    Halves,
    /// An `Option` of a reference to the value as it is when everything else is over: for a `finally` node.
    AtEnd,
    /// One element of the value after the other.
    Element,
}

/// The way in which a consumer gets it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Way {
    /// `&T`
    Borrow,
    /// `&mut T`
    BorrowMut,
    /// `T`: moved where it has no other consumer, else copied; a shared reference is handed on.
    Take,
    /// A copy that leaves the value where it is.
    Copy,
    /// `#[clone] T`
    Clone,
}

/// The access of a consumer to a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Access {
    pub(crate) part: Part,
    pub(crate) way: Way,
}

impl Access {
    pub(crate) const BORROW: Self = Self::value(Way::Borrow);

    pub(crate) const fn value(way: Way) -> Self {
        Self { part: Part::Value, way }
    }

    pub(crate) const fn outcome(way: Way) -> Self {
        Self { part: Part::Outcome, way }
    }

    pub(crate) const fn element(way: Way) -> Self {
        Self { part: Part::Element, way }
    }

    /// True if the value itself is wanted.
    pub(crate) fn takes(self) -> bool {
        self.way == Way::Take
    }

    /// The same, of the collection as a whole where it is about its elements.
    pub(crate) fn of_whole(self) -> Self {
        match self.part {
            Part::Element if self.takes() => Self::value(Way::Take),
            Part::Element => Self::BORROW,
            Part::Value | Part::Outcome | Part::Option | Part::Halves | Part::AtEnd => self,
        }
    }

    /// True if the consumer holds a shared borrow of the value while it runs.
    pub(crate) fn borrows(self) -> bool {
        self.way == Way::Borrow || (self.part == Part::Element && !self.takes())
    }
}
