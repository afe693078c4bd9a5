"""Opening and changing a site, what it offers, and under whose contract; each leaves a trace."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mmp_portal.agencies.models import Agency, Contract, ContractTarget, County, Site, SiteProgram
from mmp_portal.audit import trail
from programs import registry


class CannotChange(Exception):
    """Why the site cannot be changed so, in a sentence for the user."""


@transaction.atomic
def open_site(*, by, agency, counties=(), **details):
    """A new site of an agency. `details` are the fields of Site; `counties` are names in its state."""
    site = Site.objects.create(agency=agency, **details)
    site.counties.set(_counties(site.state, counties))
    trail.record(by, "site.opened", site, site=site, after={"code": site.code})
    return site


@transaction.atomic
def change_site(*, site, by, counties=None, **details):
    """Correct a site. Its code stays, because it stands in reports."""
    before = {name: getattr(site, name) for name in details}
    for name, value in details.items():
        setattr(site, name, value)
    site.save()
    if counties is not None:
        site.counties.set(_counties(site.state, counties))
    changed = [name for name, value in details.items() if before[name] != value]
    trail.record(
        by,
        "site.changed",
        site,
        site=site,
        before={name: str(before[name]) for name in changed},
        after={name: str(details[name]) for name in changed},
    )
    return site


@transaction.atomic
def open_agency(*, by, name, letterhead="", phone=""):
    agency = Agency.objects.create(name=name, letterhead=letterhead, phone=phone)
    trail.record(by, "agency.opened", agency, after={"name": name})
    return agency


@transaction.atomic
def change_agency(*, agency, by, **details):
    for name, value in details.items():
        setattr(agency, name, value)
    agency.save()
    trail.record(by, "agency.changed", agency)
    return agency


@transaction.atomic
def offer(*, site, program, starts_on, by, home_visiting_model="", region=None):
    """Let a site offer a program from a day on. Raises CannotChange while it does already."""
    offered = SiteProgram.objects.filter(site=site, program=program)
    if offered.filter(ends_on=None).exists():
        raise CannotChange(_("This site offers the program already."))
    last = offered.order_by("-ends_on").first()
    if last and last.ends_on >= starts_on:
        raise CannotChange(
            _("The program was offered until %(day)s. Choose a later day.")
            % {"day": last.ends_on.strftime("%m/%d/%Y")}
        )
    row = SiteProgram.objects.create(
        site=site,
        program=program,
        starts_on=starts_on,
        home_visiting_model=home_visiting_model,
        region=region,
    )
    trail.record(by, "program.offered", site, site=site, after={"program": program, "from": starts_on.isoformat()})
    return row


@transaction.atomic
def stop_offering(*, offered, on, by):
    """The last day of a program at a site. Raises CannotChange while cases are open in it."""
    site = offered.site
    if on < offered.starts_on:
        raise CannotChange(_("The last day lies before the first."))
    open_cases = site.enrollments.open().in_program(offered.program).count()
    if open_cases:
        raise CannotChange(
            ngettext(
                "%(count)d case is still open in the program. Close it first, or move it to another site.",
                "%(count)d cases are still open in the program. Close them first, or move them to another site.",
                open_cases,
            )
            % {"count": open_cases}
        )
    offered.ends_on = on
    offered.save(update_fields=["ends_on"])
    trail.record(by, "program.ended", site, site=site, after={"program": offered.program, "until": on.isoformat()})
    return offered


@transaction.atomic
def sign_contract(*, site, program, funder, starts_on, by, number="", ends_on=None, targets=None):
    """Add a funder's contract. `targets` maps a measure's code to its figure. Raises CannotChange.

    A program has one contract at a time at a site, because a report names one funder.
    """
    registry.get(program)
    running = Contract.objects.filter(site=site, program=program).exclude(ends_on__lt=starts_on)
    if ends_on:
        running = running.filter(starts_on__lte=ends_on)
    other = running.first()
    if other:
        raise CannotChange(
            _("The contract with %(funder)s covers that time. Enter its last day first.") % {"funder": other.funder}
        )
    contract = Contract.objects.create(
        site=site,
        agency=site.agency,
        program=program,
        funder=funder,
        number=number,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    set_targets(contract, targets or {})
    trail.record(by, "contract.signed", site, site=site, after={"funder": funder, "program": program})
    return contract


@transaction.atomic
def change_contract(*, contract, by, ends_on, number, targets):
    """The last day, the number and the targets of a contract. Raises CannotChange."""
    if ends_on and ends_on < contract.starts_on:
        raise CannotChange(_("The last day lies before the first."))
    later = Contract.objects.filter(
        site=contract.site, program=contract.program, starts_on__gt=contract.starts_on
    ).order_by("starts_on")
    following = later.first()
    if following and (ends_on is None or ends_on >= following.starts_on):
        raise CannotChange(_("The contract with %(funder)s begins before that day.") % {"funder": following.funder})
    contract.ends_on, contract.number = ends_on, number
    contract.save(update_fields=["ends_on", "number"])
    set_targets(contract, targets)
    trail.record(
        by,
        "contract.changed",
        contract.site,
        site=contract.site,
        after={"funder": contract.funder, "until": ends_on.isoformat() if ends_on else None},
    )
    return contract


def set_targets(contract, targets):
    """Make the contract's targets exactly these: figures by the code of a measure."""
    contract.targets.exclude(measure__in=targets).delete()
    for measure, value in targets.items():
        ContractTarget.objects.update_or_create(contract=contract, measure=measure, defaults={"value": value})


def _counties(state, names):
    found = []
    for name in names:
        county = County.objects.filter(state=state, name__iexact=name).first()
        found.append(county or County.objects.create(state=state, name=name))
    return found
