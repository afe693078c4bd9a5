"""A message as an e-mail: text, the same as a page, and for what has a time a file for the calendar."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlparse

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

# How long a thing is in a calendar whose end no letter says.
USUAL = timedelta(hours=1)


def letter(message):
    """The e-mail of a message. Every attempt carries the same Message-ID."""
    host = urlparse(settings.PORTAL_URL).hostname or "localhost"
    address = f"{settings.PORTAL_URL}{message.link}" if message.link else ""
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=f"{message.body}\n\n{address}" if address else message.body,
        to=[message.address],
        headers={"Message-ID": f"<{message.message_id}@{host}>"},
    )
    if not message.is_secret:
        facts = {"message": message, "address": address, "language": message.language}
        mail.attach_alternative(render_to_string("outbox/letter.html", facts), "text/html")
    if begins := message.about.get("starts_at"):
        mail.attach("calendar.ics", calendar_file(message, datetime.fromisoformat(begins), host), "text/calendar")
    return mail


def calendar_file(message, begins, host):
    """An appointment without a name, a place or a subject: only when it is.

    Letters about one thing carry one UID and a later SEQUENCE, so a calendar moves what moved.
    """
    about = "-".join(f"{name}-{value}" for name, value in sorted(message.about.items()) if name != "starts_at")
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//MMP Portal//EN")
    calendar.add("method", "PUBLISH")
    event = Event()
    event.add("uid", f"{about}@{host}")
    event.add("sequence", int(message.queued_at.timestamp()) // 60)
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("dtstart", begins.astimezone(UTC))
    event.add("dtend", (begins + USUAL).astimezone(UTC))
    with translation.override(message.language):
        event.add("summary", _("Appointment"))
    calendar.add_component(event)
    return calendar.to_ical()
