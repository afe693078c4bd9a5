"""The measures of the report catalogue that a contract may set a figure for.

`served` counts the people of a year; the others are shares in percent.
"""

from django.utils.translation import gettext_lazy as _

TARGETS = {
    "served": _("People served in a year"),
    "mentor_hours": _("Mentor time given, in percent of the expected"),
    "reached": _("People with a contact, in percent"),
    "matched": _("People with a mentor, in percent"),
    "attendance": _("Meeting attendance, in percent"),
    "came_once": _("People who came to a meeting, in percent"),
    "reached_year": _("Matches kept to the promised day, in percent"),
    "reunified": _("MPMP: children reunified, in percent"),
    "families_home": _("MPMP: families with all children home, in percent"),
    "stayed_home": _("MPMP: children who stayed home, in percent"),
    "no_new_report": _("MPMP: families with no new maltreatment found, in percent"),
    "better_life": _("MPMP: parents who rate their life higher than at first, in percent"),
}
