"""MMP Young Parent: what the program is. Read this first.

Young mothers and fathers, 21 and younger, are each matched with a trained community mentor who
helps them develop parenting skills, keep healthy, keep immunizations updated, feel less stress, stay
in school, and take care of themselves and their children. Both sides promise one year.
Source: Missouri Mentoring Partnership, Greene County, “Young Parent Program”.
"""

from django.utils.translation import gettext_lazy as _

from eligibility.rules import young_parent as rules
from mentors.models import Kind
from mmp_portal.accounts.permissions import Permission
from programs.casework.casefile.children import IMMUNIZATIONS
from programs.registry import (
    CaseTab,
    Choice,
    Commitment,
    ContactKind,
    GoalTemplate,
    LookBack,
    MeetingKind,
    MonthlyExpectation,
    Program,
)
from programs.young_parent.course.panel import COURSE
from programs.young_parent.facts import facts_of
from programs.young_parent.who_qualifies import ways_in

PROGRAM = Program(
    code="young_parent",
    name=_("MMP Young Parent"),
    short_name=_("Young Parent"),
    tagline=_("A caring adult beside every young mother and father, for a year."),
    people_served=_("mothers and fathers 21 and younger"),
    accompanied_by=_("a trained community mentor"),
    icon="balloon-heart",
    css="young-parent",
    number_prefix="YP",
    mentor_kind=Kind.COMMUNITY,
    source="Missouri Mentoring Partnership, “Young Parent Program” and “Education”",
    components=(
        Choice(code="mentoring", label=_("A match with a trained community mentor")),
        Choice(code="support_meetings", label=_("Monthly support meetings")),
        Choice(code="child_health", label=_("A healthy life, and immunizations kept updated")),
        Choice(code="education", label=_("Staying in school, and funds for tests and registration")),
        Choice(code="self_care", label=_("Less stress, and care for self and child")),
    ),
    contact_kinds=(
        ContactKind(code="met", label=_("Met"), planned=_("Meet")),
        Choice(code="call", label=_("Call")),
        Choice(code="text", label=_("Text")),
        Choice(code="video", label=_("Video")),
    ),
    contact_settings=(
        Choice(code="home", label=_("Their home")),
        Choice(code="library", label=_("Library")),
        Choice(code="out", label=_("Out and about")),
        Choice(code="clinic", label=_("Clinic")),
        Choice(code="school", label=_("School")),
        Choice(code="office", label=_("Office")),
        Choice(code="other", label=_("Other")),
    ),
    private_settings=("home", "clinic"),
    contact_topics=(
        Choice(code="parenting", label=_("Parenting skills")),
        Choice(code="health", label=_("Healthy life")),
        Choice(code="immunizations", label=_("Immunizations")),
        Choice(code="stress", label=_("Less stress")),
        Choice(code="school", label=_("Staying in school")),
        Choice(code="self_care", label=_("Care for self and child")),
    ),
    meeting_kinds=(
        MeetingKind(code="support", label=_("Support meeting"), every=_("every month"), usual_minutes=120),
        MeetingKind(code="parenting_class", label=_("Parenting class"), every=_("as planned"), usual_minutes=90),
        MeetingKind(
            code="mentor_training",
            label=_("Mentor training"),
            every=_("before a match"),
            usual_minutes=240,
            for_mentors=True,
        ),
        MeetingKind(code="banquet", label=_("Banquet"), every=_("every year"), usual_minutes=180, with_guests=True),
    ),
    goal_templates=(
        GoalTemplate(
            code="parenting",
            label=_("Develop effective parenting skills"),
            area="parenting",
            steps=(_("Play together for ten minutes every day"), _("Come to the next support meeting")),
        ),
        GoalTemplate(
            code="health",
            label=_("Maintain a healthy life"),
            area="personal",
            steps=(_("Find a doctor"), _("Make an appointment for a checkup")),
        ),
        GoalTemplate(
            code="immunizations",
            label=_("Keep immunizations updated"),
            area="parenting",
            steps=(_("Find the immunization card"), _("Make an appointment for the next shots")),
        ),
        GoalTemplate(
            code="stress",
            label=_("Reduce stress"),
            area="personal",
            steps=(_("Name two people to call on a hard day"), _("Plan one free hour every week")),
        ),
        GoalTemplate(
            code="school",
            label=_("Stay in school, obtain a diploma or HiSET"),
            area="educational",
            steps=(
                _("Talk with the school about what is missing"),
                _("Arrange child care for class hours"),
                _("Register for the HiSET test"),
            ),
        ),
        GoalTemplate(
            code="self_care",
            label=_("Take care of oneself and the children"),
            area="personal",
            steps=(_("Set a bedtime for the children"), _("Do one thing a week just for oneself")),
        ),
    ),
    case_tabs=(
        CaseTab(
            code="health",
            label=_("Health and how it goes"),
            url_name="young_parent:health",
            permission=Permission.CASE_VIEW,
        ),
        CaseTab(code="bucks", label=_("Points"), url_name="young_parent:bucks", permission=Permission.SUPPORT_VIEW),
    ),
    case_panels=(COURSE, IMMUNIZATIONS),
    support_kinds=(
        Choice(code="mentor_time", label=_("Time with the mentor")),
        Choice(code="group", label=_("Support meeting")),
        Choice(code="class", label=_("Parenting class")),
        Choice(code="doctor_visit", label=_("Doctor visit kept")),
        Choice(code="immunizations", label=_("Proof of current immunizations")),
        Choice(code="anniversary", label=_("Anniversary of the match")),
        Choice(code="by_hand", label=_("By hand")),
        Choice(code="bought", label=_("Bought in the store")),
        Choice(code="sold", label=_("Sold in the store")),
        Choice(code="received", label=_("Put on the shelf")),
        Choice(code="counted", label=_("Missing at a count")),
    ),
    closing_reasons=(
        Choice(code="year_kept", label=_("The year was completed")),
        Choice(code="aged_out", label=_("Past the age of the program")),
        Choice(code="moved", label=_("Moved away")),
        Choice(code="wished", label=_("The parent wished to end")),
        Choice(code="lost_touch", label=_("Could not be reached any more")),
        Choice(code="other_program", label=_("Went on to another program")),
    ),
    commitment=Commitment(
        days=365,
        look_backs=(
            LookBack(day=30, label=_("30 days")),
            LookBack(day=90, label=_("First quarterly check")),
            LookBack(day=180, label=_("Second quarterly check")),
            LookBack(day=270, label=_("9 months")),
            LookBack(day=335, label=_("11 months")),
        ),
    ),
    monthly=MonthlyExpectation(
        with_mentor="mentor_minutes_a_month",
        at_meetings="group_minutes_a_month",
        source=(
            "Missouri Mentoring Partnership, Greene County, frequently asked questions: at least six hours a month, "
            "one hour a week with the mentor and one two-hour monthly group"
        ),
    ),
    contact_every_days=7,  # one hour a week with the mentor, by the same source
    facts_to_know=(
        _("Participants and mentors make a one year commitment to the program."),
        _("An average of 25 parents are served every year in Greene County."),
    ),
    settings={"served_a_year": 25},
    facts=facts_of,
    decide=rules.decide,
    who_qualifies=ways_in,
)
