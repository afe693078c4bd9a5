"""Who offers which program where: what the finder looks through."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from mmp_portal.agencies.models import SiteProgram
from programs import registry
from programs.casework.public_pages.models import SitePage


@dataclass(frozen=True)
class Place:
    """A program at a site that offers it, with the words of its page and the counties it serves."""

    site: Any
    program: Any
    words: Any
    counties: tuple[Any, ...]

    @property
    def url(self):
        return reverse("public_pages:page", args=[self.program.code, self.site.code])

    @property
    def phone(self):
        """The program's own number, else the site's, else the agency's."""
        return (self.words.phone if self.words else "") or self.site.phone or self.site.agency.phone

    @property
    def call(self):
        """The address that rings it up; "" without a number."""
        number = "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")
        return f"tel:{number}" if number else ""

    @property
    def where(self):
        """The counties by name."""
        return ", ".join(county.name for county in self.counties)

    @property
    def takes_referrals(self):
        return self.words is None or self.words.takes_referrals

    def serves_zip(self, code):
        return self.words is not None and code in self.words.zip_codes


def places(*, on=None, program=None, site=None):
    """Every program that a site offers on the day (today), by the site's name. A constant number of queries."""
    on = on or timezone.localdate()
    offered = SiteProgram.objects.in_force(on).filter(program__in=registry.codes())
    words = SitePage.objects.in_force(on).with_places()
    if program is not None:
        offered, words = offered.filter(program=program.code), words.filter(program=program.code)
    if site is not None:
        offered, words = offered.filter(site__code=site), words.filter(site__code=site)
    known = {(row.site_id, row.program): row for row in words}
    order = registry.codes()
    rows = offered.select_related("site__agency").prefetch_related("site__counties")
    return [
        _place(row.site, registry.get(row.program), known.get((row.site_id, row.program)))
        for row in sorted(rows, key=lambda row: (row.site.name, order.index(row.program)))
    ]


def _place(site, program, words):
    own = tuple(words.counties.all()) if words else ()
    return Place(site=site, program=program, words=words, counties=own or tuple(site.counties.all()))


def serving(found, *, county=None, zip_code=""):
    """Those of the places that serve a county, or say that they serve a ZIP code."""
    if county is not None:
        found = [place for place in found if county in place.counties]
    if zip_code:
        found = [place for place in found if place.serves_zip(zip_code)]
    return found
