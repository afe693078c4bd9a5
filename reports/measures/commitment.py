"""The one-year commitment: matches begun, kept and ended, and how long they last."""

from datetime import timedelta

from django.db.models import Count, DateField, DurationField, ExpressionWrapper, F, Q, Value
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from participants.ages import anniversary
from programs.casework.matches.models import EndReason, Match
from reports.measures.caseload import enrolled_at_end
from reports.measures.measure import NotCounted, Part, Unit, measure

COHORT_YEARS = 2


def matches(sites, program):
    """Matches that stand and that both sides agreed to."""
    return (
        Match.objects.not_voided()
        .filter(
            participant_agreed_on__isnull=False,
            mentor_agreed_on__isnull=False,
            enrollment__program=program.code,
            enrollment__site__in=[site.pk for site in sites],
            enrollment__voided_at=None,
        )
        .exclude(end_reason=EndReason.NOT_BEGUN)
    )


NOT_MATCHES = _("Proposals, matches that never began, voided matches")


@measure(
    code="matches_at_start",
    name=_("Matches open at the start"),
    unit=Unit.PEOPLE,
    numerator=_("Matches that began before the first day and had not ended before it"),
    period=_("the first day"),
    source=_("Matches"),
    left_out=NOT_MATCHES,
)
def matches_at_start(period, sites, program):
    rows = matches(sites, program).filter(Q(ended_on=None) | Q(ended_on__gte=period.first), starts_on__lt=period.first)
    return {"numerator": rows.count(), "rows": rows}


@measure(
    code="matches_begun",
    name=_("Matches begun"),
    unit=Unit.PEOPLE,
    numerator=_("Matches whose first day lies in the quarter"),
    period=_("the first day of the match lies in the quarter"),
    source=_("Matches"),
    left_out=NOT_MATCHES,
)
def matches_begun(period, sites, program):
    rows = matches(sites, program).filter(starts_on__range=(period.first, period.last))
    return {"numerator": rows.count(), "rows": rows}


@measure(
    code="matches_ended",
    name=_("Matches ended"),
    unit=Unit.PEOPLE,
    numerator=_("Matches whose last day lies in the quarter, by the reason of the end"),
    period=_("the last day of the match lies in the quarter"),
    source=_("Matches"),
    left_out=NOT_MATCHES,
)
def matches_ended(period, sites, program):
    rows = matches(sites, program).filter(ended_on__range=(period.first, period.last))
    return {"numerator": rows.count(), "rows": rows, "parts": _by_reason(rows)}


@measure(
    code="matches_at_end",
    name=_("Matches open at the end"),
    unit=Unit.PEOPLE,
    numerator=_("Matches that began by the last day and had not ended by its end"),
    period=_("the end of the last day"),
    source=_("Matches"),
    left_out=NOT_MATCHES,
)
def matches_at_end(period, sites, program):
    rows = matches(sites, program).filter(Q(ended_on=None) | Q(ended_on__gt=period.last), starts_on__lte=period.last)
    return {"numerator": rows.count(), "rows": rows}


@measure(
    code="matched",
    name=_("People with a mentor"),
    unit=Unit.PEOPLE,
    numerator=_("Enrollments with a match open at the end of the last day"),
    denominator=_("Enrollments open at the end of the last day"),
    period=_("the end of the last day"),
    source=_("Matches, enrollments"),
    left_out=NOT_MATCHES,
)
def matched(period, sites, program):
    open_matches = matches_at_end(period, sites, program).rows
    enrolled = enrolled_at_end(period, sites, program)
    rows = enrolled.rows.filter(pk__in=open_matches.values("enrollment"))
    without = enrolled.rows.exclude(pk__in=open_matches.values("enrollment"))
    count = rows.count()
    return {
        "numerator": count,
        "denominator": enrolled.numerator,
        "rows": rows,
        "parts": (
            Part(code="yes", label=gettext("With a mentor"), value=count, rows=rows),
            Part(code="no", label=gettext("Without a mentor"), value=enrolled.numerator - count, rows=without),
        ),
    }


