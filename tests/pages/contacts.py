"""Contacts, appointments and the calendar."""

from tests.pages.addresses import Page, of

PAGES = {
    # Contacts
    "contacts:list": Page(),
    "contacts:choose": Page(),
    "contacts:record": of("enrollment", has_form=True),
    "contacts:contact": of("contact"),
    "contacts:edit": of("contact", has_form=True),
    "contacts:void": of("contact", has_form=True),
    "contacts:seen": of("contact", is_action=True),
    "contacts:followed_up": of("contact", is_action=True),
    # Appointments and the calendar
    "contacts:appointments": Page(),
    "contacts:choose_appointment": Page(),
    "contacts:plan": of("enrollment", has_form=True),
    "contacts:appointment": of("appointment"),
    "contacts:edit_appointment": of("appointment", has_form=True),
    "contacts:move_appointment": of("appointment", has_form=True),
    "contacts:miss_appointment": of("appointment", has_form=True),
    "contacts:take_back_appointment": of("appointment", is_action=True),
    "agenda:agenda": Page(),
    "agenda:links": Page(),
    "agenda:make_link": Page(is_action=True),
    "agenda:end_link": Page(is_action=True),
    "agenda:calendar_file": Page(lambda household: [household.calendar_token], is_file=True),
}
