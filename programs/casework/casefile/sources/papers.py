"""Assessments, documents and consents: what was looked at, kept, and agreed to. Nothing restricted is among them."""

from django.db.models import F, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext as _

from participants.consents.models import Consent
from participants.consents.models import Kind as ConsentKind
from participants.documents.models import Document
from programs.casework.assessments.models import Assessment
from programs.casework.casefile.sources.lines import Source, lines


def assessed(enrollment):
    """Assessments with tools that are not restricted; the others stand on their own page alone."""
    rows = Assessment.objects.not_voided().filter(enrollment=enrollment, tool__is_restricted=False)
    return lines(rows, on="given_on", a="tool__name", b="outcome", c="band", who="given_by__name")


def tell_assessed(line, telling):
    outcome = dict(Assessment._meta.get_field("outcome").flatchoices).get(line.b, line.b)
    return telling.entry(
        line,
        _("Assessment: %(tool)s") % {"tool": line.a},
        "clipboard-check",
        note=line.c if line.b == "done" else str(outcome),
        meta=telling.by(line),
        url=reverse("assessments:assessment", args=[line.pk]),
    )


def kept(enrollment):
    """Documents of the participant that the site keeps, on the day they were added."""
    rows = Document.objects.not_voided().filter(person=enrollment.participant_id, site=enrollment.site_id)
    return lines(rows, at="recorded_at", a="title", b="kind", who="recorded_by__name")


def tell_kept(line, telling):
    label = Document.Kind(line.b).label
    return telling.entry(
        line,
        _("Document: %(kind)s") % {"kind": label},
        "file-earmark-text",
        note=line.a,
        meta=telling.by(line),
        at=telling.moment(line.at),
        url=reverse("documents:documents", args=[telling.enrollment.participant_id]),
    )


def _consents(enrollment):
    return Consent.objects.not_voided().filter(person=enrollment.participant_id, site=enrollment.site_id)


def agreed(enrollment):
    given_by = Concat(F("given_by__given_name"), Value(" "), F("given_by__family_name"))
    return lines(_consents(enrollment), on="given_on", a="kind", b="party", c=given_by)


def tell_agreed(line, telling):
    return telling.entry(
        line,
        _("Consent: %(what)s") % {"what": _what(line)},
        "pen",
        kind="good",
        meta=(_("given by %(name)s") % {"name": line.c.strip()},),
        url=reverse("consents:consent", args=[line.pk]),
    )


def taken_back(enrollment):
    return lines(_consents(enrollment).exclude(revoked_on=None), on="revoked_on", a="kind", b="party")


def tell_taken_back(line, telling):
    return telling.entry(
        line,
        _("Consent ended: %(what)s") % {"what": _what(line)},
        "x-circle",
        kind="warn",
        url=reverse("consents:consent", args=[line.pk]),
    )


def _what(line):
    label = str(ConsentKind(line.a).label)
    return f"{label}: {line.b}" if line.b else label


# --- What stands beside the name -------------------------------------------------------------


def photos(enrollment):
    """Photos of the participant: the file's own word for an address, and where its small picture lies."""
    rows = Document.objects.photos().filter(person=enrollment.participant_id, site=enrollment.site_id)
    return lines(rows, at="recorded_at", a="file__uuid", b="file__small_place")


def photo_consents(enrollment):
    """A photo is shown only while a consent for it stands."""
    standing = Consent.objects.in_force(enrollment.site.today())
    return lines(standing.filter(person=enrollment.participant_id, kind=ConsentKind.PHOTO))


def children(enrollment):
    """Children who live with the participant today."""
    today = enrollment.site.today()
    rows = enrollment.participant.children(on=today)
    return lines(rows, on="born_on", a="preferred_name", b="given_name", c="family_name")


SOURCES = (
    Source(kind="photo", rows=photos),
    Source(kind="photo_consent", rows=photo_consents),
    Source(kind="child", rows=children),
    Source(kind="assessed", chip="assessments", rows=assessed, tell=tell_assessed),
    Source(kind="document", chip="documents", rows=kept, tell=tell_kept),
    Source(kind="consent", chip="documents", rows=agreed, tell=tell_agreed),
    Source(kind="consent_ended", chip="documents", rows=taken_back, tell=tell_taken_back, rank=4),
)
