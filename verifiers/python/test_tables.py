"""The tables in hudna_verify.py against those in docs/record-format.md: `python3 test_tables.py`."""

import pathlib
import re
import unittest

import hudna_verify

DOCUMENT = pathlib.Path(__file__).parents[2] / "docs" / "record-format.md"


def table(name):
    """Cells of the rows between `<!-- name -->` and `<!-- /name -->`."""
    inside = DOCUMENT.read_text("utf-8").split(f"<!-- {name} -->")[1].split(f"<!-- /{name} -->")[0]
    rows = [line.strip("|").split("|") for line in inside.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def codes(cell):
    return re.findall(r"`([^`]+)`", cell)


class Tables(unittest.TestCase):
    def test_acts(self):
        said = {}
        for kind, verb, keys, speaks in table("acts"):
            marked = re.findall(r"`([^`]+)`([?]?)", keys)
            said[codes(kind)[0]] = (
                verb,
                frozenset(key for key, mark in marked if not mark),
                frozenset(key for key, mark in marked if mark),
                "*standing*" in kind,
                tuple(codes(speaks)),
            )
        self.assertEqual(said, hudna_verify.ACTS)

    def test_roles(self):
        said = {codes(role)[0]: set(re.findall("[a-z]+", verbs.split(":")[0])) - {"none"} for role, verbs in table("roles")}
        self.assertEqual(said, hudna_verify.ROLES)

    def test_names(self):
        said = {}
        for keys, kinds, names in table("names"):
            for key in codes(keys):
                for kind in codes(kinds):
                    said[kind, key] = None if names == "any" else set(codes(names))
        self.assertEqual(said, hudna_verify.NAMES)

    def test_values(self):
        said = {}
        for kinds, values in table("values"):
            for kind in codes(kinds):
                said[kind] = forms(values)
        self.assertEqual({kind: keys for kind, keys in hudna_verify.VALUES.items()}, said)
        for kind, (_, required, may, standing, _) in hudna_verify.ACTS.items():
            self.assertEqual(set(() if standing else required | may), set(said.get(kind, ())), kind)

    def test_objects(self):
        said = {form: forms(keys) for form, keys in table("objects")}
        self.assertEqual(said, hudna_verify.OBJECTS)

    def test_words(self):
        self.assertEqual({form: set(codes(words)) for form, words in table("words")}, hudna_verify.WORDS)

    def test_attributes(self):
        said = [(codes(name)[0], kind) for name, kind in table("attributes")]
        self.assertEqual(said, list(hudna_verify.ATTRIBUTES.items()))


def forms(cell):
    """Keys and their forms: `` `key`? form, … ``."""
    return {key + mark: form for key, mark, form in re.findall(r"`([^`]+)`([?]?) ([^,`]+)", cell)}


if __name__ == "__main__":
    unittest.main()
