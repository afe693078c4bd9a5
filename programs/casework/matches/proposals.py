"""Who could accompany a participant, with reasons in words; and who cannot, and why."""

from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentors.models import Mentor, Qualification
from mentors.models import Status as MentorStatus
from mmp_portal.ui.templatetags.ui import full_day
from programs.casework.matches.models import Status

# A qualification that ends within this many days is asked for again.
ASK_AGAIN_DAYS = 30


@dataclass(frozen=True)
class Reason:
    """One thing that speaks for a mentor ("yes"), is to be thought of ("part"), or speaks against ("no")."""

    kind: str
    words: str


@dataclass(frozen=True)
class Proposal:
    """A mentor who may be matched, with reasons."""

    mentor: Mentor
    reasons: list = field(default_factory=list)

    @property
    def rank(self):
        worth = {"yes": 2, "part": 0, "no": -3}
        return sum(worth[reason.kind] for reason in self.reasons)


@dataclass(frozen=True)
class Barred:
    """A mentor of the right kind who cannot be matched now, and why."""

    mentor: Mentor
    why: str


def proposals_for(enrollment, *, today):
    """Mentors of the program's kind at the site: those with a free place, best first, and those without.

    The number of queries does not grow with the mentors.
    """
    mentors = (
        Mentor.objects.not_voided()
        .filter(site=enrollment.site, kind=enrollment.definition.mentor_kind, person__voided_at=None)
        .exclude(status=MentorStatus.LEFT)
        .exclude(person=enrollment.participant)
        .with_person()
        .prefetch_related("qualifications")
        .annotate(held=Count("matches", filter=~Q(matches__status=Status.ENDED) & Q(matches__voided_at=None)))
    )
    here = set(enrollment.matches.open().values_list("mentor", flat=True))
    before = set(
        enrollment.matches.not_voided().exclude(pk__in=enrollment.matches.open()).values_list("mentor", flat=True)
    )
    free, barred = [], []
    for mentor in mentors:
        why = _bar(mentor, here)
        if why:
            barred.append(Barred(mentor, why))
        else:
            free.append(Proposal(mentor, _reasons(mentor, enrollment.participant, mentor.pk in before, today)))
    free.sort(key=lambda proposal: (-proposal.rank, proposal.mentor.held, proposal.mentor.pk))
    return free, barred


def _bar(mentor, matched_here):
    if mentor.pk in matched_here:
        return _("Is matched in this case already.")
    if mentor.status == MentorStatus.RESTING:
        return _("Is resting.")
    if mentor.status != MentorStatus.ACTIVE:
        return _("Is not trained and active yet.")
    if mentor.held >= mentor.capacity:
        return ngettext("Has the one match agreed on.", "Has the %(count)d matches agreed on.", mentor.capacity) % {
            "count": mentor.capacity
        }
    return ""


def _reasons(mentor, participant, was_matched, today):
    person = mentor.person
    reasons = [_language(person, participant)]
    places = mentor.capacity - mentor.held
    reasons.append(
        Reason(
            "yes",
            ngettext("%(free)d place free of %(all)d", "%(free)d places free of %(all)d", places)
            % {"free": places, "all": mentor.capacity},
        )
    )
    if person.city and participant.city:
        same = person.city.strip().lower() == participant.city.strip().lower()
        reasons.append(
            Reason("yes", _("Both live in %(city)s") % {"city": person.city})
            if same
            else Reason(
                "part",
                _("Lives in %(city)s, %(name)s in %(other)s")
                % {"city": person.city, "name": participant.called, "other": participant.city},
            )
        )
    if mentor.trained_on:
        reasons.append(Reason("yes", _("Trained on %(day)s") % {"day": full_day(mentor.trained_on)}))
    if mentor.interests:
        reasons.append(Reason("yes", _("Interests: %(interests)s") % {"interests": mentor.interests}))
    reasons.append(_background_check(mentor, today))
    if was_matched:
        reasons.append(Reason("part", _("Was matched with %(name)s before") % {"name": participant.called}))
    return [reason for reason in reasons if reason]


def _language(person, participant):
    names = {"language": participant.get_language_display(), "name": participant.called}
    if person.language == participant.language:
        return Reason("yes", _("Speaks %(language)s, as %(name)s does") % names)
    if participant.needs_interpreter:
        return Reason("no", _("Does not share %(language)s: an interpreter would be needed") % names)
    return Reason("part", _("%(name)s's language is %(language)s; ask what they would share") % names)


def _background_check(mentor, today):
    checks = [
        one
        for one in mentor.qualifications.all()
        if one.what == Qualification.What.BACKGROUND_CHECK and one.voided_at is None
    ]
    if not checks:
        return Reason("part", _("No background check on record: ask to see it"))
    last = max(checks, key=lambda one: one.seen_on)
    if last.valid_until is None:
        return Reason("yes", _("Background check seen on %(day)s") % {"day": full_day(last.seen_on)})
    if last.valid_until < today:
        return Reason("no", _("Background check ended on %(day)s") % {"day": full_day(last.valid_until)})
    if (last.valid_until - today).days <= ASK_AGAIN_DAYS:
        return Reason(
            "part", _("Background check ends on %(day)s: ask for a new one") % {"day": full_day(last.valid_until)}
        )
    return Reason("yes", _("Background check good until %(day)s") % {"day": full_day(last.valid_until)})
