"""Which subtests each test has and what passes them, from the data file beside the room."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

DATA = Path(__file__).parent.parent / "data" / "equivalency.toml"


@dataclass(frozen=True)
class Subject:
    code: str
    words: dict

    @property
    def title(self):
        return self.words.get((get_language() or "en")[:2]) or self.words["en"]


@dataclass(frozen=True)
class Test:
    """One test: scores from `least` to `most`; passed with `pass_each` in each and `pass_total` in all."""

    code: str
    name: str
    least: int
    most: int
    pass_each: int
    pass_total: int
    subjects: tuple[Subject, ...]
    essay_in: str = ""
    pass_essay: int = 0
    most_essay: int = 0

    def subject(self, code):
        return next((one for one in self.subjects if one.code == code), None)


@cache
def known_tests() -> dict[str, Test]:
    with DATA.open("rb") as file:
        found = tomllib.load(file)
    return {
        code: Test(
            code=code,
            subjects=tuple(Subject(row["code"], row) for row in table["subtest"]),
            **{name: value for name, value in table.items() if name != "subtest"},
        )
        for code, table in found.items()
    }


@dataclass(frozen=True)
class Line:
    """One subtest: the best that was reached in it, if it was taken, and whether that passes."""

    subject: Subject
    best: object
    is_passed: bool


@dataclass(frozen=True)
class Standing:
    """How far somebody is in one test."""

    test: Test
    lines: tuple[Line, ...]

    @property
    def passed(self):
        return sum(1 for line in self.lines if line.is_passed)

    @property
    def total(self):
        """The sum of the best scores."""
        return sum(line.best.score for line in self.lines if line.best)

    @property
    def missing_points(self):
        """What the sum lacks, when every subtest is passed by itself."""
        return max(0, self.test.pass_total - self.total)

    @property
    def is_passed(self):
        return self.passed == len(self.lines) and not self.missing_points


def standing_of(test: Test, rows) -> Standing:
    """Of several tries the best one counts; of writing, the best whose essay passes."""
    lines = []
    for subject in test.subjects:
        tries = [row for row in rows if row.test == test.code and row.subject == subject.code]
        best = max(tries, key=lambda row: (_passes(test, row), row.score), default=None)
        lines.append(Line(subject, best, best is not None and _passes(test, best)))
    return Standing(test, tuple(lines))


def _passes(test, row):
    if row.score < test.pass_each:
        return False
    return row.subject != test.essay_in or (row.essay or 0) >= test.pass_essay
