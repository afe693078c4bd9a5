"""Who could accompany a participant, with reasons in words; and who cannot, and why."""

from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentors.models import FreeTime, Mentor, WishedGender
from mentors.models import Status as MentorStatus
from mmp_portal.ui.templatetags.ui import full_day
from participants.models import Language
from programs import registry
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches.conflicts import conflicts_between
from programs.casework.matches.fit import Fit, fit
from programs.casework.matches.knowing import Known, name_of_culture
from programs.casework.matches.models import Status
from programs.casework.matches.passport import HELD, passport_of, rules_of

# So many families who wait stand on a mentor's page.
SHOWN_WAITING = 6


@dataclass(frozen=True)
class Reason:
    """One thing that speaks for a mentor ("yes"), is to be thought of ("part"), or speaks against ("no")."""

    kind: str
    words: str


@dataclass(frozen=True)
class Proposal:
    """A mentor who may be matched, with reasons, and what is still to be asked."""

    mentor: Mentor
    fit: Fit
    reasons: list = field(default_factory=list)
    missing: list = field(default_factory=list)

    @property
    def missing_words(self):
        """What nobody has asked yet, in one line."""
        return ", ".join(self.missing)


@dataclass(frozen=True)
class Barred:
    """A mentor of the right kind who cannot be matched now, and why."""

    mentor: Mentor
    why: str


@dataclass(frozen=True)
class Waiting:
    """A family that waits for a mentor, as one mentor would fit them."""

    enrollment: Enrollment
    fit: Fit
    reasons: list


def with_held(mentors):
    """Each with `held`, the number of matches that take a place."""
    return mentors.annotate(
        held=Count("matches", filter=~Q(matches__status=Status.ENDED) & Q(matches__voided_at=None), distinct=True)
    )


def proposals_for(enrollment, *, today):
    """Mentors of the program's kind at the site: those with a free place, best first, and those without.

    The number of queries does not grow with the mentors.
    """
    mentors = list(
        with_held(Mentor.objects.not_voided())
        .filter(site=enrollment.site, kind=enrollment.definition.mentor_kind, person__voided_at=None)
        .exclude(status=MentorStatus.LEFT)
        .exclude(person=enrollment.participant)
        .with_person()
        .select_related("person__county")
        .prefetch_related("qualifications")
    )
    standing = list(enrollment.matches.not_voided().values_list("mentor", "status"))
    here = {mentor for mentor, status in standing if status != Status.ENDED}
    before = {mentor for mentor, status in standing if status == Status.ENDED}
    known = Known([enrollment], mentors)
    conflicts = conflicts_between([enrollment], mentors)
    family = known.family(enrollment)
    rules = rules_of(enrollment.site, enrollment.definition.mentor_kind, on=today)
    room = enrollment.definition.match_room(enrollment, on=today) if enrollment.definition.match_room else {}
    free, barred = [], []
    for mentor in mentors:
        passport = passport_of(mentor, rules, on=today)
        why = bar_of(mentor, here) or passport.bar or conflicts.get((enrollment.pk, mentor.pk), "")
        if why:
            barred.append(Barred(mentor, why))
            continue
        found = fit(family, known.companion(mentor, enrollment))
        reasons = [
            *reasons_of(found, mentor, enrollment.participant),
            *_room(room.get(mentor.pk)),
            *_papers(mentor, enrollment.participant, mentor.pk in before, passport),
        ]
        free.append(Proposal(mentor, found, reasons, missing_of(found)))
    free.sort(key=lambda proposal: (*_load(room, proposal.mentor), -proposal.fit.worth, *_usual(proposal.mentor)))
    return free, barred


def _room(room):
    """What the mentor carries already, where the program counts it."""
    return [Reason("yes" if room.is_enough else "no", room.words)] if room else []


def _load(room, mentor):
    """Where the program counts what a mentor carries: those with room first, and of those who has the least."""
    found = room.get(mentor.pk)
    return (not found.is_enough, found.carried) if found else (False, 0)


def _usual(mentor):
    return mentor.held, mentor.pk


def waiting_for(mentor, *, user):
    """Families of the mentor's site who wait for somebody of this kind, those who fit best first."""
    programs = [program.code for program in registry.all_programs() if program.mentor_kind == mentor.kind]
    if mentor.status != MentorStatus.ACTIVE or mentor.held >= mentor.capacity:
        return []
    cases = list(
        Enrollment.objects.waiting_for_a_match()
        .for_casework(user)
        .filter(site=mentor.site, program__in=programs, participant__died_on=None)
        .exclude(participant=mentor.person)
        .exclude(matches__in=mentor.matches.holding_a_place())
        .with_people()
        .select_related("participant__county")
    )
    known, conflicts = Known(cases, [mentor]), conflicts_between(cases, [mentor])
    found = []
    for case in cases:
        if (case.pk, mentor.pk) not in conflicts:
            one = fit(known.family(case), known.companion(mentor, case))
            found.append(Waiting(case, one, reasons_of(one, mentor, case.participant)))
    found.sort(key=lambda one: (-one.fit.worth, one.enrollment.enrolled_on, one.enrollment.pk))
    return found[:SHOWN_WAITING]


