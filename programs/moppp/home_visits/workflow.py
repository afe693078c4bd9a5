"""Keeping the parts of a home visit, what was given at it, the way there and back, and what is told at once."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.accounts.models import User
from mmp_portal.accounts.permissions import Role
from mmp_portal.audit import trail
from mmp_portal.outbox.queue import ring
from programs.casework.enrollments.models import Enrollment
from programs.casework.supports import workflow as supports
from programs.moppp.home_visits.forms import given_at, key_of
from programs.moppp.models import ChildSeen, HomeVisit, Outing, SafetyNote

GIVEN = "given_at_visit"


class CannotSay(Exception):
    """Why it cannot be so, in a sentence for the user; `about` names the field it is about."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


# --- The visit -------------------------------------------------------------------------------


def keep_visit(*, contact, parts, children, goods, by):
    """Keep what a visit holds, anew where it was kept before; what was given leaves the shelf.

    Part of the transaction of the contact. Goods that were given otherwise than noted are taken back by their
    counter-entry and entered again. Raises CannotEnter where somebody else took the last piece meanwhile.
    """
    visit = HomeVisit.objects.filter(contact=contact).first()
    if visit is None and not (any(parts.values()) or children or any(count for _item, count in goods)):
        return None
    if visit is None:
        visit = HomeVisit(contact=contact, recorded_by=by)
    else:
        visit.version += 1
    for name, value in parts.items():
        setattr(visit, name, value)
    visit.save()
    _keep_children(visit, children)
    _give(contact, goods, by)
    return visit


def _keep_children(visit, children):
    """Exactly these rows; each correction stands in the history of changes."""
    visit.children.exclude(child__in=[row.child for row in children]).delete()
    for row in children:
        facts = {name: getattr(row, name) for name in ("seen", "diaper_size", "wants_book", "has_medical_home")}
        ChildSeen.objects.update_or_create(visit=visit, child=row.child, defaults=facts)


def _give(contact, goods, by):
    before = given_at(contact)
    for item, count in goods:
        entry = before.get(item.pk)
        if entry and -entry.amount == count:
            continue
        if entry:
            supports.counter(entry=entry, reason=_("The visit was corrected."), by=by)
        if count:
            supports.enter(
                account=item,
                amount=-count,
                kind=GIVEN,
                on=contact.happened_on(),
                by=by,
                enrollment=contact.enrollment,
                key=key_of(contact),
            )


# --- What is told at once --------------------------------------------------------------------


@transaction.atomic
def note_safety(*, enrollment, kind, on, by, words="", contact=None, made_by=None):
    """Write a note that few may read. Words of self-harm are urgent: every supervisor is told at once.

    The notice names the case and nothing of what was said. Raises CannotSay.
    """
    if on > enrollment.site.today():
        raise CannotSay(_("The day lies in the future. Check the day."), "on")
    if kind == SafetyNote.Kind.HOTLINE and words:
        raise CannotSay(_("What was reported stays out of the portal. Note only that a report was made."), "words")
    is_urgent = kind == SafetyNote.Kind.SELF_HARM
    note = SafetyNote.objects.create(
        enrollment=enrollment,
        contact=contact,
        kind=kind,
        words=words,
        on=on,
        made_by=made_by or by,
        is_urgent=is_urgent,
        recorded_by=by,
    )
    trail.record(by, "moppp.safety_noted", note, site=enrollment.site, after={"case": enrollment.number})
    if is_urgent:
        for supervisor in User.objects.holding(Role.SUPERVISOR, site=enrollment.site, program=enrollment.program):
            ring(
                to=supervisor,
                rule="moppp-urgent",
                key=f"moppp-urgent:note-{note.pk}:user-{supervisor.pk}:bell",
                subject=_("Urgent: open case %(number)s now") % {"number": enrollment.number},
                body=_("A home visitor asks for you at once."),
                site=enrollment.site,
                link=note.get_absolute_url(),
            )
    return note


@transaction.atomic
def answer_safety(*, note, answer, by):
    """Say what was done about an urgent note. Answered twice, the first answer stands. Raises CannotSay."""
    note = SafetyNote.objects.select_for_update().get(pk=note.pk)
    if note.answered_at or note.voided_at:
        raise CannotSay(_("This note was answered already."))
    note.answer, note.answered_by, note.answered_at = answer, by, timezone.now()
    note.version += 1
    note.save(update_fields=["answer", "answered_by", "answered_at", "version"])
    trail.record(by, "moppp.safety_answered", note, site=note.enrollment.site)
    return note


# --- The way there and back ------------------------------------------------------------------


@transaction.atomic
def leave(*, enrollment, minutes, by):
    """Note that a visitor leaves now and wants to be back in so many minutes. Raises CannotSay."""
    Enrollment.objects.select_for_update().get(pk=enrollment.pk)
    if Outing.objects.under_way().filter(enrollment=enrollment, visitor=by).exists():
        raise CannotSay(_("You are on the way to this family already. Say first that you are back."))
    now = timezone.now()
    outing = Outing.objects.create(
        enrollment=enrollment,
        visitor=by,
        left_at=now,
        expected_back_at=now + timedelta(minutes=minutes),
        recorded_by=by,
    )
    trail.record(by, "moppp.left_for_visit", outing, site=enrollment.site, after={"case": enrollment.number})
    return outing


@transaction.atomic
def come_back(*, outing, is_well, by, words=""):
    """Note that the visitor is back. Where something happened, the supervisors are told. Raises CannotSay."""
    outing = Outing.objects.select_for_update(of=("self",)).select_related("enrollment__site").get(pk=outing.pk)
    if outing.back_at:
        raise CannotSay(_("This is noted already."))
    if not is_well and not words:
        raise CannotSay(_("Say in a few words what happened."), "words")
    outing.back_at, outing.is_well, outing.words = timezone.now(), is_well, words
    outing.version += 1
    outing.save(update_fields=["back_at", "is_well", "words", "version"])
    trail.record(by, "moppp.back_from_visit", outing, site=outing.enrollment.site)
    if not is_well:
        case = outing.enrollment
        for supervisor in User.objects.holding(Role.SUPERVISOR, site=case.site, program=case.program):
            if supervisor != by:
                ring(
                    to=supervisor,
                    rule="moppp-not-well",
                    key=f"moppp-not-well:outing-{outing.pk}:user-{supervisor.pk}:bell",
                    subject=_("%(name)s is back, and something happened") % {"name": by.name},
                    body=_("Case %(number)s. Please call them.") % {"number": case.number},
                    site=case.site,
                    link=case.get_absolute_url(),
                )
    return outing
