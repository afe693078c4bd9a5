"""How the match goes, beside the story: whether it is at risk and why, and the months on one line each."""

from programs.casework.casefile.standing import open_match_of
from programs.casework.enrollments.models import Status
from programs.casework.matches.models import Status as MatchStatus
from programs.registry import CasePanel
from programs.young_parent.course.months import months_of
from programs.young_parent.course.risk import is_running, reasons_of


def course_of(enrollment, *, on, user, lines):
    """The months of the open match, and the reasons why it is at risk; None where there is no match.

    In a pause nothing is owed, so nothing is at risk.
    """
    match = open_match_of(enrollment)
    if match is None or match.status == MatchStatus.PROPOSED or match.starts_on > on:
        return None
    is_owed = enrollment.status == Status.ENROLLED and is_running(match, on)
    return {
        "reasons": reasons_of(lines, enrollment, match, on=on) if is_owed else [],
        "is_paused": not is_owed,
        "months": months_of(lines, enrollment, match, on=on),
    }


COURSE = CasePanel(template="programs/young_parent/course/panel.html", context=course_of)
