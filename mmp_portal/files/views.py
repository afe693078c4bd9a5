"""Handing out files: to those who may open the record, and with nothing that a browser could run."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.files import disk, owners
from mmp_portal.files.models import MEDIA_TYPES, Content, StoredFile

# A picture or PDF needs nothing from anywhere, and runs nothing.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'none'; sandbox"


def handed_out(place, *, media_type, name):
    """The bytes at the place, for this one look: kept by no cache, guessed at by no browser."""
    try:
        response = HttpResponse(disk.read(place), content_type=media_type)
    except FileNotFoundError:
        raise Http404 from None
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@require_safe
@requires(Permission.FILE_VIEW)
def file(request, uuid):
    """The whole file."""
    row = get_object_or_404(StoredFile.objects.for_user(request.user), uuid=uuid)
    owners.note_opening(request.user, row)
    return handed_out(row.place, media_type=row.media_type, name=row.neutral_name)


@require_safe
@requires(Permission.FILE_VIEW)
def small(request, uuid):
    """The small picture, for lists and faces."""
    row = get_object_or_404(StoredFile.objects.for_user(request.user).exclude(small_place=""), uuid=uuid)
    owners.note_opening(request.user, row)
    return handed_out(row.small_place, media_type=MEDIA_TYPES[Content.PICTURE], name=row.neutral_name)
