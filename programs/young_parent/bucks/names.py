"""What a site calls the points, and the store where they are spent: dated values, the usual names unless it set its own."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from programs.casework.parameters.values.overlay import parameters_for

PROGRAM = "young_parent"


@dataclass(frozen=True)
class Names:
    """The words of a site: “Baby Bucks” and “The Baby Store”, or its own."""

    points: str
    store: str


def names_at(site, on=None):
    """The names in force at the site on the day, today unless said otherwise; the usual ones without a site."""
    if site is None:
        return Names(_("Baby Bucks"), _("The Baby Store"))
    return names_by(parameters_for(PROGRAM, site=site), on or site.today())


def names_by(parameters, on):
    points, store = parameters.value_on("points_name", on), parameters.value_on("store_name", on)
    usual = {"Baby Bucks": _("Baby Bucks"), "The Baby Store": _("The Baby Store")}
    return Names(usual.get(points, points), usual.get(store, store))
