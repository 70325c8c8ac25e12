// The tables of docs/record-format.md, read from that document itself: which acts there are, who may do them, what their values are.

export type ActForm = { verb: string; keys: Set<string>; may: Set<string>; standing: boolean; speaks: string[] };

export type Format = {
  acts: Map<string, ActForm>;
  roles: Map<string, Set<string>>;
  /** `KIND KEY` to the kinds of entries it may name; null for any. */
  names: Map<string, Set<string> | null>;
  values: Map<string, Map<string, string>>;
  objects: Map<string, Map<string, { may: boolean; form: string }>>;
  words: Map<string, Set<string>>;
  attributes: Map<string, string>;
  /** In whose name: kind to the key that names the party. */
  parties: Map<string, string>;
};

/** Cells of the rows between `<!-- name -->` and `<!-- /name -->`. */
function table(document: string, name: string): string[][] {
  const inside = (document.split(`<!-- ${name} -->`)[1] ?? "").split(`<!-- /${name} -->`)[0] ?? "";
  const rows = inside.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((line) => line.replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim()));
}

const codes = (cell = ""): string[] => [...cell.matchAll(/`([^`]+)`/g)].map((found) => found[1]!);

/** Keys and their forms: `` `key`? form, … ``. */
function forms(cell = ""): Map<string, { may: boolean; form: string }> {
  const found = cell.matchAll(/`([^`]+)`([?]?) ([^,`]+)/g);
  return new Map([...found].map(([, key, mark, form]) => [key!, { may: mark === "?", form: form! }]));
}

function acts(document: string): Map<string, ActForm> {
  const rows = table(document, "acts").map(([kind, verb, keys, speaks]): [string, ActForm] => {
    const marked = [...keys!.matchAll(/`([^`]+)`([?]?)/g)];
    const of = (mark: string) => new Set(marked.filter((found) => found[2] === mark).map((found) => found[1]!));
    return [codes(kind)[0]!, { verb: verb!, keys: of(""), may: of("?"), standing: kind!.includes("*standing*"), speaks: codes(speaks) }];
  });
  return new Map(rows);
}

/** The sentence on in whose name an act is done: `` `party` (of `kind`, …), `by` (of `kind`, …) ``. */
function parties(document: string): Map<string, string> {
  const sentence = (document.split("speaks for no other: the keys ")[1] ?? "").split("must then be that party")[0] ?? "";
  const found = sentence.matchAll(/`(party|by)` \(of\s([^)]*)\)/g);
  return new Map([...found].flatMap(([, key, kinds]) => codes(kinds).map((kind): [string, string] => [kind, key!])));
}

/** Reads the tables; whatever is not there is empty, and then nothing is understood. */
export function formatOf(document: string): Format {
  const verbs = (cell = "") => new Set([...cell.split(":")[0]!.matchAll(/[a-z]+/g)].map((found) => found[0]).filter((verb) => verb !== "none"));
  const names = table(document, "names").flatMap(([keys, kinds, named]) =>
    codes(keys).flatMap((key) => codes(kinds).map((kind): [string, Set<string> | null] => [`${kind} ${key}`, named === "any" ? null : new Set(codes(named))])),
  );
  const values = table(document, "values").flatMap(([kinds, cell]) =>
    codes(kinds).map((kind): [string, Map<string, string>] => [kind, new Map([...forms(cell)].map(([key, { form }]) => [key, form]))]),
  );
  return {
    acts: acts(document),
    roles: new Map(table(document, "roles").map(([role, cell]) => [codes(role)[0]!, verbs(cell)])),
    names: new Map(names),
    values: new Map(values),
    objects: new Map(table(document, "objects").map(([form, cell]) => [form!, forms(cell)])),
    words: new Map(table(document, "words").map(([form, cell]) => [form!, new Set(codes(cell))])),
    attributes: new Map(table(document, "attributes").map(([name, kind]) => [codes(name)[0]!, kind!])),
    parties: parties(document),
  };
}
