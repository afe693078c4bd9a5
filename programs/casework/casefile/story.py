"""One family's story: everything that happened in a case, merged, newest first."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mmp_portal.ui.templatetags.ui import full_day
from programs.casework.casefile.entries import Entry, Telling
from programs.casework.casefile.sources import SOURCES
from programs.casework.casefile.sources.contacts import CONTACT, SHARED, read_contacts
from programs.casework.casefile.sources.lines import read

PAGE = 20
# More of one case is never printed at once.
LONGEST_PRINT = 2000
KINDS = (
    ("", gettext_lazy("All")),
    ("contacts", gettext_lazy("Contacts")),
    ("appointments", gettext_lazy("Appointments")),
    ("meetings", gettext_lazy("Meetings")),
    ("goals", gettext_lazy("Goals")),
    ("assessments", gettext_lazy("Assessments")),
    ("resources", gettext_lazy("Resources")),
    ("documents", gettext_lazy("Documents and consents")),
    ("program", gettext_lazy("Of the program")),
    ("changes", gettext_lazy("Changes")),
)


@dataclass(frozen=True)
class Group:
    """The entries under one heading, such as “November”."""

    title: str
    entries: list


@dataclass(frozen=True)
class Story:
    """What is shown, in groups, how much lies before it, and all lines that were read, told or not."""

    groups: list
    shown: int
    total: int
    next_shown: int
    lines: list

    @property
    def older(self):
        return self.total - self.shown


def story_of(enrollment, *, today, only="", limit=PAGE, first=None, last=None, besides=()):
    """The newest `limit` entries of a case read with `with_matches()`; `only` is one of KINDS.

    With `first` and `last` only what happened on days from one to the other. The number of queries depends neither
    on the length of the story nor on how many kinds of things happened: one statement reads the lines of all kinds,
    and two the contacts on the page. `besides` are sources of lines that stand elsewhere on the page.
    """
    telling = Telling(enrollment)
    sources = {source.kind: source for source in (*SOURCES, *enrollment.definition.story_sources, *besides)}
    found = read(sources.values(), enrollment)
    told = [
        (_order(line, sources[line.kind], telling), line)
        for line in found
        if sources[line.kind].chip and only in ("", sources[line.kind].chip)
    ]
    if only in ("", "changes"):
        told += [(entry.at, entry) for entry in _changes(telling)]
    told = [pair for pair in told if _lies_within(pair[0].date(), first, last)]
    told.sort(key=lambda pair: pair[0], reverse=True)
    shown = [thing for _at, thing in told[:limit]]
    telling.page = [line for line in shown if not isinstance(line, Entry)]
    telling.contacts = _contacts(telling)
    entries = [thing if isinstance(thing, Entry) else sources[thing.kind].tell(thing, telling) for thing in shown]
    return Story(
        groups=_grouped(entries, today),
        shown=len(entries),
        total=len(told),
        next_shown=limit + 2 * PAGE,
        lines=found,
    )


def kinds_of(enrollment):
    """The filters of a story: all, without “Of the program” where its room tells nothing of its own."""
    return [kind for kind in KINDS if kind[0] != "program" or enrollment.definition.story_sources]


def _order(line, source, telling):
    return telling.moment(line.at) if line.at else telling.on(line.on, source.rank)


def _lies_within(day, first, last):
    return (first is None or day >= first) and (last is None or day <= last)


def _contacts(telling):
    pks = [line.pk for line in telling.page if line.kind in (CONTACT, SHARED)]
    return read_contacts(telling, pks) if pks else {}


def _changes(telling):
    """Joining, and matches: what the page has read already. On one day the cause stands before its effect."""
    enrollment = telling.enrollment

    def entry(on, rank, title, icon, **more):
        return Entry(at=telling.on(on, rank), on=on, title=title, when=full_day(on), icon=icon, **more)

    yield entry(
        enrollment.enrolled_on,
        1,
        _("Enrolled in %(program)s") % {"program": enrollment.definition.name},
        "person-plus",
        kind="good",
        note=_decision_in_words(enrollment.decision),
    )
    for match in enrollment.standing_matches:
        note = ""
        if match.commitment_ends_on and match.participant_agreed_on and match.mentor_agreed_on:
            note = _("Both agreed. Promised until %(day)s.") % {"day": full_day(match.commitment_ends_on)}
        yield entry(
            match.starts_on,
            2,
            _("Match with %(name)s begins") % {"name": match.mentor.name},
            "people",
            kind="good",
            note=note,
            url=match.get_absolute_url(),
        )
        if match.ended_on:
            yield entry(
                match.ended_on,
                4,
                _("Match with %(name)s ended") % {"name": match.mentor.name},
                "person-check",
                note=". ".join(filter(None, [str(match.get_end_reason_display()), match.end_note])),
                url=match.get_absolute_url(),
            )


def _decision_in_words(decision):
    if not decision:
        return ""
    outcome = {
        "eligible": _("Eligible by every rule on that day."),
        "ineligible": _("Not eligible by the rules on that day."),
        "needs_information": _("Not everything was known on that day."),
    }.get(decision.get("outcome"), "")
    why = decision.get("override")
    if why:
        reason = _("Enrolled because: %(why)s") % {"why": why}
        return f"{outcome} {reason}".strip()
    return outcome


def _grouped(entries, today):
    """The last seven days, then months, with the year where it is another."""
    recent = today - timedelta(days=6)
    groups = []
    for entry in entries:
        if entry.on > today:
            title = _("To come")
        elif entry.on >= recent:
            title = _("The last seven days")
        elif entry.on.year == today.year:
            title = formats.date_format(entry.on, "F")
        else:
            title = formats.date_format(entry.on, _("F Y"))
        if not groups or groups[-1].title != title:
            groups.append(Group(title, []))
        groups[-1].entries.append(entry)
    return groups
