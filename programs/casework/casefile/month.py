"""The month so far of a match, against what its program expects."""

from calendar import monthrange
from dataclasses import dataclass

from django.db.models import CharField, Sum, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from mmp_portal.ui.templatetags.ui import minutes
from programs import registry
from programs.casework.casefile.standing import open_match_of
from programs.casework.contacts.models import Contact, ContactShare
from programs.casework.meetings.credit import credited
from programs.casework.parameters.monthly import monthly_at_sites


@dataclass(frozen=True)
class Progress:
    """Minutes done of minutes expected in the month, and how many by today (None: not by the day)."""

    name: str
    done: int
    expected: int
    by_today: int | None = None

    @property
    def figure(self):
        return _("%(done)s of %(expected)s") % {"done": minutes(self.done), "expected": minutes(self.expected)}

    @property
    def most(self):
        """The length of the bar: what was expected, or what was done where that is more."""
        return max(self.done, self.expected)

    @property
    def label(self):
        words = _("%(name)s: %(done)s done of %(expected)s expected this month") % {
            "name": self.name,
            "done": minutes(self.done),
            "expected": minutes(self.expected),
        }
        if self.by_today is None:
            return words
        return _("%(words)s; %(by_today)s expected by today") % {"words": words, "by_today": minutes(self.by_today)}

    @property
    def kind(self):
        """Good once the month's minutes are done, low when today's share is missing."""
        if self.done >= self.expected:
            return "good"
        return "low" if self.done < (self.by_today or 0) else ""


def share_by(day, minutes_expected, *, since=None):
    """What of a month's minutes is expected by the end of the day, in whole minutes.

    Of a match that began in the month, at the day `since`, only what falls on the days from then on.
    """
    first = day.replace(day=1)
    days = max(0, (day - max(first, since or first)).days + 1)
    return minutes_expected * days // monthrange(day.year, day.month)[1]


def month_so_far(enrollment, *, today):
    """What a case did from the first of the month to today, of what its program expects; often nothing is expected."""
    return months_so_far([enrollment], today=today)[enrollment.pk]


def months_so_far(enrollments, *, today):
    """The same for many cases, read with `with_matches()`, as a dict by case id.

    One query a site and one a program, however many cases there are. A contact shared among families is credited whole to each.
    Contacts without minutes count nothing. A meeting is expected in the month, not by a day of it.
    """
    first = today.replace(day=1)
    by_site = {}
    for enrollment in enrollments:
        by_site.setdefault(enrollment.site, []).append(enrollment)
    mentored, attended = {}, {}
    for site, cases in by_site.items():
        for what, case, done in _sums(site, cases, first, today):
            sums = attended if what == MEETINGS else mentored
            sums[case] = sums.get(case, 0) + (done or 0)
    expected = _expected(enrollments, today)
    return {
        enrollment.pk: progress_of(
            enrollment,
            expected=expected[enrollment.program][enrollment.site_id],
            mentored=mentored.get(enrollment.pk, 0),
            attended=attended.get(enrollment.pk, 0),
            today=today,
        )
        for enrollment in enrollments
    }


def _expected(enrollments, today):
    """What each program expects at each site, in one query a program."""
    sites_of: dict = {}
    for enrollment in enrollments:
        sites_of.setdefault(enrollment.program, set()).add(enrollment.site_id)
    return {
        program: monthly_at_sites(registry.get(program), sorted(sites), today) for program, sites in sites_of.items()
    }


MENTOR, MEETINGS = "mentor", "meetings"


def _sums(site, cases, first, last):
    """Lines of (what, case id, minutes): own contacts with the mentor, shared ones, and meetings."""
    made = Contact.objects.made().between(first, last, site.zone)
    own = made.with_mentor().filter(enrollment__in=cases)
    shared = ContactShare.objects.with_mentor().filter(enrollment__in=cases, contact__in=made.order_by().values("pk"))
    came, also = credited(cases, first, last, site.zone)
    return _summed(own, MENTOR, "duration_minutes").union(
        _summed(shared, MENTOR, "contact__duration_minutes"),
        _summed(came, MEETINGS, "minutes_worth"),
        _summed(also, MEETINGS, "minutes_worth"),
        all=True,
    )


def _summed(rows, what, minutes_field):
    named = rows.order_by().annotate(what=Cast(Value(what), CharField(max_length=10)))
    return named.values_list("what", "enrollment").annotate(minutes=Sum(minutes_field))


def progress_of(enrollment, *, expected, mentored, attended, today):
    """The minutes done, beside what the program expects at the site; nothing where it expects nothing."""
    if expected is None:
        return []
    match = open_match_of(enrollment)
    rows = []
    if expected.with_mentor_minutes:
        rows.append(
            Progress(
                name=_("With the mentor"),
                done=mentored,
                expected=expected.with_mentor_minutes,
                by_today=share_by(today, expected.with_mentor_minutes, since=match.starts_on if match else None),
            )
        )
    if expected.meeting_minutes:
        rows.append(Progress(name=_("At meetings"), done=attended, expected=expected.meeting_minutes))
    return rows
