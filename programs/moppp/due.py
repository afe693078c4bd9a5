"""What MOPPP owes: answers to what is urgent, visitors who are back, first visits in time, lists asked again, plans."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db.models import CharField, Count, Exists, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Least
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from mmp_portal.accounts.models import User
from mmp_portal.accounts.permissions import Role
from mmp_portal.accounts.scope import case_q
from mmp_portal.agencies.models import Site, SiteProgram
from participants.ages import anniversary
from programs.casework.assessments.due import months_after
from programs.casework.assessments.models import Assessment, Tool
from programs.casework.enrollments.models import Status
from programs.casework.meetings.models import Meeting
from programs.gathering import joined, lines
from programs.moppp.clocks.first_visit import Clock
from programs.moppp.clocks.reading import clock_by, division_referrals, visits_of, with_children
from programs.moppp.groups.regions import KINDS, last_day_of
from programs.moppp.models import FactorReview, Outing, SafetyNote, TransitionPlan
from programs.moppp.visits.expected import PAT
from programs.moppp.visits.footing import model_of, paces_of
from programs.registry import DueItem, DueSource, Reminder

PROGRAM = "moppp"
RULE = "moppp-calendar"
# A list stands among what is owed this long before its day.
ASKED_BEFORE = timedelta(days=14)
# Where a statement needs a moment and there was no visit.
NOT_YET = datetime(9000, 1, 1, tzinfo=UTC)


def _item(mark, rule, *, due_on, why, action, url, who=None, is_urgent=False):
    return DueItem(
        rule=rule,
        program=PROGRAM,
        enrollment=mark.case,
        due_on=due_on,
        who=who or mark.case.participant.name,
        why=why,
        action=action,
        url=url,
        is_urgent=is_urgent,
    )


# --- Urgent ----------------------------------------------------------------------------------


def urgent(enrollments, on, user):
    """Notes that wait for a supervisor's answer, for those alone who may read them."""
    waiting = SafetyNote.objects.unanswered().for_user(user).filter(enrollment__in=enrollments)
    return lines(waiting, "moppp-urgent", case="enrollment_id", day="on")


def answer(mark, on):
    return _item(
        mark,
        "moppp-urgent",
        due_on=mark.day,
        why=_("Urgent: a note waits for a supervisor's answer."),
        action=_("Read and answer"),
        url=reverse("moppp:answer", args=[mark.subject]),
        is_urgent=True,
    )


# --- The way back ----------------------------------------------------------------------------


def on_the_way(enrollments, on, user):
    """A visitor wanted to be back by now and has not said so."""
    out = Outing.objects.overdue(timezone.now()).filter(enrollment__in=enrollments)
    return lines(out, "moppp-check-in", case="enrollment_id", day="left_at__date", at="expected_back_at")


def be_back(mark, on):
    return _item(
        mark,
        "moppp-check-in",
        due_on=mark.day,
        why=_("The visitor wanted to be back by now, and has not said so. Call them."),
        action=_("Say that they are back"),
        url=reverse("moppp:back", args=[mark.subject]),
        is_urgent=True,
    )


def tell_supervisors(now):
    """A visitor is not back: every supervisor of the site is told, once."""
    late = Outing.objects.overdue(now).select_related("visitor", "enrollment__site")
    for outing in late:
        case = outing.enrollment
        for supervisor in User.objects.holding(Role.SUPERVISOR, site=case.site, program=PROGRAM):
            with translation.override(supervisor.language):
                title = _("%(name)s is not back from a visit") % {"name": outing.visitor.name}
                body = _("Case %(number)s. Please call them.") % {"number": case.number}
            yield Reminder(
                rule="moppp-check-in",
                subject_key=f"outing-{outing.pk}",
                occurrence="not-back",
                title=title,
                body=body,
                due_at=outing.expected_back_at,
                site=case.site,
                user=supervisor,
                link=reverse("moppp:back", args=[outing.pk]),
                language=supervisor.language,
                about={"outing": outing.pk},
                is_urgent=True,
            )


def still_out(message):
    """Why a notice that was queued is not sent any more, or ""."""
    if Outing.objects.under_way().filter(pk=message.about.get("outing")).exists():
        return ""
    return gettext_noop("The visitor is back.")


# --- Groups ----------------------------------------------------------------------------------


def without_a_group(enrollments, on, user):
    """The region of a site has no Group Connection or Parent Café in the month, held or planned. A line for each site."""
    offers = SiteProgram.objects.in_force(on).filter(program=PROGRAM)
    together = offers.filter(region=OuterRef(OuterRef("region")))
    held = (
        Meeting.objects.standing()
        .between(on.replace(day=1), last_day_of(on), timezone.get_current_timezone())
        .filter(program=PROGRAM, kind__in=KINDS, site__in=together.values("site"))
    )
    bare = offers.filter(case_q(user), ~Exists(held), region__isnull=False)
    return lines(bare, "moppp-region", case=None, number="site_id", words="region__name")


