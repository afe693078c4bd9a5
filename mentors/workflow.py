"""Becoming a mentor, what is known about one, the way from application to leaving, and what they hold."""

from django.db import transaction
from django.utils.translation import gettext as _

from mentors.models import LivedExperience, Mentor, MentorProfile, Qualification, Status
from mmp_portal.audit import trail
from mmp_portal.files import workflow as files
from participants import workflow as people
from participants.models import Registration

OWNER = "qualification"


class CannotAdd(Exception):
    """Why this person cannot become a mentor so, in a sentence for the user."""


class CannotChange(Exception):
    """Why the mentor cannot be changed so, in a sentence for the user."""


@transaction.atomic
def apply(*, site, kind, applied_on, by, person=None, capacity=1, interests="", partner=None, **details):
    """Take an application: of somebody known (`person`), or of somebody new, with the fields of Person.

    Raises CannotAdd when the person is a mentor of this kind at the site already.
    """
    if person is None:
        # Whoever applies gives the address to be written to.
        details["may_email"] = True if details.get("email") else None
        person = people.add(site=site, by=by, on=site.today(), **details)
    elif Mentor.objects.not_voided().filter(person=person, site=site, kind=kind).exists():
        raise CannotAdd(_("This person is a mentor of this kind here already."))
    elif not Registration.objects.in_force(site.today()).filter(person=person, site=site).exists():
        Registration.objects.create(person=person, site=site, starts_on=site.today())
    mentor = Mentor.objects.create(
        person=person,
        site=site,
        kind=kind,
        applied_on=applied_on,
        capacity=capacity,
        interests=interests,
        partner=partner,
        recorded_by=by,
    )
    trail.record(by, "mentor.applied", mentor, after={"kind": kind, "on": applied_on.isoformat()})
    return mentor


@transaction.atomic
def correct(*, mentor, by, version, **changes):
    """Change the mentor record. Raises CannotChange if somebody changed it since `version` was read."""
    mentor = Mentor.objects.select_for_update().get(pk=mentor.pk)
    if mentor.version != version:
        raise CannotChange(_("Somebody saved this record after you opened it. Both versions are shown."))
    changed = [name for name, value in changes.items() if getattr(mentor, name) != value]
    if not changed:
        return mentor
    for name in changed:
        setattr(mentor, name, changes[name])
    mentor.version += 1
    mentor.save()
    trail.record(by, "mentor.corrected", mentor, after={"fields": sorted(changed)})
    return mentor


@transaction.atomic
def write_profile(
    *,
    mentor,
    by,
    version,
    counties=(),
    free_times=(),
    hopes_for="",
    hopes="",
    agrees=False,
    experiences=(),
    experience_words="",
    may_be_told=False,
):
    """Keep what a mentor brings to a match. Raises CannotChange where somebody saved after `version` was read.

    What the mentor lived through is written down only where they agree (`agrees`) that it is known; without their
    yes nothing of it is kept.
    """
    profile = MentorProfile.objects.select_for_update().filter(mentor=mentor).first()
    if (profile.version if profile else 0) != version:
        raise CannotChange(_("Somebody saved this record after you opened it. Both versions are shown."))
    if (experiences or experience_words) and not agrees:
        raise CannotChange(_("Ask whether this may be known. Without a yes it is not written down."))
    profile = profile or MentorProfile(mentor=mentor, recorded_by=by, version=0)
    profile.free_times, profile.hopes_for, profile.hopes = list(free_times), hopes_for, hopes
    profile.version += 1
    profile.save()
    profile.counties.set(counties)
    _keep_lived_experience(mentor, by, list(experiences), experience_words, may_be_told)
    trail.record(by, "mentor.profile_written", mentor)
    return profile


def _keep_lived_experience(mentor, by, experiences, words, may_be_told):
    kept = LivedExperience.objects.select_for_update().filter(mentor=mentor).first()
    if kept is None and not (experiences or words):
        return
    kept = kept or LivedExperience(mentor=mentor, recorded_by=by, version=0, agreed_on=mentor.site.today())
    kept.experiences, kept.words = experiences, words
    kept.may_be_told = bool(may_be_told and (experiences or words))
    kept.version += 1
    kept.save()


@transaction.atomic
def move(*, mentor, status, by, reason="", trained_on=None):
    """Go on to another status. Raises CannotChange where the table of statuses does not lead there.

    A mentor becomes active only when the training has a date.
    """
    mentor = Mentor.objects.select_for_update().get(pk=mentor.pk)
    if not mentor.may_become(status):
        raise CannotChange(
            _("From “%(now)s” a mentor cannot become “%(then)s”.")
            % {"now": mentor.get_status_display(), "then": Status(status).label}
        )
    if trained_on:
        if trained_on < mentor.applied_on:
            raise CannotChange(_("The training ended before the application. Check the date."))
        mentor.trained_on = trained_on
    if status in (Status.ACTIVE, Status.RESTING) and mentor.trained_on is None:
        raise CannotChange(_("A mentor becomes active when the training is finished: enter its date."))
    before = mentor.status
    mentor.status = status
    mentor.version += 1
    mentor.save(update_fields=["status", "trained_on", "version"])
    trail.record(by, "mentor.moved", mentor, reason=reason, before={"status": before}, after={"status": str(status)})
    return mentor


@transaction.atomic
def add_qualification(*, mentor, by, what, seen_on, valid_until=None, file=None):
    """Note that `by` saw the evidence of a qualification, and until when it is good. Raises CannotChange."""
    if valid_until and valid_until < seen_on:
        raise CannotChange(_("It ended before the evidence was seen."))
    qualification = Qualification.objects.create(
        mentor=mentor,
        what=what,
        seen_on=seen_on,
        valid_until=valid_until,
        file=_attached(file, by),
        recorded_by=by,
    )
    trail.record(by, "mentor.qualified", mentor, after={"what": what, "seen_on": seen_on.isoformat()})
    return qualification


def _attached(file, by):
    if file is None:
        return None
    try:
        return files.attach(file=file, kind=OWNER, by=by)
    except files.CannotAttach as refusal:
        raise CannotChange(str(refusal)) from refusal
