"""Putting two records of one person together, and taking it back."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.accounts.scope import CASEWORK_ROLES
from mmp_portal.audit import trail
from participants.duplicates import workflow as noting
from participants.duplicates.models import ProbableDuplicate, Status
from participants.models import HouseholdMember, Person, ReachWay, Registration
from participants.phones import digits_of
from participants.reaching.workflow import FIRST
from programs.casework.duplicates import moving
from programs.casework.duplicates.details import ADDRESS, GROUPS, KEPT, MERGED, lines_of
from programs.casework.duplicates.models import Merge, MovedRow
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches.models import Match
from programs.casework.meetings.models import Attendance

Part = HouseholdMember.Part


class CannotMerge(Exception):
    """Why two records cannot be put together, in sentences for the user; `reasons` has them one by one."""

    about = None

    def __init__(self, *reasons):
        super().__init__(" ".join(str(reason) for reason in reasons))
        self.reasons = [str(reason) for reason in reasons]


class CannotUndo(Exception):
    """Why a merging cannot be undone, in a sentence for the user."""

    about = None


# --- Whether it can be ------------------------------------------------------------------------


def what_forbids(kept, merged, *, by) -> list[str]:
    """Every reason against putting `merged` into `kept`, in sentences; empty where there is none."""
    collisions = [one for one in moving.collisions(kept, merged) if one.relation.code not in moving.KEPT_ALONE]
    reasons = [*_of_the_people(kept, merged), *_of_other_sites(merged, by), *map(_in_words, collisions)]
    return list(dict.fromkeys(reasons))


def _of_the_people(kept, merged):
    if kept == merged:
        yield _("This is one and the same record.")
    if kept.voided_at or merged.voided_at:
        yield _("One of the records was voided or merged already.")
    if (kept.died_on is None) != (merged.died_on is None):
        yield _("A death is recorded for one of them. Record or take it back for both first.")
    if kept.user_id and merged.user_id:
        yield _("Both sign in to the portal. End the access of one of them first.")
    if (
        Match.objects.not_voided()
        .filter(enrollment__participant__in=(kept, merged), mentor__person__in=(kept, merged))
        .exists()
    ):
        yield _("The one is the mentor of the other, so they are two people.")
    places = HouseholdMember.objects.not_voided().filter(ends_on=None)
    for parent, child in ((kept, merged), (merged, kept)):
        homes = places.filter(person=parent, part=Part.PARENT).values("household")
        if places.filter(person=child, part=Part.CHILD, household__in=homes).exists():
            yield _("They live together as parent and child, so they are two people.")


def _of_other_sites(merged, by):
    """What another site wrote is not moved over its head."""
    own = {grant.site_id for grant in by.grants if grant.role in CASEWORK_ROLES}
    if merged.registrations.exclude(site__in=own).exists():
        yield _(
            "The record that would go is also kept by a site where you do not work. "
            "Keep that one instead, or ask an administrator."
        )


def _in_words(collision):
    row, other = collision.row, collision.other
    if isinstance(row, Enrollment):
        numbers = {"program": row.definition.name, "one": other.number, "other": row.number}
        return _("Both have an open case in %(program)s: %(one)s and %(other)s. Close or void one of them first.") % (
            numbers
        )
    if isinstance(row, Attendance):
        return _("Both stand on the list of one meeting, on %(day)s. Take one of them off the list first.") % {
            "day": timezone.localtime(row.meeting.starts_at).strftime("%m/%d/%Y")
        }
    return moving.sentence_of(collision)


# --- Merging ----------------------------------------------------------------------------------


@transaction.atomic
def merge(*, kept, merged, by, site, words, choices=None):
    """Put `merged` into `kept`: every row that points at it moves, and the record itself is voided.

    `choices` says for groups of details that differ which record wins ("kept" or "merged"); what only one record
    says is kept anyway, and the phone and the e-mail address that lose become further ways to reach them. Every row
    that moved is written down. Raises CannotMerge with the list of reasons.
    """
    locked = Person.objects.select_for_update().in_bulk(sorted({kept.pk, merged.pk}))
    kept, merged = locked[kept.pk], locked[merged.pk]
    if reasons := what_forbids(kept, merged, by=by):
        raise CannotMerge(*reasons)
    try:
        with transaction.atomic():
            return _merge(kept, merged, by=by, site=site, words=words, choices=choices or {})
    except (IntegrityError, ValidationError) as refusal:
        sentences = refusal.messages if isinstance(refusal, ValidationError) else ()
        raise CannotMerge(
            *sentences, _("The two records contradict each other and could not be put together. Nothing was changed.")
        ) from None


def _merge(kept, merged, *, by, site, words, choices):
    record = Merge.objects.create(kept=kept, merged=merged, site=site, words=words, recorded_by=by)
    alone = [one for one in moving.collisions(kept, merged) if one.relation.code in moving.KEPT_ALONE]
    rows = [
        MovedRow(merge=record, model=model, row=row, field=field, before=before, after=after)
        for model, row, field, before, after in (
            *_widen(alone),
            *moving.move(kept, merged, left=alone),
            *_let_go(merged, kept, by),
        )
    ]
    MovedRow.objects.bulk_create(rows, batch_size=500)
    record.added_ways = [way.pk for way in _keep_ways(kept, merged, choices, by)]
    record.changed = _take_over(kept, merged, choices)
    record.save(update_fields=["added_ways", "changed"])
    note = noting.note_pair(person=kept, another=merged)
    noting.settle(duplicate=note, status=Status.MERGED, by=by, words=words, site=site)
    for one, other in ((kept, merged), (merged, kept)):
        trail.record(by, "person.merged", one, site=site, reason=words, after={"with": other.pk, "rows": len(rows)})
    return record


def _widen(alone):
    """Of two registrations at one site the one that stays reaches back to the earlier day."""
    for collision in alone:
        row, other = collision.row, collision.other
        if isinstance(row, Registration) and row.starts_on < other.starts_on:
            before = other.starts_on
            Registration.objects.filter(pk=other.pk).update(starts_on=row.starts_on)
            yield Registration._meta.label, other.pk, "starts_on", before, row.starts_on


def _let_go(merged, kept, by):
    """Void the merged record, and hand over who signs in."""
    user = merged.user_id
    merged.user, merged.merged_into = None, kept
    merged.voided_at, merged.voided_by = timezone.now(), by
    merged.void_reason = _("Merged with another record of the same person.")
    merged.version += 1
    merged.save()
    if user:
        Person.objects.filter(pk=kept.pk).update(user=user)
        kept.user_id = user
        yield Person._meta.label, merged.pk, "user", user, None
        yield Person._meta.label, kept.pk, "user", None, user


def _keep_ways(kept, merged, choices, by):
    """The number and the address that the kept record will not show first reach them still."""
    winners = {line.group.code: _winner(line, choices) for line in lines_of(kept, merged, groups=GROUPS)}
    for group, kind in (("phone", ReachWay.Kind.PHONE), ("email", ReachWay.Kind.EMAIL)):
        loser, winner = (merged, kept) if winners[group] == KEPT else (kept, merged)
        lost, shown = getattr(loser, group), getattr(winner, group)
        is_same = digits_of(lost) == digits_of(shown) if group == "phone" else lost.casefold() == shown.casefold()
        if not lost or is_same or ReachWay.objects.in_use().filter(person=kept, kind=kind, value=lost).exists():
            continue
        what_is_safe = {name: getattr(loser, column) for name, column in FIRST[kind].items() if name != "value"}
        yield ReachWay.objects.create(person=kept, kind=kind, value=lost, recorded_by=by, **what_is_safe)


def _winner(line, choices):
    return choices.get(line.group.code, line.winner) if line.is_open else line.winner


def _take_over(kept, merged, choices):
    """Write the details of the merged record that win into the kept one; returns what was before and after."""
    changed = {}
    for line in lines_of(kept, merged, groups=GROUPS):
        if _winner(line, choices) != MERGED:
            continue
        for name in line.group.fields:
            field = Person._meta.get_field(name)
            before, after = getattr(kept, field.attname), getattr(merged, field.attname)
            if line.group is ADDRESS and merged.address_is_confidential and name == "state":
                after = before
            if before != after:
                changed[field.attname] = [before, after]
                setattr(kept, field.attname, after)
    if changed:
        kept.validate_constraints()
        kept.version += 1
        kept.save()
    return changed


# --- Undoing ----------------------------------------------------------------------------------


def check_can_undo(record):
    """Raise CannotUndo with the reason, or return."""
    if record.is_undone:
        raise CannotUndo(_("This merging was undone already."))
    if record.kept.merged_into_id:
        raise CannotUndo(_("The kept record was merged with another one later. Undo that merging first."))
    if record.kept.voided_at:
        raise CannotUndo(_("The kept record was voided later. Restore it first."))


@transaction.atomic
def undo(*, merge, by, words):
    """Take the records apart again: every row that moved goes back, and the merged record stands as before.

    What was written since stays with the kept record, and so does what somebody changed since. Returns how many rows
    had been changed. Raises CannotUndo.
    """
    record = Merge.objects.select_for_update().get(pk=merge.pk)
    locked = Person.objects.select_for_update().in_bulk(sorted((record.kept_id, record.merged_id)))
    record.kept, record.merged = locked[record.kept_id], locked[record.merged_id]
    check_can_undo(record)
    kept, merged = record.kept, record.merged
    _stand_again(merged)
    try:
        with transaction.atomic():
            # Who signs in is let go by the one before the other takes it.
            changed = moving.move_back(record.rows.order_by("-pk"))
    except IntegrityError:
        raise CannotUndo(
            _("What was written since cannot stand beside what would move back. Nothing was changed.")
        ) from None
    _give_back(record, by)
    record.undone_at, record.undone_by, record.undo_words = timezone.now(), by, words
    record.version += 1
    record.save()
    for note in ProbableDuplicate.objects.between(kept, merged):
        noting.settle(duplicate=note, status=Status.OPEN, by=by, site=record.site)
    for one, other in ((kept, merged), (merged, kept)):
        trail.record(by, "person.taken_apart", one, site=record.site, reason=words, after={"from": other.pk})
    return changed


def _stand_again(merged):
    merged.merged_into = merged.voided_at = merged.voided_by = None
    merged.void_reason = ""
    merged.version += 1
    merged.save()


def _give_back(record, by):
    """The details that were taken over, where nobody corrected them since; and the ways that were added are voided."""
    kept = Person.objects.get(pk=record.kept_id)
    restored = False
    for name, (before, after) in record.changed.items():
        field = Person._meta.get_field(name)
        if getattr(kept, name) == field.to_python(after):
            setattr(kept, name, field.to_python(before))
            restored = True
    if restored:
        kept.version += 1
        kept.save()
    for way in ReachWay.objects.not_voided().filter(pk__in=record.added_ways):
        way.voided_at, way.voided_by = timezone.now(), by
        way.void_reason = _("The merging it came from was undone.")
        way.version += 1
        way.save()
