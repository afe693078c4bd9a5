"""Setting a value from a day on, and taking one back that was set by mistake."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from programs.casework.parameters.models import DatedValue


class CannotSet(Exception):
    """Why the value cannot be set so, in a sentence for the user; `about` names the field."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


@transaction.atomic
def set_value(*, program, parameter, value, starts_on, source, by, site=None):
    """Let a value of a program's rules hold from a day on. Raises CannotSet.

    Decisions of earlier days keep the values they rested on.
    """
    if site is not None and not parameter.is_of_the_site:
        raise CannotSet(_("The source makes this one for every site."), "site")
    same_day = DatedValue.objects.select_for_update().of(program, parameter.name)
    if same_day.filter(site=site, starts_on=starts_on).exists():
        raise CannotSet(_("Another value begins on that day. Take it back first, or choose another day."), "starts_on")
    row = DatedValue.objects.create(
        program=program,
        name=parameter.name,
        site=site,
        starts_on=starts_on,
        value=value,
        source=source,
        recorded_by=by,
    )
    trail.record(
        by,
        "parameter.set",
        row,
        site=site,
        before={"value": parameter.value_on(starts_on) if parameter.values[0][0] <= starts_on else None},
        after={"value": value, "from": starts_on.isoformat()},
    )
    return row


@transaction.atomic
def take_back(*, value, reason, by):
    """Void a value that was set by mistake. Raises CannotSet when it was taken back already."""
    row = DatedValue.objects.select_for_update().get(pk=value.pk)
    if row.voided_at:
        raise CannotSet(_("This value was taken back already."))
    row.voided_at, row.voided_by, row.void_reason = timezone.now(), by, reason
    row.version += 1
    row.save(update_fields=["voided_at", "voided_by", "void_reason", "version"])
    trail.record(by, "parameter.taken_back", row, site=row.site, reason=reason)
    return row
