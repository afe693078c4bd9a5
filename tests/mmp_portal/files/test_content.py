"""A file is what its bytes say: pictures are drawn anew, harmless PDFs kept, all else refused in words."""

import io
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from mmp_portal.files import pictures
from mmp_portal.files.content import CannotKeep, examine
from tests.factories.files import exif, pdf, picture


def opened(data):
    return Image.open(io.BytesIO(data))


class TestPictures:
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
    def test_a_picture_becomes_a_jpeg(self, kind):
        kept = examine(picture(kind=kind))

        assert kept.content == "picture"
        assert opened(kept.data).format == "JPEG"
        assert opened(kept.data).size == (40, 30)

    def test_where_and_by_what_it_was_taken_is_gone(self):
        sent = picture(exif=exif())
        assert b"Invented Camera" in sent

        kept = examine(sent)

        assert dict(opened(kept.data).getexif()) == {}
        assert b"Invented Camera" not in kept.data + kept.small

    def test_a_comment_is_gone(self):
        kept = examine(picture(kind="PNG", text="Juniper at home"))

        assert b"Juniper" not in kept.data + kept.small

    def test_a_picture_taken_sideways_stands_upright(self):
        kept = examine(picture((40, 20), exif=exif(orientation=6)))

        assert opened(kept.data).size == (20, 40)

    def test_a_large_picture_shrinks_to_2000_pixels(self):
        kept = examine(picture((2600, 1300)))

        assert opened(kept.data).size == (2000, 1000)

    def test_a_picture_of_2000_pixels_stays(self):
        assert opened(examine(picture((2000, 100))).data).size == (2000, 100)

    def test_a_small_picture_goes_with_it(self):
        assert opened(examine(picture((800, 400))).small).size == (256, 128)

    def test_what_is_transparent_becomes_white(self):
        kept = examine(picture(kind="PNG", mode="RGBA", color=(0, 0, 0, 0)))

        assert opened(kept.data).getpixel((5, 5)) == (255, 255, 255)

    def test_a_photo_in_a_phones_own_format_becomes_a_jpeg_that_says_nothing_of_its_place(self):
        sent = (Path(__file__).parent / "photo.heic").read_bytes()
        assert b"Springfield" in sent

        kept = examine(sent)

        photo = opened(kept.data)
        assert (photo.format, photo.size) == ("JPEG", (40, 30))
        assert not photo.getexif()
        assert b"Springfield" not in kept.data

    def test_a_picture_with_a_palette_is_read(self):
        assert opened(examine(picture(kind="PNG", mode="P", color=0)).data).mode == "RGB"

    def test_a_broken_picture_is_refused(self):
        with pytest.raises(CannotKeep, match="damaged"):
            examine(picture((400, 400))[:300])

    def test_a_picture_that_would_fill_the_memory_is_refused(self, monkeypatch):
        monkeypatch.setattr(pictures, "MOST_PIXELS", 40 * 30 - 1)

        with pytest.raises(CannotKeep, match="far too large"):
            examine(picture())

    def test_a_picture_just_within_the_limit_is_kept(self, monkeypatch):
        monkeypatch.setattr(pictures, "MOST_PIXELS", 40 * 30)

        assert examine(picture()).content == "picture"

    @pytest.mark.parametrize("most", [300, 800])
    def test_the_readers_own_alarm_is_a_refusal_too(self, monkeypatch, most):
        """Pillow warns above its limit, and raises above twice as much."""
        monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", most)

        with pytest.raises(CannotKeep, match="far too large"):
            examine(picture())

    def test_a_web_page_hidden_behind_a_picture_is_gone(self):
        kept = examine(picture() + b"<script>alert(1)</script>")

        assert b"<script>" not in kept.data


class TestPdfs:
    def test_a_pdf_is_kept_as_it_came(self):
        sent = pdf(pages=3)

        kept = examine(sent)

        assert (kept.content, kept.data, kept.pages) == ("pdf", sent, 3)

    def test_a_locked_pdf_is_refused(self):
        writer = pypdf.PdfWriter()
        writer.add_blank_page(100, 100)
        writer.encrypt("secret", algorithm="RC4-128")
        written = io.BytesIO()
        writer.write(written)

        with pytest.raises(CannotKeep, match="locked"):
            examine(written.getvalue())

    @pytest.mark.parametrize(
        ("objects", "root", "words"),
        [
            ((), "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>", "script"),
            (("<< /S /JavaScript /JS (app.alert(1)) >>",), "", "script"),
            ((), "/OpenAction << /S /J#61vaScript /JS (x) >>", "script"),
            ((), "/AA << /WC << /S /JavaScript >> >>", "script"),
            ((), "/Names << /EmbeddedFiles << /Names [] >> >>", "hidden"),
            (("<< /Type /Annot /Subtype /FileAttachment >>",), "", "hidden"),
            (("<< /Type /Filespec /F (a) /EF << >> >>",), "", "hidden"),
            ((), "/OpenAction << /S /Launch /F (a.exe) >>", "start or send"),
            ((), "/AcroForm << /XFA (x) >>", "start or send"),
            (("<< /S /SubmitForm /F (x) >>",), "", "start or send"),
        ],
    )
    def test_a_pdf_that_acts_is_refused(self, objects, root, words):
        with pytest.raises(CannotKeep, match=words):
            examine(pdf(*objects, root=root))

    def test_a_pdf_that_opens_on_a_page_is_kept(self):
        assert examine(pdf(root="/OpenAction [3 0 R /Fit]")).content == "pdf"

    def test_a_pdf_without_pages_is_refused(self):
        with pytest.raises(CannotKeep, match="no pages"):
            examine(pdf(pages=0))

    @pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing at all", pdf()[:120], b"%PDF-"])
    def test_a_broken_pdf_is_refused(self, data):
        with pytest.raises(CannotKeep, match=r"damaged|no pages"):
            examine(data)

    def test_a_pdf_nested_beyond_reason_is_refused(self):
        with pytest.raises(CannotKeep):
            examine(pdf("[" * 200 + "]" * 200))

    def test_where_a_photo_is_wanted_a_pdf_is_not(self):
        with pytest.raises(CannotKeep, match="Choose a photo here"):
            examine(pdf(), pictures_only=True)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html></html>", "web page"),
        (b"\xef\xbb\xbf  <html>", "web page"),
        (b"<script>alert(1)</script>", "web page"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "drawing"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "damaged"),
        (b"\x00\x00\x00\x18ftypavif\x00\x00", "of a kind"),
        (b"\x00\x00\x00\x18ftypmp42\x00\x00", "video"),
        (b"MZ\x90\x00", "program"),
        (b"#!/bin/sh\nrm", "program"),
        (b"PK\x03\x04....word/document.xml", "Word"),
        (b"PK\x03\x04....xl/workbook.xml", "Excel"),
        (b"PK\x03\x04....photo.jpg", "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Word"),
        (b"GIF89a", "of a kind"),
        (b"Dear Rosalind,", "not a picture or a PDF"),
        (b"\x00" * 40, "not a picture or a PDF"),
    ],
)
def test_everything_else_is_refused_in_the_words_of_whoever_sent_it(data, words):
    with pytest.raises(CannotKeep, match=words):
        examine(data)
