"""The measures of the report catalogue that a contract may set a figure for."""

from django.utils.translation import gettext_lazy as _

TARGETS = {
    "served": _("People served in a year"),
    "matched": _("People with a mentor, share in percent"),
    "reached": _("People with a contact, share in percent"),
    "mentor_hours": _("Mentor time given, share of the expected in percent"),
    "came_once": _("People who came to a meeting, share in percent"),
    "retention": _("Matches that lasted, share in percent"),
}
