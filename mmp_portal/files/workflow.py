"""Taking a file in, making it part of a record, and clearing away what became part of nothing."""

import hashlib
from datetime import timedelta
from pathlib import PurePath

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.files import disk, owners
from mmp_portal.files.content import CannotKeep, examine
from mmp_portal.files.models import StoredFile

# Long enough to mend a form that was sent with a mistake, or to come back to it the next morning.
UNATTACHED_STAYS = timedelta(hours=24)
CLEARED_AT_ONCE = 200


class CannotReceive(Exception):
    """Why the file is not taken, in a sentence for the user."""


class CannotAttach(Exception):
    """Why the file cannot become part of the record, in a sentence for the user."""


def receive(*, upload, by, pictures_only=False):
    """Check an uploaded file and keep it, attached to nothing yet. Raises CannotReceive.

    What is kept is what was examined: a picture drawn anew, a PDF that does nothing when opened.
    """
    most = settings.FILE_MOST_MEGABYTES
    if upload.size > most * 1024 * 1024:
        raise CannotReceive(
            _("This file is larger than %(most)d MB. Take the picture smaller, or scan fewer pages at once.")
            % {"most": most}
        )
    try:
        kept = examine(upload.read(), pictures_only=pictures_only)
    except CannotKeep as refusal:
        raise CannotReceive(str(refusal)) from None
    return StoredFile.objects.create(
        place=disk.keep(kept.data),
        small_place=disk.keep(kept.small) if kept.small else "",
        content=kept.content,
        size_bytes=len(kept.data),
        pages=kept.pages,
        sha256=hashlib.sha256(kept.data).hexdigest(),
        original_name=plain_name(upload.name),
        recorded_by=by,
    )


def plain_name(name):
    """The last part of a file's name, without signs that cannot be shown or stored."""
    last = PurePath(str(name or "").replace("\\", "/")).name
    return "".join(sign for sign in last if sign.isprintable())[:200]


@transaction.atomic
def attach(*, file, kind, by):
    """Make the file part of a record of this kind, once. Raises CannotAttach.

    Called in the transaction that writes the record, which is the trace of it.
    """
    if not owners.is_known(kind):
        raise ValueError(f"No kind of record is registered as {kind!r}.")
    file = StoredFile.objects.select_for_update().get(pk=file.pk)
    if file.owner_kind or file.removed_at or file.voided_at:
        raise CannotAttach(_("This file was saved already, or is gone. Choose it again."))
    if file.recorded_by_id != by.pk:
        raise CannotAttach(_("This file was sent by somebody else. Choose it again."))
    file.owner_kind = kind
    file.attached_at = timezone.now()
    file.save(update_fields=["owner_kind", "attached_at"])
    return file


def clear_unattached(*, now=None):
    """Take off the disk what was sent and became part of nothing within a day. Returns how many files.

    The rows stay, without the name. Safe to run twice, and at the same time twice.
    """
    moment = now or timezone.now()
    old = StoredFile.objects.unattached().filter(recorded_at__lt=moment - UNATTACHED_STAYS)
    cleared = 0
    for pk in list(old.values_list("pk", flat=True)[:CLEARED_AT_ONCE]):
        with transaction.atomic():
            file = StoredFile.objects.select_for_update().filter(pk=pk, owner_kind="", removed_at=None).first()
            if file is None:
                continue
            disk.drop(file.place)
            disk.drop(file.small_place)
            StoredFile.objects.filter(pk=pk).update(removed_at=moment, original_name="")
            cleared += 1
    return cleared
