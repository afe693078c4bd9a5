"""What a file really is: told by its first bytes, never by its name or by what the browser says."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


class CannotKeep(Exception):
    """Why the file is refused, in a sentence for the user."""


@dataclass(frozen=True)
class Kept:
    """A file as it will be stored: checked, and a picture made anew."""

    content: str
    data: bytes
    small: bytes = b""
    pages: int = 1


PICTURE_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<script")
PROGRAM_STARTS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
PHONE_PICTURES = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1")
NEWER_PICTURES = (b"avif", b"avis", b"hevc")


def is_picture(data):
    is_of_a_phone = data[4:8] == b"ftyp" and data[8:12] in PHONE_PICTURES
    return data.startswith(PICTURE_STARTS) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or is_of_a_phone


def is_pdf(data):
    return data.startswith(b"%PDF-")


def why_refused(data):
    """The sentence for a file that is neither a picture nor a PDF, in the words of the person who chose it."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data:
        return _("This file is empty. Choose another one.")
    if start.startswith(HTML_STARTS):
        return _("This is a web page, not a picture or a PDF.")
    if start.startswith((b"<svg", b"<?xml")):
        return _("This is a drawing or a data file, not a photo or a PDF. Save it as a PDF.")
    if data[4:8] == b"ftyp":
        if data[8:12] in NEWER_PICTURES:
            return _(
                "This picture is of a kind the portal does not keep. Save it as JPEG or PNG, then choose it again."
            )
        return _("This is a video or a sound, not a picture or a PDF.")
    if data.startswith(PROGRAM_STARTS):
        return _("This is a program, not a picture or a PDF.")
    if data.startswith(b"PK\x03\x04"):
        if b"word/" in data:
            return _("This is a Word file. Save it as a PDF, then choose that.")
        if b"xl/" in data:
            return _("This is an Excel file. Save it as a PDF, then choose that.")
        return _("This is a packed file (ZIP). Choose the pictures or the PDF inside it.")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _("This is an old Word or Excel file. Save it as a PDF, then choose that.")
    if data.startswith((b"GIF8", b"BM", b"II*\x00", b"MM\x00*")):
        return _("This picture is of a kind the portal does not keep. Save it as JPEG or PNG, then choose it again.")
    return _("This is not a picture or a PDF. Choose a photo, a scan or a PDF.")


def examine(data, *, pictures_only=False):
    """The file as it will be kept. Raises CannotKeep with the reason."""
    from mmp_portal.files.pdfs import tidy_pdf  # the readers are slow to import, and few pages need them
    from mmp_portal.files.pictures import tidy_picture

    if is_picture(data):
        return tidy_picture(data)
    if is_pdf(data):
        if pictures_only:
            raise CannotKeep(_("This is a PDF. Choose a photo here."))
        return tidy_pdf(data)
    raise CannotKeep(why_refused(data))
