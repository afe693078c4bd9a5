"""MPMP, the Minnesota Parent Mentor Program: what the program is. Read this first.

Parents in the child protection system, with children from 0 to 18 at home or placed, are accompanied
by a Parent Mentor who has gone through the system, from the same geographic and cultural area.
Source: the California Evidence-Based Clearinghouse's page on the Minnesota Parent Mentor Program.
"""

from django.utils.translation import gettext_lazy as _

from eligibility.rules import mpmp as rules
from mentors.models import Kind
from mmp_portal.accounts.permissions import Permission
from programs.mpmp.contacts.extra import EXTRA
from programs.mpmp.court.conflicts import in_one_case
from programs.mpmp.court.panel import COURT
from programs.mpmp.court.story import SOURCES as COURT_STORY
from programs.mpmp.facts import facts_of
from programs.mpmp.who_qualifies import ways_in
from programs.registry import CaseTab, Choice, ContactKind, GoalTemplate, MeetingKind, Program

PROGRAM = Program(
    code="mpmp",
    name=_("Minnesota Parent Mentor Program"),
    short_name=_("MPMP"),
    tagline=_("Somebody who has been there walks every step with a parent."),
    people_served=_("parents in the child protection system, with children from 0 to 18 at home or placed"),
    accompanied_by=_("a Parent Mentor with own experience of the system, from the same culture and area"),
    icon="people",
    css="mpmp",
    number_prefix="PM",
    mentor_kind=Kind.PARENT_MENTOR,
    match_conflicts=in_one_case,
    source="California Evidence-Based Clearinghouse, “Minnesota Parent Mentor Program (MPMP)”",
    components=(
        Choice(code="process", label=_("Navigating the process")),
        Choice(code="case_plan", label=_("Navigating the case plan")),
        Choice(code="resources", label=_("Connecting parents with resources")),
        Choice(code="coaching", label=_("Coaching on parenting strategies")),
        Choice(code="empathetic_ear", label=_("Offering an empathetic ear")),
    ),
    contact_kinds=(
        ContactKind(code="met", label=_("Met"), planned=_("Meet")),
        Choice(code="call", label=_("Call")),
        Choice(code="text", label=_("Text")),
        Choice(code="video", label=_("Video")),
        Choice(code="court", label=_("Court date")),
        Choice(code="family_meeting", label=_("Family meeting")),
    ),
    contact_settings=(
        Choice(code="home", label=_("Birth family home")),
        Choice(code="community_living", label=_("Community daily living setting")),
        Choice(code="community_agency", label=_("Community-based agency")),
        Choice(code="justice", label=_("Justice setting")),
        Choice(code="child_welfare", label=_("Public child welfare agency")),
        Choice(code="shelter", label=_("Shelter")),
        Choice(code="virtual", label=_("Virtual")),
        Choice(code="school", label=_("School or child care")),
        Choice(code="clinic", label=_("Clinic or treatment center")),
        Choice(code="visitation", label=_("Family visiting place")),
        Choice(code="other", label=_("Other")),
    ),
    # A calendar on somebody's phone must not tell that a court, a shelter or a child welfare office is meant.
    private_settings=("home", "shelter", "justice", "child_welfare", "clinic", "visitation"),
    protective_factors=(
        Choice(code="resilience", label=_("Parental resilience")),
        Choice(code="knowledge", label=_("Knowledge of parenting and child development")),
        Choice(code="child_competence", label=_("Social and emotional competence of children")),
        Choice(code="connections", label=_("Social connections")),
        Choice(code="concrete_support", label=_("Concrete support in times of need")),
    ),
    contact_extra=EXTRA,
    case_tabs=(
        CaseTab(code="court", label=_("Court and plan"), url_name="mpmp:court", permission=Permission.COURT_VIEW),
        CaseTab(code="progress", label=_("How it goes"), url_name="mpmp:progress", permission=Permission.COURT_EDIT),
    ),
    case_panels=(COURT,),
    story_sources=COURT_STORY,
    meeting_kinds=(
        MeetingKind(
            code="refresher",
            label=_("Refresher"),
            every=_("twice a month"),
            usual_minutes=60,
            for_mentors=True,
            times_a_month=2,
        ),
        MeetingKind(
            code="training",
            label=_("Training day"),
            every=_("two days, once"),
            usual_minutes=480,
            for_mentors=True,
        ),
        MeetingKind(code="peer_group", label=_("Peer group"), every=_("as planned"), usual_minutes=90),
    ),
    goal_templates=(
        GoalTemplate(
            code="connect",
            label=_("Connect with a Parent Mentor who understands system, culture and area"),
            area="personal",
            steps=(_("Meet the Parent Mentor"), _("Agree how to reach each other")),
        ),
        GoalTemplate(
            code="navigate",
            label=_("Learn how to navigate the local child welfare system"),
            area="personal",
            steps=(_("Write down who everybody is and how to reach them"), _("Read the case plan together")),
        ),
        GoalTemplate(
            code="court",
            label=_("Learn what to expect at court dates"),
            area="personal",
            steps=(_("Go through the next court date beforehand"), _("Write down questions for the attorney")),
        ),
        GoalTemplate(
            code="support",
            label=_("Learn how to accept support"),
            area="personal",
            steps=(_("Name one thing others could take over"),),
        ),
        GoalTemplate(
            code="resources",
            label=_("Learn how to access helpful resources"),
            area="personal",
            steps=(_("Choose one service to call"), _("Call it together")),
        ),
        GoalTemplate(
            code="protect",
            label=_("Learn how to protect the children's well-being"),
            area="parenting",
            steps=(_("Talk about what the children need at visits"),),
        ),
        GoalTemplate(
            code="environment",
            label=_("Learn how to establish healthy environments for the children"),
            area="parenting",
            steps=(_("Look at the home room by room"), _("Mend what comes first")),
        ),
        GoalTemplate(
            code="permanency",
            label=_("Reunification, or the best permanency option"),
            area="parenting",
            steps=(_("Keep every planned visit with the children"), _("Finish the next item of the case plan")),
        ),
        GoalTemplate(code="no_reentry", label=_("No new out-of-home placement"), area="parenting"),
        GoalTemplate(code="no_new_services", label=_("No future need of child welfare services"), area="parenting"),
    ),
    closing_reasons=(
        Choice(code="reunified", label=_("Reunified")),
        Choice(code="other_permanency", label=_("Another permanency option")),
        Choice(code="case_dismissed", label=_("The court case ended")),
        Choice(code="moved", label=_("Moved away")),
        Choice(code="wished", label=_("The parent wished to end")),
        Choice(code="lost_touch", label=_("Could not be reached any more")),
    ),
    facts_to_know=(
        _("Recommended intensity: 1 to 3 hours weekly in the first month, then 1 to 2 hours weekly, as needed."),
        _("Recommended duration: the child protection case, and after it."),
    ),
    contact_every_days=7,  # the recommended intensity is stated in hours weekly
    facts=facts_of,
    decide=rules.decide,
    who_qualifies=ways_in,
)
