"""Opening the store, filling the shelf, and selling. Two who sell the last piece at once sell it once."""

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from programs.casework.supports import workflow as ledger
from programs.casework.supports.models import Book
from programs.casework.supports.workflow import CannotEnter
from programs.young_parent.bucks.workflow import account_of
from programs.young_parent.models import Sale, StoreDay, StoreItem
from programs.young_parent.models.store import PROGRAM

BOUGHT, SOLD, RECEIVED, COUNTED = "bought", "sold", "received", "counted"


class CannotKeep(Exception):
    """Why it cannot be so, in a sentence for the user; `about` names the field."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


@transaction.atomic
def plan_day(*, site, held_on, place, by):
    """Plan a day on which the store is open. Raises CannotKeep."""
    type(site).objects.select_for_update().get(pk=site.pk)
    if StoreDay.objects.not_voided().filter(site=site, held_on=held_on).exists():
        raise CannotKeep(_("The store is open on that day already."), "held_on")
    day = StoreDay.objects.create(site=site, held_on=held_on, place=place, recorded_by=by)
    trail.record(by, "store_day.planned", day, after={"on": held_on.isoformat()})
    return day


@transaction.atomic
def add_item(*, site, name, price, pieces, by):
    """Put a new item on the shelf, with so many pieces received today. Raises CannotKeep."""
    type(site).objects.select_for_update().get(pk=site.pk)
    if StoreItem.objects.not_voided().filter(site=site, name__iexact=name).exists():
        raise CannotKeep(_("There is an item of this name already."), "name")
    item = StoreItem(site=site, name=name, price=price, recorded_by=by)
    item.account = ledger.open_account(
        book=Book.GOODS, site=site, program=PROGRAM, code=_code_for(site, name), name=name, by=by
    )
    item.save()
    trail.record(by, "store_item.added", item, after={"price": price})
    if pieces:
        receive(item=item, pieces=pieces, on=site.today(), by=by)
    return item


def _code_for(site, name):
    """A code of its own for the account: the name, and how many items came before it."""
    return f"{slugify(name)[:28] or 'item'}-{StoreItem.objects.filter(site=site).count() + 1}"


@transaction.atomic
def correct_item(*, item, version, price, is_offered, by):
    """Change the price, or take the item off the offer. What was sold keeps its price. Raises CannotKeep."""
    item = StoreItem.objects.select_for_update().get(pk=item.pk)
    if item.version != version:
        raise CannotKeep(_("Somebody saved this record after you opened it. Both versions are shown."))
    before = {"price": item.price, "is_offered": item.is_offered}
    item.price, item.is_offered = price, is_offered
    item.version += 1
    item.save(update_fields=["price", "is_offered", "version"])
    trail.record(by, "store_item.corrected", item, before=before, after={"price": price, "is_offered": is_offered})
    return item


def receive(*, item, pieces, on, by, words=""):
    """Put pieces on the shelf, or take them off after a count. Raises CannotEnter."""
    return ledger.enter(
        account=item.account, amount=pieces, kind=RECEIVED if pieces > 0 else COUNTED, on=on, words=words, by=by
    )


@transaction.atomic
def sell(*, store_day, item, enrollment, count, by):
    """Sell so many of an item to a family for its Baby Bucks, on the store day. Raises CannotEnter.

    Points and pieces go together, or not at all.
    """
    item = StoreItem.objects.select_related("account").get(pk=item.pk)
    if not item.is_offered or item.voided_at:
        raise CannotEnter(_("This item is not on offer any more."), "item")
    if count < 1:
        raise CannotEnter(_("Say how many."), "count")
    points = item.price * count
    purse = account_of(enrollment, by=by)
    words = f"{item.name} x {count}"
    try:
        paid, _shelf = ledger.enter_together(
            lines=[
                ledger.Line(account=purse, amount=-points, kind=BOUGHT, words=words),
                ledger.Line(account=item.account, amount=-count, kind=SOLD, enrollment=enrollment, words=words),
            ],
            on=store_day.held_on,
            by=by,
        )
    except ledger.NotEnough as refusal:
        raise _in_the_words_of_the_store(refusal, purse, item, points) from refusal
    return Sale.objects.create(
        store_day=store_day, item=item, enrollment=enrollment, count=count, points=points, paid=paid
    )


def _in_the_words_of_the_store(refusal, purse, item, points):
    if refusal.account.pk == purse.pk:
        return CannotEnter(
            _("They have %(left)d; this costs %(points)d.") % {"left": refusal.left, "points": points},
            "count",
        )
    return CannotEnter(
        _("%(left)d of %(name)s are left.") % {"left": refusal.left, "name": item.name},
        "item",
    )
