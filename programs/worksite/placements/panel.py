"""What stands beside the story of a case: how ready somebody is, and the job they have."""

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from programs.casework.casefile.glance import of_kind
from programs.casework.casefile.sources.lines import Source, lines
from programs.registry import CasePanel
from programs.worksite.models.placements import Candidate, PayStep, Placement
from programs.worksite.models.readiness import MakeUp, ReadinessWaiver
from programs.worksite.readiness.standing import attended_whole, readiness_from

CLASS, MADE_UP, WAIVER, JOB, WAITING = (
    "class_attended",
    "class_made_up",
    "readiness_waiver",
    "job_now",
    "candidate_now",
)
SHOWN = 3


def sources(enrollment, *, on, user):
    """Classes attended and made up, the exception from them, jobs that go on, and companies that have not answered."""
    make_ups = MakeUp.objects.not_voided().filter(enrollment=enrollment)
    waivers = ReadinessWaiver.objects.not_voided().filter(enrollment=enrollment)
    jobs = Placement.objects.standing().filter(enrollment=enrollment)
    waiting = Candidate.objects.open().filter(enrollment=enrollment)
    steps = PayStep.objects.not_voided().filter(placement=OuterRef("pk")).order_by("-from_on", "-pk")
    job = {
        "a": "title",
        "b": Coalesce("partner__name", "employer"),
        "number": Subquery(steps.values("wage_cents")[:1]),
        "count": Subquery(steps.values("hours_a_week")[:1]),
    }
    return (
        Source(
            kind=CLASS,
            rows=lambda case: lines(
                attended_whole([enrollment.pk]), at="meeting__starts_at", a="meeting__readiness_class__code"
            ),
        ),
        Source(kind=MADE_UP, rows=lambda case: lines(make_ups, on="made_up_on", a="code")),
        Source(kind=WAIVER, rows=lambda case: lines(waivers, on="waived_on", a="reason")),
        Source(kind=JOB, rows=lambda case: lines(jobs, on="starts_on", **job)),
        Source(kind=WAITING, rows=lambda case: lines(waiting)),
    )


def beside_the_story(enrollment, *, on, user, lines):
    """The classes finished, the job that goes on, and where no answer came yet."""
    jobs = sorted(of_kind(lines, JOB), key=lambda line: (line.on, line.pk), reverse=True)
    waivers = [ReadinessWaiver(pk=line.pk, waived_on=line.on, reason=line.a) for line in of_kind(lines, WAIVER)]
    return {
        "standing": readiness_from(
            attended=[(line.a, line.at) for line in of_kind(lines, CLASS)],
            make_ups=[MakeUp(pk=line.pk, code=line.a, made_up_on=line.on) for line in of_kind(lines, MADE_UP)],
            waiver=waivers[0] if waivers else None,
        ),
        "jobs": [_job(line) for line in jobs[:SHOWN]],
        "waiting": len(of_kind(lines, WAITING)),
    }


def _job(line):
    """The job with its company's name and the wage and hours of now."""
    job = Placement(pk=line.pk, title=line.a, employer=line.b, starts_on=line.on)
    job.pay = [PayStep(wage_cents=line.number, hours_a_week=line.count)] if line.number is not None else []
    return job


WORK = CasePanel(template="programs/worksite/work/panel.html", context=beside_the_story, sources=sources)
