"""Mentors and matches."""

from mmp_portal.accounts.permissions import Role
from tests.pages.addresses import Page, of


def of_matching(subject, **more):
    """A page of a match on its way: `introduced`, or `ended`."""
    return Page(
        lambda household: [getattr(household.matching, subject).pk],
        has_records=True,
        is_of_a_program=True,
        has_form=True,
        **more,
    )


def of_application(**more):
    """A page of somebody who asks to become a mentor."""
    return Page(lambda household: [household.matching.application.pk], has_records=True, **more)


PAGES = {
    # Mentors and matches
    "matches:mentors": Page(),
    "matches:mentor": of("mentor", is_of_a_program=False),
    "matches:let_sign_in": of("free_mentor", is_of_a_program=False, has_form=True, hidden_from=(Role.ADMINISTRATOR,)),
    "mentors:create": Page(has_form=True),
    "mentors:edit": of("mentor", is_of_a_program=False, has_form=True),
    "mentors:profile": of("mentor", is_of_a_program=False, has_form=True),
    "mentors:status": of("mentor", is_of_a_program=False, has_form=True),
    "mentors:qualification": of("mentor", is_of_a_program=False, has_form=True),
    "matches:start": of("enrollment", has_form=True, query=lambda family: f"mentor={family.free_mentor.pk}"),
    "matches:wishes": of("enrollment", has_form=True),
    "matches:say": of("enrollment", has_form=True),
    "matches:pool": Page(),
    "matches:apply": Page(lambda household: ["young_parent", household.site.code]),
    "matches:applications": Page(),
    "matches:application": of_application(),
    "matches:interview": of_application(has_form=True),
    "matches:answer": of_application(has_form=True),
    "matches:match": of("match"),
    "matches:accept": of_matching("introduced"),
    "matches:pause": of("match", has_form=True),
    "matches:reopen": of_matching("ended"),
    "matches:renew": of("match", has_form=True),
    "matches:end": of("match", has_form=True),
}
