//! CQL2 text to a tree that keeps where each part stands.
