"""Which other families may stand in one entry with a case."""

from django.db.models import Q

from participants.models import HouseholdMember
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches.models import Match

# More families than this are not offered at once; nobody goes out with so many.
OFFERED_AT_MOST = 40


def cases_beside(enrollment, *, user, match=None):
    """Open cases of the same program and site that one entry may be shared with, by the name they are called.

    For a mentor (`match` is theirs) the other families they are matched with; for staff the family's household,
    the other families of its mentors, and the cases of the worker.
    """
    open_here = Enrollment.objects.open().filter(program=enrollment.program, site=enrollment.site)
    if match:
        own = Match.objects.open().of_mentor_user(user).values("enrollment")
        near = open_here.for_user(user).filter(pk__in=own)
    else:
        today = enrollment.site.today()
        homes = HouseholdMember.objects.in_force(today).filter(person=enrollment.participant_id).values("household")
        housemates = HouseholdMember.objects.in_force(today).filter(household__in=homes).values("person")
        mentors = Match.objects.open().filter(enrollment=enrollment.pk).values("mentor")
        same_mentor = Match.objects.open().filter(mentor__in=mentors).values("enrollment")
        of_worker = Q(worker=user) | Q(worker__isnull=False, worker=enrollment.worker_id)
        near = open_here.for_casework(user).filter(Q(participant__in=housemates) | Q(pk__in=same_mentor) | of_worker)
    near = near.exclude(pk=enrollment.pk).with_people()
    return near.order_by("participant__given_name", "participant__family_name", "pk")[:OFFERED_AT_MOST]


def called(enrollment, *, by_mentor):
    """What a family is called in a list of choices: a mentor knows the name to call somebody by, staff all of it."""
    participant = enrollment.participant
    return participant.called if by_mentor else f"{participant.name}, {enrollment.number}"
