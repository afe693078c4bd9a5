"""What stands at a glance beside a story, taken from the lines that the story has read already."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mmp_portal.ui.templatetags.ui import clock, day
from participants.ages import age_in_words
from programs.casework.casefile.entries import Telling
from programs.casework.casefile.month import progress_of
from programs.casework.casefile.sources.contacts import CONTACT, SHARED
from programs.casework.casefile.sources.lines import Source
from programs.casework.casefile.sources.lines import lines as as_lines
from programs.casework.contacts.models import Outcome
from programs.casework.matches.promises import first_meeting
from programs.casework.parameters.models import DatedValue
from programs.casework.parameters.monthly import monthly_by
from programs.casework.parameters.values.overlay import parameters_by

VALUE = "dated_value"
AHEAD = ("meeting_to_come", "appointment_planned")
ANSWERS = {"says_yes": gettext_lazy("Said yes"), "says_no": gettext_lazy("Cannot come")}


def of_kind(lines, *kinds):
    return [line for line in lines if line.kind in kinds]


def contacts_made(lines):
    """Contacts that reached somebody, shared ones too: `at`, the kind in `b`, minutes in `number`, match in `count`."""
    return [line for line in of_kind(lines, CONTACT, SHARED) if line.a == Outcome.MADE]


def first_met_on(lines, match):
    """The day of the first contact made in the match, or None."""
    first = min((line.at for line in contacts_made(lines) if line.count == match.pk), default=None)
    return timezone.localtime(first, match.enrollment.site.zone).date() if first else None


def milestones_of(lines, match, *, today):
    """The first meeting, the days to look back, and the anniversary; none without a match."""
    if match is None:
        return []
    return [*first_meeting(match, first_met_on(lines, match)), *match.milestones(today)]


def meetings_attended(lines):
    """Meetings they came to: `at`, the program's kind in `b`, and the minutes credited in `number`."""
    return [line for line in of_kind(lines, "meeting") if line.c == "came"]


@dataclass(frozen=True)
class Dated:
    """A dated value as a line has it."""

    name: str
    starts_on: date
    value: int
    site_id: int | None


@dataclass(frozen=True)
class Coming:
    """A meeting or an appointment ahead, or an appointment of which nobody has said what came of it."""

    title: str
    when: str
    note: str
    url: str
    is_past: bool


def coming_up(lines, enrollment):
    """What is planned, the next one first."""
    telling = Telling(enrollment)
    return [_coming(line, telling) for line in sorted(of_kind(lines, *AHEAD), key=lambda line: line.at)]


def _coming(line, telling):
    at = telling.moment(line.at)
    if line.kind == "meeting_to_come":
        title, note = line.a, ANSWERS.get(line.c, _("No answer yet"))
        url = reverse("meetings:meeting", args=[line.pk])
    else:
        title, note = (
            _("Appointment: %(kind)s") % {"kind": telling.enrollment.definition.label_to_plan(line.a)},
            line.b,
        )
        url = reverse("contacts:appointment", args=[line.pk])
    return Coming(str(title), f"{day(at)}, {clock(at)}", str(note), url, line.at < timezone.now())


def children_of(lines, today):
    """Pairs of a child's name and age in words, the oldest first; those without a birth date last."""
    rows = sorted(of_kind(lines, "child"), key=lambda line: (line.on is None, line.on or date.max))
    return [
        (f"{line.a or line.b} {line.c}".strip(), age_in_words(line.on, today) if line.on else None) for line in rows
    ]


def photo_of(lines):
    """The address of the latest photo's small picture, while a consent stands; else ""."""
    photos = sorted(of_kind(lines, "photo"), key=lambda line: line.at)
    if not photos or not photos[-1].b or not of_kind(lines, "photo_consent"):
        return ""
    return reverse("files:small", args=[UUID(photos[-1].a)])


def expected_back_on(lines):
    """The day a paused family is expected back, or None."""
    running = [line for line in of_kind(lines, "paused") if line.count]
    return date.fromisoformat(running[0].c) if running and running[0].c else None


def month_of(lines, enrollment, *, today):
    """What the case did from the first of the month to today, of what its program expects."""
    telling, first = Telling(enrollment), today.replace(day=1)

    def lies_in_month(line):
        return first <= telling.moment(line.at).date() <= today

    made = [line for line in contacts_made(lines) if line.count]
    came = meetings_attended(lines)
    return progress_of(
        enrollment,
        expected=monthly_by(enrollment.definition, parameters_in(lines, enrollment), today),
        mentored=sum(line.number or 0 for line in made if lies_in_month(line)),
        attended=sum(line.number or 0 for line in came if lies_in_month(line)),
        today=today,
    )


def source_of_values(enrollment):
    """The dated values that say what the program expects in a month at the site."""
    monthly = enrollment.definition.monthly
    if monthly is None:
        return
    rows = DatedValue.objects.of(enrollment.program).for_site(enrollment.site)
    rows = rows.filter(name__in=(monthly.with_mentor, monthly.at_meetings))
    yield Source(
        kind=VALUE,
        rows=lambda case: as_lines(rows, on="starts_on", a="name", b=Cast("value", TextField()), number="site"),
    )


def parameters_in(lines, enrollment):
    """The program's parameters with the dated values that the story has read."""
    rows = [Dated(line.a, line.on, int(line.b), line.number) for line in of_kind(lines, VALUE)]
    return parameters_by(enrollment.program, rows)


def sources_of_panels(enrollment, *, today, user):
    """What the panels beside the story read besides, in its one statement."""
    yield from source_of_values(enrollment)
    for panel in enrollment.definition.case_panels:
        if panel.sources:
            yield from panel.sources(enrollment, on=today, user=user)


def panels_of(lines, enrollment, *, today, user):
    """What the program's room shows beside the story: a context for each panel that has something to show."""
    contexts = (
        (panel.template, panel.context(enrollment, on=today, user=user, lines=lines))
        for panel in enrollment.definition.case_panels
    )
    return [{"template": template, **context} for template, context in contexts if context is not None]
