"""Words of public pages, and their reviews."""

from datetime import timedelta
from types import SimpleNamespace

from programs.casework.public_pages.models import PageReview, ServedZip, SitePage


def page_of(site, *, program="young_parent", zips=("65802",), days_ago=30, **words):
    """What the page of a program says since some days."""
    facts = {
        "offers": "We meet once a week.",
        "hours": "Weekdays 8 am to 5 pm",
        "ask_for": "the intake worker",
        **words,
    }
    page = SitePage.objects.create(
        site=site, program=program, starts_on=site.today() - timedelta(days=days_ago), **facts
    )
    ServedZip.objects.bulk_create(ServedZip(page=page, code=code) for code in zips)
    return page


def review_of(page, *, on, site=None, due_in=365, by="The program office"):
    return PageReview.objects.create(
        page=page, site=site, reviewed_on=on, reviewed_by=by, due_on=on + timedelta(days=due_in)
    )


def public_page_of(site):
    """What the cast has: the words of Young Parent's page, reviewed a month ago."""
    page = page_of(site)
    return SimpleNamespace(page=page, review=review_of("program-young_parent", on=page.starts_on, site=site))
