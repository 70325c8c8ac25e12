//! Where people stand to each other by their votes: a plane through the space of all statements.
//!
//! A missing vote is taken for the mean of its statement, the columns are centred, and the two directions in which people
//! differ most are the plane (principal components). A person lies where the votes cast put them, moved outward by
//! `√(statements ÷ votes)`: who voted on little would otherwise lie in the middle for that alone (Small et al. 2021; Polis's
//! `sparsity-aware-project`).
//!
//! Centred and filled with means, a missing vote is exactly nothing: only votes cast are ever touched. The components are
//! found by Lanczos's method with every vector made orthogonal again (G. Golub, C. Van Loan, *Matrix Computations*, 10.1),
//! which comes to the same plane as Polis's power iteration in fewer passes.
//!
//! Never here: randomness. The start is a fixed vector; sums run in one order, whatever the number of threads.

use rayon::prelude::*;

use super::votes::Matrix;

/// The most passes over the votes.
const MOST_STEPS: usize = 240;
/// Passes between looks at how far it is.
const LOOK_EVERY: usize = 6;
/// How exact the components are, beside the largest spread.
const EXACT: f64 = 1e-13;
/// Rows that one sum runs over before it joins the others. Fixed, so that threads change no digit.
const STRETCH: usize = 1280;

/// Where the votes set people.
#[derive(Clone, Debug, PartialEq)]
pub struct Plane {
    /// The mean of each statement, -1 to 1; 0 for one that nobody voted on or that was taken out.
    pub center: Vec<f64>,
    /// The two directions, a loading for each statement. Each is of length 1, or 0 where people differ in fewer ways; its
    /// largest loading is positive.
    pub components: [Vec<f64>; 2],
    /// Where each participant lies, by number.
    pub positions: Vec<[f64; 2]>,
}

impl Plane {
    /// The plane of `matrix`. Statements `out` set nobody apart; as in Polis they count as seen by all, which moves nobody
    /// who voted on everything.
    pub(super) fn of(matrix: &Matrix, out: &[bool]) -> Self {
        let centred = Centred::of(matrix, out);
        let components = centred.components();
        let positions = centred.positions(&components);
        Self { center: centred.center, components, positions }
    }
}

/// The centred votes.
struct Centred<'m> {
    matrix: &'m Matrix,
    center: Vec<f64>,
    /// Of each cell code what the vote is away from its statement's mean.
    away: Vec<f64>,
    out: &'m [bool],
}

impl<'m> Centred<'m> {
    fn of(matrix: &'m Matrix, out: &'m [bool]) -> Self {
        let mut tally = vec![0_u32; 4 * matrix.statements()];
        for row in 0..matrix.participants() {
            matrix.row(row).iter().for_each(|cell| tally[*cell as usize] += 1);
        }
        let mut center = vec![0.0; matrix.statements()];
        let mut away = vec![0.0; tally.len()];
        for (s, tally) in tally.as_chunks::<4>().0.iter().enumerate() {
            let [no, pass, yes, _] = tally.map(f64::from);
            if out[s] || no + pass + yes == 0.0 {
                continue;
            }
            center[s] = (yes - no) / (no + pass + yes);
            for (code, value) in [-1.0, 0.0, 1.0].into_iter().enumerate() {
                away[4 * s + code] = value - center[s];
            }
        }
        Self { matrix, center, away, out }
    }

    /// One pass: the spread of people along `direction`, carried back to the statements (`XᵀX v`).
    fn pass(&self, direction: &[f64]) -> Vec<f64> {
        let mut along = vec![0.0; self.away.len()];
        for (code, along) in along.iter_mut().enumerate() {
            *along = self.away[code] * direction[code / 4];
        }
        let people = self.matrix.participants();
        let stretches: Vec<usize> = (0..people).step_by(STRETCH).collect();
        let sums: Vec<Vec<f64>> = stretches
            .into_par_iter()
            .map(|from| {
                let mut back = vec![0.0; along.len()];
                for row in from..people.min(from + STRETCH) {
                    let row = self.matrix.row(row);
                    let lies: f64 = sum(row, &along);
                    row.iter().for_each(|cell| back[*cell as usize] += lies);
                }
                back
            })
            .collect();
        let mut out = vec![0.0; direction.len()];
        for back in sums {
            let both = back.as_chunks::<4>().0.iter().zip(self.away.as_chunks::<4>().0);
            for (out, (back, away)) in out.iter_mut().zip(both) {
                *out += back[0] * away[0] + back[1] * away[1] + back[2] * away[2];
            }
        }
        out
    }

