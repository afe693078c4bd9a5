"""The words of a public page, from a day on, and noting that somebody reviewed a page."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from programs.casework.public_pages.models import PageReview, ServedZip, SitePage

FIELDS = (
    "offers",
    "offers_es",
    "ask_for",
    "phone",
    "hours",
    "hours_es",
    "place",
    "answered_within_days",
    "takes_referrals",
)


class CannotSet(Exception):
    """Why the words cannot be set or taken back so, in a sentence for the user; `about` names the field."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


@transaction.atomic
def set_words(*, site, program, starts_on, counties, zips, by, corrects=None, version=None, **details):
    """Let words hold from a day on. `corrects` are words of the same day that were there: they are changed instead.

    Raises CannotSet when others begin on that day, the day is past, or somebody changed `corrects` since `version`.
    """
    same_day = SitePage.objects.select_for_update().not_voided().of(site, program).filter(starts_on=starts_on).first()
    if same_day is None:
        if starts_on < site.today():
            raise CannotSet(_("New words begin today or later: what stood here before stays as it was."), "starts_on")
        row = SitePage(site=site, program=program, starts_on=starts_on, recorded_by=by)
    elif corrects is None or same_day.pk != corrects.pk:
        raise CannotSet(_("Other words begin on that day. Take them back first, or choose another day."), "starts_on")
    elif same_day.version != version:
        raise CannotSet(_("Somebody saved this record after you opened it. Both versions are shown."))
    else:
        row = same_day
        row.version += 1
    for name in FIELDS:
        if name in details:
            setattr(row, name, details[name])
    row.save()
    row.counties.set(counties)
    row.zips.all().delete()
    ServedZip.objects.bulk_create([ServedZip(page=row, code=code) for code in dict.fromkeys(zips)])
    trail.record(by, "public_page.written", row, site=site, after={"program": program, "from": starts_on.isoformat()})
    return row


@transaction.atomic
def take_back(*, page, reason, by):
    """Void words that were set by mistake: those before them hold again. Raises CannotSet the second time."""
    row = SitePage.objects.select_for_update().get(pk=page.pk)
    if row.voided_at:
        raise CannotSet(_("These words were taken back already."))
    row.voided_at, row.voided_by, row.void_reason = timezone.now(), by, reason
    row.version += 1
    row.save(update_fields=["voided_at", "voided_by", "void_reason", "version"])
    trail.record(by, "public_page.taken_back", row, site=row.site, reason=reason)
    return row


@transaction.atomic
def note_review(*, page, reviewed_on, reviewed_by, due_on, by, site=None):
    """Note that somebody read a page and found it right, and when that is due again."""
    row = PageReview.objects.create(
        page=page, site=site, reviewed_on=reviewed_on, reviewed_by=reviewed_by, due_on=due_on, recorded_by=by
    )
    trail.record(by, "public_page.reviewed", row, site=site, after={"page": page, "due": due_on.isoformat()})
    return row
