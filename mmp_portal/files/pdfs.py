"""A PDF is read before it is kept: one that is locked, or that would do something when opened, is refused."""

import io
import logging

from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from mmp_portal.files.content import CannotKeep, Kept

MOST_OBJECTS = 100_000
DEEPEST = 30
SCRIPTS = {"/JavaScript", "/JS"}
ENCLOSED = {"/GoToE", "/EmbeddedFiles", "/EmbeddedFile", "/FileAttachment", "/EF", "/RichMedia"}
STARTERS = {"/Launch", "/ImportData", "/SubmitForm", "/XFA"}

logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of each odd scanner, with pieces of the file


def tidy_pdf(data):
    """The PDF as it came, once it is known to be harmless. Raises CannotKeep."""
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise CannotKeep(_("This PDF is locked with a password. Print it to a new PDF, then choose that."))
        pages = len(reader.pages)
        if not pages:
            raise CannotKeep(_("This PDF has no pages."))
        refuse_what_acts(reader)
    except CannotKeep:
        raise
    except Exception:  # noqa: BLE001  a broken PDF makes the reader stumble in many ways
        raise CannotKeep(_("This PDF is damaged and cannot be read. Scan or save it again.")) from None
    return Kept(content="pdf", data=data, pages=pages)


def refuse_what_acts(reader):
    """Raise CannotKeep when anything in the file runs, starts something or carries another file."""
    numbers = {number for entries in reader.xref.values() for number in entries} | set(reader.xref_objStm)
    if len(numbers) > MOST_OBJECTS:
        raise CannotKeep(_("This PDF is too large to be checked. Print it to a new PDF, then choose that."))
    _refuse(reader.trailer, 0)
    for number in sorted(numbers):
        _refuse(reader.get_object(number), 0)


def _refuse(found, depth):
    """Look through one object of the file; what it points to is looked through in its own turn."""
    if depth > DEEPEST:
        raise CannotKeep(_("This PDF is too large to be checked. Print it to a new PDF, then choose that."))
    if isinstance(found, DictionaryObject):
        said = {str(key) for key in found} | {
            str(found.raw_get(key)) for key in ("/S", "/Type", "/Subtype") if key in found
        }
        if said & SCRIPTS:
            raise CannotKeep(_("There is a script in this PDF. Print it to a new PDF, then choose that."))
        if said & ENCLOSED:
            raise CannotKeep(_("Other files are hidden in this PDF. Print it to a new PDF, then choose that."))
        if said & STARTERS:
            raise CannotKeep(_("This PDF would start or send something. Print it to a new PDF, then choose that."))
        for key in found:
            _refuse(found.raw_get(key), depth + 1)
    elif isinstance(found, ArrayObject):
        for index in range(len(found)):
            _refuse(list.__getitem__(found, index), depth + 1)
