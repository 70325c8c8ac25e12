//! A parsed tree to a typed condition.
