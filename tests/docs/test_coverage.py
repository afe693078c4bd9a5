"""docs/coverage.md promises pages and tests: they must exist."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import resolve

ROOT = Path(settings.BASE_DIR)
ROW = re.compile(
    r'^\| (?P<number>[A-Z]+-\d+) \| (?P<section>[^|]+) \| "(?P<words>.+)" \| (?P<page>.*?) ?\| (?P<test>.*?) ?\|$'
)
QUOTED = re.compile(r"`([^`]+)`")


def rows():
    lines = (ROOT / "docs" / "coverage.md").read_text().splitlines()
    return [found.groupdict() for line in lines if (found := ROW.match(line))]


def names_in(path):
    """Test functions of a file, and those of its classes as Class::test."""
    names = set()
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef):
            names.add(node.name)
        if isinstance(node, ast.ClassDef):
            names |= {f"{node.name}::{inner.name}" for inner in node.body if isinstance(inner, ast.FunctionDef)}
    return names


def test_every_line_of_the_tables_is_understood():
    lines = (ROOT / "docs" / "coverage.md").read_text().splitlines()
    numbered = [line for line in lines if re.match(r"^\| [A-Z]+-\d+ ", line)]

    assert len(numbered) == len(rows()) > 0


def test_rows_of_each_source_are_numbered_without_gaps():
    numbers = {}
    for row in rows():
        source, number = row["number"].split("-")
        numbers.setdefault(source, []).append(int(number))

    assert list(numbers) == ["MMP", "MOPPP", "MPMP"]
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())


@pytest.mark.parametrize("address", sorted({page for row in rows() for page in QUOTED.findall(row["page"])}) or ["/"])
def test_page_named_in_coverage_exists(address):
    assert resolve(address)


@pytest.mark.parametrize(
    "named",
    sorted({test for row in rows() for test in QUOTED.findall(row["test"])}) or ["tests/docs/test_coverage.py"],
)
def test_test_named_in_coverage_exists(named):
    file, _, name = named.partition("::")

    assert (ROOT / file).is_file()
    assert not name or name in names_in(ROOT / file)


def test_nothing_but_quoted_addresses_stands_in_page_and_test():
    for row in rows():
        for cell in (row["page"], row["test"]):
            assert not QUOTED.sub("", cell).strip(" ,"), row
