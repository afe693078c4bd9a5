"""Pictures are drawn anew: upright, no larger than needed, and without where and by what they were taken."""

import io
import warnings

from django.utils.translation import gettext as _
from pi_heif import register_heif_opener
from PIL import Image, ImageOps

from mmp_portal.files.content import CannotKeep, Kept

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
Image.init()  # only then are the first three known
register_heif_opener(thumbnails=False)  # one photo of a phone, without the small ones beside it
LARGEST_SIDE = 2000
SMALL_SIDE = 256
# A small file may unpack into a picture that fills the memory; no camera of a phone makes one this large.
MOST_PIXELS = 80_000_000


def tidy_picture(data):
    """The picture as JPEG, at most 2,000 pixels wide and high, with a small one beside it. Raises CannotKeep."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = _upright(data)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise CannotKeep(_too_large()) from None
    except CannotKeep:
        raise
    except Exception:  # noqa: BLE001  a broken picture makes the reader stumble in many ways
        raise CannotKeep(_("This picture is damaged and cannot be opened. Take it or send it again.")) from None
    return Kept(content="picture", data=_as_jpeg(picture, LARGEST_SIDE, 85), small=_as_jpeg(picture, SMALL_SIDE, 80))


def _too_large():
    return _("This picture is far too large. Take it again with the phone, or save it smaller.")


def _upright(data):
    with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise CannotKeep(_too_large())
        opened.draft("RGB", (LARGEST_SIDE, LARGEST_SIDE))  # a JPEG is then read smaller, which saves memory
        turned = ImageOps.exif_transpose(opened)
        turned.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
        return _on_white(turned)


def _on_white(picture):
    """Without transparency, which JPEG does not know: on paper rather than on black."""
    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("RGB")
    layered = picture.convert("RGBA")
    paper = Image.new("RGB", layered.size, "white")
    paper.paste(layered, mask=layered.getchannel("A"))
    return paper


def _as_jpeg(picture, side, quality):
    drawn = picture.copy()
    drawn.thumbnail((side, side))
    drawn.info.clear()  # no location, no camera, no comment goes along
    written = io.BytesIO()
    drawn.save(written, "JPEG", quality=quality, optimize=True)
    return written.getvalue()
