"""For which site and program somebody claims."""

from dataclasses import dataclass

from mmp_portal.accounts.permissions import Permission
from programs import registry


@dataclass(frozen=True)
class Place:
    """A site, and the program where the role is held for one alone."""

    site: object
    program: str = ""

    @property
    def code(self):
        return f"{self.site.pk}-{self.program}"

    @property
    def label(self):
        return f"{self.site.name}, {registry.get(self.program).short_name}" if self.program else self.site.name


def places_of(user, site=None):
    """The places in which the person claims expenses, those at the chosen site first; each once."""
    found = dict.fromkeys(Place(grant.site, grant.program) for grant in user.grants_with(Permission.EXPENSE_CLAIM))
    return sorted(found, key=lambda place: (place.site != site, place.site.name, place.program))
