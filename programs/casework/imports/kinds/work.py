"""Contacts with families, and who came to meetings."""

import uuid
from dataclasses import replace
from datetime import datetime, time

from django.utils.translation import gettext_lazy as _

from programs.casework.contacts import workflow as contacts
from programs.casework.contacts.models import Contact
from programs.casework.contacts.models.contact import Outcome
from programs.casework.enrollments.models import Enrollment
from programs.casework.imports.cells import BadCell, as_day, as_number, as_time, as_yes, one_of
from programs.casework.imports.fields import CREATED, UNCHANGED, Field, Kind, known_person, name_key
from programs.casework.imports.kinds.people import BORN_ON, FAMILY_NAME, GIVEN_NAME
from programs.casework.imports.models import Subject
from programs.casework.meetings.models import Meeting
from programs.casework.meetings.workflow import attending
from programs.casework.meetings.workflow.refusals import CannotTakeAttendance

NOON = time(12)
SPACE = uuid.UUID("6a1d6fb2-9a1e-4f3c-8c55-2f6f0ad6c0de")
CASE = Field("case", _("Case number"), longest=20, also=("case", "case no", "enrollment"), samples=("YP-0012", ""))
WHO = (CASE, replace(GIVEN_NAME, is_required=False), FAMILY_NAME, BORN_ON)


def cases_for(site, by):
    """Cases of the site, as far as whoever imports works on them; all of them for the command."""
    cases = Enrollment.objects.not_voided().filter(site=site)
    return cases.for_casework(by) if by else cases


def case_of(row, *, site, by, on, among=None):
    """The case a row is about: by its number, or the one open on the day of the person named. Raises BadCell."""
    cases = cases_for(site, by) if among is None else among
    if row["case"]:
        found = cases.filter(number__iexact=row["case"]).first()
        if found is None:
            raise BadCell(_("There is no such case among yours at this site."), "case")
        return found
    if not row["given_name"]:
        raise BadCell(_("Give the case number, or the name."), "case")
    found = list(cases.open_on(on).filter(participant=known_person(row, site))[:2])
    if not found:
        raise BadCell(_("This person has no case of yours that was open on the day."), "given_name")
    if len(found) > 1:
        raise BadCell(_("This person has several open cases. Give the case number."), "case")
    return found[0]


# --- Contacts ---------------------------------------------------------------------------------


def take_contact(row, *, site, by):
    """Record a contact; the same case, moment and kind again is the same contact."""
    case = case_of(row, site=site, by=by, on=row["on"])
    kind = one_of([(choice.code, choice.label) for choice in case.definition.contact_kinds])
    try:
        code = kind(row["kind"])
    except BadCell as trouble:
        raise BadCell(str(trouble), "kind") from None
    started_at = datetime.combine(row["on"], row["at"] or NOON, tzinfo=site.zone)
    same = Contact.objects.not_voided().filter(enrollment=case, started_at=started_at, kind=code)
    if same.exists():
        return UNCHANGED
    is_made = row["was_made"] is not False
    contacts.record(
        uid=uuid.uuid5(SPACE, f"{case.number} {started_at.isoformat()} {code}"),
        enrollment=case,
        by=by,
        kind=code,
        started_at=started_at,
        outcome=Outcome.MADE if is_made else Outcome.ATTEMPTED,
        duration_minutes=row["minutes"],
        miles_driven=row["miles"],
        note=row["note"] or "",
    )
    return CREATED


CONTACTS = Kind(
    subject=Subject.CONTACTS,
    fields=(
        *WHO,
        Field(
            "on",
            _("Day"),
            is_required=True,
            read=as_day,
            also=("date", "contact date"),
            samples=("11/03/2026", "11/05/2026"),
        ),
        Field("at", _("Time"), read=as_time, also=("start time", "start"), samples=("2:30 pm", "")),
        Field(
            "kind", _("What it was"), is_required=True, also=("kind", "type", "contact type"), samples=("Met", "Call")
        ),
        Field("was_made", _("Reached"), read=as_yes, also=("contact made", "made"), samples=("yes", "no")),
        Field("minutes", _("Minutes"), read=as_number, also=("duration", "length"), samples=("60", "")),
        Field("miles", _("Miles"), read=as_number, also=("mileage",), samples=("12", "")),
        Field("note", _("Note"), longest=4000, also=("notes", "comments"), samples=("Practised for the test.", "")),
    ),
    key=lambda row: (
        (row["case"] or "").upper() or "|".join(name_key(row)),
        row["on"].isoformat(),
        str(row["at"] or ""),
        row["kind"].casefold(),
    ),
    take=take_contact,
    note=_("Each row is one contact: who by case number or name, the day, and what it was."),
    refusals=(contacts.CannotRecord,),
)


# --- Attendance -------------------------------------------------------------------------------


def meeting_of(row, *, site, by):
    """The meeting of the day, told by its topic where there are several. Raises BadCell."""
    meetings = Meeting.objects.standing().filter(site=site)
    if by:
        meetings = meetings.filter(pk__in=Meeting.objects.for_casework(by).values("pk"))
    begin = datetime.combine(row["on"], time.min, tzinfo=site.zone)
    end = datetime.combine(row["on"], time.max, tzinfo=site.zone)
    meetings = meetings.filter(starts_at__range=(begin, end))
    if row["topic"]:
        meetings = meetings.filter(topic__iexact=row["topic"])
    found = list(meetings[:2])
    if not found:
        raise BadCell(_("There was no such meeting at this site on the day. Plan it first."), "on")
    if len(found) > 1:
        raise BadCell(_("There were several meetings that day. Give the topic."), "topic")
    return found[0]


def take_attendance(row, *, site, by):
    """Note that somebody came to a meeting, or did not. What was noted already is not overwritten."""
    meeting = meeting_of(row, site=site, by=by)
    attending.check_can_take_attendance(meeting)
    case = case_of(row, site=site, by=by, on=row["on"], among=meeting.open_cases())
    came = row["came"] is not False
    listed = meeting.attendances.filter(person=case.participant).first()
    if listed and listed.came is not None:
        if listed.came == came:
            return UNCHANGED
        raise BadCell(_("The portal says otherwise already. Correct it on the page of the meeting."), "came")
    if listed:
        attending.take_attendance(meeting=meeting, rows={listed.pk: attending.Presence(came)}, by=by)
    elif came:
        attending.put_on_list(meeting=meeting, by=by, enrollment=case)
    else:
        return UNCHANGED
    return CREATED


ATTENDANCE = Kind(
    subject=Subject.ATTENDANCE,
    fields=(
        *WHO,
        Field(
            "on",
            _("Day"),
            is_required=True,
            read=as_day,
            also=("date", "meeting date"),
            samples=("11/03/2026", "11/03/2026"),
        ),
        Field(
            "topic", _("Topic"), longest=200, also=("meeting", "title"), samples=("Sleep and play", "Sleep and play")
        ),
        Field("came", _("Came"), read=as_yes, also=("attended", "present", "attendance"), samples=("yes", "no")),
    ),
    key=None,  # the list of the meeting says what is known
    take=take_attendance,
    note=_("Each row is one person at one meeting, which is planned in the portal already."),
    refusals=(CannotTakeAttendance,),
)
