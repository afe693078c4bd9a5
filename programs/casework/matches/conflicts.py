"""What makes a match impossible between two people, whatever speaks for it.

Three kinds: what one of them said, or staff noted (a no, a relative, somebody too close); a household the two share
or shared; and a case or a worker in common, of which the sentence says no more, since the mentor's own case is theirs.
"""

from django.utils.translation import gettext as _

from participants.models import HouseholdMember
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches.models import MatchSay


def conflicts_between(enrollments, mentors):
    """The sentence for each pair that cannot be matched, by keys of enrollment and mentor.

    The number of queries does not grow with either.
    """
    found = {}
    if not enrollments or not mentors:
        return found
    for pair in _in_common(enrollments, mentors):
        found[pair] = _("Conflict of interest: the two have a case or a worker in common.")
    for pair in _households(enrollments, mentors):
        found[pair] = _("Conflict of interest: the two live, or lived, in one household.")
    for say in MatchSay.objects.barring().filter(enrollment__in=enrollments, mentor__in=mentors):
        found[say.enrollment_id, say.mentor_id] = sentence_of(say.kind)
    return found


def sentence_of(kind):
    """Why a no, or a tie, bars the match."""
    return {
        MatchSay.Kind.VETO: _("The participant said no to this mentor."),
        MatchSay.Kind.MENTOR_VETO: _("The mentor said no to this match."),
        MatchSay.Kind.RELATIVE: _("They are related."),
        MatchSay.Kind.CLOSE: _("They know each other too well."),
    }[kind]


def _households(enrollments, mentors):
    """Pairs who have, or had, a place in the same household."""
    people = {one.participant_id for one in enrollments} | {one.person_id for one in mentors}
    homes: dict[int, set] = {}
    rows = HouseholdMember.objects.not_voided().filter(person__in=people, household__voided_at=None)
    for person, household in rows.values_list("person", "household"):
        homes.setdefault(person, set()).add(household)
    for enrollment in enrollments:
        own = homes.get(enrollment.participant_id)
        for mentor in mentors if own else ():
            if mentor.person_id != enrollment.participant_id and own & homes.get(mentor.person_id, set()):
                yield enrollment.pk, mentor.pk


def _in_common(enrollments, mentors):
    """Pairs of whom the same worker accompanies both, or whom a program knows to be in one case."""
    workers: dict[int, set] = {}
    rows = Enrollment.objects.open().filter(participant__in=[one.person_id for one in mentors], worker__isnull=False)
    for person, worker in rows.values_list("participant", "worker"):
        workers.setdefault(person, set()).add(worker)
    for enrollment in enrollments:
        for mentor in mentors:
            if enrollment.worker_id in workers.get(mentor.person_id, ()):
                yield enrollment.pk, mentor.pk
    by_program = {}
    for enrollment in enrollments:
        by_program.setdefault(enrollment.program, []).append(enrollment)
    for own in by_program.values():
        if own[0].definition.match_conflicts:
            yield from own[0].definition.match_conflicts(own, mentors)
