//! What programs see of a folder and what of it is on the disk, operation by operation. The rules are said in `disk.rs`.

use std::collections::{BTreeMap, HashMap};

use super::disk::{Base, Chance, Loss, Model, Tree, join};
use super::log::{Operation, What};

/// What a disk writes whole or not at all.
const SECTOR: usize = 512;

/// A file or folder. `now` is what programs see, `kept` what is on the disk.
#[derive(Default)]
struct Node {
    folder: bool,
    now: Content,
    kept: Content,
    /// What was done to the content since the last sync.
    since: Vec<Change>,
}

#[derive(Clone, Default)]
struct Content {
    bytes: Vec<u8>,
    names: BTreeMap<String, usize>,
}

struct Change {
    what: Do,
    /// A sync that was to keep this failed.
    forsaken: bool,
}

#[derive(Clone)]
enum Do {
    Write(usize, Vec<u8>),
    Size(usize),
}

impl Do {
    fn on(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Size(size) => bytes.resize(*size, 0),
            Self::Write(at, data) => {
                grow(bytes, at + data.len());
                bytes[*at..at + data.len()].copy_from_slice(data);
            }
        }
    }
}

/// A change of names that happens whole or not at all.
struct Naming(Vec<Edit>);

/// In `folder`, `name` goes from one file to another.
struct Edit {
    folder: usize,
    name: String,
    from: Option<usize>,
    to: Option<usize>,
}

pub(super) struct State {
    model: Model,
    nodes: Vec<Node>,
    numbers: HashMap<u64, usize>,
    /// Changes of names not yet on the disk, in their order.
    namings: Vec<Naming>,
}

/// The place of the root among the nodes.
const ROOT: usize = 0;

impl State {
    pub(super) fn of(base: &Base, model: Model) -> Self {
        let mut state = Self { model, nodes: Vec::new(), numbers: HashMap::new(), namings: Vec::new() };
        for (name, number, content) in &base.0 {
            let folder = content.is_none();
            let content = Content { bytes: content.clone().unwrap_or_default(), names: BTreeMap::new() };
            let node = *state.numbers.entry(*number).or_insert_with(|| {
                state.nodes.push(Node { folder, now: content.clone(), kept: content, since: Vec::new() });
                state.nodes.len() - 1
            });
            if let Some((parent, last)) = state.place(name) {
                state.nodes[parent].now.names.insert(last.clone(), node);
                state.nodes[parent].kept.names.insert(last, node);
            }
        }
        state
    }

    /// The folder in which `path` stands and its last part; none for the root.
    fn place(&self, path: &str) -> Option<(usize, String)> {
        let (parent, last) = path.rsplit_once('/').unwrap_or(("", path));
        let mut at = ROOT;
        for part in parent.split('/').filter(|p| !p.is_empty()) {
            at = *self.nodes[at]
                .now
                .names
                .get(part)
                .unwrap_or_else(|| panic!("{path}: its folder was never seen"));
        }
        (!last.is_empty()).then(|| (at, last.to_owned()))
    }

    fn node(&self, operation: &Operation) -> usize {
        let node = self.numbers.get(&operation.file);
        *node.unwrap_or_else(|| panic!("{}: written to, and never seen before", operation.name))
    }

    pub(super) fn take(&mut self, operation: &Operation) {
        if !operation.done {
            if operation.what == What::Sync
                && let Some(node) = self.numbers.get(&operation.file)
            {
                self.nodes[*node].since.iter_mut().for_each(|c| c.forsaken = true);
            }
            return;
        }
        match &operation.what {
            What::Said { .. } => {}
            What::Make { name } | What::MakeFolder { name } => {
                let folder = matches!(operation.what, What::MakeFolder { .. });
                self.nodes.push(Node { folder, ..Node::default() });
                self.numbers.insert(operation.file, self.nodes.len() - 1);
                self.rename(&[(name, Some(self.nodes.len() - 1))]);
            }
            What::Write { at, data } => {
                let node = self.node(operation);
                self.change(node, Do::Write(usize::try_from(*at).expect("an offset"), data.clone()));
            }
            What::Size(size) => {
                let node = self.node(operation);
                self.change(node, Do::Size(usize::try_from(*size).expect("a size")));
            }
            What::Rename { from, to } => {
                let node = self.node(operation);
                self.rename(&[(from, None), (to, Some(node))]);
            }
            What::Link { name } => self.rename(&[(name, Some(self.node(operation)))]),
            What::Unlink { name } | What::RemoveFolder { name } => self.rename(&[(name, None)]),
            What::Sync => {
                let node = self.node(operation);
                self.sync(node);
            }
            What::SyncAll => (0..self.nodes.len()).for_each(|node| self.sync(node)),
        }
    }

