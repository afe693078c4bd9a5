"""Pages for everybody: what the programs are, who qualifies, and who offers them near by. No account, no names."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from mmp_portal.accounts.decorators import public
from mmp_portal.agencies.models import County
from programs import registry
from programs.casework.parameters.components import components_at
from programs.casework.parameters.values.overlay import parameters_for
from programs.casework.public_pages import reviews
from programs.casework.public_pages.county_map import maps_of
from programs.casework.public_pages.forms import FinderForm
from programs.casework.public_pages.places import places, serving


def program_or_404(code):
    if code not in registry.codes():
        raise Http404
    return registry.get(code)


def place_or_404(program, site_code):
    """The program at a site that offers it today."""
    found = places(program=program, site=site_code)
    if not found:
        raise Http404
    return found[0]


def qualifies(program, *, on, state, site=None):
    """Who may join, in plain words, from the values in force on the day."""
    if program.who_qualifies is None:
        return ()
    return program.who_qualifies(parameters_for(program.code, site=site), on=on, state=state)


def referral_system(program):
    """Name and address of the state's own referral system, where the program has one and the address is set."""
    name = program.settings.get("referral_system", "")
    return {"name": name, "url": settings.CRIS_URL} if name and settings.CRIS_URL else None


@public
def programs(request):
    """The programs, each in two sentences."""
    offered = {place.program.code for place in places()}
    return render(
        request,
        "programs/casework/public_pages/programs.html",
        {
            "programs": [program for program in registry.all_programs() if program.code in offered],
            "review": reviews.review_of("programs"),
        },
    )


@public
def program_page(request, program):
    """One program: what it offers, who qualifies, and every site that has it."""
    known = program_or_404(program)
    found = places(program=known)
    state = found[0].site.state if found else ""
    return render(
        request,
        "programs/casework/public_pages/program.html",
        {
            "program": known,
            "components": known.components,
            "places": found,
            "ways": qualifies(known, on=timezone.localdate(), state=state) if state else (),
            "referral_system": referral_system(known),
            "review": reviews.review_of(reviews.code_of(known)),
        },
    )


@public
def page(request, program, site):
    """A program at one site: what is offered there, for whom, whom to call and when."""
    known = program_or_404(program)
    place = place_or_404(known, site)
    timezone.activate(place.site.zone)
    return render(
        request,
        "programs/casework/public_pages/page.html",
        {
            "program": known,
            "components": components_at(known, place.site, place.site.today()),
            "place": place,
            "ways": qualifies(known, on=place.site.today(), state=place.site.state, site=place.site),
            "referral_system": referral_system(known),
            "review": reviews.review_of(reviews.code_of(known), place.site),
        },
    )


@public
def find(request):
    """Who is there for a county or a ZIP code, as a list and on a map."""
    everywhere = places()
    counties = {county for place in everywhere for county in place.counties}
    form = FinderForm(request.GET if request.GET else None, counties=counties)
    asked: dict = form.cleaned_data if form.is_bound and form.is_valid() else {}
    county: County | None = asked.get("county")
    zip_code = asked.get("zip", "")
    found = serving(everywhere, county=county, zip_code=zip_code) if county or zip_code else []
    return render(
        request,
        "programs/casework/public_pages/find.html",
        {
            "form": form,
            "county": county,
            "zip": zip_code,
            "found": found,
            "everywhere": everywhere,
            "maps": maps_of(counties, chosen=county),
            "review": reviews.review_of("find"),
        },
    )