def bar_of(mentor, matched_here):
    """Why the mentor takes nobody now, or ""."""
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


# --- In words -------------------------------------------------------------------------------


def missing_of(found):
    """What nobody has asked yet, each once."""
    labels = {
        "culture": _("the culture of both"),
        "area": _("county or city"),
        "experience": _("what the mentor lived through"),
        "gender": _("a gender that one of them asked about"),
        "times": _("when both are free"),
        "interests": _("interests of both"),
    }
    return list(dict.fromkeys(labels[about] for about in found.missing))


def reasons_of(found, mentor, participant):
    """Each point that says something, in words."""
    say = {
        "wish": _wish,
        "language": _language,
        "culture": _culture,
        "area": _area,
        "experience": _experience,
        "gender": _gender,
        "times": _times,
        "interests": _interests,
        "place": _place,
    }
    return [
        Reason(point.kind, say[point.about](point, mentor, participant))
        for point in found.points
        if point.kind != "missing"
    ]


def _wish(point, mentor, participant):
    if point.shared == ("participant",):
        return _("%(name)s asked for this mentor") % {"name": participant.called}
    return _("%(name)s would like this match") % {"name": mentor.person.called}


def _language(point, mentor, participant):
    names = {"language": participant.get_language_display(), "name": participant.called}
    if point.kind == "yes":
        return _("Speaks %(language)s, as %(name)s does") % names
    if point.kind == "no":
        return _("Does not share %(language)s: an interpreter would be needed") % names
    if point.shared:
        shared = ", ".join(str(dict(Language.choices).get(code, code)) for code in point.shared)
        return _("%(name)s's language is %(language)s; both speak %(shared)s") % {**names, "shared": shared}
    return _("%(name)s's language is %(language)s; ask what they would share") % names


def _culture(point, mentor, participant):
    if point.kind == "yes":
        return _("The same culture, as both call it: %(name)s") % {"name": name_of_culture(point.shared[0])}
    if point.kind == "no":
        return _("Another culture, and it matters to %(name)s") % {"name": participant.called}
    return _("Another culture than %(name)s's") % {"name": participant.called}


def _area(point, mentor, participant):
    if point.kind == "yes" and point.shared[0] == "city":
        return _("Both live in %(city)s") % {"city": mentor.person.city}
    if point.kind == "yes":
        return _("Lives in %(county)s County, or goes there") % {"county": point.shared[1]}
    if point.kind == "no":
        return _("Does not go to %(county)s County") % {"county": participant.county.name}
    return _("Lives in %(city)s, %(name)s in %(other)s") % {
        "city": mentor.person.city,
        "name": participant.called,
        "other": participant.city,
    }


def _experience(point, mentor, participant):
    return _("Has been through it, as %(name)s wishes") % {"name": participant.called}


def _gender(point, mentor, participant):
    side, wished = point.shared
    names = {
        "name": participant.called if side == "family" else mentor.person.called,
        "wished": str(WishedGender(wished).label).lower(),
    }
    if point.kind == "yes":
        return _("%(name)s wished for %(wished)s, and so it is") % names
    return _("%(name)s would rather have %(wished)s") % names


def _times(point, mentor, participant):
    if point.kind == "no":
        return _("No part of the week in which both are free")
    labels = dict(FreeTime.choices)
    return _("Both are free: %(times)s") % {
        "times": ", ".join(str(labels.get(code, code)).lower() for code in point.shared)
    }


def _interests(point, mentor, participant):
    return _("Both like: %(interests)s") % {"interests": ", ".join(point.shared)}


def _place(point, mentor, participant):
    places = mentor.capacity - mentor.held
    return ngettext("%(free)d place free of %(all)d", "%(free)d places free of %(all)d", places) % {
        "free": places,
        "all": mentor.capacity,
    }


def _papers(mentor, participant, was_matched, passport):
    """Training, interests, evidence, and whether they know each other: said, and not weighed."""
    if mentor.trained_on:
        yield Reason("yes", _("Trained on %(day)s") % {"day": full_day(mentor.trained_on)})
    if mentor.interests:
        yield Reason("yes", _("Interests: %(interests)s") % {"interests": mentor.interests})
    yield from _of_passport(passport)
    if was_matched:
        yield Reason("part", _("Was matched with %(name)s before") % {"name": participant.called})


def _of_passport(passport):
    """What is missing or ends soon, and otherwise that everything is held. Where something has ended, it bars."""
    if passport.missing:
        named = ", ".join(str(stamp.label) for stamp in passport.missing)
        yield Reason("part", _("Not seen yet, ask for it: %(what)s") % {"what": named})
    for stamp in passport.expiring:
        yield Reason(
            "part",
            _("%(what)s ends on %(day)s: ask for a new one") % {"what": stamp.label, "day": full_day(stamp.until)},
        )
    if passport.state == HELD:
        yield Reason("yes", _("Everything that a mentor must hold was seen, and is good"))
