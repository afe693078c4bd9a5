"""What referrals leave owed: an answer, and then the next step by its day."""

from dataclasses import replace
from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programs.casework.referrals.limits import limits
from programs.casework.referrals.models import Referral, Status
from programs.registry import DueItem, DueSource


def next_steps(enrollments, on, user):
    """Referrals of the person's own, of nobody yet, or of somebody for whom they stand in: unanswered ones at once, others when their day has come.

    Both rules are asked for in one statement.
    """
    allowed = limits(on=on)
    tomorrow = replace(allowed, on=on + timedelta(days=1))
    rows = (
        Referral.objects.open()
        .for_user(user)
        .mine_or_nobodys(user, on)
        .with_people()
        .with_attempts()
        .filter(Q(status=Status.NEW, attempt_count=0) | tomorrow.late_q())
    )
    for referral in rows:
        is_unanswered = referral.status == Status.NEW and referral.last_attempt_on is None
        yield DueItem(
            rule="referral-unanswered" if is_unanswered else "referral-next-step",
            program=referral.program,
            due_on=allowed.next_by(referral),
            who=referral.person.name,
            why=allowed.next_step(referral),
            action=_("Open the referral"),
            url=referral.get_absolute_url(),
            site=referral.site,
        )


SOURCES = (
    DueSource(
        rule="referral-unanswered",
        describes=gettext_lazy("A referral came in and nobody has tried to reach the family yet."),
        about_cases=False,
        owed=next_steps,  # both rules about referrals
    ),
    DueSource(
        rule="referral-next-step",
        describes=gettext_lazy("A referral waits for its next step: a further try, an answer, a word to who waits."),
        about_cases=False,
    ),
)