    fn change(&mut self, node: usize, what: Do) {
        what.on(&mut self.nodes[node].now.bytes);
        self.nodes[node].since.push(Change { what, forsaken: false });
    }

    fn rename(&mut self, names: &[(&String, Option<usize>)]) {
        let mut edits: Vec<Edit> = Vec::new();
        for (path, to) in names {
            let Some((folder, name)) = self.place(path) else { continue };
            let names = &mut self.nodes[folder].now.names;
            let from = match to {
                Some(node) => names.insert(name.clone(), *node),
                None => names.remove(&name),
            };
            edits.push(Edit { folder, name, from, to: *to });
        }
        if self.model == Model::Strict && edits.iter().any(|e| e.folder != edits[0].folder) {
            self.namings.extend(edits.into_iter().map(|e| Naming(vec![e])));
        } else {
            self.namings.push(Naming(edits));
        }
    }

    fn sync(&mut self, node: usize) {
        let Node { kept, since, .. } = &mut self.nodes[node];
        since.drain(..).filter(|c| !c.forsaken).for_each(|c| c.what.on(&mut kept.bytes));
        let strict = self.model == Model::Strict;
        let (now, later) = std::mem::take(&mut self.namings)
            .into_iter()
            .partition(|n: &Naming| !strict || n.0.iter().any(|e| e.folder == node));
        self.namings = later;
        for naming in now {
            self.keep(&naming);
        }
    }

    fn keep(&mut self, naming: &Naming) {
        for edit in &naming.0 {
            let names = &mut self.nodes[edit.folder].kept.names;
            match edit.to {
                Some(node) => drop(names.insert(edit.name.clone(), node)),
                // A name that meanwhile stands for another file is not this one's.
                None if names.get(&edit.name) == edit.from.as_ref() => drop(names.remove(&edit.name)),
                None => {}
            }
        }
    }

    pub(super) fn after(mut self, loss: Loss) -> Tree {
        let mut tree = Tree::new();
        match loss {
            Loss::Nothing => self.walk(ROOT, "", &|n| &n.now, &mut tree),
            Loss::Everything => self.walk(ROOT, "", &|n| &n.kept, &mut tree),
            Loss::Some(seed) => {
                self.lose(&mut Chance::new(seed));
                self.walk(ROOT, "", &|n| &n.kept, &mut tree);
            }
        }
        tree
    }

    /// Some of what is not on the disk gets there.
    fn lose(&mut self, chance: &mut Chance) {
        // A disk on which nearly all, half, or hardly anything had arrived.
        let share = [30, 128, 226][usize::try_from(chance.below(3)).expect("one of three")];
        for node in &mut self.nodes {
            for change in node.since.drain(..) {
                let survives = chance.below(256) < share;
                match change.what {
                    Do::Write(at, data) if survives && chance.below(4) == 0 => {
                        tear(&mut node.kept.bytes, at, &data, chance)
                    }
                    Do::Write(at, data) if !survives && chance.below(4) == 0 => {
                        grow(&mut node.kept.bytes, at + data.len())
                    }
                    change if survives => change.on(&mut node.kept.bytes),
                    _ => {}
                }
            }
        }
        let namings = std::mem::take(&mut self.namings);
        let first = chance.below(namings.len() as u64 + 1);
        for (n, naming) in namings.into_iter().enumerate() {
            let survives = match self.model {
                Model::Ext4 => (n as u64) < first,
                Model::Strict => chance.below(256) < share,
            };
            if survives {
                self.keep(&naming);
            }
        }
    }

    fn walk<'s>(&'s self, node: usize, path: &str, side: &dyn Fn(&'s Node) -> &'s Content, tree: &mut Tree) {
        for (name, child) in &side(&self.nodes[node]).names {
            let path = join(path, name);
            let child_node = &self.nodes[*child];
            tree.insert(path.clone(), (!child_node.folder).then(|| side(child_node).bytes.clone()));
            self.walk(*child, &path, side, tree);
        }
    }
}

/// A write of which each sector arrives or does not.
fn tear(bytes: &mut Vec<u8>, at: usize, data: &[u8], chance: &mut Chance) {
    let mut from = 0;
    while from < data.len() {
        let until = data.len().min((at + from) / SECTOR * SECTOR + SECTOR - at);
        if chance.below(2) == 0 {
            Do::Write(at + from, data[from..until].to_vec()).on(bytes);
        }
        from = until;
    }
}

fn grow(bytes: &mut Vec<u8>, size: usize) {
    if bytes.len() < size {
        bytes.resize(size, 0);
    }
}