@measure(
    code="reached_year",
    name=_("Matches kept to the promised day"),
    unit=Unit.PEOPLE,
    numerator=_("Matches of the denominator that had not ended before the promised day"),
    denominator=_("Matches whose promised day, a year after they began, lies in the quarter"),
    period=_("the promised day lies in the quarter"),
    source=_("Matches"),
    left_out=_("Matches without a promised day, proposals, voided matches"),
)
def reached_year(period, sites, program):
    """The rows are the matches of the denominator."""
    due = matches(sites, program).filter(commitment_ends_on__range=(period.first, period.last))
    kept = Q(ended_on=None) | Q(ended_on__gte=F("commitment_ends_on"))
    counts = due.aggregate(due=Count("pk"), kept=Count("pk", filter=kept))
    unpromised = matches(sites, program).filter(
        Q(ended_on=None) | Q(ended_on__gte=period.first), commitment_ends_on=None, starts_on__lte=period.last
    )
    missing = unpromised.count() if program.commitment else 0
    return {
        "numerator": counts["kept"],
        "denominator": counts["due"],
        "rows": due,
        "parts": (
            Part(code="kept", label=gettext("Kept"), value=counts["kept"], rows=due.filter(kept)),
            Part(
                code="ended",
                label=gettext("Ended before"),
                value=counts["due"] - counts["kept"],
                rows=due.exclude(kept),
            ),
        ),
        "not_counted": (
            NotCounted(
                count=missing,
                rows=unpromised,
                reason=gettext("Matches without a promised day"),
                effect=gettext("Whether the year was kept cannot be said of them"),
            ),
        )
        if missing
        else (),
    }


@measure(
    code="ended_early",
    name=_("Matches ended early"),
    unit=Unit.PEOPLE,
    numerator=_("Matches that ended in the quarter before their promised day, by the reason of the end"),
    period=_("the last day of the match lies in the quarter"),
    source=_("Matches"),
    left_out=_("Matches without a promised day, proposals, voided matches"),
)
def ended_early(period, sites, program):
    rows = matches(sites, program).filter(
        ended_on__range=(period.first, period.last), ended_on__lt=F("commitment_ends_on")
    )
    parts = _by_reason(rows)
    return {"numerator": sum(part.value for part in parts), "rows": rows, "parts": parts}


@measure(
    code="retention",
    name=_("Matches lasting"),
    unit=Unit.PEOPLE,
    numerator=_("Matches of the denominator that had not ended before that day"),
    denominator=_("Matches begun in the two years up to the last day, whose day has come by then"),
    period=_("the two years that end with the last day of the quarter"),
    source=_("Matches"),
    left_out=_("Matches whose day has not come, proposals, voided matches"),
)
def retention(period, sites, program):
    """Each day looked back on is a part. The figure itself is that of the last of them."""
    began = anniversary(period.last, -COHORT_YEARS) + timedelta(days=1)
    cohort = (
        matches(sites, program)
        .filter(starts_on__range=(began, period.last))
        .annotate(
            lasted=_time_between(F("ended_on"), F("starts_on")),
            seen=_time_between(Value(period.last, output_field=DateField()), F("starts_on")),
        )
    )
    days = retention_days(program)
    observable = {day: Q(seen__gte=timedelta(days=day)) for day in days}
    kept = {day: observable[day] & (Q(ended_on=None) | Q(lasted__gte=timedelta(days=day))) for day in days}
    counts = cohort.aggregate(
        all=Count("pk"),
        **{f"seen_{day}": Count("pk", filter=observable[day]) for day in days},
        **{f"kept_{day}": Count("pk", filter=kept[day]) for day in days},
    )
    parts = tuple(
        Part(
            code=str(day),
            label=ngettext("%(count)d day", "%(count)d days", day) % {"count": day},
            value=counts[f"kept_{day}"],
            of=counts[f"seen_{day}"],
            rows=cohort.filter(observable[day]),
        )
        for day in days
    )
    last = parts[-1] if parts else None
    waiting = counts["all"] - (last.of if last else 0)
    return {
        "numerator": last.value if last else 0,
        "denominator": last.of if last else 0,
        "rows": cohort,
        "parts": parts,
        "not_counted": (
            NotCounted(
                count=waiting,
                rows=cohort.exclude(observable[days[-1]]),
                reason=gettext("Matches whose %(days)d days are not over yet") % {"days": days[-1]},
                effect=gettext("Counted once that day has come"),
            ),
        )
        if last and waiting
        else (),
    }


def retention_days(program):
    """The days a program looks back on, without those of the last weeks before the promise ends."""
    if program.commitment is None:
        return ()
    near = program.commitment.days - 60
    return (*(day for day in program.commitment.milestone_days if day < near), program.commitment.days)


def _time_between(later, earlier):
    return ExpressionWrapper(later - earlier, output_field=DurationField())


def _by_reason(rows):
    by_reason = dict(rows.order_by().values_list("end_reason").annotate(n=Count("pk")))
    return tuple(
        Part(
            code=reason.value,
            label=reason.label,
            value=by_reason.get(reason.value, 0),
            rows=rows.filter(end_reason=reason),
        )
        for reason in EndReason
        if reason is not EndReason.NOT_BEGUN
    )