def plan_a_group(mark, on):
    return DueItem(
        rule="moppp-region",
        program=PROGRAM,
        due_on=last_day_of(on),
        who=mark.words,
        why=_("This month the region has no Group Connection and no Parent Café yet."),
        action=_("Plan one"),
        url=reverse("meetings:plan"),
        site=Site(pk=mark.number),
    )


# --- By the calendar -------------------------------------------------------------------------


def by_the_calendar(enrollments, on, user):
    """First visits nearly late, the first assessment, lists to ask again, plans, and children near the program's age.

    Each day follows from births, referrals and settings, so it is worked out in `as_the_calendar_says`. A line with
    a number tells of a case: how many children have a plan, when risk factors were last asked, when the first visit
    was, when Children's Division referred them, which model they follow, and when stressors were last asked. Of the others, those with words tell of
    a tool that was given, by its code, and those without of the birth of a child.
    """
    cases = enrollments.filter(program=PROGRAM, status=Status.ENROLLED).order_by()
    asked = FactorReview.objects.not_voided().filter(enrollment=OuterRef("pk"), about=FactorReview.About.RISK_FACTORS)
    stressors = FactorReview.objects.not_voided().filter(enrollment=OuterRef("pk"), about=FactorReview.About.STRESSORS)
    plans = TransitionPlan.objects.not_voided().filter(enrollment=OuterRef("pk")).order_by().values("enrollment")
    own, shared = visits_of(OuterRef("pk"))
    referred = division_referrals().filter(person=OuterRef("participant"), site=OuterRef("site"))
    of_cases = lines(
        cases,
        RULE,
        day=Subquery(asked.order_by("-asked_on").values("asked_on")[:1]),
        at=Least(
            Coalesce(Subquery(own.order_by("started_at").values("started_at")[:1]), Value(NOT_YET)),
            Coalesce(
                Subquery(shared.order_by("contact__started_at").values("contact__started_at")[:1]), Value(NOT_YET)
            ),
        ),
        number=Coalesce(Subquery(plans.annotate(count=Count("child", distinct=True)).values("count")), 0),
        words=joined(
            Coalesce(
                Cast(Subquery(referred.order_by("-received_on").values("received_on")[:1]), CharField()), Value("")
            ),
            model_of(OuterRef("pk"), on),
            Coalesce(Cast(Subquery(stressors.order_by("-asked_on").values("asked_on")[:1]), CharField()), Value("")),
        ),
    )
    # What is asked about a child is never the first assessment of a family.
    given = Assessment.objects.not_voided().filter(enrollment__in=cases).exclude(tool__about=Tool.About.CHILD)
    return [
        of_cases,
        lines(with_children(cases, on), RULE, day="child_born_on"),
        lines(given, RULE, case="enrollment_id", day="given_on", words="tool__code"),
    ]


def as_the_calendar_says(marks, on):
    """All that the calendar says of the families. One query."""
    births, given = defaultdict(list), defaultdict(set)
    for mark in marks:
        if mark.number is None and mark.words:
            given[mark.case.pk].add(mark.words)
        elif mark.number is None:
            births[mark.case.pk].append(mark.day)
    of_cases = [mark for mark in marks if mark.number is not None]
    paces = paces_of({mark.case.site for mark in of_cases})
    for mark in of_cases:
        case, parameters = mark.case, paces[mark.case.site_id].parameters
        facts = Facts.of(mark, births[case.pk], given[case.pk], parameters, on)
        values = parameters.on(on)
        yield from first_visit(case, facts, values, on)
        yield from first_assessment(case, facts, values, on)
        yield from factors_again(case, facts, values, on)
        yield from stressors_again(case, facts, values, on)
        yield from what_follows(case, facts, values, on)
        yield from aging_out(case, facts, values, on)


@dataclass(frozen=True)
class Facts:
    """What the calendar needs to know of a family."""

    clock: Clock
    births: list
    asked_on: date | None
    planned: int
    is_referred: bool
    model: str
    given: set
    stressors_on: date | None

    @classmethod
    def of(cls, mark, births, given, parameters, on):
        referred, model, stressors = mark.parts
        referred_on = date.fromisoformat(referred) if referred else None
        visited_on = timezone.localtime(mark.at, mark.case.site.zone).date() if mark.at < NOT_YET else None
        return cls(
            clock=clock_by(
                parameters, mark.case, births=births, visited_on=visited_on, referred_on=referred_on, on=on
            ),
            births=births,
            asked_on=mark.day,
            planned=mark.number,
            is_referred=referred_on is not None,
            model=model,
            given=given,
            stressors_on=date.fromisoformat(stressors) if stressors else None,
        )


