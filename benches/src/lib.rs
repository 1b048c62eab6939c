//! Benchmarks of dagwright.
