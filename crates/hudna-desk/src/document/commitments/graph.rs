//! What waits for what, laid out in layers: what comes first in the first layer, what waits for it further on.
//!
//! Things that go together stand under each other in one layer. A line that skips layers is led between what stands there. A
//! record may hold more than a picture can: then the nearest of one commitment are drawn, and how many are not is said.
//!
//! Sugiyama, Tagawa, Toda 1981 (layers by longest path, order by barycentres); nothing here knows words or signs.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use hudna_core::commitment::{Board, Order, State};

/// How much a picture may hold.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Commitments and conditions.
    pub nodes: usize,
    /// Steps from the one in the middle, before and after.
    pub steps: usize,
}

/// A line between two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edge {
    /// What comes first: its place among [`Layout::nodes`].
    pub(super) from: usize,
    /// What waits for it, or goes with it.
    pub(super) to: usize,
    pub(super) how: Order,
    /// Whether it holds up what waits, by any reading.
    pub(super) blocks: bool,
    /// Whether the order is read differently.
    pub(super) disputed: bool,
    /// Where it passes through the layers between.
    pub(super) through: Vec<usize>,
}

/// A commitment or condition in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    /// Its place in the record's list.
    pub(super) at: usize,
    pub(super) layer: usize,
}

/// What takes room in a layer: a group of things that go together, or a line that passes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    /// Places among [`Layout::nodes`]; none: a line passes here.
    pub(super) nodes: Vec<usize>,
    /// The middle, in units that the drawer chose.
    pub(super) middle: f64,
    pub(super) height: f64,
}

/// A picture before it is drawn.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
    pub(super) items: Vec<Item>,
    /// Items of each layer, from above.
    pub(super) layers: Vec<Vec<usize>>,
    /// How many that wait or are waited for are not in it.
    pub(super) left_out: usize,
    /// The one whose neighbours are drawn, where not all are.
    pub(super) around: Option<usize>,
}

/// Heights of a node, of the gap between items and of a passing line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heights {
    pub(super) node: f64,
    pub(super) gap: f64,
    pub(super) line: f64,
}

/// Of each two whose order is stated: what comes first, what waits.
type Orders = BTreeMap<(usize, usize), Order>;

/// Every stated order by the first reading, and the disputed ones.
fn orders(board: &Board) -> (Orders, BTreeSet<(usize, usize)>) {
    let there = |at: usize| board.rows.get(at).is_some_and(|row| row.state != State::NotYet);
    let mut all = Orders::new();
    for at in (0..board.rows.len()).filter(|at| there(*at)) {
        for (on, how) in board.needs(at).iter().filter(|(on, _)| there(*on as usize)) {
            all.insert((*on as usize, at), *how);
        }
    }
    let disputed: BTreeSet<(usize, usize)> =
        board.disputed().map(|(waits, on)| (on as usize, waits as usize)).collect();
    for pair in disputed.iter().filter(|(on, waits)| there(*on) && there(*waits)) {
        all.entry(*pair).or_insert(Order::Before);
    }
    (all, disputed)
}

