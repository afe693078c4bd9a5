"""What a kind of spreadsheet is: its fields, under which headings they are found, and what a row becomes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from participants.models import Person, Registration
from participants.sounds import folded, words_of
from programs.casework.imports.cells import BadCell, as_words

CREATED, UNCHANGED = "created", "unchanged"


class BadRow(Exception):
    """Everything that is wrong with a row: pairs of the field's name ("" for the whole row) and a sentence."""

    def __init__(self, *troubles):
        super().__init__(" ".join(sentence for _field, sentence in troubles))
        self.troubles = [(field, str(sentence)) for field, sentence in troubles]


@dataclass(frozen=True)
class Field:
    """One thing a row says. `also` are further headings under which it is found; `samples` stand in the template."""

    name: str
    label: Any
    is_required: bool = False
    read: Callable[[str], Any] = as_words
    longest: int = 120
    also: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()

    def is_headed(self, heading):
        """Whether a column of this heading is probably meant."""
        known = {" ".join(words_of(word.replace("_", " "))) for word in (self.name, str(self.label), *self.also)}
        return " ".join(words_of(heading.replace("_", " "))) in known


@dataclass(frozen=True)
class Kind:
    """One kind of spreadsheet.

    `key(row)` is what tells one row from another, None where the records themselves do; `take(row, site=, by=)` makes the
    records with the verbs of their apps and answers "created" or "unchanged". It raises BadCell, BadRow, or a
    refusal of those verbs.
    """

    subject: str
    fields: tuple[Field, ...]
    key: Callable[[dict], tuple] | None
    take: Callable[..., str]
    note: Any = ""
    refusals: tuple[type[Exception], ...] = ()

    def field(self, name):
        return next(field for field in self.fields if field.name == name)

    def guess(self, headings, remembered=None):
        """For each field the column it probably stands in, first as remembered, then by its names."""
        columns: dict[str, int] = {}
        named = {heading.casefold(): place for place, heading in enumerate(headings) if heading}
        for field in self.fields:
            known = (remembered or {}).get(field.name, "").casefold()
            place = named.get(known) if known else None
            if place is None:
                place = next((at for at, heading in enumerate(headings) if field.is_headed(heading)), None)
            if place is not None and place not in columns.values():
                columns[field.name] = place
        return columns

    def read(self, cells, columns):
        """The row as values by field, None where a cell is empty. Raises BadRow with everything that is wrong."""
        row: dict[str, Any] = {}
        troubles = []
        for field in self.fields:
            place = columns.get(field.name)
            cell = cells[place].strip() if place is not None and place < len(cells) else ""
            row[field.name] = None
            try:
                row[field.name] = self._value(field, cell)
            except BadCell as trouble:
                troubles.append((field.name, str(trouble)))
        if troubles:
            raise BadRow(*troubles)
        return row

    @staticmethod
    def _value(field, cell):
        if not cell:
            if field.is_required:
                raise BadCell(_("This is needed."))
            return None
        if len(cell) > field.longest:
            raise BadCell(_("This is longer than %(most)d characters.") % {"most": field.longest})
        return field.read(cell)


# --- Finding whom a row is about --------------------------------------------------------------


def people_at(site):
    """People with a record that stands, registered at the site now or once."""
    return Person.objects.not_voided().filter(pk__in=Registration.objects.filter(site=site).values("person"))


def same_name(people, row):
    """Those whose given, or preferred, and family name are the row's, in any capitals."""
    given, family = row["given_name"] or "", row["family_name"] or ""
    named = people.filter(family_name__iexact=family)
    return named.filter(given_name__iexact=given) | named.filter(preferred_name__iexact=given)


def known_person(row, site):
    """The one person of the site a row is about. Raises BadCell where it is nobody, or could be several."""
    found = same_name(people_at(site), row)
    if row.get("born_on"):
        found = found.filter(born_on=row["born_on"])
    people = list(found.distinct()[:2])
    if not people:
        raise BadCell(
            _("Nobody of this name and birth date is registered at this site. Check the spelling, or add them first."),
            "given_name",
        )
    if len(people) > 1:
        raise BadCell(_("Several people here have this name. Add the birth date."), "born_on")
    return people[0]


def name_key(row):
    """A person as a row names them."""
    born_on = row.get("born_on")
    names = (folded(row["given_name"] or ""), folded(row["family_name"] or ""))
    return (*names, born_on.isoformat() if born_on else "")
