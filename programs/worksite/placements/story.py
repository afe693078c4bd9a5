"""What Worksite tells in the story of a case: steps toward a job, jobs that began and ended, and higher wages."""

from django.db.models import F, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from programs.casework.casefile.sources.lines import Source, lines
from programs.worksite.equivalency.rules import known_tests
from programs.worksite.models.equivalency import SubTest
from programs.worksite.models.openings import dollars
from programs.worksite.models.placements import CandidateStatus, CandidateStep, JobEnd, PayStep, Placement
from programs.worksite.models.readiness import MakeUp, ReadinessWaiver
from programs.worksite.readiness.curriculum import class_of

ICONS = {
    CandidateStatus.REFERRED: "send",
    CandidateStatus.INTERVIEW: "chat-left-quote",
    CandidateStatus.OFFERED: "gift",
}


def steps(enrollment):
    rows = CandidateStep.objects.filter(candidate__enrollment=enrollment, candidate__voided_at=None)
    rows = rows.exclude(status=CandidateStatus.HIRED)  # the job itself is told
    return lines(
        rows,
        pk="candidate__enrollment",
        on="on",
        a="status",
        b="candidate__opening__title",
        c="candidate__opening__partner__name",
        who="by__name",
    )


def tell_step(line, telling):
    status = CandidateStatus(line.a)
    return telling.entry(
        line,
        _("%(step)s: %(job)s, %(company)s") % {"step": status.label, "job": line.b, "company": line.c},
        ICONS.get(status, "dash-circle"),
        meta=telling.by(line),
        url=reverse("worksite:work", args=[line.pk]),
    )


def began(enrollment):
    first = PayStep.objects.not_voided().filter(placement=OuterRef("pk")).order_by("from_on")
    rows = (
        Placement.objects.not_voided()
        .filter(enrollment=enrollment)
        .annotate(
            first_wage=Subquery(first.values("wage_cents")[:1]), first_hours=Subquery(first.values("hours_a_week")[:1])
        )
    )
    return lines(
        rows, on="starts_on", a="title", b="partner__name", c="employer", number="first_wage", count="first_hours"
    )


def tell_began(line, telling):
    pay = ()
    if line.number:
        pay = (_("%(wage)s an hour, %(hours)d hours a week") % {"wage": dollars(line.number), "hours": line.count},)
    return telling.entry(
        line,
        _("New job: %(job)s, %(company)s") % {"job": line.a, "company": line.b or line.c},
        "briefcase",
        at=telling.on(line.on, 2),
        kind="good",
        meta=pay,
        url=reverse("worksite:placement", args=[line.pk]),
    )


def ended(enrollment):
    rows = Placement.objects.not_voided().filter(enrollment=enrollment).exclude(ended_on=None)
    return lines(rows, on="ended_on", a="title", b="end_reason", c="end_note", who="partner__name")


def tell_ended(line, telling):
    return telling.entry(
        line,
        _("The job ended: %(job)s") % {"job": line.a},
        "flag",
        note=line.c,
        meta=(str(JobEnd(line.b).label),),
        url=reverse("worksite:placement", args=[line.pk]),
    )


def raises(enrollment):
    rows = PayStep.objects.not_voided().filter(
        placement__enrollment=enrollment, placement__voided_at=None, from_on__gt=F("placement__starts_on")
    )
    return lines(rows, pk="placement", on="from_on", a="placement__title", number="wage_cents", count="hours_a_week")


def tell_raise(line, telling):
    return telling.entry(
        line,
        _("Wage and hours: %(wage)s an hour, %(hours)d hours a week")
        % {"wage": dollars(line.number), "hours": line.count},
        "cash-coin",
        at=telling.on(line.on, 3),
        meta=(line.a,),
        url=reverse("worksite:placement", args=[line.pk]),
    )


def made_up(enrollment):
    rows = MakeUp.objects.not_voided().filter(enrollment=enrollment)
    return lines(rows, pk="enrollment", on="made_up_on", a="code", who="recorded_by__name")


def tell_made_up(line, telling):
    one = class_of(line.a)
    return telling.entry(
        line,
        _("Class made up: %(title)s") % {"title": one.title if one else line.a},
        "mortarboard",
        meta=telling.by(line),
        url=reverse("worksite:work", args=[line.pk]),
    )


def waived(enrollment):
    rows = ReadinessWaiver.objects.not_voided().filter(enrollment=enrollment)
    return lines(rows, pk="enrollment", on="waived_on", a="reason", who="recorded_by__name")


def tell_waived(line, telling):
    return telling.entry(
        line,
        _("May be proposed before the classes are finished"),
        "unlock",
        note=line.a,
        meta=telling.by(line),
        url=reverse("worksite:work", args=[line.pk]),
    )


def subtests(enrollment):
    rows = SubTest.objects.not_voided().filter(enrollment=enrollment)
    return lines(rows, pk="enrollment", on="taken_on", a="test", b="subject", number="score", who="recorded_by__name")


def tell_subtest(line, telling):
    test = known_tests()[line.a]
    return telling.entry(
        line,
        _("%(test)s, %(subject)s: %(score)d points")
        % {"test": test.name, "subject": test.subject(line.b).title, "score": line.number},
        "pencil-square",
        at=telling.on(line.on, 3),
        meta=telling.by(line),
        url=reverse("worksite:equivalency", args=[line.pk]),
    )


SOURCES = (
    Source(kind="subtest", chip="program", rows=subtests, tell=tell_subtest),
    Source(kind="candidate_step", chip="program", rows=steps, tell=tell_step),
    Source(kind="job_began", chip="program", rows=began, tell=tell_began, rank=2),
    Source(kind="job_ended", chip="program", rows=ended, tell=tell_ended, rank=4),
    Source(kind="pay_changed", chip="program", rows=raises, tell=tell_raise),
    Source(kind="class_made_up", chip="program", rows=made_up, tell=tell_made_up),
    Source(kind="readiness_waived", chip="program", rows=waived, tell=tell_waived),
)
