//! Backlogs: exports of trackers and plain lists to items.
