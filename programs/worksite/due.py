"""What Worksite owes: to companies, to those sent to one, to jobs without a mentor, and a Downtime each quarter."""

from datetime import timedelta

from django.db.models import Value
from django.db.models.functions import Coalesce, Concat
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentors.models import CorporatePartner
from mmp_portal.accounts.scope import case_q
from mmp_portal.agencies.models import Site, SiteProgram
from programs import registry
from programs.casework.meetings.models import Meeting
from programs.casework.parameters.components import components_by
from programs.casework.parameters.values.overlay import parameters_of_sites
from programs.gathering import joined, lines
from programs.registry import DueItem, DueSource
from programs.worksite.check_ins import letters
from programs.worksite.models import Candidate, CheckIn, MentorWeek, Opening
from programs.worksite.models.check_ins import Side
from programs.worksite.models.namings import NamedMentor, jobs_without_a_mentor
from programs.worksite.models.weeks import Said
from programs.worksite.namings import letters as naming_letters
from programs.worksite.weeks import letters as week_letters

PROGRAM = "worksite"
# They stand among what is owed this long before their day.
STEP_SHOWN_BEFORE = timedelta(days=7)
END_SHOWN_BEFORE = timedelta(days=60)
# A company that has not answered for so long is asked.
ASK_THE_COMPANY_AFTER = timedelta(days=14)
# A job has a mentor within so many days.
MENTOR_WITHIN = timedelta(days=7)
# Where the two say different things of a week, somebody asks within so many days.
SETTLED_WITHIN = timedelta(days=7)
# So many days into a quarter, a Downtime should be planned.
DOWNTIME_PLANNED_WITHIN = timedelta(days=30)


def next_steps(enrollments, on, user):
    """The own next steps with companies."""
    rows = CorporatePartner.objects.not_voided().for_user(user)
    mine = rows.filter(next_step_by=user, next_step_on__lte=on + STEP_SHOWN_BEFORE)
    words = joined("name", "next_step")
    return lines(mine, "partner-next-step", case=None, day="next_step_on", number="site_id", words=words)


def next_step(mark, on):
    name, step = mark.parts
    return DueItem(
        rule=mark.rule,
        program=PROGRAM,
        due_on=mark.day,
        who=name,
        why=step,
        action=_("Note a talk"),
        url=reverse("partners:talk", args=[mark.subject]),
        site=Site(pk=mark.number),
    )


def agreements_ending(enrollments, on, user):
    """Agreements with companies that end within two months."""
    rows = CorporatePartner.objects.not_voided().for_user(user).ending_by(on + END_SHOWN_BEFORE)
    return lines(rows, "partner-agreement-ends", case=None, day="agreement_ends_on", number="site_id", words="name")


def agreement_ends(mark, on):
    day = formats.date_format(mark.day, _("F j"))
    return DueItem(
        rule=mark.rule,
        program=PROGRAM,
        due_on=mark.day,
        who=mark.words,
        why=_("The agreement ends on %(day)s. Ask whether they go on.") % {"day": day},
        action=_("Open the company"),
        url=CorporatePartner(pk=mark.subject).get_absolute_url(),
        site=Site(pk=mark.number),
    )


def openings_to_look_at(enrollments, on, user):
    """The last day of an opening is over, and it is still called open."""
    rows = Opening.objects.ended_unfilled(on).for_user(user)
    words = joined("title", "partner__name")
    return lines(rows, "opening-ended", case=None, day="last_day", number="partner__site_id", words=words)


def look_at_the_opening(mark, on):
    return DueItem(
        rule=mark.rule,
        program=PROGRAM,
        due_on=mark.day,
        who=", ".join(mark.parts),
        why=_("The last day is over. Is the place still free?"),
        action=_("Open the opening"),
        url=reverse("worksite:opening", args=[mark.subject]),
        site=Site(pk=mark.number),
    )


def without_an_answer(enrollments, on, user):
    """Somebody was sent to a company, and for two weeks nothing was noted."""
    rows = Candidate.objects.open().filter(enrollment__in=enrollments, stands_since__lte=on - ASK_THE_COMPANY_AFTER)
    return lines(rows, "candidate-quiet", case="enrollment_id", day="stands_since", words="opening__partner__name")


