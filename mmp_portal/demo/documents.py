"""Papers and photos of people: drawn here, so that nothing of anybody lies in them."""

import hashlib
import io
import random
import uuid
from datetime import time, timedelta
from functools import cache

from PIL import Image, ImageDraw
from pypdf import PdfWriter

from mmp_portal.files import disk
from mmp_portal.files.content import Kept, examine
from mmp_portal.files.models import StoredFile
from participants.consents.models import Consent
from participants.documents.models import Document, RestrictedDocument

# What is kept of a participant, and how many in a hundred have it.
USUAL = {
    "birth_certificate": 30,
    "insurance_card": 40,
    "school": 25,
    "identity": 25,
    "income": 15,
    "immunizations": 15,
}
TITLES = {"school": "Transcript", "income": "Two pay stubs", "immunizations": "Record of the clinic"}
COURT_TITLES = ("Order after the hearing", "Notice of the next hearing", "Case plan, signed")
SITES = ("GRE", "RAM")  # at the others the papers still lie in folders
PORTRAITS = (
    ("#f1c9a5", "#2f6f8f"),
    ("#d9a066", "#8f2f4f"),
    ("#a8703f", "#3f7f3f"),
    ("#7a4a2a", "#7f5f2f"),
    ("#5a3825", "#5f4f8f"),
)


def _drawn(paint, size) -> Kept:
    """A picture as it would be kept after somebody sent it."""
    picture = Image.new("RGB", size, "#f4f1ea")
    paint(ImageDraw.Draw(picture), *size)
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=80)
    return examine(written.getvalue())


@cache
def portrait(skin, shirt) -> Kept:
    """A face without features, before a wall."""

    def paint(draw, width, height):
        draw.ellipse((width * 0.1, height * 0.68, width * 0.9, height * 1.5), fill=shirt)
        draw.ellipse((width * 0.28, height * 0.12, width * 0.72, height * 0.7), fill="#3a2a20")
        draw.ellipse((width * 0.32, height * 0.22, width * 0.68, height * 0.74), fill=skin)

    return _drawn(paint, (360, 360))


@cache
def paper(lines) -> Kept:
    """A sheet with so many gray lines where words would stand."""

    def paint(draw, width, height):
        draw.rectangle((40, 40, width - 40, height - 40), outline="#8a8378", width=3)
        for number in range(lines):
            ends = width - (120 if number % 4 else 300)
            draw.rectangle((80, 110 + number * 44, ends, 122 + number * 44), fill="#b9b2a6")

    return _drawn(paint, (600, 760))


@cache
def letter(pages) -> Kept:
    """A PDF of so many empty sheets."""
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(612, 792)
    written = io.BytesIO()
    writer.write(written)
    return examine(written.getvalue())


class Cabinet:
    """Where the files of the story lie: each row gets its bytes when what hangs on it is written."""

    def __init__(self, story, word, *, seed):
        self.story = story
        self.random = random.Random(f"{word} {seed} {story.on.isoformat()}")

    def file(self, kept, owner_kind, *, by, at):
        """A stored file, not yet written."""
        places = [f"demo/{self.random.getrandbits(160):040x}" for _place in range(2 if kept.small else 1)]
        return self.story.add(
            StoredFile,
            uuid=uuid.UUID(int=self.random.getrandbits(128), version=4),
            place=places[0],
            small_place=places[1] if kept.small else "",
            content=kept.content,
            size_bytes=len(kept.data),
            pages=kept.pages,
            sha256=hashlib.sha256(kept.data).hexdigest(),
            owner_kind=owner_kind,
            attached_at=at,
            recorded_by=by,
            recorded_at=at,
        )

    @staticmethod
    def put(file, kept):
        """Write the bytes of a file down."""
        disk.put(file.place, kept.data)
        if kept.small:
            disk.put(file.small_place, kept.small)


class Documents:
    """Draws from a generator of its own, so that the other rows of the story stay as they are."""

    def __init__(self, story, cases, *, seed):
        self.story = story
        self.cases = [case for case in cases.cases if case.place.code in SITES and case.enrollment.closed_on is None]
        self.cabinet = Cabinet(story, "documents", seed=seed)
        self.random = self.cabinet.random

    def tell(self):
        agreed = {
            id(consent.person)
            for consent in self.story.of(Consent)
            if consent.kind == "photo" and not consent.revoked_on
        }
        for case in self.cases:
            person = case.enrollment.participant
            for kind, share in USUAL.items():
                if self.random.random() * 100 < share:
                    self._document(case, kind, self._scan(), title=TITLES.get(kind, ""))
            if id(person) in agreed:
                self._document(case, "photo", portrait(*self.random.choice(PORTRAITS)))
            if self.random.random() < (0.5 if case.program == "mpmp" else 0.12):
                self._restricted(case)

    def _scan(self):
        return (
            letter(self.random.randint(1, 4)) if self.random.random() < 0.3 else paper(self.random.choice((8, 11, 13)))
        )

    def _day(self, case):
        """A day since the enrollment began, on which somebody was at work."""
        since = (self.story.on - case.enrollment.enrolled_on).days
        return self.story.on - timedelta(days=self.random.randint(1, max(1, min(since, 300))))

    def _keep(self, model, case, kept, owner_kind, **facts):
        day = self._day(case)
        by = case.enrollment.worker
        at = self.story.no_later(self.story.at(day, time(self.random.randint(9, 16), 20)))
        file = self.cabinet.file(kept, owner_kind, by=by, at=at)
        return self.story.add_later(
            model,
            file,
            lambda row: self.cabinet.put(row.file, kept),
            person=case.enrollment.participant,
            site=case.enrollment.site,
            file=file,
            dated_on=day - timedelta(days=self.random.randint(0, 60)),
            recorded_by=by,
            recorded_at=at,
            **facts,
        )

    def _document(self, case, kind, kept, title=""):
        self._keep(Document, case, kept, "document", kind=kind, title=title)

    def _restricted(self, case):
        kept, title = letter(self.random.randint(1, 3)), self.random.choice(COURT_TITLES)
        row = self._keep(RestrictedDocument, case, kept, "restricted document", title=title)
        row.about = RestrictedDocument.About.COURT
