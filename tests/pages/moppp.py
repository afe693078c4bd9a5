"""The MOPPP room."""

from mmp_portal.accounts.permissions import Role
from mmp_portal.links.tokens import token_of
from tests.pages.addresses import Page


def of_family(**more):
    """A page about the case of the room's own family."""
    return Page(
        lambda household: [household.moppp.enrollment.pk],
        has_records=True,
        is_of_a_program=True,
        hidden_from=(Role.MENTOR,),
        **more,
    )


def of_record(name, **more):
    """A page about something of that family: its `visit`, an `outing`."""
    return Page(
        lambda household: [getattr(household.moppp, name).pk],
        has_records=True,
        is_of_a_program=True,
        hidden_from=(Role.MENTOR,),
        **more,
    )


PAGES = {
    "moppp:home": Page(),
    "moppp:first_visits": Page(),
    "moppp:figures": Page(),
    "moppp:groups": Page(),
    "moppp:feedback": of_record("group", has_form=True),
    "moppp:ask_for_feedback": of_record("group", is_action=True),
    "moppp:give_feedback": Page(lambda household: [token_of(household.moppp.link)], has_form=True),
    "moppp:team": Page(),
    "moppp:supervise": Page(lambda household: [household.moppp.match.mentor.pk], has_records=True, has_form=True),
    "moppp:review_file": of_family(has_form=True),
    "moppp:shelf": Page(),
    "moppp:put_in": Page(has_form=True),
    "moppp:plan": of_family(),
    "moppp:set_level": of_family(has_form=True),
    "moppp:set_model": of_family(has_form=True),
    "moppp:excuse": of_family(has_form=True),
    "moppp:bag": of_family(has_form=True),
    "moppp:card": of_record("visit"),
    "moppp:back": of_record("outing", has_form=True),
    "moppp:safety": of_family(has_form=True),
    "moppp:factors": of_family(),
    "moppp:ask": Page(
        lambda household: [household.moppp.enrollment.pk, "risk"],
        has_records=True,
        is_of_a_program=True,
        has_form=True,
        hidden_from=(Role.MENTOR,),
    ),
    "moppp:which": of_record("detail"),
    "moppp:transitions": of_family(),
    "moppp:plan_transition": of_family(has_form=True),
    "moppp:answer": of_record("note", has_form=True),
}
