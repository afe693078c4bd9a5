"""What a cell may say, and the sentence beside the column where it cannot be read."""

import re
from datetime import date, time
from time import strptime

from django.utils.translation import gettext as _

from mmp_portal.ui.spreadsheets import FORMULA_STARTS
from participants.sounds import folded

ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?: \d{1,2}:\d{2}(?::\d{2})?)?", re.ASCII)
US_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?: \d{1,2}:\d{2}.*)?", re.ASCII)
YES = {"yes", "y", "x", "1", "true", "si", "present", "came", "attended"}
NO = {"no", "n", "0", "false", "absent"}
TIMES = ("%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M%p", "%I %p", "%I%p")


class BadCell(Exception):
    """Why a cell cannot be taken, in a sentence for the user; `field` names the field of the row it is about."""

    def __init__(self, sentence, field=""):
        super().__init__(sentence)
        self.field = field


def as_words(cell) -> str:
    """Plain words. What a spreadsheet would take for a formula is not taken over as anybody's words."""
    if cell.startswith(FORMULA_STARTS) and not re.fullmatch(r"[+-]?[\d().\s-]+", cell):
        raise BadCell(_("This begins like a formula. Write plain words."))
    return cell


def as_day(cell) -> date:
    """A day as Excel keeps it, as 2026-11-23, or written the American way, 11/23/2026."""
    if found := ISO_DAY.fullmatch(cell):
        year, month, day = map(int, found.groups())
    elif found := US_DAY.fullmatch(cell):
        month, day, year = map(int, found.groups())
        if year < 100:
            raise BadCell(_("Write the year of “%(cell)s” with four digits.") % {"cell": cell})
    else:
        raise BadCell(_("“%(cell)s” is not a day. Write it like 11/23/2026.") % {"cell": cell})
    try:
        return date(year, month, day)
    except ValueError:
        raise BadCell(_("There is no such day as “%(cell)s”. Month first, then the day.") % {"cell": cell}) from None


def as_time(cell) -> time:
    words = (
        cell.replace(".", "").upper().split(" ", 1)[-1] if ISO_DAY.fullmatch(cell) else cell.replace(".", "").upper()
    )
    for form in TIMES:
        try:
            found = strptime(words, form)
            return time(found.tm_hour, found.tm_min)
        except ValueError:
            continue
    raise BadCell(_("“%(cell)s” is not a time. Write it like 2:30 pm.") % {"cell": cell})


def as_yes(cell) -> bool:
    word = folded(cell)
    if word in YES:
        return True
    if word in NO:
        return False
    raise BadCell(_("“%(cell)s” is neither yes nor no.") % {"cell": cell})


def as_number(cell) -> int:
    try:
        number = float(cell.replace(",", ""))
    except ValueError:
        number = -1
    if not 0 <= number <= 100_000 or number != int(number):
        raise BadCell(_("“%(cell)s” is not a whole number.") % {"cell": cell})
    return int(number)


def one_of(choices):
    """A reader of one of some choices, by code or by word, in any capitals. `choices` may be a function."""

    def read(cell):
        known = {}
        for code, label in choices() if callable(choices) else choices:
            known[folded(code)] = known[folded(label)] = code
        if folded(cell) not in known:
            words = ", ".join(str(label) for code, label in (choices() if callable(choices) else choices) if code)
            raise BadCell(_("“%(cell)s” is not known here. Write one of: %(words)s.") % {"cell": cell, "words": words})
        return known[folded(cell)]

    return read
