"""Noting a subtest that somebody took."""

from django.db import transaction
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from programs.casework.enrollments.models import Enrollment
from programs.worksite.equivalency.rules import known_tests
from programs.worksite.models.equivalency import SubTest


class CannotNote(Exception):
    """Why the subtest cannot be noted so, in a sentence for the user; `about` names the field."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


@transaction.atomic
def note(*, enrollment, test, subject, taken_on, score, by, essay=None):
    """Note a subtest with its score. Raises CannotNote where the score is none of this test."""
    enrollment = Enrollment.objects.select_for_update().select_related("site").get(pk=enrollment.pk)
    rule = known_tests()[test]
    if taken_on > enrollment.site.today():
        raise CannotNote(_("The date lies in the future. Check the year."), "taken_on")
    if not rule.least <= score <= rule.most:
        raise CannotNote(
            _("%(test)s is scored from %(least)d to %(most)d.")
            % {"test": rule.name, "least": rule.least, "most": rule.most},
            "score",
        )
    if subject != rule.essay_in:
        essay = None
    elif essay is None or not 0 <= essay <= rule.most_essay:
        raise CannotNote(_("Say what the essay was given: 0 to %(most)d.") % {"most": rule.most_essay}, "essay")
    same = SubTest.objects.not_voided().filter(enrollment=enrollment, test=test, subject=subject, taken_on=taken_on)
    if same.exists():
        raise CannotNote(_("This subtest is written for this day already."), "taken_on")
    row = SubTest.objects.create(
        enrollment=enrollment,
        test=test,
        subject=subject,
        taken_on=taken_on,
        score=score,
        essay=essay,
        recorded_by=by,
    )
    trail.record(by, "subtest.noted", row, site=enrollment.site, after={"case": enrollment.number})
    return row
