"""The beginning of a real installation: its first agency, site and administrator, all of it or nothing."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from mentors.models import Kind
from mmp_portal.accounts.permissions import Role
from mmp_portal.agencies.models import Agency, HomeVisitingModel, State
from programs import registry
from programs.casework.parameters.access import workflow as access
from programs.casework.parameters.sites import workflow as sites


class CannotStart(Exception):
    """What is wrong with an answer, in a sentence for the person who types it."""


def line(words, *, longest, what):
    words = " ".join(words.split())
    if not words:
        raise CannotStart(f"{what} cannot be empty.")
    if len(words) > longest:
        raise CannotStart(f"{what} has at most {longest} characters; this has {len(words)}.")
    return words


def agency_name(words):
    return line(words, longest=120, what="The agency's name")


def site_name(words):
    return line(words, longest=80, what="The site's name")


def site_code(words):
    code = line(words, longest=8, what="The code").upper()
    if not (code.isascii() and code.isalnum()):
        raise CannotStart("The code is made of letters and digits alone, such as GRE.")
    return code


def state(words):
    code = words.strip().upper()
    by_name = {str(label).upper(): value for value, label in State.choices}
    code = by_name.get(code, code)
    if code not in State.values:
        known = " or ".join(f"{value} ({label})" for value, label in State.choices)
        raise CannotStart(f"“{words.strip()}” is not a state the portal knows. Type {known}.")
    return code


def programs(words):
    """Codes, separated by commas or spaces."""
    codes = list(dict.fromkeys(words.replace(",", " ").lower().split()))
    unknown = [code for code in codes if code not in registry.codes()]
    if unknown:
        raise CannotStart(f"“{unknown[0]}” is not a program. The programs are {', '.join(registry.codes())}.")
    if not codes:
        raise CannotStart(f"Choose at least one program: {', '.join(registry.codes())}.")
    return codes


def visits_homes(codes):
    return any(registry.get(code).mentor_kind == Kind.HOME_VISITOR for code in codes)


def home_visiting_model(words):
    model = words.strip().lower()
    if model not in HomeVisitingModel.values:
        known = " or ".join(f"{value} ({label})" for value, label in HomeVisitingModel.choices)
        raise CannotStart(f"“{words.strip()}” is not a home-visiting model. Type {known}.")
    return model


def email(words):
    words = words.strip().lower()
    try:
        validate_email(words)
    except ValidationError:
        raise CannotStart(f"“{words}” is not an e-mail address. One looks like ada@agency.org.") from None
    return words


def name(words):
    return line(words, longest=120, what="The name")


def check_is_first():
    if Agency.objects.exists():
        raise CannotStart(
            "This portal has an agency already. Further agencies and sites are added in the portal, by its "
            "administrator, under “Agencies and sites”."
        )


@transaction.atomic
def start(*, agency, site, code, state, programs, since, admin_email, admin_name, model=""):
    """Create the first agency, site and administrator, and queue the invitation. Returns the site and the administrator.

    Raises CannotStart when there is an agency already.
    """
    check_is_first()
    owner = sites.open_agency(by=None, name=agency)
    place = sites.open_site(by=None, agency=owner, name=site, code=code, state=state)
    for program in programs:
        sites.offer(
            site=place,
            program=program,
            starts_on=since,
            by=None,
            home_visiting_model=model if visits_homes([program]) else "",
        )
    grant = access.invite(email=admin_email, name=admin_name, role=Role.ADMINISTRATOR, by=None)
    return place, grant.user
