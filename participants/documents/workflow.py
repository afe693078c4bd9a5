"""Adding a document, putting right what is said about it, and voiding it with a reason."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from mmp_portal.audit.models import Opening
from mmp_portal.files import workflow as files
from participants import facts
from participants.documents.models import OPEN_FOR, OPENED_AS, Document, RestrictedDocument
from participants.facts import CannotWrite

OWNER = "document"
RESTRICTED_OWNER = "restricted document"


@transaction.atomic
def add(*, person, site, file, by, kind, title="", dated_on=None, note=""):
    """Keep a document of the person. Raises CannotWrite."""
    _check(person, dated_on)
    if kind == Document.Kind.PHOTO and not file.is_picture:
        raise CannotWrite(_("This is a PDF. Choose a photo here."), "file")
    document = Document(
        person=person, site=site, kind=kind, title=title, dated_on=dated_on, note=note, file=_attached(file, OWNER, by)
    )
    return facts.write(document, by=by, verb="document.added", kind=kind)


@transaction.atomic
def add_restricted(*, person, site, file, by, about, title="", dated_on=None, note=""):
    """Keep a restricted document of the person. Of what it is, nothing goes into the trail. Raises CannotWrite."""
    _check(person, dated_on)
    document = RestrictedDocument(
        person=person,
        site=site,
        about=about,
        title=title,
        dated_on=dated_on,
        note=note,
        file=_attached(file, RESTRICTED_OWNER, by),
    )
    return facts.write(document, by=by, verb="restricted_document.added")


def _check(person, dated_on):
    if dated_on and person.born_on and dated_on < person.born_on:
        raise CannotWrite(_("The document is older than the person. Check the date."), "dated_on")


def _attached(file, kind, by):
    try:
        return files.attach(file=file, kind=kind, by=by)
    except files.CannotAttach as refusal:
        raise CannotWrite(str(refusal), "file") from refusal


def correct(*, document, by, version, **details):
    """Change what is said about a document; the file stays as it is. Raises CannotWrite."""
    if details.get("kind") == Document.Kind.PHOTO and not document.file.is_picture:
        raise CannotWrite(_("This is a PDF. A photo of the person is a picture."), "kind")
    _check(document.person, details.get("dated_on"))
    return facts.correct(document, by=by, version=version, verb="document.corrected", site=document.site, **details)


@transaction.atomic
def void(*, document, reason, by):
    """Take a document out of the list, with a reason. Nobody opens its file any more. Raises CannotWrite."""
    document = type(document)._base_manager.select_for_update().get(pk=document.pk)
    if document.voided_at:
        raise CannotWrite(_("This document was voided already."))
    document.voided_at = timezone.now()
    document.voided_by = by
    document.void_reason = reason
    document.version += 1
    document.save(update_fields=["voided_at", "voided_by", "void_reason", "version"])
    verb = "document.voided" if isinstance(document, Document) else "restricted_document.voided"
    trail.record(by, verb, document, site=document.site, reason=reason)
    return document


def open_restricted(*, person, by, reason, site):
    """Note why somebody opens the person's restricted documents, which opens them for an hour."""
    return trail.opened(by, person, what=OPENED_AS, site=site, reason=reason)


def note_opening(user, file):
    """Note that one restricted document was opened."""
    document = RestrictedDocument.objects.select_related("site").get(file=file)
    trail.opened(user, document, what="restricted document", site=document.site)


def is_open(*, person, user):
    """Whether the user gave a reason for this person's restricted documents within the hour."""
    lately = Opening.objects.about(person).filter(by=user, what=OPENED_AS, at__gt=timezone.now() - OPEN_FOR)
    return lately.exists()