    /// The two directions of the greatest spread.
    fn components(&self) -> [Vec<f64>; 2] {
        let size = self.center.len();
        let mut found = Krylov::begun(size);
        let most = MOST_STEPS.min(size);
        while found.basis.len() <= most {
            let Some(last) = found.basis.last() else { break };
            let ahead = self.pass(last);
            found.take(ahead);
            let steps = found.diagonal.len();
            if steps == most || (steps >= 2 && steps.is_multiple_of(LOOK_EVERY) && found.is_exact()) {
                break;
            }
        }
        let mut components = found.two_largest(size);
        // what nobody voted on sets nobody apart, to the last digit
        for (s, away) in self.away.as_chunks::<4>().0.iter().enumerate() {
            if away.iter().all(|away| *away == 0.0) {
                components.iter_mut().for_each(|component| component[s] = 0.0);
            }
        }
        components
    }

    fn positions(&self, components: &[Vec<f64>; 2]) -> Vec<[f64; 2]> {
        let along = components.each_ref().map(|component| {
            let cells = self.away.iter().enumerate();
            cells.map(|(code, away)| away * component[code / 4]).collect::<Vec<f64>>()
        });
        let (statements, gone) = (self.center.len(), self.out.iter().filter(|out| **out).count());
        let mut positions = vec![[0.0; 2]; self.matrix.participants()];
        for row in 0..self.matrix.participants() {
            let cells = self.matrix.row(row);
            let of_gone =
                if gone == 0 { 0 } else { cells.iter().filter(|c| self.out[(**c >> 2) as usize]).count() };
            let votes = cells.len() - of_gone + gone;
            let outward = (statements as f64 / votes.max(1) as f64).sqrt();
            positions[self.matrix.who(row) as usize] = along.each_ref().map(|a| outward * sum(cells, a));
        }
        positions
    }
}

/// What `values` come to over the cells of a row: four sums at once, joined in one order.
fn sum(row: &[u32], values: &[f64]) -> f64 {
    let (fours, rest) = row.as_chunks::<4>();
    let mut sums = [0.0_f64; 4];
    for four in fours {
        for (sum, cell) in sums.iter_mut().zip(four) {
            *sum += values[*cell as usize];
        }
    }
    let rest: f64 = rest.iter().map(|cell| values[*cell as usize]).sum();
    (sums[0] + sums[1]) + (sums[2] + sums[3]) + rest
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Vectors at right angles to each other in which the spread is a band of three diagonals.
struct Krylov {
    basis: Vec<Vec<f64>>,
    diagonal: Vec<f64>,
    beside: Vec<f64>,
}

impl Krylov {
    /// Begins with a vector that no likely pattern of votes is at right angles to: each statement has a weight of its own
    /// (multiples of the golden ratio, which never repeat).
    fn begun(size: usize) -> Self {
        let mut start: Vec<f64> =
            (0..size).map(|s| 1.0 + (0.618_033_988_749_894_9 * (s + 1) as f64).fract()).collect();
        let length = dot(&start, &start).sqrt();
        start.iter_mut().for_each(|x| *x /= length.max(f64::MIN_POSITIVE));
        Self { basis: vec![start], diagonal: Vec::new(), beside: Vec::new() }
    }

    /// Takes in what a pass made of the last vector.
    fn take(&mut self, mut ahead: Vec<f64>) {
        let Some(last) = self.basis.last() else { return };
        self.diagonal.push(dot(&ahead, last));
        let scale = self.diagonal.iter().copied().fold(0.0, f64::max);
        // twice is enough (B. Parlett)
        for _ in 0..2 {
            self.free(&mut ahead);
        }
        let mut length = dot(&ahead, &ahead).sqrt();
        if length <= 1e-14 * scale {
            // nothing more is reached from where it began: it goes on from a statement not yet spanned, unlinked
            ahead = self.fresh();
            length = 0.0;
        }
        self.beside.push(length);
        let own = dot(&ahead, &ahead).sqrt();
        ahead.iter_mut().for_each(|x| *x /= own.max(f64::MIN_POSITIVE));
        self.basis.push(ahead);
    }

    /// Takes out of `vector` what lies along the basis.
    fn free(&self, vector: &mut [f64]) {
        for known in &self.basis {
            let share = dot(vector, known);
            vector.iter_mut().zip(known).for_each(|(x, k)| *x -= share * k);
        }
    }

    /// The statement's direction that lies farthest outside the basis.
    fn fresh(&self) -> Vec<f64> {
        let size = self.basis.first().map_or(0, Vec::len);
        let outside = |s: usize| 1.0 - self.basis.iter().map(|k| k[s] * k[s]).sum::<f64>();
        let farthest = (0..size).fold((0, f64::MIN), |best, s| {
            let here = outside(s);
            if here > best.1 { (s, here) } else { best }
        });
        let mut vector = vec![0.0; size];
        if let Some(x) = vector.get_mut(farthest.0) {
            *x = 1.0;
        }
        for _ in 0..2 {
            self.free(&mut vector);
        }
        vector
    }

    /// Whether the two largest no longer move: their part in the last vector times what links it to the next.
    fn is_exact(&self) -> bool {
        let steps = self.diagonal.len();
        let link = self.beside.last().copied().unwrap_or(0.0);
        let (values, vectors) = eigen(&self.diagonal, &self.beside[..steps - 1]);
        let order = largest(&values);
        let scale = values[order[0]].abs();
        let is_linked = link > 0.0;
        is_linked
            && order.iter().take(2).all(|at| (link * vectors[at * steps + steps - 1]).abs() <= EXACT * scale)
    }

    fn two_largest(&self, size: usize) -> [Vec<f64>; 2] {
        let steps = self.diagonal.len();
        let mut out = [vec![0.0; size], vec![0.0; size]];
        if steps == 0 {
            return out;
        }
        let (values, vectors) = eigen(&self.diagonal, &self.beside[..steps - 1]);
        let order = largest(&values);
        let least = values[order[0]].abs() * 1e-12;
        for (out, at) in out.iter_mut().zip(&order) {
            // a direction without spread is none
            if values[*at] <= least {
                continue;
            }
            for (known, share) in self.basis.iter().zip(&vectors[at * steps..(at + 1) * steps]) {
                out.iter_mut().zip(known).for_each(|(x, k)| *x += share * k);
            }
            let greatest =
                out.iter().fold(0.0_f64, |best, x| if x.abs() > best.abs() + 1e-9 { *x } else { best });
            let length = dot(out, out).sqrt().max(f64::MIN_POSITIVE) * greatest.signum();
            out.iter_mut().for_each(|x| *x /= length);
        }
        out
    }
}

/// Places of `values` from the largest on.
fn largest(values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*b].total_cmp(&values[*a]));
    order
}

