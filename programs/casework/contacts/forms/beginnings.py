"""What the form of a contact begins with: what is usual, what was planned, or what a contact says."""

import uuid

from django.utils import timezone

from programs.casework.contacts.forms.clock import NOON
from programs.casework.contacts.models import Vocabulary

TRIED = "tried"
USUAL_MINUTES = 60


def usual_in(enrollment, last, *, writer_is_mentor):
    """What most contacts of this pair are like: today, the last kind, place and length."""
    usual = {
        "uid": str(uuid.uuid4()),
        "people": [str(enrollment.participant_id)],
        "what": enrollment.definition.contact_kinds[0].code,
        "day": timezone.localdate(),
        "minutes": USUAL_MINUTES,
    }
    if last:
        usual["what"] = last.kind or usual["what"]
        usual["minutes"] = last.duration_minutes or USUAL_MINUTES
        usual["setting"] = last.setting
    if not writer_is_mentor:
        usual["match"] = None
    return usual


def planned_in(appointment, *, writer_is_mentor):
    """What an appointment says, as the contact that came of it: only what differed is left to change."""
    begins = timezone.localtime(appointment.starts_at)
    planned = {
        "what": appointment.kind,
        "day": min(begins.date(), timezone.localdate()),
        "at": begins.time().replace(second=0, microsecond=0) if begins <= timezone.localtime() else None,
        "minutes": appointment.duration_minutes,
        "setting": appointment.setting,
        "others_present": appointment.with_whom,
        "also_with": [str(other.pk) for other in appointment.also_with.all()],
    }
    if not writer_is_mentor:
        planned["match"] = appointment.match_id
        planned["staff_present"] = [str(appointment.worker_id)] if appointment.worker_id else []
    return planned


def said_by(contact):
    """What a contact says, as the form would have been filled in."""
    begun = timezone.localtime(contact.started_at)
    has_time = begun.time() != NOON
    ends = timezone.localtime(contact.ends_at) if contact.ends_at else None
    codes = {vocabulary: [] for vocabulary in Vocabulary.values}
    for topic in contact.topics.all():
        codes[topic.vocabulary].append(topic.code)
    return {
        "uid": str(contact.uid),
        "people": [str(person.pk) for person in contact.present.all()],
        "what": TRIED if contact.is_try else contact.kind,
        "day": begun.date(),
        "at": begun.time().replace(second=0, microsecond=0) if has_time else None,
        "until": ends.time().replace(second=0, microsecond=0) if has_time and ends else None,
        "minutes": contact.duration_minutes,
        "suggested_minutes": contact.duration_minutes,
        "about": codes[Vocabulary.TOPIC],
        "factors": codes[Vocabulary.FACTOR],
        "components": codes[Vocabulary.COMPONENT],
        "goals": [str(goal.pk) for goal in contact.goals.all()],
        "also_with": [str(other.pk) for other in contact.shared_enrollments],
        "staff_present": [str(user.pk) for user in contact.staff_present.all()],
        "others_present": contact.others_present,
        "interpreter_used": contact.interpreter_used,
        "tries": contact.tries,
        "miles_driven": contact.miles_driven,
        "travel_minutes": contact.travel_minutes,
        "follow_up": contact.follow_up,
        "follow_up_by": contact.follow_up_by,
        "match": contact.match_id,
        "in_name_of_mentor": contact.on_behalf_of_id is not None,
    }
