"""How an address of the portal is reached: what stands in it, for the family of one site."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mmp_portal.accounts.permissions import Role
from mmp_portal.links.tokens import token_of


def nothing(household):
    return []


@dataclass(frozen=True)
class Page:
    """One address.

    `is_action` answers only POST; `is_file` is downloaded; `is_signed` is a door for a machine that signs what it sends; `has_form` shows a form to fill in. `has_records` shows rows of one site, hidden
    from every other; `is_of_a_program` hides them from the site's other programs too. `hidden_from`
    names roles that hold the permission and yet reach no row of this household.
    """

    arguments: Callable[[Any], list] = nothing
    query: Callable[[Any], str] | None = None
    is_action: bool = False
    is_file: bool = False
    is_signed: bool = False
    has_form: bool = False
    has_records: bool = False
    is_of_a_program: bool = False
    hidden_from: tuple[str, ...] = ()


def of(subject, *, is_of_a_program=True, **more):
    """A page about one record of the household, such as its `enrollment`."""
    return Page(
        lambda household: [getattr(household, subject).pk], has_records=True, is_of_a_program=is_of_a_program, **more
    )


def by(link):
    """A page for people without an account, opened by a signed link of the household."""
    return Page(lambda household: [token_of(getattr(household, link))])


def file_of(subject):
    """The file of a record of the household that staff keep and mentors do not see."""
    return Page(
        lambda household: [getattr(household, subject).file.uuid],
        has_records=True,
        is_file=True,
        hidden_from=(Role.MENTOR,),
    )


def of_fact(fact, **more):
    """A page about something known of the participant, such as a source of `income`."""
    return Page(lambda household: [getattr(household.facts, fact).pk], has_records=True, **more)


def of_place(fact, **more):
    """A page of the participant about their `home`, or about the `place` of somebody in it."""
    return Page(
        lambda household: [household.participant.pk, getattr(household.facts, fact).pk],
        has_records=True,
        has_form=True,
        **more,
    )


def around(*names, **more):
    """A page of the participant, and of what stands around them: a `way`, a `loan`, the `registration`."""
    return Page(
        lambda household: [household.participant.pk, *(getattr(household.around, name).pk for name in names)],
        has_records=True,
        **more,
    )


def of_kind(kind, **more):
    """A page of history about one record of the household, named by its kind."""
    return Page(lambda household: [kind, getattr(household, kind).pk], has_records=True, is_of_a_program=True, **more)


def report(*more, **options):
    """A page of the site's quarterly report; `more` follows the quarter in the address."""
    return Page(
        lambda household: ["young_parent", household.site.code, "SFY2027Q1", *more], has_records=True, **options
    )


ALL_BUT_STAFF = (Role.SUPERVISOR, Role.MENTOR, Role.ADMINISTRATOR, Role.VIEWER)