/// Eigenvalues and eigenvectors (a row each) of a symmetric band of three diagonals, by implicit QL (EISPACK's `tql2`).
fn eigen(diagonal: &[f64], beside: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let size = diagonal.len();
    let mut d = diagonal.to_vec();
    let mut e: Vec<f64> = beside.iter().copied().chain([0.0]).collect();
    let mut vectors = vec![0.0; size * size];
    (0..size).for_each(|i| vectors[i * size + i] = 1.0);
    for low in 0..size {
        // far more rounds than any band takes
        for _ in 0..60 {
            let is_split =
                |m: &usize| *m + 1 >= size || e[*m].abs() <= f64::EPSILON * (d[*m].abs() + d[*m + 1].abs());
            let split = (low..size).find(is_split).unwrap_or(low);
            if split == low {
                break;
            }
            turn(&mut d, &mut e, &mut vectors, low, split);
        }
    }
    (d, vectors)
}

/// One round of QL between `low` and `split`.
fn turn(d: &mut [f64], e: &mut [f64], vectors: &mut [f64], low: usize, split: usize) {
    let size = d.len();
    let g = (d[low + 1] - d[low]) / (2.0 * e[low]);
    let mut g = d[split] - d[low] + e[low] / (g + g.hypot(1.0).copysign(g));
    let (mut sine, mut cosine, mut p) = (1.0, 1.0, 0.0);
    for i in (low..split).rev() {
        let (f, b) = (sine * e[i], cosine * e[i]);
        let r = f.hypot(g);
        e[i + 1] = r;
        if r == 0.0 {
            d[i + 1] -= p;
            e[split] = 0.0;
            return;
        }
        (sine, cosine) = (f / r, g / r);
        g = d[i + 1] - p;
        let r = (d[i] - g) * sine + 2.0 * cosine * b;
        p = sine * r;
        d[i + 1] = g + p;
        g = cosine * r - b;
        let (upper, lower) = vectors.split_at_mut((i + 1) * size);
        for (x, y) in upper[i * size..].iter_mut().zip(&mut lower[..size]) {
            (*x, *y) = (cosine * *x - sine * *y, sine * *x + cosine * *y);
        }
    }
    d[low] -= p;
    e[low] = g;
    e[split] = 0.0;
}
