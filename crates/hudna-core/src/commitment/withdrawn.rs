//! Whether a promise was late when its debtor withdrew it: who takes back what is overdue does not make it less so.

use super::evaluate::{Board, State};
use super::model::{Commitments, Kept};
use super::rule::Frame;
use crate::condition::Truth;
use crate::time::Span;

impl Commitments {
    /// Notes on the rows of what was withdrawn the deadline that had surely passed by then. Asked of the moment before the withdrawal,
    /// and only where a deadline lies before it, for that is another pass over all promises.
    pub(super) fn late_when_withdrawn(&self, frame: &Frame, board: &mut Board) {
        for (kept, row) in self.kept.iter().zip(&mut board.rows) {
            let Some(promise) = kept.promise().filter(|_| row.state == State::Withdrawn) else { continue };
            let Some(stamp) = &promise.withdrawn else { continue };
            if row.deadline.is_none_or(|due| due.by > stamp.at) {
                continue;
            }
            let before = self.standing(frame, stamp.at.minus(Span(1)));
            let then = self.position(&promise.id).and_then(|at| before.rows.get(at));
            let late = then.filter(|then| then.late == Truth::True);
            row.late_then = late.and_then(|then| then.due()).map(|due| due.by);
        }
    }

    /// Promises that were withdrawn after their deadline and that those to whom they are owed have not let go: their places.
    pub fn left_owing<'c>(&'c self, board: &'c Board) -> impl Iterator<Item = usize> + 'c {
        let all = self.kept.iter().zip(&board.rows).enumerate();
        let owing = all.filter(|(_, (kept, row))| {
            let asked = |kept: &Kept| kept.promise().is_some_and(|promise| !promise.is_let_go(board.as_of));
            row.late_then.is_some() && asked(kept)
        });
        owing.map(|(at, _)| at)
    }
}