/// Lays out what waits for what: all of it where it has room, else the nearest of `around`, or of the one on which most hangs.
pub(super) fn lay_out(board: &Board, around: Option<usize>, bounds: Bounds, heights: Heights) -> Layout {
    let (orders, disputed) = orders(board);
    let linked: BTreeSet<usize> = orders.keys().flat_map(|(on, waits)| [*on, *waits]).collect();
    let asked = around.filter(|at| linked.contains(at));
    if around.is_some() && asked.is_none() {
        return Layout::default();
    }
    let all = asked.is_none() && linked.len() <= bounds.nodes;
    let middle = asked.or_else(|| most_hangs_on(board, &linked).filter(|_| !all));
    let chosen = match middle {
        Some(middle) => near(&orders, middle, bounds),
        None => linked.clone(),
    };
    let mut layout = Layout {
        left_out: linked.len() - chosen.len(),
        around: middle.filter(|_| !all),
        ..Layout::default()
    };
    let place: BTreeMap<usize, usize> = chosen.iter().enumerate().map(|(n, at)| (*at, n)).collect();
    for ((on, waits), how) in &orders {
        let (Some(from), Some(to)) = (place.get(on), place.get(waits)) else { continue };
        // that two go together is one line, whichever of them says so
        if *how == Order::Concurrent && waits < on && orders.get(&(*waits, *on)) == Some(how) {
            continue;
        }
        layout.edges.push(Edge {
            from: *from,
            to: *to,
            how: *how,
            blocks: blocks(board, *on, *waits),
            disputed: disputed.contains(&(*on, *waits)),
            through: Vec::new(),
        });
    }
    layout.nodes = chosen.iter().map(|at| Node { at: *at, layer: 0 }).collect();
    let groups = groups(layout.nodes.len(), &layout.edges);
    layer(&mut layout, &groups);
    fill(&mut layout, &groups, heights);
    order(&mut layout);
    settle(&mut layout, heights.gap);
    layout
}

/// Whether `waits` waits for `on` by any reading.
fn blocks(board: &Board, on: usize, waits: usize) -> bool {
    let views = board.rows.get(waits).into_iter().flat_map(|row| &row.views);
    views.flat_map(|(_, view)| &view.waits).any(|wait| wait.on.is_some_and(|other| other as usize == on))
}

fn most_hangs_on(board: &Board, linked: &BTreeSet<usize>) -> Option<usize> {
    let held = board.held_up();
    let over = |at: usize| board.rows[at].state.is_over();
    linked.iter().copied().max_by_key(|at| (!over(*at), held[*at], std::cmp::Reverse(*at)))
}

/// The nearest of one, by steps along lines, at most so many steps before it and after it.
fn near(orders: &Orders, middle: usize, bounds: Bounds) -> BTreeSet<usize> {
    let mut beside: BTreeMap<usize, Vec<(usize, isize)>> = BTreeMap::new();
    for ((on, waits), how) in orders {
        let step = isize::from(how.waits());
        beside.entry(*on).or_default().push((*waits, step));
        beside.entry(*waits).or_default().push((*on, -step));
    }
    let most = isize::try_from(bounds.steps).unwrap_or(isize::MAX);
    let mut chosen = BTreeSet::from([middle]);
    let mut ahead = VecDeque::from([(middle, 0_isize)]);
    while let Some((at, depth)) = ahead.pop_front() {
        for (other, step) in beside.get(&at).into_iter().flatten() {
            let depth = depth + step;
            if depth.abs() <= most && chosen.len() < bounds.nodes && chosen.insert(*other) {
                ahead.push_back((*other, depth));
            }
        }
    }
    chosen
}

/// The group of each node: things that go together, named by the first of them.
fn groups(size: usize, edges: &[Edge]) -> Vec<usize> {
    let mut group: Vec<usize> = (0..size).collect();
    let root = |group: &[usize], mut at: usize| {
        while group[at] != at {
            at = group[at];
        }
        at
    };
    for edge in edges.iter().filter(|edge| edge.how == Order::Concurrent) {
        let (a, b) = (root(&group, edge.from), root(&group, edge.to));
        group[a.max(b)] = a.min(b);
    }
    (0..size).map(|at| root(&group, at)).collect()
}

/// Gives each node its layer: one further than the furthest that comes before it. What waits for itself in a circle, in a record
/// that nobody refused, keeps the layer that it has when the rest is placed.
fn layer(layout: &mut Layout, groups: &[usize]) {
    let waits: BTreeSet<(usize, usize)> = layout
        .edges
        .iter()
        .filter(|edge| edge.how != Order::Concurrent && groups[edge.from] != groups[edge.to])
        .map(|edge| (groups[edge.from], groups[edge.to]))
        .collect();
    let mut before = vec![0_usize; groups.len()];
    for (_, to) in &waits {
        before[*to] += 1;
    }
    let mut layer = vec![0_usize; groups.len()];
    let mut ahead: VecDeque<usize> =
        (0..groups.len()).filter(|at| groups[*at] == *at && before[*at] == 0).collect();
    while let Some(at) = ahead.pop_front() {
        for (_, to) in waits.range((at, 0)..=(at, usize::MAX)) {
            layer[*to] = layer[*to].max(layer[at] + 1);
            before[*to] -= 1;
            if before[*to] == 0 {
                ahead.push_back(*to);
            }
        }
    }
    for (node, group) in layout.nodes.iter_mut().zip(groups) {
        node.layer = layer[*group];
    }
}

