"""What comes onto the shelf of a site and what leaves it at a group. At a visit it leaves with the visit."""

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from programs.casework.supports import workflow as supports
from programs.casework.supports.models import Book

DONATED, BOUGHT, GIVEN_AT_GROUP = "donated", "bought", "given_at_group"
PROGRAM = "moppp"


@transaction.atomic
def move(*, site, kind, name, pieces, on, by, whom="", worth=None):
    """Put pieces of an item on the shelf, or take those off that were given at a group. Raises CannotEnter.

    `whom` is the donor, the store or the group, and `worth` the dollars of all pieces together.
    """
    account = supports.open_account(
        book=Book.GOODS, site=site, program=PROGRAM, name=name, code=slugify(name)[:40], by=by
    )
    words = ", ".join(word for word in (whom, _("worth $%(worth)s") % {"worth": worth} if worth else "") if word)
    amount = -pieces if kind == GIVEN_AT_GROUP else pieces
    return supports.enter(account=account, amount=amount, kind=kind, on=on, by=by, words=words)
