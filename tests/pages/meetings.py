"""Meetings and who comes to them."""

from mmp_portal.accounts.permissions import Role
from tests.pages.addresses import Page, by, of

PAGES = {
    # Meetings
    "meetings:meetings": Page(),
    "meetings:plan": Page(has_form=True),
    "meetings:meeting": of("meeting"),
    "meetings:edit": of("meeting", has_form=True),
    "meetings:call_off": of("meeting", has_form=True),
    "meetings:attendance": of("meeting"),
    "meetings:walk_in": of("meeting"),
    "meetings:given": of("meeting"),
    "meetings:sheet": of("meeting"),
    "meetings:series": of("series"),
    "meetings:training": Page(),
    "meetings:mentor_training": of("mentor", is_of_a_program=False),
    "meetings:note_training": of("mentor", is_of_a_program=False, has_form=True),
    "meetings:approve_training": of("mentor", is_of_a_program=False, is_action=True),
    "meetings:training_certificate": of("mentor", is_of_a_program=False, is_file=True),
    "meetings:manuals": Page(has_form=True),
    "meetings:manual": Page(lambda household: [household.matching.manual.pk], has_records=True),
    "meetings:invite": of("meeting", has_form=True),
    "meetings:invitations": of("meeting"),
    "meetings:invitation": of("attendance", has_form=True, hidden_from=(Role.MENTOR,)),
    "meetings:answer": of("attendance", is_action=True, hidden_from=(Role.MENTOR,)),
    "meetings:tell_again": of("attendance", is_action=True),
    "meetings:door": of("meeting"),
    "meetings:door_screen": of("meeting"),
    "meetings:open_door": of("meeting", is_action=True),
    "meetings:close_door": of("meeting", is_action=True),
    "meetings:walk_ins": Page(),
    "meetings:match_walk_in": of("guest", has_form=True),
    "meetings:invited": by("answer_link"),
    "meetings:sign_in": by("door_link"),
    "meetings:sign_in_guest": by("door_link"),
    "links:withdraw": of("answer_link", is_action=True, hidden_from=(Role.MENTOR, Role.ADMINISTRATOR, Role.VIEWER)),
}