def _owed(case, *, due_on, why, action, url):
    return DueItem(
        rule=RULE,
        program=PROGRAM,
        enrollment=case,
        due_on=due_on,
        who=case.participant.name,
        why=why,
        action=action,
        url=url,
    )


def first_visit(case, facts, values, on):
    """Nobody was visited yet, and the clock runs out within the days that the setting says."""
    left = facts.clock.days_left(on)
    if left is not None and left <= values["first_visit_warned_days"]:
        yield _owed(
            case,
            due_on=facts.clock.last_day,
            why=_("No home visit yet. After this day the first one is late."),
            action=_("Plan the visit"),
            url=reverse("contacts:plan", args=[case.pk]),
        )


def first_assessment(case, facts, values, on):
    """None of the tools that the family's model begins with was given yet."""
    if not facts.model:
        return
    due_on = case.enrolled_on + timedelta(days=values[f"{facts.model}_first_assessment_days"])
    tools = set(values[f"{facts.model}_first_assessment"])
    if due_on <= on + ASKED_BEFORE and tools.isdisjoint(code.replace("-", "_") for code in facts.given):
        yield _owed(
            case,
            due_on=due_on,
            why=_("The first family assessment is due."),
            action=_("Record it"),
            url=reverse("assessments:assessments", args=[case.pk]),
        )


def factors_again(case, facts, values, on):
    """Risk factors were asked so many months ago, or never since the family came."""
    due_on = months_after(facts.asked_on or case.enrolled_on, values["risk_factors_asked_months"])
    if due_on <= on + ASKED_BEFORE:
        yield _owed(
            case,
            due_on=due_on,
            why=_("Risk factors are asked again."),
            action=_("Ask them"),
            url=reverse("moppp:ask", args=[case.pk, FactorReview.About.RISK_FACTORS]),
        )


def stressors_again(case, facts, values, on):
    """A family of Parents as Teachers is owed visits by its stressors: asked when it comes, and again like risk factors."""
    if facts.model != PAT:
        return
    asked_on = facts.stressors_on
    due_on = months_after(asked_on, values["risk_factors_asked_months"]) if asked_on else case.enrolled_on
    if due_on <= on + ASKED_BEFORE:
        yield _owed(
            case,
            due_on=due_on,
            why=_("Stressors are asked: they decide how many visits the family is owed."),
            action=_("Ask them"),
            url=reverse("moppp:ask", args=[case.pk, FactorReview.About.STRESSORS]),
        )


def what_follows(case, facts, values, on):
    """A child is old enough for a plan, and fewer plans were made than there are such children."""
    begins = [months_after(born, values["transition_plan_from_months"]) for born in facts.births]
    due = sorted(day for day in begins if day <= on)
    if len(due) > facts.planned:
        yield _owed(
            case,
            due_on=due[-1],
            why=_("A child is old enough to plan what follows the program."),
            action=_("Plan it"),
            url=reverse("moppp:plan_transition", args=[case.pk]),
        )


def aging_out(case, facts, values, on):
    """The youngest child reaches the age of the program within the days that the setting says."""
    births = facts.births
    if not births or (case.participant.due_on and case.participant.due_on >= on):
        return
    is_referred = facts.is_referred and values["childrens_division_to_five"]
    years = values["childrens_division_age_limit"] if is_referred else values["child_age_limit"]
    ends_on = anniversary(max(births), years)
    if (ends_on - on).days <= values["aging_out_warned_days"]:
        yield _owed(
            case,
            due_on=ends_on,
            why=ngettext(
                "The youngest child is %(count)d year old on this day: past the age of the program.",
                "The youngest child is %(count)d years old on this day: past the age of the program.",
                years,
            )
            % {"count": years},
            action=_("Plan what follows"),
            url=reverse("moppp:transitions", args=[case.pk]),
        )


SOURCES = (
    DueSource(
        rule=RULE,
        describes=gettext_lazy(
            "The first home visit is in time, the first family assessment is done, risk factors are asked again, what "
            "follows is planned, and it is known when a child will be past the age of the program."
        ),
        marks=by_the_calendar,
        items=as_the_calendar_says,
    ),
    DueSource(
        rule="moppp-region",
        describes=gettext_lazy("Every region has a Group Connection or a Parent Café each month."),
        about_cases=False,
        marks=without_a_group,
        item=plan_a_group,
    ),
    DueSource(
        rule="moppp-urgent",
        describes=gettext_lazy("Words of self-harm are answered by a supervisor at once."),
        marks=urgent,
        item=answer,
    ),
    DueSource(
        rule="moppp-check-in",
        describes=gettext_lazy("A home visitor says that they are back."),
        marks=on_the_way,
        item=be_back,
        reminders=tell_supervisors,
    ),
)
