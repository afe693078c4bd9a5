"""The parameters of a program as they are in force: the data file, then what was set for all, then the site's own."""

from django.db.models import Q

from eligibility.parameters import Parameters, parameters_of
from eligibility.poverty import Table
from programs.casework.parameters.models import DatedValue, GuidelineTable


def guidelines():
    """The poverty tables that administrators entered, as pairs of region and table."""
    return tuple(
        (
            row.region,
            Table(
                year=row.year,
                begins_on=row.starts_on,
                is_verified=True,
                sizes=tuple(row.sizes),
                each_above=row.each_above,
                source=row.source,
            ),
        )
        for row in GuidelineTable.objects.not_voided()
    )


def parameters_of_sites(program, sites):
    """The same of a program at several sites, as a dict by key of the site. One query however many there are."""
    rows = list(DatedValue.objects.of(program).filter(Q(site=None) | Q(site__in=sites)))
    return {site: parameters_by(program, [row for row in rows if row.site_id in (None, site)]) for site in sites}


def parameters_by(program, rows):
    """A program's values under those of the rows: anything with a `name`, `starts_on`, `value` and `site_id`."""
    for_all, own = {}, {}
    for row in rows:
        into = own if row.site_id else for_all
        into.setdefault(row.name, {})[row.starts_on] = row.value
    parameters = parameters_of(program, for_all)
    return parameters.with_overlay(own) if own else parameters


def parameters_for(program, *, site=None) -> Parameters:
    """What the rules of a program are given at a site, or without one as they hold everywhere.

    A site's own value goes before the one for all from its own first day on. One query, or two.
    """
    rows = list(DatedValue.objects.of(program).for_site(site))
    for_all, own = {}, {}
    for row in rows:
        into = own if row.site_id else for_all
        into.setdefault(row.name, {})[row.starts_on] = row.value
    # Only rules that compare an income ask for poverty tables.
    tables = guidelines() if "income_limit" in parameters_of(program) else ()
    parameters = parameters_of(program, for_all, guidelines=tables)
    return parameters.with_overlay(own) if own else parameters