def ask_the_company(mark, on):
    return DueItem(
        rule="candidate-quiet",
        program=PROGRAM,
        enrollment=mark.case,
        due_on=mark.day + ASK_THE_COMPANY_AFTER,
        who=mark.case.participant.name,
        why=_("No word from %(company)s for two weeks. Call there.") % {"company": mark.words},
        action=_("Note the next step"),
        url=reverse("worksite:step", args=[mark.subject]),
    )


def without_a_mentor(enrollments, on, user):
    """A job at a company goes on, and nobody accompanies them there."""
    rows = jobs_without_a_mentor().filter(enrollment__in=enrollments)
    return lines(rows, "job-without-mentor", case="enrollment_id", day="starts_on", words="partner__name")


def ask_for_a_mentor(mark, on):
    return DueItem(
        rule="job-without-mentor",
        program=PROGRAM,
        enrollment=mark.case,
        due_on=mark.day + MENTOR_WITHIN,
        who=mark.case.participant.name,
        why=_("Nobody at %(company)s accompanies them. Ask whom it chooses.") % {"company": mark.words},
        action=_("Choose the mentor"),
        url=reverse("worksite:choose_mentor", args=[mark.subject]),
    )


def named(enrollments, on, user):
    """A company named who accompanies somebody at work, and nobody has oriented them yet."""
    rows = NamedMentor.objects.waiting().filter(placement__enrollment__in=enrollments, placement__ended_on=None)
    words = joined("placement__partner__name", Concat("given_name", Value(" "), "family_name"))
    return lines(rows, "mentor-named", case="placement__enrollment", day="named_on", words=words)


def orient_them(mark, on):
    company, name = mark.parts
    return DueItem(
        rule=mark.rule,
        program=PROGRAM,
        enrollment=mark.case,
        due_on=mark.day + MENTOR_WITHIN,
        who=mark.case.participant.name,
        why=_("%(company)s chose %(name)s as the mentor at work. Tell them how it is done.")
        % {"company": company, "name": name},
        action=_("Orient the mentor"),
        url=reverse("worksite:orient", args=[mark.subject]),
    )


def unanswered(enrollments, on, user):
    """A side is to be asked how it goes in a job, within the week or since its day."""
    rows = CheckIn.objects.owed_by(on + STEP_SHOWN_BEFORE).filter(placement__enrollment__in=enrollments)
    where = Coalesce("placement__partner__name", "placement__employer")
    return lines(
        rows,
        "job-check-in",
        case="placement__enrollment",
        day="due_on",
        number="day_number",
        words=Concat("side", Value(" "), where),
    )


def ask_how_it_goes(mark, on):
    side, company = mark.words.split(" ", 1)
    said = (
        _("%(days)d days at %(company)s: ask the employer how it goes.")
        if side == Side.EMPLOYER
        else _("%(days)d days at %(company)s: ask them how it goes.")
    )
    return DueItem(
        rule="job-check-in",
        program=PROGRAM,
        enrollment=mark.case,
        due_on=mark.day,
        who=mark.case.participant.name,
        why=said % {"days": mark.number, "company": company},
        action=_("Note the answer"),
        url=reverse("worksite:check_in", args=[mark.subject]),
    )


def weeks_in_doubt(enrollments, on, user):
    """Mentor and youth do not say the same of a week."""
    rows = MentorWeek.objects.in_doubt().filter(mentorship__placement__enrollment__in=enrollments)
    words = joined("youth_said", "mentor_said")
    return lines(rows, "week-in-doubt", case="mentorship__placement__enrollment", day="asked_on", words=words)


def settle_the_week(mark, on):
    youth, mentor = (Said(said).label if said else _("nothing") for said in mark.parts)
    return DueItem(
        rule=mark.rule,
        program=PROGRAM,
        enrollment=mark.case,
        due_on=mark.day + SETTLED_WITHIN,
        who=mark.case.participant.name,
        why=_("Did they meet at work? The youth says: %(youth)s. The mentor says: %(mentor)s.")
        % {"youth": youth, "mentor": mentor},
        action=_("Ask, and settle it"),
        url=reverse("worksite:week", args=[mark.subject]),
    )


