"""The forms of contacts and appointments."""

from programs.casework.contacts.forms.answers import SeenForm, VoidForm
from programs.casework.contacts.forms.appointment import AppointmentForm, MissForm, MoveForm
from programs.casework.contacts.forms.contact import ContactForm

__all__ = ["AppointmentForm", "ContactForm", "MissForm", "MoveForm", "SeenForm", "VoidForm"]
