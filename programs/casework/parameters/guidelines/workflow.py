"""Entering a year's poverty guideline, and taking one back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from eligibility.poverty import NoGuideline, mistakes_in, table_on
from mmp_portal.audit import trail
from programs.casework.parameters.models import GuidelineTable
from programs.casework.parameters.values.overlay import guidelines
from programs.casework.parameters.wording import translated

A_STATE_OF = {"contiguous": "MO", "alaska": "AK", "hawaii": "HI"}


class CannotEnter(Exception):
    """Why the guideline cannot be entered so, in a sentence for the user; `about` names the field."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


def table_before(region, starts_on):
    """The table in force in the region on the day, whichever entered it, or None."""
    try:
        return table_on(starts_on, A_STATE_OF[region], guidelines())
    except NoGuideline:
        return None


def questions_about(table, region):
    """What looks wrong about a table: it must rise with size, and stay within 15% of the year before."""
    return [translated(one) for one in mistakes_in(table, table_before(region, table.begins_on))]


@transaction.atomic
def enter(*, table, region, by):
    """Keep a year's guideline; it holds from its day on. Raises CannotEnter."""
    before = table_before(region, table.begins_on)
    if before and table.year <= before.year:
        raise CannotEnter(
            _("The guideline of %(year)d is in force on that day already. Enter a later year.")
            % {"year": before.year},
            "year",
        )
    if GuidelineTable.objects.not_voided().filter(year=table.year, region=region).exists():
        raise CannotEnter(_("The guideline of this year is entered already. Take it back first."), "year")
    if not table.year - 1 <= table.begins_on.year <= table.year + 1:
        raise CannotEnter(_("This day does not lie near the year of the guideline."), "starts_on")
    row = GuidelineTable.objects.create(
        year=table.year,
        region=region,
        starts_on=table.begins_on,
        sizes=list(table.sizes),
        each_above=table.each_above,
        source=table.source,
        recorded_by=by,
    )
    trail.record(by, "parameter.guideline_entered", row, after={"year": table.year, "region": region})
    return row


@transaction.atomic
def take_back(*, row, reason, by):
    """Void a guideline that was entered by mistake. Raises CannotEnter when it was taken back already."""
    row = GuidelineTable.objects.select_for_update().get(pk=row.pk)
    if row.voided_at:
        raise CannotEnter(_("This guideline was taken back already."))
    row.voided_at, row.voided_by, row.void_reason = timezone.now(), by, reason
    row.version += 1
    row.save(update_fields=["voided_at", "voided_by", "void_reason", "version"])
    trail.record(by, "parameter.taken_back", row, reason=reason)
    return row
