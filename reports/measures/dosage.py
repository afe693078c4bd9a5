"""Time and contacts: hours with mentors against what was promised, contacts made, and tries."""

from collections import defaultdict
from datetime import timedelta
from decimal import Decimal

from django.db.models import Count, F, Q, Sum
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programs.casework.contacts.models import Contact, ContactShare
from programs.casework.enrollments.models import Pause
from programs.casework.matches.models import Match
from programs.casework.parameters.values.overlay import parameters_of_sites
from reports.measures.caseload import served_in
from reports.measures.measure import NotCounted, Part, Unit, during, measure

# A text is a contact and takes no minutes; one without them misses nothing.
KINDS_WITHOUT_MINUTES = ("text",)

BY_LOCAL_DAY = _("begun on a day of the quarter, by the clock of the site")


def contacts(period, sites, program):
    """Contacts that stand, begun on a day of the period by the site's own clock.

    One shared by several families is one row, so hours and numbers of contacts count it once. All its families
    belong to one program at one site.
    """
    return Contact.objects.not_voided().filter(
        during(period, sites, moment="started_at", site="enrollment__site"),
        enrollment__program=program.code,
        enrollment__voided_at=None,
    )


def hours(minutes):
    return Decimal(minutes or 0) / 60


def month_name(month):
    return date_format(month.first, "F")


def active_matches(period, sites, program):
    """Matches both sides agreed to, active on at least one day of the period."""
    return Match.objects.active_during(period.first, period.last).filter(
        enrollment__program=program.code,
        enrollment__site__in=[site.pk for site in sites],
        enrollment__voided_at=None,
    )


def expected_hours(period, sites, program):
    """Hours promised, as {(site's id, number of the month in the period): hours}; empty without a promise.

    The program's minutes a month at the site, as they were at the month's end, in proportion to the days of the month on which a match was active
    and its case not paused. The first and the last day of a match count; the day on which a pause ended
    is expected again. Read row by row rather than summed in SQL: the overlap of month, match and pauses
    is calendar arithmetic that the two databases spell differently.
    """
    promised: dict[tuple, Decimal] = defaultdict(Decimal)
    if program.monthly is None:
        return promised
    pauses = defaultdict(list)
    paused = Pause.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=period.first),
        enrollment__program=program.code,
        enrollment__site__in=[site.pk for site in sites],
        starts_on__lte=period.last,
    ).order_by("starts_on")
    for enrollment, starts_on, ends_on in paused.values_list("enrollment", "starts_on", "ends_on").iterator():
        pauses[enrollment].append((starts_on, ends_on))
    parameters = parameters_of_sites(program.code, [site.pk for site in sites])
    rows = active_matches(period, sites, program).order_by()
    for enrollment, site, starts_on, ended_on in rows.values_list(
        "enrollment", "enrollment__site", "starts_on", "ended_on"
    ).iterator():
        for number, month in enumerate(period.months()):
            days = days_expected(month, starts_on, ended_on, pauses[enrollment])
            if days:
                minutes = parameters[site].value_on(program.monthly.with_mentor, month.last)
                promised[site, number] += Decimal(minutes) / 60 * days / days_in_month(month.first)
    return promised


def days_expected(month, starts_on, ended_on, pauses):
    """Days of the span `month` on which the match was active and not paused. Pauses come by their first day."""
    after = month.last + timedelta(days=1)
    if ended_on is not None:
        after = min(after, ended_on + timedelta(days=1))
    day = max(month.first, starts_on)
    days = max(0, (after - day).days)
    for pause_starts_on, pause_ends_on in pauses:
        first, end = max(day, pause_starts_on), min(after, pause_ends_on or after)
        if end > first:
            days -= (end - first).days
            day = end
    return days


def days_in_month(day):
    first = day.replace(day=1)
    return ((first + timedelta(days=31)).replace(day=1) - first).days


@measure(
    code="mentor_hours",
    name=_("Mentor time given"),
    unit=Unit.HOURS,
    numerator=_(
        "Hours of contacts made in which the mentor of a match took part; one with several families counts once"
    ),
    denominator=_(
        "Hours the program promises for each month, in proportion to the days a match was active and not paused"
    ),
    period=BY_LOCAL_DAY,
    source=_("Contacts, matches, pauses"),
    left_out=_("Contacts without minutes, tries, voided contacts"),
)
def mentor_hours(period, sites, program):
    """Each month is a part, with the hours expected in it.

    Hours given are a mentor's time: an outing with two families counts once here, though each family's own
    progress is credited with all of it.
    """
    rows = contacts(period, sites, program).filter(match__isnull=False, outcome="made")
    timed = rows.filter(duration_minutes__isnull=False)
    untimed = rows.filter(duration_minutes=None).exclude(kind__in=KINDS_WITHOUT_MINUTES)
    months = period.months()
    month_rows = [during(month, sites, moment="started_at", site="enrollment__site") for month in months]
    sums = rows.aggregate(
        minutes=Sum("duration_minutes"),
        timed=Count("pk", filter=Q(duration_minutes__isnull=False)),
        untimed=Count("pk", filter=Q(duration_minutes=None) & ~Q(kind__in=KINDS_WITHOUT_MINUTES)),
        **{f"month_{i}": Sum("duration_minutes", filter=month) for i, month in enumerate(month_rows)},
    )
    promised = expected_hours(period, sites, program)
    has_promise = program.monthly is not None
    parts = tuple(
        Part(
            code=f"{month.first:%Y-%m}",
            label=month_name(month),
            value=hours(sums[f"month_{i}"]),
            of=sum((h for (_site, number), h in promised.items() if number == i), Decimal()) if has_promise else None,
            rows=timed.filter(month_rows[i]),
        )
        for i, month in enumerate(months)
    )
    done = hours(sums["minutes"])
    expected = sum(promised.values(), Decimal()) if has_promise else None
    gaps = ()
    if sums["untimed"]:
        gaps = (
            NotCounted(
                count=sums["untimed"],
                rows=untimed,
                reason=gettext("Contacts written down without minutes"),
                effect=_effect_of_untimed(sums, done, expected),
            ),
        )
    return {"numerator": done, "denominator": expected, "rows": timed, "parts": parts, "not_counted": gaps}


