"""How the family came, what the rules answered, pauses, closings, workers that changed, and what is counted only."""

from django.db.models import Case, F, Value, When
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext as _

from mmp_portal.audit.models import Event
from programs.casework.casefile.sources.lines import Source, lines
from programs.casework.closings.models import Closing
from programs.casework.enrollments.models import Pause, RestrictedFact
from programs.casework.referrals.models import Referral
from programs.casework.referrals.screenings.models import Outcome, Screening

BREAK = "\n"


def referred(enrollment):
    rows = Referral.objects.not_voided().filter(enrollments=enrollment)
    return lines(rows, on="received_on", a="source", b="referrer_organization", who="recorded_by__name")


def tell_referred(line, telling):
    source = Referral.Source(line.a).label
    return telling.entry(
        line,
        _("Referred"),
        "inbox",
        note=f"{source}: {line.b}" if line.b else str(source),
        meta=telling.by(line),
        url=reverse("referrals:referral", args=[line.pk]),
    )


def screened(enrollment):
    """Screenings for the program at the site, those before the enrollment too; of the risk factors how many."""
    rows = Screening.objects.of(enrollment.participant_id, enrollment.program, enrollment.site_id)
    return lines(
        rows,
        on="screened_on",
        a="outcome",
        b="risk_factors_listed",
        who="recorded_by__name",
        count="risk_factor_count",
    )


def tell_screened(line, telling):
    row = Screening(outcome=line.a, risk_factor_count=line.count, risk_factors_listed=int(line.b) if line.b else None)
    return telling.entry(
        line,
        _("Screened: %(answer)s") % {"answer": Outcome(line.a).label},
        "list-check",
        kind={Outcome.ELIGIBLE: "good", Outcome.INELIGIBLE: "warn"}.get(row.outcome, ""),
        note=row.priority_in_words,
        meta=telling.by(line),
        url=reverse("screenings:screening", args=[line.pk]),
    )


def paused(enrollment):
    rows = Pause.objects.not_voided().filter(enrollment=enrollment)
    is_running = Case(When(ends_on=None, then=Value(1)), default=Value(0))
    return lines(rows, on="starts_on", a="reason", b="kind", c="expected_on", who="paused_by__name", count=is_running)


def tell_paused(line, telling):
    return telling.entry(
        line,
        _("Paused"),
        "pause-circle",
        kind="warn",
        note=Pause(kind=line.b, reason=line.a).why,
        meta=telling.by(line),
        url=reverse("casefile:record_history", args=["pause", line.pk]),
    )


def went_on(enrollment):
    rows = Pause.objects.not_voided().filter(enrollment=enrollment).exclude(ends_on=None)
    if enrollment.closed_on:
        rows = rows.exclude(ends_on=enrollment.closed_on)
    return lines(rows, on="ends_on")


def tell_went_on(line, telling):
    return telling.entry(line, _("Went on after the pause"), "play-circle", kind="good")


def closed(enrollment):
    """Each closing, those too that were taken back when the case opened again."""
    return lines(
        Closing.objects.filter(enrollment=enrollment),
        on="on",
        a="reason",
        b=Concat(F("outcome_words"), Value(BREAK), F("what_follows"), Value(BREAK), F("next_service")),
        c="void_reason",
        who="recorded_by__name",
    )


def tell_closed(line, telling):
    words = [telling.word("closing_reasons", line.a), *filter(None, line.b.split(BREAK))]
    return telling.entry(
        line,
        _("Closed, and opened again later") if line.c else _("Closed"),
        "archive",
        note=". ".join(str(part).rstrip(".") for part in words),
        meta=telling.by(line),
        url=reverse("casefile:record_history", args=["closing", line.pk]),
    )


def moved(enrollment):
    """The case was given to another worker, or opened again."""
    rows = Event.objects.about(enrollment).filter(verb__in=["enrollment.reassigned", "enrollment.reopened"])
    new_worker = KeyTextTransform("worker", KeyTransform("after", "details"))
    return lines(rows, at="at", a="verb", b="reason", c=new_worker, who="by__name")


def tell_moved(line, telling):
    at = telling.moment(line.at)
    if line.a == "enrollment.reopened":
        return telling.entry(
            line,
            _("Opened again"),
            "arrow-counterclockwise",
            kind="good",
            note=line.b,
            meta=telling.by(line),
            at=at,
        )
    name = telling.name_of(line.c)
    title = _("Given to %(name)s") % {"name": name} if name else _("Given to another worker")
    return telling.entry(line, title, "person-badge", note=line.b, meta=telling.by(line), at=at)


def restricted(enrollment):
    """Only counted, for those who may open them: no word of a restricted fact is read here."""
    return lines(RestrictedFact.objects.not_voided().filter(enrollment=enrollment))


SOURCES = (
    Source(kind="referred", chip="changes", rows=referred, tell=tell_referred),
    Source(kind="screened", chip="changes", rows=screened, tell=tell_screened, rank=0),
    Source(kind="paused", chip="changes", rows=paused, tell=tell_paused),
    Source(kind="went_on", chip="changes", rows=went_on, tell=tell_went_on),
    Source(kind="closed", chip="changes", rows=closed, tell=tell_closed, rank=5),
    Source(kind="moved", chip="changes", rows=moved, tell=tell_moved, rank=6),
    Source(kind="restricted", rows=restricted),
)
