"""What keeps somebody at a site: a case that is open there."""

from django.utils.translation import gettext as _

from programs.casework.enrollments.models import Enrollment


def open_cases(person, site):
    """A sentence for each open case of the person at the site; at any site where `site` is None."""
    cases = Enrollment.objects.open().filter(participant=person).select_related("site")
    for case in cases.filter(site=site) if site else cases:
        yield _("Case %(number)s is open at %(site)s. Close it first.") % {
            "number": case.number,
            "site": case.site.name,
        }
