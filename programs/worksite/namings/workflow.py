"""A company names who accompanies somebody at work; staff orient them, and the match begins."""

from django.db import transaction
from django.utils.translation import gettext as _

from mentors import workflow as mentors
from mentors.models import Kind, Qualification
from mentors.models import Status as MentorStatus
from mmp_portal.audit import trail
from mmp_portal.outbox.queue import ring
from programs.worksite.models.namings import NamedMentor, jobs_without_a_mentor
from programs.worksite.models.placements import Placement
from programs.worksite.placements import workflow as placements


class CannotName(Exception):
    """Why nobody can be named or oriented so, in a sentence for the user; `about` names the field."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


@transaction.atomic
def name(*, placement, by=None, **person):
    """Keep whom the company names, and tell the worker of the case. Raises CannotName, also for a second name."""
    rows = Placement.objects.select_for_update(of=("self",)).select_related("enrollment__site", "enrollment__worker")
    placement = rows.get(pk=placement.pk)
    if not placement.is_standing:
        raise CannotName(_("This job has ended already."))
    if not jobs_without_a_mentor().filter(pk=placement.pk).exists():
        raise CannotName(_("Somebody was named for this job already."))
    enrollment = placement.enrollment
    row = NamedMentor.objects.create(placement=placement, named_on=enrollment.site.today(), recorded_by=by, **person)
    trail.record(by, "mentor.named", row, site=enrollment.site, after={"case": enrollment.number})
    if enrollment.worker:
        ring(
            to=enrollment.worker,
            rule="mentor-named",
            subject=_("A company named a mentor at work in case %(number)s.") % {"number": enrollment.number},
            site=enrollment.site,
            link=row.get_absolute_url(),
        )
    return row


@transaction.atomic
def orient(*, naming, oriented_on, from_on, by, mentor=None, promised_until=None, **person):
    """They were told what a mentor does: they become an active mentor of the company, and the match begins.

    `mentor` is one whom we know already; otherwise `person` are the names and ways to reach somebody new.
    Raises CannotName.
    """
    rows = NamedMentor.objects.select_for_update(of=("self",)).with_job()
    naming = rows.get(pk=naming.pk)
    if naming.voided_at or naming.mentor_id:
        raise CannotName(_("They were oriented already, or the name was voided."))
    site = naming.placement.enrollment.site
    if max(oriented_on, from_on) > site.today():
        raise CannotName(_("The date lies in the future. Check the year."), "oriented_on")
    if mentor is None:
        mentor = _new_mentor(naming, site, oriented_on, by, person)
    try:
        placements.choose_mentor(
            placement=naming.placement, mentor=mentor, from_on=from_on, promised_until=promised_until, by=by
        )
    except placements.CannotPlace as refusal:
        raise CannotName(str(refusal), refusal.about) from refusal
    naming.mentor, naming.oriented_on = mentor, oriented_on
    naming.version += 1
    naming.save(update_fields=["mentor", "oriented_on", "version"])
    trail.record(by, "mentor.oriented", naming, site=site, after={"mentor": mentor.pk})
    return naming


def _new_mentor(naming, site, oriented_on, by, person):
    mentor = mentors.apply(
        site=site,
        kind=Kind.WORKPLACE,
        applied_on=min(naming.named_on, oriented_on),
        by=by,
        partner=naming.placement.partner,
        **person,
    )
    mentors.move(mentor=mentor, status=MentorStatus.IN_TRAINING, by=by)
    mentor = mentors.move(mentor=mentor, status=MentorStatus.ACTIVE, by=by, trained_on=oriented_on)
    mentors.add_qualification(mentor=mentor, by=by, what=Qualification.What.MENTOR_TRAINING, seen_on=oriented_on)
    return mentor
