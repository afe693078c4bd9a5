"""Which parents and Parent Mentors have a part in one child-protection case, and so cannot be matched."""

from programs.casework.matches.models import Match
from programs.mpmp.models import CourtCase, CourtPerson


def in_one_case(enrollments, mentors):
    """Pairs of keys of enrollment and mentor.

    A mentor is in the case whose own case has its file number, who accompanies the other parent of it, or whose
    own open case has the same county worker.
    """
    files, workers = _of_cases({one.pk for one in enrollments})
    by_person, workers_of = _of_people({one.person_id for one in mentors})
    accompanied = _accompanied({one.pk for one in mentors})
    for enrollment in enrollments:
        file, names = files.get(enrollment.pk), workers.get(enrollment.pk, set())
        for mentor in mentors:
            shares_file = file and file in by_person.get(mentor.person_id, set()) | {
                number for number, case in accompanied.get(mentor.pk, ()) if case != enrollment.pk
            }
            if shares_file or names & workers_of.get(mentor.person_id, set()):
                yield enrollment.pk, mentor.pk


def _folded(county, number):
    return (county, "".join(number.lower().split())) if number.strip() else None


def _of_cases(enrollments):
    files, workers = {}, {}
    rows = CourtCase.objects.not_voided().filter(enrollment__in=enrollments)
    for case, county, number in rows.values_list("enrollment", "county", "file_number"):
        files[case] = _folded(county, number)
    for case, name in _county_workers().filter(enrollment__in=enrollments).values_list("enrollment", "name"):
        workers.setdefault(case, set()).add(name.strip().lower())
    return files, workers


def _of_people(people):
    files, workers = {}, {}
    rows = CourtCase.objects.not_voided().filter(enrollment__participant__in=people)
    for person, county, number in rows.values_list("enrollment__participant", "county", "file_number"):
        if folded := _folded(county, number):
            files.setdefault(person, set()).add(folded)
    own = _county_workers().filter(enrollment__participant__in=people, enrollment__closed_on=None)
    for person, name in own.values_list("enrollment__participant", "name"):
        workers.setdefault(person, set()).add(name.strip().lower())
    return files, workers


def _county_workers():
    return CourtPerson.objects.not_voided().filter(role=CourtPerson.Role.WORKER, ends_on=None)


def _accompanied(mentors):
    """By the key of the mentor, file number and case of each family they accompany."""
    found: dict[int, list] = {}
    rows = Match.objects.holding_a_place().filter(
        mentor__in=mentors, enrollment__court_cases__voided_at=None, enrollment__court_cases__isnull=False
    )
    fields = ("mentor", "enrollment", "enrollment__court_cases__county", "enrollment__court_cases__file_number")
    for mentor, case, county, number in rows.order_by().values_list(*fields):
        if folded := _folded(county, number):
            found.setdefault(mentor, []).append((folded, case))
    return found
