"""What keeps a mentor at a site: a match that is open there."""

from django.utils.translation import gettext as _

from programs.casework.matches.models import Match


def open_matches(person, site):
    """A sentence for each open match in which the person is the mentor at the site; at any where `site` is None."""
    matches = Match.objects.open().filter(mentor__person=person).select_related("enrollment__site")
    for match in matches.filter(enrollment__site=site) if site else matches:
        yield _("They are the mentor in case %(number)s. End the match first.") % {"number": match.enrollment.number}