def quarter_of(day):
    """The first and the last day of the quarter that holds the day."""
    first = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    after = (first + timedelta(days=100)).replace(day=1)
    return first, after - timedelta(days=1)


def quarters_without_downtime(enrollments, on, user):
    """A site has no Downtime in the running quarter, held or planned, thirty days into it."""
    first, last = quarter_of(on)
    offers = SiteProgram.objects.in_force(on).filter(case_q(user), program=PROGRAM)
    meetings = Meeting.objects.standing().filter(
        program=PROGRAM, kind="downtime", starts_at__date__gte=first, starts_at__date__lte=last
    )
    without = offers.exclude(site__in=meetings.values("site"))
    if on < first + DOWNTIME_PLANNED_WITHIN:
        without = without.none()
    return lines(without, "downtime-missing", case=None, subject="site_id", words="site__name")


def plan_downtimes(marks, on):
    """One warning for each site that offers Downtime on the day."""
    program = registry.get(PROGRAM)
    parameters = parameters_of_sites(PROGRAM, [mark.subject for mark in marks])
    for mark in marks:
        if "downtime" in {part.code for part in components_by(program, parameters[mark.subject], on)}:
            yield plan_a_downtime(mark, on)


def plan_a_downtime(mark, on):
    return DueItem(
        rule=mark.rule,
        program=PROGRAM,
        due_on=quarter_of(on)[1],
        who=_("Downtime at %(site)s") % {"site": mark.words},
        why=_("None is held or planned in this quarter."),
        action=_("Plan a meeting"),
        url=reverse("meetings:plan"),
        site=Site(pk=mark.subject),
    )


SOURCES = (
    DueSource(
        rule="opening-ended",
        describes=gettext_lazy("The last day of an opening is over, and nobody said whether it was filled."),
        about_cases=False,
        marks=openings_to_look_at,
        item=look_at_the_opening,
    ),
    DueSource(
        rule="candidate-quiet",
        describes=gettext_lazy("Somebody was sent to a company, and no answer came for two weeks."),
        marks=without_an_answer,
        item=ask_the_company,
    ),
    DueSource(
        rule="job-without-mentor",
        describes=gettext_lazy("A job at a company goes on without a mentor at work."),
        marks=without_a_mentor,
        item=ask_for_a_mentor,
    ),
    DueSource(
        rule="mentor-named",
        describes=gettext_lazy("A company named a mentor at work, who is to be oriented."),
        marks=named,
        item=orient_them,
    ),
    DueSource(
        rule=naming_letters.RULE,
        describes=gettext_lazy("A company is asked by e-mail whom it chooses as mentor at work."),
        reminders=naming_letters.reminders,
    ),
    DueSource(
        rule="job-check-in",
        describes=gettext_lazy("Youth and employer are asked how it goes after 30, 60, 90 and 180 days in a job."),
        marks=unanswered,
        item=ask_how_it_goes,
    ),
    DueSource(
        rule=letters.RULE,
        describes=gettext_lazy("An employer is asked by e-mail how it goes with somebody in a job."),
        reminders=letters.reminders,
    ),
    DueSource(
        rule="week-in-doubt",
        describes=gettext_lazy("Mentor and youth at work do not say the same about their week."),
        marks=weeks_in_doubt,
        item=settle_the_week,
    ),
    DueSource(
        rule=week_letters.RULE,
        describes=gettext_lazy("Mentor and youth at work are asked every week whether they met."),
        reminders=week_letters.reminders,
    ),
    DueSource(
        rule="downtime-missing",
        describes=gettext_lazy("A quarter has no Downtime meeting, held or planned."),
        about_cases=False,
        marks=quarters_without_downtime,
        items=plan_downtimes,
    ),
    DueSource(
        rule="partner-next-step",
        describes=gettext_lazy("A next step with a company was promised by a day."),
        about_cases=False,
        marks=next_steps,
        item=next_step,
    ),
    DueSource(
        rule="partner-agreement-ends",
        describes=gettext_lazy("The agreement with a company ends within two months."),
        about_cases=False,
        marks=agreements_ending,
        item=agreement_ends,
    ),
)
