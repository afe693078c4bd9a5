"""Mentors and matches."""

from mmp_portal.accounts.permissions import Role
from tests.pages.addresses import Page, of

PAGES = {
    # Mentors and matches
    "matches:mentors": Page(),
    "matches:mentor": of("mentor", is_of_a_program=False),
    "matches:let_sign_in": of("free_mentor", is_of_a_program=False, has_form=True, hidden_from=(Role.ADMINISTRATOR,)),
    "mentors:create": Page(has_form=True),
    "mentors:edit": of("mentor", is_of_a_program=False, has_form=True),
    "mentors:status": of("mentor", is_of_a_program=False, has_form=True),
    "mentors:qualification": of("mentor", is_of_a_program=False, has_form=True),
    "matches:start": of("enrollment", has_form=True, query=lambda family: f"mentor={family.free_mentor.pk}"),
    "matches:match": of("match"),
    "matches:renew": of("match", has_form=True),
    "matches:end": of("match", has_form=True),
}
