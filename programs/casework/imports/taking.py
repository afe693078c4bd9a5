"""One row of a spreadsheet: read, tried, and taken in whole or not at all."""

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from programs.casework.imports import keys
from programs.casework.imports.cells import BadCell
from programs.casework.imports.fields import UNCHANGED, BadRow
from programs.casework.imports.models import Outcome


def take_row(kind, cells, columns, *, site, by):
    """Take one row in: the outcome, and pairs of field and sentence where it is refused. Nothing of a bad row is saved.

    A row that was taken in before, under the same name and day, changes nothing.
    """
    try:
        with transaction.atomic():
            return _take(kind, cells, columns, site=site, by=by), []
    except BadRow as trouble:
        return Outcome.REFUSED, trouble.troubles
    except BadCell as trouble:
        return Outcome.REFUSED, [(trouble.field, str(trouble))]
    except (IntegrityError, DataError, ValidationError):
        return Outcome.REFUSED, [("", _("This row contradicts what the portal knows already. Enter it by hand."))]
    except kind.refusals as refusal:
        return Outcome.REFUSED, [(getattr(refusal, "about", None) or "", str(refusal))]


def _take(kind, cells, columns, *, site, by):
    row = kind.read(cells, columns)
    digest = keys.digest_of(*kind.key(row)) if kind.key else ""
    if digest and keys.is_known(site, kind.subject, digest):
        return UNCHANGED
    outcome = kind.take(row, site=site, by=by)
    if digest:
        keys.remember(site, kind.subject, digest)
    return outcome
