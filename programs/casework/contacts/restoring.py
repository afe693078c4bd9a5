"""What of appointments ends with a case, and how one entered by mistake is voided and restored."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mmp_portal.audit.kinds import CannotRestore, Kind
from programs.casework.contacts import planning
from programs.casework.contacts.models import Appointment, AppointmentStatus
from programs.casework.enrollments.endings import Ending


def describe(enrollment):
    """How many appointments would be called off if the case closed today."""
    count = planned_from_today(enrollment).count()
    if count:
        yield ngettext(
            "%(count)d appointment still to come is called off.",
            "%(count)d appointments still to come are called off.",
            count,
        ) % {"count": count}


def planned_from_today(enrollment):
    return planning.planned_after(enrollment, enrollment.site.today())


WITH_A_CASE = Ending(name="appointments", describe=describe, end=planning.end_with_case)


def became_nothing(appointment):
    """One that became a contact, or was moved, is part of a history that stands."""
    if appointment.status == AppointmentStatus.KEPT:
        raise CannotRestore(_("It became a contact. Void the contact first."))
    if appointment.status == AppointmentStatus.MOVED:
        raise CannotRestore(_("It was moved. Void the appointment at its new time."))


KINDS = (
    Kind(
        code="appointment",
        label=gettext_lazy("Appointment"),
        model=Appointment,
        rows=lambda user: Appointment.objects.for_casework(user),
        url=lambda appointment: (
            appointment.enrollment.get_absolute_url() if appointment.voided_at else appointment.get_absolute_url()
        ),
        case_path="enrollment",
        words=lambda appointment: appointment.kind_label,
        check_void=became_nothing,
    ),
)
