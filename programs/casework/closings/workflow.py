"""Ending an enrollment, and everything still open in it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from mmp_portal.outbox.queue import ring
from programs.casework.closings.models import Closing
from programs.casework.contacts.models import Contact
from programs.casework.enrollments.models import Enrollment, Status
from programs.casework.matches import workflow as matches


class CannotClose(Exception):
    """Why the enrollment cannot be closed so, in a sentence for the user."""


def check_can_close(enrollment, *, on):
    """Raise CannotClose with the reason, or return."""
    if not enrollment.may_become(Status.CLOSED):
        raise CannotClose(_("This case is closed already."))
    if on < enrollment.enrolled_on:
        raise CannotClose(_("The closing lies before the enrollment. Check the date."))
    if on > enrollment.site.today():
        raise CannotClose(_("The closing lies in the future. Check the date."))
    latest = Contact.objects.made().filter(enrollment=enrollment).order_by("-started_at").first()
    if latest and timezone.localtime(latest.started_at, enrollment.site.zone).date() > on:
        raise CannotClose(_("There is a contact after that day. Close on the day of the last contact or later."))


@transaction.atomic
def close(*, enrollment, on, reason, by, what_follows=""):
    """End an enrollment, its pause and every match still open in it, and tell the mentors.

    Raises CannotClose if it is closed already, or `on` is before it began, in the future, or before
    the last contact.
    """
    enrollment = Enrollment.objects.select_for_update().select_related("site").get(pk=enrollment.pk)
    check_can_close(enrollment, on=on)
    mentors = [match.mentor for match in enrollment.matches.open().select_related("mentor__person__user")]
    matches.end_all(enrollment=enrollment, on=on, by=by)
    for pause in enrollment.pauses.filter(ends_on=None):
        pause.ends_on = max(on, pause.starts_on)
        pause.save(update_fields=["ends_on"])
    enrollment.status = Status.CLOSED
    enrollment.closed_on = on
    enrollment.version += 1
    enrollment.save(update_fields=["status", "closed_on", "version"])
    closing = Closing.objects.create(
        enrollment=enrollment, on=on, reason=reason, what_follows=what_follows, recorded_by=by
    )
    trail.record(by, "enrollment.closed", enrollment, after={"on": on.isoformat(), "reason": reason})
    for mentor in mentors:
        if mentor.person.user:
            ring(
                to=mentor.person.user,
                rule="match-ended",
                subject=_("A match of yours has ended. Thank you for walking beside them."),
                site=enrollment.site,
                link="/",
            )
    return closing