def _effect_of_untimed(sums, done, expected):
    """What the missing minutes would add if these contacts lasted as long as the others did."""
    if not sums["timed"]:
        return gettext("How many hours is not known")
    more = done / sums["timed"] * sums["untimed"]
    words = gettext("About %(hours).1f hours more, if they lasted as long as the others") % {"hours": more}
    if expected:
        words += gettext(": %(share)d%%") % {"share": int(100 * (done + more) / expected + Decimal("0.5"))}
    return words


@measure(
    code="contacts",
    name=_("Contacts made"),
    unit=Unit.ITEMS,
    numerator=_("Contacts that reached somebody, by kind"),
    period=BY_LOCAL_DAY,
    source=_("Contacts"),
    left_out=_("Tries, voided contacts"),
)
def contacts_made(period, sites, program):
    """With or without a mentor; each kind is a part."""
    rows = contacts(period, sites, program).filter(outcome="made")
    by_kind = dict(rows.order_by().values_list("kind").annotate(n=Count("pk")))
    total = sum(by_kind.values())
    parts = [
        Part(code=kind.code, label=kind.label, value=by_kind.pop(kind.code, 0), rows=rows.filter(kind=kind.code))
        for kind in program.contact_kinds
    ]
    parts += [Part(code=code, label=code, value=n, rows=rows.filter(kind=code)) for code, n in sorted(by_kind.items())]
    return {"numerator": total, "rows": rows, "parts": tuple(parts)}


@measure(
    code="attempts",
    name=_("Tries that reached nobody"),
    unit=Unit.ITEMS,
    numerator=_("Contacts that were tried and reached nobody"),
    period=BY_LOCAL_DAY,
    source=_("Contacts"),
    left_out=_("Voided contacts"),
)
def attempts(period, sites, program):
    rows = contacts(period, sites, program).filter(outcome="attempted")
    return {"numerator": rows.count(), "rows": rows}


@measure(
    code="reached",
    name=_("People with a contact"),
    unit=Unit.PEOPLE,
    numerator=_("Different people served who were reached at least once"),
    denominator=_("People served"),
    period=BY_LOCAL_DAY,
    source=_("Contacts, enrollments"),
    left_out=_("Tries, voided contacts"),
)
def reached(period, sites, program):
    """The rows are the enrollments with a contact; who was not reached is a list of its own.

    A contact shared by several families reached each of them.
    """
    cases = served_in(period, sites, program)
    made = contacts(period, sites, program).filter(outcome="made")
    shared = ContactShare.objects.of(made)
    rows = cases.filter(Q(pk__in=made.values("enrollment")) | Q(pk__in=shared.values("enrollment")))
    unreached = cases.exclude(participant__in=rows.values("participant"))
    counts = {
        "reached": rows.aggregate(n=Count("participant", distinct=True))["n"],
        "served": cases.aggregate(n=Count("participant", distinct=True))["n"],
    }
    missing = counts["served"] - counts["reached"]
    return {
        "numerator": counts["reached"],
        "denominator": counts["served"],
        "rows": rows,
        "parts": (
            Part(code="yes", label=gettext("Reached at least once"), value=counts["reached"], rows=rows),
            Part(code="no", label=gettext("Not reached"), value=missing, rows=unreached),
        ),
    }


def hours_by_site(period, sites, program):
    """Minutes with mentors and hours expected of each site, as {site's id: (hours, expected or None)}."""
    rows = contacts(period, sites, program).filter(match__isnull=False, outcome="made").order_by()
    done = dict(rows.values_list("enrollment__site").annotate(minutes=Sum("duration_minutes")))
    expected: dict[int, Decimal] = defaultdict(Decimal)
    for (site, _month), promised in expected_hours(period, sites, program).items():
        expected[site] += promised
    has_promise = program.monthly is not None
    return {site.pk: (hours(done.get(site.pk)), expected[site.pk] if has_promise else None) for site in sites}


def counts_by_site(rows, site, what="pk", *, distinct=False):
    """How many rows, or different `what`, each site has, as {site's id: count}."""
    return dict(rows.order_by().values_list(F(site)).annotate(n=Count(what, distinct=distinct)))


def late_entries(period, sites, program, *, days=7):
    """How many contacts there are, and how many were written down within `days` days, by the moment of writing."""
    rows = contacts(period, sites, program)
    return rows.aggregate(
        written=Count("pk"), in_time=Count("pk", filter=Q(recorded_at__lte=F("started_at") + timedelta(days=days)))
    )
