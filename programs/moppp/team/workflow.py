"""Keeping supervision and the review of files."""

from django.db import transaction
from django.utils.translation import gettext as _

from mentors.models import Mentor
from mmp_portal.audit import trail
from programs.casework.enrollments.models import Enrollment
from programs.moppp.models import FileReview, Supervision


class CannotKeep(Exception):
    """Why it cannot be kept, in a sentence for the user; `about` names the field it is about."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


@transaction.atomic
def keep_supervision(*, visitor, on, kind, by, minutes=None, why_not=""):
    """Note supervision that took place, with its minutes, or that did not, and why. Raises CannotKeep."""
    visitor = Mentor.objects.select_for_update(of=("self",)).select_related("site").get(pk=visitor.pk)
    if on > visitor.site.today():
        raise CannotKeep(_("The day lies in the future. Note it on the day itself."), "on")
    if minutes is None and not why_not:
        raise CannotKeep(_("Say why it was not kept."), "why_not")
    if minutes is not None and why_not:
        raise CannotKeep(_("It was kept, so there is no reason to give."), "why_not")
    same = Supervision.objects.not_voided().filter(visitor=visitor, on=on, kind=kind, minutes=minutes)
    if same.exists():
        raise CannotKeep(_("This is noted already."), "on")
    row = Supervision.objects.create(
        visitor=visitor, on=on, kind=kind, minutes=minutes, why_not=why_not, recorded_by=by
    )
    trail.record(by, "moppp.supervision_kept", row, site=visitor.site, after={"on": on.isoformat(), "kind": str(kind)})
    return row


@transaction.atomic
def review_file(*, enrollment, on, is_in_order, by, to_mend=""):
    """Note that somebody read a case file through, and what is to mend. It counts for who visits the family.

    Raises CannotKeep.
    """
    enrollment = Enrollment.objects.select_for_update(of=("self",)).select_related("site").get(pk=enrollment.pk)
    if on > enrollment.site.today():
        raise CannotKeep(_("The day lies in the future. Note it on the day itself."), "on")
    if on < enrollment.enrolled_on:
        raise CannotKeep(_("The day lies before the enrollment. Check the day."), "on")
    if not is_in_order and not to_mend:
        raise CannotKeep(_("Say what is to mend."), "to_mend")
    if is_in_order and to_mend:
        raise CannotKeep(_("Where something is to mend, not all is in order."), "is_in_order")
    if FileReview.objects.not_voided().filter(enrollment=enrollment, on=on).exists():
        raise CannotKeep(_("This file was reviewed on that day already."), "on")
    match = enrollment.matches.open().first()
    row = FileReview.objects.create(
        enrollment=enrollment,
        visitor=match.mentor if match else None,
        on=on,
        is_in_order=is_in_order,
        to_mend=to_mend,
        recorded_by=by,
    )
    trail.record(by, "moppp.file_reviewed", row, site=enrollment.site, after={"case": enrollment.number})
    return row
