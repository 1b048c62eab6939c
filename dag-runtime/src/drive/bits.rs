//! Sets of small integers in words of 64 bits.

/// The number of words that hold `len` bits.
pub(crate) const fn words(len: usize) -> usize {
    len.div_ceil(u64::BITS as usize)
}

/// The word and the mask in it of bit `index`.
#[inline]
pub(crate) const fn position(index: usize) -> (usize, u64) {
    (index / 64, 1 << (index % 64))
}

/// The lowest `len` bits of a word; all of them from 64 on.
pub(crate) const fn lowest(len: usize) -> u64 {
    if len < 64 { (1 << len) - 1 } else { u64::MAX }
}

/// The indices of the bits set in word number `word`, ascending.
#[inline]
pub(crate) fn indices(word: usize, mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
        bits &= bits - 1;
        Some(word * 64 + bit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indices_are_ascending_and_count_from_the_words_start() {
        let bits = 1 | 1 << 5 | 1 << 63;
        assert_eq!(indices(2, bits).collect::<Vec<_>>(), [128, 133, 191]);
        assert_eq!(indices(0, 0).next(), None);
    }

    #[test]
    fn a_bit_is_found_again_at_its_position() {
        for index in [0, 1, 63, 64, 127, 128] {
            let (word, mask) = position(index);
            assert_eq!(indices(word, mask).collect::<Vec<_>>(), [index]);
        }
    }

    #[test]
    fn words_and_lowest_agree_at_the_edges() {
        assert_eq!([0, 1, 64, 65].map(words), [0, 1, 1, 2]);
        assert_eq!([0, 1, 63, 64, 99].map(lowest), [0, 1, u64::MAX >> 1, u64::MAX, u64::MAX]);
    }
}
