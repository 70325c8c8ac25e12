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


if __name__ == "__main__":
    unittest.main()
