"""MMP Worksite: what the program is. Read this first.

Youth from 16 to 21 who have experienced foster care, Division of Youth Services, court supervision or
other difficult life challenges gain mentored part-time or full-time employment. Area businesses
(Corporate Partners) agree to hire qualified youth and choose an employee as workplace mentor.
Source: Missouri Mentoring Partnership, Greene County, “Worksite Program” and “Education”.
"""

from django.utils.translation import gettext_lazy as _

from eligibility.rules import worksite as rules
from mentors.models import Kind
from mmp_portal.accounts.permissions import Permission
from programs.registry import CaseTab, Choice, ContactKind, GoalTemplate, MeetingKind, Program
from programs.worksite.facts import facts_of
from programs.worksite.placements.panel import WORK
from programs.worksite.placements.story import SOURCES as STORY
from programs.worksite.who_qualifies import ways_in

PROGRAM = Program(
    code="worksite",
    name=_("MMP Worksite"),
    short_name=_("Worksite"),
    tagline=_("A job, and somebody at work who has your back."),
    people_served=_("youth from 16 to 21 with experience of foster care, youth services, courts or other challenges"),
    accompanied_by=_("a workplace mentor, chosen by a Corporate Partner among its employees"),
    icon="briefcase",
    css="worksite",
    number_prefix="WS",
    mentor_kind=Kind.WORKPLACE,
    source="Missouri Mentoring Partnership, “Worksite Program” and “Education”",
    components=(
        Choice(code="readiness", label=_("Job readiness training classes")),
        Choice(code="openings", label=_("Openings at Corporate Partners")),
        Choice(code="placement", label=_("Mentored part-time or full-time employment")),
        Choice(code="downtime", label=_("Quarterly Downtime meetings")),
        Choice(code="education", label=_("Educational, personal and employment goals")),
        Choice(code="funds", label=_("Funds for HiSET and ACT tests and college registration")),
    ),
    contact_kinds=(
        ContactKind(code="met", label=_("Met"), planned=_("Meet")),
        Choice(code="call", label=_("Call")),
        Choice(code="text", label=_("Text")),
        Choice(code="worksite_visit", label=_("Visit at the workplace")),
    ),
    contact_settings=(
        Choice(code="workplace", label=_("Workplace")),
        Choice(code="office", label=_("Office")),
        Choice(code="school", label=_("School")),
        Choice(code="home", label=_("Home")),
        Choice(code="out", label=_("Out and about")),
        Choice(code="other", label=_("Other")),
    ),
    contact_topics=(
        Choice(code="job_search", label=_("Looking for work")),
        Choice(code="on_the_job", label=_("On the job")),
        Choice(code="school", label=_("School and diploma")),
        Choice(code="money", label=_("Money")),
        Choice(code="transport", label=_("Getting there")),
        Choice(code="personal", label=_("Personal goals")),
    ),
    meeting_kinds=(
        MeetingKind(code="readiness", label=_("Job readiness class"), every=_("in series"), usual_minutes=150),
        MeetingKind(code="downtime", label=_("Downtime"), every=_("every quarter"), usual_minutes=120),
        MeetingKind(code="banquet", label=_("Banquet"), every=_("every year"), usual_minutes=180, with_guests=True),
    ),
    goal_templates=(
        GoalTemplate(
            code="educational",
            label=_("Educational goal"),
            area="educational",
            steps=(_("Choose the test or class"), _("Register for it"), _("Plan the way there")),
        ),
        GoalTemplate(
            code="personal",
            label=_("Personal goal"),
            area="personal",
            steps=(_("Say what would be different"), _("Take a first small step")),
        ),
        GoalTemplate(
            code="employment",
            label=_("Employment goal"),
            area="employment",
            steps=(_("Finish the job readiness classes"), _("Write a résumé"), _("Go to a first interview")),
        ),
    ),
    closing_reasons=(
        Choice(code="self_sufficient", label=_("Working without further help")),
        Choice(code="aged_out", label=_("Past the age of the program")),
        Choice(code="moved", label=_("Moved away")),
        Choice(code="wished", label=_("The participant wished to end")),
        Choice(code="lost_touch", label=_("Could not be reached any more")),
        Choice(code="other_program", label=_("Went on to another program")),
    ),
    facts_to_know=(_("An average of 65 participants are served every year in Greene County."),),
    case_tabs=(CaseTab(code="work", label=_("Work"), url_name="worksite:work", permission=Permission.CASE_VIEW),),
    case_panels=(WORK,),
    story_sources=STORY,
    support_kinds=(
        Choice(code="budget", label=_("Put into the fund")),
        Choice(code="hiset", label=_("HiSET test")),
        Choice(code="act", label=_("ACT test")),
        Choice(code="college", label=_("College registration")),
        Choice(code="other", label=_("Other education")),
    ),
    settings={"served_a_year": 65},
    facts=facts_of,
    decide=rules.decide,
    who_qualifies=ways_in,
)
