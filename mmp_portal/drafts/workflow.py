"""Keeping a draft, finding it again, and letting go of it."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mmp_portal.drafts.marks import ONCE, PRINT, TITLE, VERSION
from mmp_portal.drafts.models import Draft, Sending, kept_until

MOST_BYTES = 200_000
TITLE_LENGTH = 120
PRINT_LENGTH = 40
BIGGEST_VERSION = 2_147_483_647


class CannotKeep(Exception):
    """The words cannot become a draft; the sentence is for the user."""


class TooLong(CannotKeep):
    pass


class SentAlready(CannotKeep):
    """The page was sent and saved meanwhile; its words are no draft any more."""


def storable(words):
    """Text that every database takes: no NUL, and no half of a sign."""
    return words.replace("\x00", "").encode("utf-8", "replace").decode()


def words_of(data, names):
    """Name -> list of values, of the allowed names alone. Raises TooLong past the limit."""
    values = {name: [storable(one) for one in data.getlist(name)] for name in names if name in data}
    size = sum(len(one.encode()) for given in values.values() for one in given)
    if size > MOST_BYTES:
        raise TooLong(_("This is too long to be kept as a draft. Save it in smaller parts."))
    return values


def uuid_of(words):
    try:
        return UUID(words)
    except (ValueError, AttributeError, TypeError):
        return None


def version_of(words):
    return int(words) if words and words.isdecimal() and int(words) <= BIGGEST_VERSION else None


@transaction.atomic
def keep(*, mark, owner_id, data):
    """Keep what was typed into the form of `mark` as its owner's one draft of it.

    Raises TooLong past 200 kB, and SentAlready when the page has been saved meanwhile.
    """
    once = uuid_of(data.get(ONCE))
    if once and Sending.objects.saved().filter(user=owner_id, once=once).exists():
        raise SentAlready(_("This was saved already."))
    draft, _is_new = Draft.objects.update_or_create(
        owner_id=owner_id,
        key=mark.key,
        defaults={
            "form": mark.label,
            "page": mark.page,
            "permission": mark.permission,
            "version": version_of(data.get(VERSION)),
            "once": once,
            "kept_at": timezone.now(),
            "payload": {
                "title": storable(data.get(TITLE, ""))[:TITLE_LENGTH].strip(),
                "print": storable(data.get(PRINT, ""))[:PRINT_LENGTH],
                "names": sorted(mark.names),
                "values": words_of(data, mark.names),
            },
        },
    )
    return draft


def found(*, user, mark):
    """The draft that `user` began of this form, or None."""
    return Draft.objects.for_user(user).filter(key=mark.key).first()


def forget(*, mark, owner_id):
    """Let go of the draft of a form, because its owner says so or brought the form back to how it was."""
    Draft.objects.filter(owner_id=owner_id, key=mark.key).delete()


def end(*, mark, owner_id, once):
    """Let go of the draft of a form that was saved. Words of the same form in another tab stay kept."""
    Draft.objects.filter(Q(once=once) | Q(once=None), owner_id=owner_id, key=mark.key).delete()


def discard(*, draft):
    """Let go of a draft because its owner says so."""
    draft.delete()


def sweep():
    """Let go of drafts that are over, and of the memory of old sendings. Returns how many of each."""
    drafts, _by_model = Draft.objects.over().delete()
    sendings, _by_model = Sending.objects.filter(at__lt=kept_until()).delete()
    return drafts, sendings