/// Puts groups and passing lines into the layers.
fn fill(layout: &mut Layout, groups: &[usize], heights: Heights) {
    let depth = layout.nodes.iter().map(|node| node.layer + 1).max().unwrap_or(0);
    layout.layers = vec![Vec::new(); depth];
    let mut item_of: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        let layer = layout.nodes[at].layer;
        let item = *item_of.entry(*group).or_insert_with(|| {
            layout.items.push(Item { nodes: Vec::new(), middle: 0.0, height: 0.0 });
            layout.layers[layer].push(layout.items.len() - 1);
            layout.items.len() - 1
        });
        let item = &mut layout.items[item];
        item.nodes.push(at);
        item.height += heights.node + if item.nodes.len() > 1 { heights.gap } else { 0.0 };
    }
    for edge in &mut layout.edges {
        let (from, to) = (layout.nodes[edge.from].layer, layout.nodes[edge.to].layer);
        for between in from + 1..to {
            layout.items.push(Item { nodes: Vec::new(), middle: 0.0, height: heights.line });
            edge.through.push(layout.items.len() - 1);
            layout.layers[between].push(layout.items.len() - 1);
        }
    }
}

/// The items that each item is joined to in the layer before, and in the layer after.
fn joined(layout: &Layout) -> [Vec<Vec<usize>>; 2] {
    let mut item_of = vec![0_usize; layout.nodes.len()];
    for (item, one) in layout.items.iter().enumerate() {
        for node in &one.nodes {
            item_of[*node] = item;
        }
    }
    let mut sides = [vec![Vec::new(); layout.items.len()], vec![Vec::new(); layout.items.len()]];
    for edge in layout.edges.iter().filter(|edge| layout.nodes[edge.from].layer < layout.nodes[edge.to].layer)
    {
        let mut path = vec![item_of[edge.from]];
        path.extend(&edge.through);
        path.push(item_of[edge.to]);
        for two in path.windows(2) {
            sides[0][two[1]].push(two[0]);
            sides[1][two[0]].push(two[1]);
        }
    }
    sides
}

/// How often the layers are ordered, there and back.
const SWEEPS: usize = 6;

/// Orders each layer so that lines cross little: each item by the mean place of what it is joined to.
fn order(layout: &mut Layout) {
    let sides = joined(layout);
    let mut rank = vec![0.0_f64; layout.items.len()];
    let number = |layer: &[usize], rank: &mut [f64]| {
        let mut n = 0.0;
        for item in layer {
            rank[*item] = n;
            n += 1.0;
        }
    };
    for layer in &layout.layers {
        number(layer, &mut rank);
    }
    for sweep in 0..SWEEPS {
        let side = &sides[sweep % 2];
        let depth = layout.layers.len();
        for n in 0..depth {
            let layer = &mut layout.layers[if sweep % 2 == 0 { n } else { depth - 1 - n }];
            let mean =
                |item: &usize| mean(side[*item].iter().map(|other| rank[*other])).unwrap_or(rank[*item]);
            let mut keyed: Vec<(f64, usize)> = layer.iter().map(|item| (mean(item), *item)).collect();
            keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
            *layer = keyed.into_iter().map(|(_, item)| item).collect();
            number(layer, &mut rank);
        }
    }
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (mut sum, mut n) = (0.0, 0.0);
    for value in values {
        sum += value;
        n += 1.0;
    }
    (n > 0.0).then(|| sum / n)
}

