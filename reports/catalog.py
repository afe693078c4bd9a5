"""Every report there is: of which program, who may have it, and which measures stand in which section."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from mmp_portal.accounts.permissions import Permission
from programs import registry
from reports.measures import caseload, commitment, dosage, equity, meetings, permanency

SERVED, MATCHES, TIME, MEETINGS, OUTCOMES = "served", "matches", "time", "meetings", "outcomes"


@dataclass(frozen=True, kw_only=True)
class Section:
    """A numbered part of a report, and the measures defined for it, in their order."""

    code: str
    title: Any
    measures: tuple


@dataclass(frozen=True, kw_only=True)
class ReportKind:
    """A report of one program. `leaves_out` says what a reader might look for in vain."""

    code: str
    program: str
    title: Any
    sections: tuple[Section, ...]
    people: Any  # the noun for those served, one and many
    permission: Permission = Permission.REPORT_VIEW
    rows_permission: Permission = Permission.REPORT_ROWS
    leaves_out: Any = ""
    headline: tuple = ()
    yearly: tuple = ()

    @property
    def definition(self):
        """The program, as its room defines it."""
        return registry.get(self.program)

    @property
    def measures(self):
        """Every measure of the report, in the order of its sections."""
        return [one for section in self.sections for one in section.measures]

    def measure(self, code):
        """The measure with this code, or None where the report has none."""
        return next((one for one in self.measures if one.definition.code == code), None)


WHO_WE_SERVED = (
    caseload.served,
    caseload.enrolled_at_start,
    caseload.joined,
    caseload.left,
    caseload.enrolled_at_end,
    caseload.by_gender,
    caseload.by_age,
)
MATCHES_OPEN = (
    commitment.matches_at_start,
    commitment.matches_begun,
    commitment.matches_ended,
    commitment.matches_at_end,
    commitment.matched,
)
ONE_YEAR = (commitment.reached_year, commitment.ended_early, commitment.retention)
TIME_AND_CONTACTS = (dosage.mentor_hours, dosage.contacts_made, dosage.attempts, dosage.reached)
GROUPS = (meetings.meetings_held, meetings.meetings_called_off, meetings.attendance, meetings.came_once)
COURT_OUTCOMES = (
    permanency.child_outcomes,
    permanency.reunified,
    permanency.families_home,
    permanency.stayed_home,
    permanency.no_new_report,
    permanency.better_life,
    equity.by_group,
)

YOUNG_PARENT = ReportKind(
    code="quarterly",
    program="young_parent",
    title=_("Quarterly report"),
    people=ngettext_lazy("young parent", "young parents"),
    sections=(
        Section(code=SERVED, title=_("Who we served"), measures=(*WHO_WE_SERVED, caseload.children)),
        Section(code=MATCHES, title=_("Matches and the one-year commitment"), measures=(*MATCHES_OPEN, *ONE_YEAR)),
        Section(code=TIME, title=_("Mentor time"), measures=TIME_AND_CONTACTS),
        Section(code=MEETINGS, title=_("Support meetings"), measures=GROUPS),
    ),
    headline=("served", "mentor_hours", "attendance", "reached_year"),
    yearly=("served",),
)

WORKSITE = ReportKind(
    code="quarterly",
    program="worksite",
    title=_("Quarterly report"),
    people=ngettext_lazy("young person", "young people"),
    sections=(
        Section(code=SERVED, title=_("Who we served"), measures=WHO_WE_SERVED),
        Section(code=MATCHES, title=_("Matches with workplace mentors"), measures=MATCHES_OPEN),
        Section(code=TIME, title=_("Time and contacts"), measures=TIME_AND_CONTACTS),
        Section(code=MEETINGS, title=_("Classes and Downtime"), measures=GROUPS),
    ),
    leaves_out=_("Placements, wages, education and education funds are not in this report."),
    headline=("served", "reached", "attendance", "matched"),
    yearly=("served",),
)

MPMP = ReportKind(
    code="quarterly",
    program="mpmp",
    title=_("Quarterly report"),
    people=ngettext_lazy("parent", "parents"),
    sections=(
        Section(code=SERVED, title=_("Who we served"), measures=(*WHO_WE_SERVED, caseload.children)),
        Section(code=MATCHES, title=_("Matches with Parent Mentors"), measures=MATCHES_OPEN),
        Section(code=TIME, title=_("Time and contacts"), measures=TIME_AND_CONTACTS),
        Section(code=MEETINGS, title=_("Peer groups"), measures=GROUPS),
        Section(code=OUTCOMES, title=_("What came of it, and for whom"), measures=COURT_OUTCOMES),
    ),
    leaves_out=_("Hearings, placements and protective factors are not in this report."),
    headline=("served", "reached", "matched", "attendance"),
    yearly=("served",),
)

MOPPP = ReportKind(
    code="quarterly",
    program="moppp",
    title=_("Quarterly report"),
    people=ngettext_lazy("parent", "parents"),
    sections=(
        Section(code=SERVED, title=_("Who we served"), measures=(*WHO_WE_SERVED, caseload.children)),
        Section(code=MATCHES, title=_("Families and their home visitors"), measures=MATCHES_OPEN),
        Section(code=TIME, title=_("Home visits and contacts"), measures=TIME_AND_CONTACTS),
        Section(code=MEETINGS, title=_("Group Connections and Parent Cafés"), measures=GROUPS),
    ),
    leaves_out=_(
        "First visits on time, visits expected by the model, risk factors, assessments and goods are not in this report."
    ),
    headline=("served", "reached", "matched", "attendance"),
    yearly=("served",),
)

REPORTS = {kind.program: kind for kind in (WORKSITE, YOUNG_PARENT, MPMP, MOPPP)}


def report_of(program):
    """The quarterly report of a program's code. Raises KeyError where there is none."""
    return REPORTS[program]
