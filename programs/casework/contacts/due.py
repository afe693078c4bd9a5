"""What contacts leave owed: an answer to whoever asked for help."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programs.casework.contacts.models import Contact
from programs.registry import DueItem, DueSource


def help_wanted(enrollments, on, user):
    """A mentor asked for help and nobody has answered: owed on the next day."""
    waiting = Contact.objects.help_wanted().filter(enrollment__in=enrollments).with_people()
    for contact in waiting.order_by("recorded_at"):
        asked_on = timezone.localtime(contact.recorded_at, contact.enrollment.site.zone).date()
        yield DueItem(
            rule="help-wanted",
            program=contact.enrollment.program,
            enrollment=contact.enrollment,
            due_on=asked_on + timedelta(days=1),
            who=contact.enrollment.participant.name,
            why=_("%(name)s asks for help.")
            % {"name": contact.recorded_by.name if contact.recorded_by else _("The mentor")},
            action=_("Answer"),
            url=contact.get_absolute_url(),
        )


SOURCES = (
    DueSource(
        rule="help-wanted",
        describes=gettext_lazy("A mentor asked for help in a contact, and nobody has answered."),
        owed=help_wanted,
    ),
)
