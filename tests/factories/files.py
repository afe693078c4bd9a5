"""Small files: pictures drawn here, PDFs written by hand, and stored files of somebody."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

from mmp_portal.files import workflow


def picture(size=(40, 30), *, kind="JPEG", mode="RGB", color="teal", exif=None, text=None):
    """The bytes of a picture of one color."""
    options = {}
    if exif:
        options["exif"] = exif
    if text:
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_text("Comment", text)
    written = io.BytesIO()
    Image.new(mode, size, color).save(written, kind, **options)
    return written.getvalue()


def exif(*, orientation=1, camera="Invented Camera", latitude=37.2):
    """What a phone writes into a picture: how it was held, what took it, and where."""
    facts = Image.Exif()
    facts[0x0112] = orientation
    facts[0x0110] = camera
    facts.get_ifd(0x8825)[2] = (latitude, 12.0, 30.0)
    return facts


def pdf(*objects, root="", pages=1):
    """The bytes of a PDF with so many empty pages; `objects` and `root` put something else into it."""
    kids = " ".join(f"{number} 0 R" for number in range(3, 3 + pages))
    bodies = [
        f"<< /Type /Catalog /Pages 2 0 R {root} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        *["<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>"] * pages,
        *objects,
    ]
    written, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = len(written)
    written += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    written += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    return written + f"trailer << /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode()


def upload(data=None, name="scan.jpg", content_type="application/octet-stream"):
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, picture() if data is None else data, content_type)


def stored(by, *, data=None, name="scan.jpg", kind=""):
    """A file kept for `by`, part of a record of `kind` if one is given."""
    file = workflow.receive(upload=upload(data, name), by=by)
    return workflow.attach(file=file, kind=kind, by=by) if kind else file
