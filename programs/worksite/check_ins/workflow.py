"""Planning when both sides are asked how it goes, and taking their answers."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from mmp_portal.links import workflow as links
from mmp_portal.outbox.queue import ring
from programs.casework.parameters.values.overlay import parameters_for
from programs.worksite.check_ins.doors import EMPLOYER, GOOD_AFTER
from programs.worksite.models.check_ins import CheckIn, Side, Through

PROGRAM = "worksite"


class CannotAnswer(Exception):
    """Why the answer is not taken, in a sentence for the user; `about` names the field."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


def days_in_force(site, on):
    """After how many days both sides are asked, as the site has it on the day."""
    said = parameters_for(PROGRAM, site=site).value_on("retention_days", on)
    return sorted({int(code) for code in said if str(code).isdigit()})


@transaction.atomic
def plan(*, placement, by):
    """Plan the check-ins of a job as the setting of its first day says; an employer outside the partners is not asked.

    The employer's have a link each. Returns them all.
    """
    site = placement.enrollment.site
    sides = [Side.YOUTH, *([Side.EMPLOYER] if placement.partner_id else [])]
    made = CheckIn.objects.bulk_create(
        CheckIn(
            placement=placement,
            side=side,
            day_number=number,
            due_on=placement.starts_on + timedelta(days=number),
            recorded_by=by,
        )
        for number in days_in_force(site, placement.starts_on)
        for side in sides
    )
    until = {
        row.pk: timezone.make_aware(datetime.combine(row.due_on + GOOD_AFTER, time(23, 59)), site.zone)
        for row in made
        if row.is_of_the_employer and row.due_on + GOOD_AFTER >= site.today()
    }
    links.make(purpose=EMPLOYER, subjects=until, by=by)
    return made


@transaction.atomic
def answer(*, check_in, still_works, first=None, second=None, words="", by=None):
    """Take the answer of one side: by staff (`by`), or by the employer's link. The first answer holds.

    The worker of the case is told when somebody no longer works there, or it goes badly. Raises CannotAnswer.
    """
    rows = CheckIn.objects.select_for_update(of=("self",)).select_related("placement__enrollment__site")
    check_in = rows.get(pk=check_in.pk)
    enrollment = check_in.placement.enrollment
    if check_in.voided_at or check_in.placement.voided_at:
        raise CannotAnswer(_("This record was voided. It stays as it is."))
    if check_in.is_answered:
        raise CannotAnswer(_("This was answered already. Thank you."))
    check_in.answered_on = enrollment.site.today()
    check_in.through = Through.STAFF if by else Through.LINK
    check_in.noted_by = by
    check_in.still_works, check_in.first, check_in.second, check_in.words = still_works, first, second, words
    check_in.version += 1
    check_in.save()
    trail.record(by, "check_in.answered", check_in, site=enrollment.site, after={"through": str(check_in.through)})
    if by is None and enrollment.worker and (not still_works or first == 1 or words):
        ring(
            to=enrollment.worker,
            rule="employer-answered",
            subject=_("An employer answered how it goes in case %(number)s.") % {"number": enrollment.number},
            site=enrollment.site,
            link=check_in.placement.get_absolute_url(),
        )
    return check_in
