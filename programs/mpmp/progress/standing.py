"""What came of a case: for each child, and for the family as a whole. Pure, but for words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from mmp_portal.ui.templatetags.ui import full_day
from programs.mpmp.court.clock import months_after
from programs.mpmp.models import APART, ChildOutcome

# Whose return into placement is looked at; adoptions are left out (federal reviews, measure of re-entry).
CAN_RETURN = (ChildOutcome.Kind.REUNIFIED, ChildOutcome.Kind.CUSTODY)


@dataclass(frozen=True)
class Standing:
    """The latest outcome of a child, and whether it came back into placement within the window.

    `state` is “stayed”, “returned”, “not_yet” while the window is open, or "" where nobody asks.
    """

    outcome: Any
    state: str
    known_on: date | None = None

    @property
    def words(self):
        return {
            "stayed": _("stayed out of placement"),
            "returned": _("back in placement since %(day)s"),
            "not_yet": _("not yet known: the time to look at ends on %(day)s"),
            "": "",
        }[self.state] % {"day": full_day(self.known_on) if self.known_on else ""}


def standing_of(outcome, placements, *, on, months):
    """Re-entry within `months` of the day of the outcome. Before they have passed it is not known, never a success."""
    if outcome.kind not in CAN_RETURN:
        return Standing(outcome, "")
    ends = months_after(outcome.on, months)
    again = sorted(
        one.starts_on
        for one in placements
        if one.child_id == outcome.child_id and one.kind not in APART and outcome.on <= one.starts_on < ends
    )
    if again:
        return Standing(outcome, "returned", again[0])
    return Standing(outcome, "stayed") if on >= ends else Standing(outcome, "not_yet", ends)


def of_the_case(children, latest):
    """The family as a whole: every child at home, some of them, or none; "" where no outcome is known.

    `children` are those of the case, `latest` their latest outcome by key.
    """
    if not latest:
        return ""
    home = [child for child in children if child.pk in latest and latest[child.pk].kind == "reunified"]
    if not home:
        return _("Another permanency")
    if len(home) == len([child for child in children if child.pk in latest]) and len(latest) == len(children):
        return _("All children are home")
    return _("Partly reunified: %(home)d of %(all)d children are home") % {"home": len(home), "all": len(children)}
