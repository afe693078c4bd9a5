"""What is missing or contradicts itself, and would make a quarter count wrong or leave somebody out."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, IntegerField, Subquery, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from mentors.models import Mentor
from mmp_portal.accounts.models import User
from mmp_portal.accounts.permissions import Role
from mmp_portal.ui.templatetags.ui import day as day_in_words
from participants.models import Person
from programs.casework.caseload.papers import lapsed
from programs.casework.contacts.models import Contact
from programs.casework.meetings.models import Meeting

SHOWN_AT_MOST = 10

CONTACTS, MEETINGS, BIRTH_DATES, PAPERS, WORKERS, HELP = (
    "contacts",
    "meetings",
    "birth_dates",
    "papers",
    "workers",
    "help",
)


@dataclass(frozen=True)
class Gap:
    """One kind of thing to mend: its rows, how many, what they are called, and why it matters."""

    code: str
    icon: str
    words: Any
    why: Any
    rows: Any = None
    count: int = 0
    url: str = ""
    has_page: bool = False
    shown: list = field(default_factory=list)

    @property
    def title(self):
        return self.words % {"count": self.count}


WORDS = {
    CONTACTS: (
        "pencil",
        ngettext_lazy("%(count)d contact without minutes", "%(count)d contacts without minutes", "count"),
        _("left out of every count of hours"),
    ),
    MEETINGS: (
        "calendar-x",
        ngettext_lazy("%(count)d meeting without attendance", "%(count)d meetings without attendance", "count"),
        _("nobody counts as having come"),
    ),
    BIRTH_DATES: (
        "person-vcard",
        ngettext_lazy("%(count)d person without a birth date", "%(count)d people without a birth date", "count"),
        _("the rules about age cannot tell"),
    ),
    PAPERS: (
        "shield-check",
        ngettext_lazy("%(count)d paper of mentors has run out", "%(count)d papers of mentors have run out", "count"),
        _("no new match until it is renewed"),
    ),
    WORKERS: (
        "person-x",
        ngettext_lazy("%(count)d case without a worker", "%(count)d cases without a worker", "count"),
        _("nobody is told when something is due"),
    ),
}


def rows_to_mend(user, cases, *, site, on):
    """The rows of each kind of gap, as querysets: of one's own cases, a supervisor's of the whole site."""
    contacts = Contact.objects.for_casework(user)
    meetings = Meeting.objects.for_casework(user).without_attendance(timezone.now())
    mentors = Mentor.objects.not_voided().active().for_user(user)
    if Role.SUPERVISOR not in user.roles:
        contacts = contacts.of_cases_of(user)
    if site:
        contacts = contacts.filter(enrollment__site=site)
        meetings = meetings.filter(site=site)
        mentors = mentors.filter(site=site)
    return {
        CONTACTS: contacts.without_minutes(),
        MEETINGS: meetings,
        BIRTH_DATES: people_without_birth_date(cases),
        PAPERS: lapsed(mentors, on),
        WORKERS: cases.filter(worker=None),
        HELP: contacts.help_wanted(),
    }


def people_without_birth_date(cases):
    """Participants of the cases of whom no birth date is known."""
    return Person.objects.not_voided().living().filter(born_on=None, pk__in=cases.order_by().values("participant"))


def counted(user, rows):
    """How many rows each queryset has, by its name, and when the oldest help was asked for: all in one statement."""
    columns = {f"n_{name}": _count(queryset) for name, queryset in rows.items()}
    columns["oldest_help_at"] = Subquery(rows[HELP].order_by("recorded_at").values("recorded_at")[:1])
    line = User.objects.filter(pk=user.pk).annotate(**columns).values(*columns).get()
    counts = {name: line[f"n_{name}"] or 0 for name in rows}
    return counts, line["oldest_help_at"]


def _count(queryset):
    whole = queryset.order_by().annotate(one=Value(1)).values("one").annotate(rows=Count("pk")).values("rows")
    return Subquery(whole, output_field=IntegerField())


def gaps(user, rows, counts):
    """What is to be mended, with how many there are of it and where all of them stand."""
    own = "" if Role.SUPERVISOR in user.roles else "&own=1"
    pages = {
        CONTACTS: f"{reverse('contacts:list')}?without_minutes=1{own}",
        MEETINGS: f"{reverse('meetings:meetings')}?show=missing",
    }
    found = []
    for code, (icon, words, why) in WORDS.items():
        if counts[code]:
            url = pages.get(code, f"{reverse('caseload:mend')}#{code}")
            found.append(Gap(code, icon, words, why, rows[code], counts[code], url, code in pages))
    return found


def with_rows(gap):
    """The gap with its first rows, as pairs of words and address."""
    first = FIRST_ROWS[gap.code]
    gap.shown.extend(first(gap.rows))
    return gap


FIRST_ROWS = {
    CONTACTS: lambda rows: [
        (
            f"{one.enrollment.participant.name}, {one.kind_label}, {day_in_words(one.started_at)}",
            one.get_absolute_url(),
        )
        for one in rows.select_related("enrollment__participant").order_by("-started_at")[:SHOWN_AT_MOST]
    ],
    MEETINGS: lambda rows: [
        (f"{one.kind_label}: {one.topic}", reverse("meetings:attendance", args=[one.pk]))
        for one in rows.order_by("-starts_at")[:SHOWN_AT_MOST]
    ],
    BIRTH_DATES: lambda rows: [
        (one.name, reverse("participants:edit", args=[one.pk]))
        for one in rows.order_by("family_name", "given_name", "pk")[:SHOWN_AT_MOST]
    ],
    PAPERS: lambda rows: [
        (f"{one.mentor.name}: {one.get_what_display()}", one.mentor.get_absolute_url())
        for one in rows.select_related("mentor__person").order_by("valid_until")[:SHOWN_AT_MOST]
    ],
    WORKERS: lambda rows: [
        (f"{one.participant.name}, {one.number}", reverse("enrollments:reassign", args=[one.pk]))
        for one in rows.select_related("participant").order_by("enrolled_on", "pk")[:SHOWN_AT_MOST]
    ],
}
