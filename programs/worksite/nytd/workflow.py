"""Keeping what the state's youth database asks, and what the record of the case already answers."""

from django.db import transaction
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from participants.schooling.models import Schooling
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches.models import Match
from programs.worksite.models.equivalency import SubTest
from programs.worksite.models.funds import FundRequest
from programs.worksite.models.funds import Status as FundStatus
from programs.worksite.models.nytd import NytdAnswer, NytdRecord
from programs.worksite.models.placements import Placement
from programs.worksite.nytd.elements import data, outcomes
from programs.worksite.readiness.standing import readiness_of


class CannotWrite(Exception):
    """Why it cannot be kept so, in a sentence for the user; `about` names the field."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


@transaction.atomic
def write(*, enrollment, moment, taken_on, services, answers, by, version=None):
    """Keep services (numbers) and answers (by number) of a moment, or correct them. Raises CannotWrite."""
    enrollment = Enrollment.objects.select_for_update().select_related("site").get(pk=enrollment.pk)
    if taken_on > enrollment.site.today():
        raise CannotWrite(_("The date lies in the future. Check the year."), "taken_on")
    if taken_on < enrollment.enrolled_on and moment == "end":
        raise CannotWrite(_("The day lies before the enrollment. Check the date."), "taken_on")
    row = NytdRecord.objects.not_voided().filter(enrollment=enrollment, moment=moment).first()
    if row is None:
        row = NytdRecord(enrollment=enrollment, moment=moment, recorded_by=by)
    elif version is not None and row.version != version:
        raise CannotWrite(_("Somebody saved this record after you opened it. Both versions are shown."))
    else:
        row.version += 1
    row.taken_on = taken_on
    row.save()
    row.answers.all().delete()
    said = {**dict.fromkeys(services, "yes"), **answers}
    NytdAnswer.objects.bulk_create(NytdAnswer(record=row, element=number, said=word) for number, word in said.items())
    trail.record(by, "nytd.written", row, site=enrollment.site, after={"case": enrollment.number, "moment": moment})
    return row


def known(enrollment):
    """What the case says already: services by their numbers, and answers by theirs. Somebody looks it over."""
    numbers = data()["services"]
    jobs = list(Placement.objects.not_voided().filter(enrollment=enrollment).with_job())
    hours = sum(job.pay_now.hours_a_week for job in jobs if job.is_standing and job.pay_now)
    ready = readiness_of([enrollment])[enrollment.pk]
    matches = Match.objects.not_voided().filter(enrollment=enrollment)
    funds = FundRequest.objects.not_voided().filter(enrollment=enrollment, status=FundStatus.PAID)
    has = {
        "mentoring": matches.exists(),
        "career": bool(ready.done),
        "employment": bool(jobs),
        "budget": "money" in ready.done,
        "academic": SubTest.objects.not_voided().filter(enrollment=enrollment).exists(),
        "education_aid": funds.exists(),
    }
    services = [numbers[code] for code, received in has.items() if received]
    answers = _known_answers(enrollment, hours, is_ready=bool(ready.done))
    return services, {one.number: answers[one.code] for one in outcomes() if one.code in answers}


def _known_answers(enrollment, hours, *, is_ready):
    is_full_time = hours >= data()["full_time_hours"]
    answers = {
        "full_time": "yes" if is_full_time else "no",
        "part_time": "yes" if hours and not is_full_time else "no",
    }
    if is_ready:
        answers["skills"] = "yes"
    school = (
        Schooling.objects.not_voided().filter(person=enrollment.participant_id).order_by("-starts_on", "-pk").first()
    )
    if school:
        answers["enrolled"] = "yes" if school.status == "enrolled" else "no"
    if Match.objects.active().filter(enrollment=enrollment).exists():
        answers["adult"] = "yes"
    return answers
