"""What stands beside the story of a case: how ready somebody is, and the job they have."""

from programs.worksite.models.placements import Candidate, Placement
from programs.worksite.readiness.standing import readiness_of


def beside_the_story(enrollment, *, on, user):
    """The classes finished, the job that goes on, and where no answer came yet."""
    jobs = Placement.objects.standing().filter(enrollment=enrollment).with_job()
    return {
        "standing": readiness_of([enrollment])[enrollment.pk],
        "jobs": list(jobs[:3]),
        "waiting": Candidate.objects.open().filter(enrollment=enrollment).count(),
    }
