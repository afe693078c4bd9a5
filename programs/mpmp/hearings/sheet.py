"""The sheet for one hearing on paper: all that is needed in the room, in one file that opens without a signal."""

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from mmp_portal.ui.printing import as_pdf
from programs.mpmp.hearings.expect import BRING, IN_THE_ROOM, sheet_of


def as_file(hearing, before):
    """The PDF to download. Nobody's family name, address or file number stands in it, nor in its name."""
    with timezone.override(hearing.enrollment.site.zone):
        page = render_to_string(
            "programs/mpmp/hearings/sheet_file.html",
            {
                "hearing": hearing,
                "person": hearing.enrollment.participant,
                "before": before,
                "sheet": sheet_of(hearing.kind),
                "bring": BRING,
                "in_the_room": IN_THE_ROOM,
                "printed_at": timezone.now(),
                "language": get_language() or "en",
            },
        )
    name = f"sheet-{hearing.pk}.pdf"
    response = HttpResponse(
        as_pdf(page, stylesheet="css/case-print.css", identifier=name), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
