"""MOPPP, Missouri's Parenting Partnership Program: what the program is. Read this first.

A statewide, voluntary home visiting program on one of two models, Healthy Families America or Parents
as Teachers, for families with a prenatal woman or a child under three, to prevent child abuse and
neglect and to strengthen healthy parent-child relationships.
Source: Missouri's Parenting Partnership Program, “Models” and “Eligibility”.
"""

from django.utils.translation import gettext_lazy as _

from eligibility.rules import moppp as rules
from mentors.models import Kind
from programs.casework.casefile.children import IMMUNIZATIONS
from programs.moppp.facts import facts_of
from programs.moppp.home_visits.extra import EXTRA
from programs.moppp.team.points import room_for
from programs.moppp.visits import beside
from programs.moppp.who_qualifies import ways_in
from programs.registry import Choice, GoalTemplate, MeetingKind, Program

PROGRAM = Program(
    code="moppp",
    name=_("Missouri’s Parenting Partnership Program"),
    short_name=_("MOPPP"),
    tagline=_("Home visits that strengthen parents while children are small."),
    people_served=_("families with a prenatal woman or a child under three, or referred by Children’s Division"),
    accompanied_by=_("a home visitor or parent educator"),
    icon="house-heart",
    css="moppp",
    number_prefix="MO",
    mentor_kind=Kind.HOME_VISITOR,
    source="Missouri’s Parenting Partnership Program, “Models” and “Eligibility”",
    components=(
        Choice(code="home_visits", label=_("Home visits by the site's model")),
        Choice(code="group_connections", label=_("Group Connections")),
        Choice(code="parent_cafes", label=_("Parent Cafés")),
        Choice(code="goods", label=_("Diapers, books, health and safety items")),
    ),
    contact_kinds=(
        Choice(code="home_visit", label=_("Home visit")),
        Choice(code="call", label=_("Call")),
        Choice(code="text", label=_("Text")),
        Choice(code="video", label=_("Video")),
    ),
    contact_settings=(
        Choice(code="home", label=_("Their home")),
        Choice(code="out", label=_("Out and about")),
        Choice(code="clinic", label=_("Clinic")),
        Choice(code="office", label=_("Office")),
        Choice(code="virtual", label=_("Virtual")),
        Choice(code="other", label=_("Other")),
    ),
    private_settings=("home", "clinic"),
    contact_topics=(
        Choice(code="interaction", label=_("Parent-child interaction")),
        Choice(code="development", label=_("Development-centered parenting")),
        Choice(code="well_being", label=_("Family well-being")),
        Choice(code="goals", label=_("Family goals")),
        Choice(code="health", label=_("Health and safety")),
    ),
    meeting_kinds=(
        MeetingKind(
            code="group_connection",
            label=_("Group Connection"),
            every=_("every month"),
            usual_minutes=90,
            page_url_name="moppp:feedback",
            page_label=_("What they said"),
        ),
        MeetingKind(
            code="parent_cafe",
            label=_("Parent Café"),
            every=_("every month"),
            usual_minutes=120,
            page_url_name="moppp:feedback",
            page_label=_("What they said"),
        ),
    ),
    goal_templates=(
        GoalTemplate(
            code="parenting",
            label=_("Parenting"),
            area="parenting",
            steps=(_("Choose one daily routine to try"), _("Talk it over at the next home visit")),
        ),
        GoalTemplate(
            code="child",
            label=_("Child growth and development"),
            area="parenting",
            steps=(_("Play one game the child learns from"), _("Come to the next Group Connection")),
        ),
        GoalTemplate(
            code="family",
            label=_("Family well-being"),
            area="personal",
            steps=(_("Name what would help most"), _("Call one service together")),
        ),
    ),
    closing_reasons=(
        Choice(code="completed", label=_("Completed the program")),
        Choice(code="aged_out", label=_("The child is past the age of the program")),
        Choice(code="moved", label=_("Moved away")),
        Choice(code="wished", label=_("The family wished to end")),
        Choice(code="lost_touch", label=_("Could not be reached any more")),
        Choice(code="other_program", label=_("Went on to another program")),
    ),
    contact_extra=EXTRA,
    match_room=room_for,
    support_kinds=(
        Choice(code="given_at_visit", label=_("Given at a visit")),
        Choice(code="given_at_group", label=_("Given at a group")),
        Choice(code="donated", label=_("Donated")),
        Choice(code="bought", label=_("Bought")),
        Choice(code="counter", label=_("Taken back")),
    ),
    case_tabs=(beside.TAB,),
    case_panels=(beside.PANEL, IMMUNIZATIONS),
    story_sources=beside.SOURCES,
    facts_to_know=(
        _(
            "The first home visit is prenatal or within three months after birth, for at least eighty percent of families."
        ),
        _(
            "After a referral by a child welfare agency: within twenty-four months, for at least eighty percent of families."
        ),
    ),
    settings={
        "first_visit_share_percent": 80,
        "first_visit_months_after_birth": 3,
        "first_visit_months_after_referral": 24,
        "referral_system": _("CRIS, the statewide referral system of the Children’s Trust Fund"),
    },
    facts=facts_of,
    decide=rules.decide,
    who_qualifies=ways_in,
)
