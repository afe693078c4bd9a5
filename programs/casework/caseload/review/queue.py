"""Which contacts a supervisor looks at, in which order, and why. Nothing waits for it."""

from datetime import timedelta

from django.db.models import Case, CharField, Exists, F, IntegerField, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.permissions import Role
from mmp_portal.accounts.scope import case_q
from programs.casework.caseload.models.reviews import Status
from programs.casework.contacts.models import Contact
from programs.casework.matches.models import Match

HELP, ANSWERED, RETURNED, NEW_MENTOR = "help", "answered", "returned", "new_mentor"
LONG, BACKDATED, BEHALF, VOIDED, UNSEEN = "long", "backdated", "behalf", "voided", "unseen"
REASONS = {
    HELP: _("Help wanted"),
    ANSWERED: _("Question answered"),
    NEW_MENTOR: _("New mentor"),
    LONG: _("Over 8 hours"),
    BACKDATED: _("Entered more than 14 days later"),
    BEHALF: _("Entered on behalf of somebody"),
    VOIDED: _("Voided"),
    RETURNED: _("Waits for the writer"),
    UNSEEN: _("Not seen yet"),
}
KINDS = {HELP: "late", ANSWERED: "waiting", NEW_MENTOR: "new", VOIDED: "declined", RETURNED: "sent", UNSEEN: "plain"}

LONG_MINUTES = 8 * 60
BACKDATED_AFTER = timedelta(days=14)
# Somebody is a new mentor for so long after the first match began.
NEW_FOR = timedelta(days=45)
# Help and questions never fall off the queue; of the rest, what was recorded or voided lately is looked at.
LOOK_BACK = timedelta(days=60)


def supervised(user):
    """Contacts of the cases `user` supervises, but not those they wrote themselves."""
    reach = case_q(user, site="enrollment__site", program="enrollment__program", roles=(Role.SUPERVISOR,))
    return Contact.objects.filter(reach).exclude(recorded_by=user)


def queue(user, now, site=None):
    """Contacts to look at, each with `reason` (why first of all) and in the order of `rank`."""
    rows = supervised(user)
    if site:
        rows = rows.filter(enrollment__site=site)
    return with_reason(rows, now).exclude(reason="").order_by("rank", "recorded_at", "pk")


def with_reason(rows, now):
    """Each with the first reason to look at it, "" where there is none, and that reason's `rank`."""
    lately = now - LOOK_BACK
    stands = Q(voided_at=None)
    is_open = Q(review=None) | ~Q(review__status=Status.RESOLVED)
    unseen = stands & Q(seen_at=None, recorded_at__gte=lately) & is_open
    earlier = Match.objects.not_voided().filter(mentor=OuterRef("match__mentor"), starts_on__lt=(now - NEW_FOR).date())
    whens = (
        (HELP, stands & Q(help_wanted=True, help_answered_at=None) & ~Q(review__status=Status.RETURNED)),
        (ANSWERED, Q(review__status=Status.ANSWERED)),
        (RETURNED, Q(review__status=Status.RETURNED)),
        (
            VOIDED,
            Q(voided_at__gte=lately)
            & (Q(review=None) | Q(review__resolved_at=None) | Q(review__resolved_at__lt=F("voided_at"))),
        ),
        (NEW_MENTOR, unseen & Q(match__isnull=False) & ~Exists(earlier)),
        (LONG, unseen & Q(duration_minutes__gt=LONG_MINUTES)),
        (BACKDATED, unseen & Q(recorded_at__gt=F("started_at") + BACKDATED_AFTER)),
        (BEHALF, unseen & entered_on_behalf()),
        (UNSEEN, unseen),
    )
    order = {reason: place for place, reason in enumerate(REASONS)}
    return rows.annotate(
        reason=Case(
            *(When(condition, then=Value(reason)) for reason, condition in whens),
            default=Value(""),
            output_field=CharField(),
        ),
        rank=Case(
            *(When(condition, then=Value(order[reason])) for reason, condition in whens),
            default=Value(len(order)),
            output_field=IntegerField(),
        ),
    )


def entered_on_behalf():
    """Contacts that somebody wrote for somebody else."""
    return Q(on_behalf_of__isnull=False)


def to_look_at(rows):
    """Those a supervisor has something to do about: neither waiting for the writer nor merely unseen."""
    return rows.exclude(reason__in=(RETURNED, UNSEEN))
