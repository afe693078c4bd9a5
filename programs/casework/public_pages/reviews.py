"""Which pages are written for everybody, or explain the portal's words; and who reviewed them last.

An app that has such a page registers it when the portal starts. Pages of programs, and of programs at a site, are
known from what is offered.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from programs import registry
from programs.casework.parameters.values.scope import sets_for_all, sites_of
from programs.casework.public_pages.models import PageReview
from programs.casework.public_pages.places import places

# A page is read again after this long, unless another day is chosen.
AGAIN_AFTER = timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class PlainPage:
    """A page that is reviewed: its code in the reviews, what it is called, and where it stands."""

    code: str
    title: Any
    url: Any


_pages: dict[str, PlainPage] = {}


def register(*pages: PlainPage) -> None:
    """Add pages. A second one under the same code is a mistake in the code."""
    for page in pages:
        if page.code in _pages:
            raise ValueError(f"The page {page.code} is registered twice.")
        _pages[page.code] = page


def code_of(program) -> str:
    """The code of a program's page; with a site in the review it is the site's page of that program."""
    return f"program-{program.code}"


def plain_pages() -> tuple[PlainPage, ...]:
    """Every page that belongs to no site."""
    programs = [
        PlainPage(code=code_of(program), title=program.name, url=reverse("public_pages:program", args=[program.code]))
        for program in registry.all_programs()
    ]
    return (*_pages.values(), *programs)


def review_of(code, site=None):
    """The last review of a page, or None."""
    return PageReview.objects.of(code, site).first()


@dataclass(frozen=True)
class PageNow:
    """A page as its administrators see it: where it is, and how its review stands on a day."""

    title: Any
    site: Any
    program: Any
    url: str
    change_url: str
    review_url: str
    review: PageReview | None
    on: Any

    @property
    def reviewed_on(self):
        return self.review.reviewed_on if self.review else None

    @property
    def reviewed_by(self):
        return self.review.reviewed_by if self.review else ""

    @property
    def due_on(self):
        return self.review.due_on if self.review else None

    @property
    def is_overdue(self):
        return self.review is not None and self.review.is_overdue(self.on)


def pages_for(user, on) -> list[PageNow]:
    """The pages that `user` looks after: those of own sites, and for the whole installation those of no site."""
    reviews = {(row.page, row.site_id): row for row in PageReview.objects.latest()}
    found = []
    if sets_for_all(user):
        found += [
            PageNow(
                title=page.title,
                site=None,
                program=None,
                url=str(page.url),
                change_url="",
                review_url=reverse("public_pages:review", args=[page.code]),
                review=reviews.get((page.code, None)),
                on=on,
            )
            for page in plain_pages()
        ]
    own = {site.pk for site in sites_of(user)}
    found += [
        PageNow(
            title=place.program.name,
            site=place.site,
            program=place.program,
            url=place.url,
            change_url=reverse("public_pages:words", args=[place.site.pk, place.program.code]),
            review_url=reverse("public_pages:review_site", args=[place.site.pk, place.program.code]),
            review=reviews.get((code_of(place.program), place.site.pk)),
            on=on,
        )
        for place in places(on=on)
        if place.site.pk in own
    ]
    return found


def overdue_for(user):
    """The last reviews of pages that `user` looks after and that should have been reviewed again by now."""
    overdue = PageReview.objects.overdue(timezone.localdate())
    return overdue if sets_for_all(user) else overdue.filter(site__in=sites_of(user))
