"""Voiding a record of any kind with a reason, and restoring it: one way for all of them."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from mmp_portal.audit.kinds import CannotRestore


def void(*, kind, record, reason, by):
    """Take a record out of every list and count; it stays in the history. Raises CannotRestore."""
    with transaction.atomic():
        record = _locked(kind, record)
        if record.voided_at:
            raise CannotRestore(_("This record was voided already."))
        if not kind.may_void:
            raise CannotRestore(_("This record is not voided here. Use its own page."))
        kind.check_void(record)
        record.voided_at, record.voided_by, record.void_reason = timezone.now(), by, reason
        _save(record)
        if kind.after_void:
            kind.after_void(record, by)
        trail.record(by, f"{kind.code}.voided", record, site=_site(kind, record), reason=reason)
    return record


def restore(*, kind, record, reason, by):
    """Let a voided record stand again. Raises CannotRestore, also where another record has taken its place."""
    try:
        with transaction.atomic():
            record = _locked(kind, record)
            if not record.voided_at:
                raise CannotRestore(_("This record is not voided."))
            kind.check_restore(record)
            before = {"void_reason": record.void_reason} if kind.contents_shown else None
            record.voided_at, record.voided_by, record.void_reason = None, None, ""
            record.validate_constraints()
            _save(record)
            if kind.after_restore:
                kind.after_restore(record, by)
            trail.record(by, f"{kind.code}.restored", record, site=_site(kind, record), reason=reason, before=before)
    except ValidationError as conflict:
        raise CannotRestore(" ".join(conflict.messages)) from conflict
    except IntegrityError as conflict:
        raise CannotRestore(_("Another record has taken its place. Void that one first.")) from conflict
    return record


def _locked(kind, record):
    """The row as it is now, locked; what it points to is read as it is asked for."""
    return kind.model._base_manager.select_for_update().get(pk=record.pk)


def _save(record):
    record.version += 1
    record.save(update_fields=["voided_at", "voided_by", "void_reason", "version"])


def _site(kind, record):
    case = kind.case(record)
    return case.site if case is not None else getattr(record, "site", None)