/// The part of the picture that each item belongs to: what hangs together by any line. Parts are named by their first item.
fn parts(layout: &Layout, sides: &[Vec<Vec<usize>>; 2]) -> Vec<usize> {
    let mut part: Vec<usize> = vec![usize::MAX; layout.items.len()];
    for first in 0..layout.items.len() {
        let mut ahead = vec![first];
        while let Some(item) = ahead.pop() {
            if part[item] == usize::MAX {
                part[item] = first;
                ahead.extend(sides.iter().flat_map(|side| &side[item]));
            }
        }
    }
    part
}

/// Gives each item its middle: part by part under each other, each stacked and then drawn towards what it is joined to, as far as
/// there is room.
fn settle(layout: &mut Layout, gap: f64) {
    let sides = joined(layout);
    let part = parts(layout, &sides);
    let names: BTreeSet<usize> = part.iter().copied().collect();
    let mut top = 0.0;
    for name in names {
        let of_part = |layer: &Vec<usize>| layer.iter().copied().filter(|item| part[*item] == name).collect();
        let layers: Vec<Vec<usize>> = layout.layers.iter().map(of_part).collect();
        settle_part(&mut layout.items, &layers, &sides, gap);
        let bounds =
            |end: fn(&Item) -> f64| layers.iter().flatten().map(|item| end(&layout.items[*item])).collect();
        let tops: Vec<f64> = bounds(|item| item.middle - item.height / 2.0);
        let ends: Vec<f64> = bounds(|item| item.middle + item.height / 2.0);
        let (least, most) = (
            tops.into_iter().fold(f64::INFINITY, f64::min),
            ends.into_iter().fold(f64::NEG_INFINITY, f64::max),
        );
        for item in layers.iter().flatten() {
            layout.items[*item].middle += top - least;
        }
        top += most - least + gap;
    }
}

fn settle_part(items: &mut [Item], layers: &[Vec<usize>], sides: &[Vec<Vec<usize>>; 2], gap: f64) {
    for layer in layers {
        let mut y = 0.0;
        for item in layer {
            let item = &mut items[*item];
            item.middle = y + item.height / 2.0;
            y += item.height + gap;
        }
    }
    for sweep in 0..SWEEPS * 2 {
        let side = &sides[sweep % 2];
        for layer in layers {
            let wanted = |item: &usize| {
                mean(side[*item].iter().map(|other| items[*other].middle)).unwrap_or(items[*item].middle)
            };
            let wanted: Vec<f64> = layer.iter().map(wanted).collect();
            apart(items, layer, &wanted, gap);
        }
    }
}

/// Puts the items of a layer where they are wanted, in their order and apart; those that push each other share the shift.
fn apart(items: &mut [Item], layer: &[usize], wanted: &[f64], gap: f64) {
    // blocks of items that touch: first, last, and the top at which the block wants to stand
    let mut blocks: Vec<(usize, usize, f64)> = Vec::new();
    let mut heights: Vec<f64> = Vec::new();
    for (n, (item, want)) in layer.iter().zip(wanted).enumerate() {
        let height = items[*item].height;
        blocks.push((n, n, want - height / 2.0));
        heights.push(height + gap);
        while let [.., above, below] = blocks.as_slice()
            && above.2 + heights[heights.len() - 2] > below.2
        {
            let (above, below) = (*above, *below);
            let (over, under) = (heights[heights.len() - 2], heights[heights.len() - 1]);
            let (a, b) = (weight(above), weight(below));
            let top = (above.2 * a + (below.2 - over) * b) / (a + b);
            blocks.truncate(blocks.len() - 2);
            heights.truncate(heights.len() - 2);
            blocks.push((above.0, below.1, top));
            heights.push(over + under);
        }
    }
    for (first, last, top) in blocks {
        let mut y = top;
        for item in &layer[first..=last] {
            let item = &mut items[*item];
            item.middle = y + item.height / 2.0;
            y += item.height + gap;
        }
    }
}

fn weight((first, last, _): (usize, usize, f64)) -> f64 {
    u32::try_from(last - first + 1).map_or(1.0, f64::from)
}
