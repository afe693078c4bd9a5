"""The kinds of records of a case: for each, who sees which rows, and how it is voided and restored.

An app registers its kinds when the portal starts. Pages of history, voiding and restoring are one for all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


def always(record):
    """No rule beyond those of the database."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of record.

    `rows(user)` are the records, voided ones too, whose history the person may read. `url(record)` leads back to the
    page the record stands on. `case_path` leads to the enrollment, such as "goal__enrollment"; it is empty for a
    record about a person or a site. `may_void` is False where a verb of the app takes it back with more than a
    reason. `check_void` and `check_restore` raise CannotRestore with a sentence; `after_void` and `after_restore`,
    called as (record, by), keep in step what hangs on the record. `words(record)` says which one is meant, to those
    who may see it. `contents_shown` is False for restricted facts: their words stand nowhere but on their own page.
    """

    code: str
    label: Any
    model: Any
    rows: Callable[[Any], Any]
    url: Callable[[Any], str]
    case_path: str = ""
    words: Callable[[Any], Any] = str
    may_void: bool = True
    check_void: Callable[[Any], None] = always
    check_restore: Callable[[Any], None] = always
    after_void: Callable[[Any, Any], None] | None = None
    after_restore: Callable[[Any, Any], None] | None = None
    contents_shown: bool = True

    def case(self, record):
        """The enrollment the record belongs to, or None."""
        if not self.case_path:
            return None
        for part in self.case_path.split("__"):
            record = getattr(record, part)
        return record

    def of_case(self, enrollment, user):
        """The records of this kind in one case, as far as `user` may see them."""
        if not self.case_path:
            return self.model._base_manager.none()
        return self.rows(user).select_related(self.case_path).filter(**{self.case_path: enrollment})


class CannotRestore(Exception):
    """Why the record can be neither voided nor restored so, in a sentence for the user."""


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Add kinds of records. A second one under the same code is a mistake in the code."""
    for kind in kinds:
        if kind.code in _kinds:
            raise ValueError(f"The kind of record {kind.code} is registered twice.")
        _kinds[kind.code] = kind


def get(code: str) -> Kind:
    """The kind with this code. Raises KeyError for any other."""
    return _kinds[code]


def all_kinds() -> tuple[Kind, ...]:
    return tuple(_kinds.values())


def kind_of(model) -> Kind | None:
    """The kind of a model, if its records have pages of history."""
    return next((kind for kind in _kinds.values() if kind.model is model), None)
