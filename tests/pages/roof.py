"""The roof: home, lists, drafts, the trail, reminders and notices."""

from mmp_portal.accounts.permissions import Role
from tests.pages.addresses import ALL_BUT_STAFF, Page, of

PAGES = {
    "home": Page(),
    "healthz": Page(),
    "readyz": Page(),
    "ui:choose_site": Page(is_action=True),
    "ui:speak": Page(is_action=True),
    "ui:gallery": Page(),
    "ui:phone_gallery": Page(),
    "ui:lists": Page(),
    "ui:keep_list": Page(lambda household: ["contacts"], has_form=True, hidden_from=(Role.ADMINISTRATOR,)),
    "ui:edit_list": of("saved_list", is_of_a_program=False, has_form=True, hidden_from=ALL_BUT_STAFF),
    "ui:give_up_list": of("saved_list", is_of_a_program=False, is_action=True, hidden_from=ALL_BUT_STAFF),
    # Drafts
    "drafts:drafts": Page(),
    "drafts:keep": Page(is_action=True),
    "drafts:give_up": Page(is_action=True),
    "drafts:here": Page(is_file=True),
    "drafts:discard": of("draft", is_of_a_program=False, is_action=True, hidden_from=ALL_BUT_STAFF),
    # The trail
    "audit:openings": Page(),
    "audit:events": Page(),
    # Reminders and notices
    "reminders:outbox": Page(),
    "reminders:retry": Page(is_action=True),
    "reminders:notices": Page(),
    "reminders:text_answered": Page(is_action=True, is_signed=True),
    "reminders:text_report": Page(is_action=True, is_signed=True),
    "reminders:choices": Page(has_form=True),
    "reminders:notice": of("notice", is_of_a_program=False, hidden_from=ALL_BUT_STAFF),
    "reminders:read_all": Page(is_action=True),
}
