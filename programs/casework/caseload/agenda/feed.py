"""The calendar file: a public address that nobody can guess, and in it nothing that names anybody."""

import hashlib
from datetime import UTC, timedelta

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event, vDuration

from mmp_portal.accounts.decorators import public
from mmp_portal.accounts.permissions import Permission
from programs.casework.caseload.agenda.items import appointments_of, meetings_of
from programs.casework.contacts.models import AppointmentStatus, CalendarLink
from programs.casework.contacts.models.calendar_link import digest_of

SHOWN_BACK = timedelta(days=30)
SHOWN_AHEAD = timedelta(days=90)
# A calendar asks a few times an hour; whoever asks this often in a minute is no calendar.
MOST_A_MINUTE = 30


@public
@require_safe
def calendar_file(request, token):
    """Appointments and meetings of the owner of the address, for their calendar program.

    404 for any address that was not given out, was ended or renewed, or whose owner no longer has a role.
    """
    if asks_too_often(token):
        return HttpResponse(_("Too many requests. Try again in a minute."), status=429, headers={"Retry-After": "60"})
    link = CalendarLink.objects.of_token(token).select_related("user").first()
    if link is None or not link.user.is_active or not link.user.may(Permission.APPOINTMENT_VIEW):
        raise Http404
    now = timezone.now()
    with translation.override(link.user.language):
        body = calendar_of(link.user, now)
    note_reading(link, hashlib.sha256(body).hexdigest(), now)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    etag = f'"{link.content_digest}"'
    last_modified = int(link.content_at.timestamp())
    answer = get_conditional_response(request, etag=etag, last_modified=last_modified, response=response)
    answer["ETag"] = etag
    answer["Last-Modified"] = link.content_at.astimezone(UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")
    return answer


def asks_too_often(token):
    """Whether the address was asked for more than so often in the last minute, right or wrong."""
    key = f"calendar-file:{digest_of(token)}"
    cache.add(key, 0, timeout=60)
    try:
        return cache.incr(key) > MOST_A_MINUTE
    except ValueError:  # it ran out between the two lines
        return False


def note_reading(link, digest, now):
    """Keep since when the file says what it says, and about when it was last read."""
    changed = []
    if link.content_digest != digest:
        link.content_digest, link.content_at = digest, now
        changed += ["content_digest", "content_at"]
    if link.read_at is None or now - link.read_at > timedelta(hours=1):
        link.read_at = now
        changed.append("read_at")
    if changed:
        link.save(update_fields=changed)


def calendar_of(user, now):
    """The file: what lies within thirty days back and ninety ahead. Whole days, so that it changes with its rows."""
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    since, until = day - SHOWN_BACK, day + SHOWN_AHEAD + timedelta(days=1)
    calendar = Calendar()
    calendar.add("prodid", "-//MMP Portal//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("MMP Portal"))
    calendar.add("refresh-interval", vDuration(timedelta(hours=1)), parameters={"VALUE": "DURATION"})
    is_staff = user.may(Permission.CASE_VIEW)
    appointments = appointments_of(user, whose=user).filter(starts_at__gte=since, starts_at__lt=until)
    for row in appointments.order_by("starts_at", "pk"):
        calendar.add_component(_appointment(row, with_number=is_staff))
    for row in meetings_of(user).filter(starts_at__gte=since, starts_at__lt=until).order_by("starts_at", "pk"):
        calendar.add_component(_meeting(row))
    return calendar.to_ical()


def _appointment(row, *, with_number):
    summary = _("Visit")
    if with_number:
        summary = _("Visit, case %(number)s") % {"number": row.enrollment.number}
    event = _event(f"appointment-{row.pk}", row, summary)
    if row.place and not row.place_is_private:
        event.add("location", row.place)
    event.add("status", "CANCELLED" if row.status == AppointmentStatus.MISSED else "CONFIRMED")
    return event


def _meeting(row):
    event = _event(f"meeting-{row.pk}", row, _("Meeting"))
    if row.place:
        event.add("location", row.place)
    event.add("status", "CONFIRMED")
    return event


def _event(name, row, summary):
    """What every entry has. Its stamp is the row's own, so that an unchanged row is an unchanged entry."""
    event = Event()
    event.add("uid", f"{name}@mmp-portal")
    event.add("dtstamp", row.recorded_at.astimezone(UTC))
    event.add("sequence", row.version)
    event.add("dtstart", row.starts_at.astimezone(UTC))
    event.add("dtend", row.ends_at.astimezone(UTC))
    event.add("summary", summary)
    event.add("class", "PRIVATE")
    event.add("url", f"{settings.PORTAL_URL}{row.get_absolute_url()}")
    return event
