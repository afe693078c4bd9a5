"""What was done with or for a case, what is planned, and the calendars that show it."""

from programs.casework.contacts.models.appointment import Appointment, MissedReason
from programs.casework.contacts.models.appointment import Status as AppointmentStatus
from programs.casework.contacts.models.calendar_link import CalendarLink
from programs.casework.contacts.models.contact import LONGEST_MINUTES, Contact, Outcome
from programs.casework.contacts.models.share import ContactShare
from programs.casework.contacts.models.topic import ContactTopic, Vocabulary

__all__ = [
    "LONGEST_MINUTES",
    "Appointment",
    "AppointmentStatus",
    "CalendarLink",
    "Contact",
    "ContactShare",
    "ContactTopic",
    "MissedReason",
    "Outcome",
    "Vocabulary",
]
