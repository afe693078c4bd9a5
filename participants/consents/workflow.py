"""Giving a consent, ending it, and doing what follows from its end."""

import base64
import binascii
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from mmp_portal.files import workflow as files
from participants import facts
from participants.ages import anniversary
from participants.consents.models import Consent, How, Kind
from participants.consents.texts import NoText, text_for
from participants.facts import CannotWrite
from participants.models import Person, ReachWay
from participants.schooling.models import Level, Schooling

OF_AGE = 18  # years; from the birthday on nobody consents for somebody else
PICTURE = "data:image/png;base64,"
LONGEST = timedelta(days=20 * 366)
LARGEST_SIGNATURE = 300_000  # characters as sent; a drawn line takes about 10,000


def check_can_give(*, person, given_by, kind, given_on, until, how, signed_name):
    """Raise CannotWrite with the reason, or return."""
    age = person.age_on(given_on)
    if given_by != person and age is not None and age >= OF_AGE:
        raise CannotWrite(_("%(name)s is of age and consents alone.") % {"name": person.name}, "given_by")
    if kind == Kind.SCHOOL_RECORDS:
        _check_school_records(person, given_by, given_on)
    if person.born_on and given_on < person.born_on:
        raise CannotWrite(_("The day lies before the birth."), "given_on")
    if until and until < given_on:
        raise CannotWrite(_("The last day lies before the day on which it was given."), "until")
    if until and until - given_on > LONGEST:
        raise CannotWrite(_("That is more than 20 years away. Check the year."), "until")
    if kind == Kind.SHARING and not until:
        raise CannotWrite(_("A consent to share ends on a day. Say which."), "until")
    if kind == Kind.SHARING and how == How.VOICE:
        raise CannotWrite(_("A consent to share is given in writing: on screen or on paper."), "how")
    if how == How.SCREEN and not signed_name:
        raise CannotWrite(_("Type the name of the one who signs."), "signed_name")


def _check_school_records(person, given_by, given_on):
    since = student_decides_from(person)
    is_students = since is not None and since <= given_on
    if given_by == person and not is_students and person.born_on:
        raise CannotWrite(
            _(
                "Until the 18th birthday, or the first day at college, a parent or guardian consents to school records."
            ),
            "given_by",
        )
    if given_by != person and is_students:
        raise CannotWrite(_("%(name)s goes to college and consents alone.") % {"name": person.name}, "given_by")


def student_decides_from(person):
    """The day from which somebody decides alone on their school records; None where none is known.

    FERPA: the right passes from the parent to the student on the 18th birthday, or earlier, when the student goes to
    college (34 CFR 99.3 “eligible student”, 99.5(a)).
    """
    at_college = Schooling.objects.not_voided().filter(person=person, level=Level.COLLEGE)
    days = [at_college.order_by("starts_on").values_list("starts_on", flat=True).first()]
    if person.born_on:
        days.append(anniversary(person.born_on, OF_AGE))
    return min((day for day in days if day), default=None)


def last_day_of_parents(person, given_by, kind):
    """The last day on which a parent's consent can hold: the day before the right passes. None where none is known."""
    if given_by == person:
        return None
    if kind == Kind.SCHOOL_RECORDS:
        passes_on = student_decides_from(person)
    else:
        passes_on = anniversary(person.born_on, OF_AGE) if person.born_on else None
    return passes_on and passes_on - timedelta(days=1)


@transaction.atomic
def pass_to_student(*, person, by):
    """A parent's consents to school records end on the day before the student decides alone, where that is earlier."""
    since = student_decides_from(person)
    if since is None:
        return
    of_parents = Consent.objects.not_voided().filter(person=person, kind=Kind.SCHOOL_RECORDS, revoked_on=None)
    too_long = of_parents.exclude(given_by=person).filter(Q(until=None) | Q(until__gte=since))
    for consent in too_long.select_for_update():
        last = max(consent.given_on, since - timedelta(days=1))
        if consent.until == last:
            continue
        consent.until = last
        consent.version += 1
        consent.save(update_fields=["until", "version"])
        trail.record(by, "consent.passed_to_student", consent, after={"until": last.isoformat()})


@transaction.atomic
def give(
    *, person, site, by, kind, given_by, given_on, how, language, until=None, party="", signed_name="", signature="",
    scan=None, note=""
):  # fmt: skip
    """Keep a consent with the text it was given on. `signature` is the drawn line as a data address; "" without one.

    A parent's consent ends the day before the 18th birthday of the child at the latest; one to school records also
    the day before college begins. Raises CannotWrite.
    """
    check_can_give(
        person=person,
        given_by=given_by,
        kind=kind,
        given_on=given_on,
        until=until,
        how=how,
        signed_name=signed_name,
    )
    try:
        text = text_for(kind, language=language, on=given_on)
    except NoText:
        raise CannotWrite(_("There is no text of this consent for that day."), "given_on") from None
    Person.objects.select_for_update().get(pk=person.pk)
    last = last_day_of_parents(person, given_by, kind)
    consent = Consent(
        person=person,
        site=site,
        kind=kind,
        party=party.strip() if kind == Kind.SHARING else "",
        given_by=given_by,
        given_on=given_on,
        until=min(until, last) if until and last else until or last,
        how=how,
        language=text.language,
        text_from=text.begins,
        text_is_reviewed=text.is_reviewed,
        text_title=text.title,
        text_body=text.body,
        signed_name=signed_name,
        signature=_kept_signature(signature, by=by) if how == How.SCREEN else None,
        scan=_attached(scan, by=by),
        note=note,
    )
    return facts.write(consent, by=by, verb="consent.given", kind=kind)


def _attached(scan, *, by):
    try:
        return files.attach(file=scan, kind="consent", by=by) if scan else None
    except files.CannotAttach as refusal:
        raise CannotWrite(str(refusal), "scan") from None


def _kept_signature(drawn, *, by):
    """The drawn signature as a picture that was looked into; None where nothing was drawn."""
    if not drawn:
        return None
    try:
        picture = base64.b64decode(drawn.removeprefix(PICTURE), validate=True)
        upload = SimpleUploadedFile("signature.png", picture, content_type="image/png")
        return _attached(files.receive(upload=upload, by=by, pictures_only=True), by=by)
    except (binascii.Error, ValueError, files.CannotReceive):
        raise CannotWrite(
            _("The drawn signature did not arrive whole. Clear it and sign again."), "signature"
        ) from None


@transaction.atomic
def revoke(*, consent, by, revoked_on, revoked_by, revoke_reason=""):
    """End a consent: it counts from that day on, however it was said. A reason is not needed. Raises CannotWrite."""
    consent = Consent.objects.select_for_update().get(pk=consent.pk)
    if consent.voided_at or consent.revoked_on:
        raise CannotWrite(_("This consent has ended already."))
    if revoked_on < consent.given_on:
        raise CannotWrite(_("It was given later than that. Check the day."), "revoked_on")
    consent.revoked_on, consent.revoked_by, consent.revoke_reason = revoked_on, revoked_by, revoke_reason
    consent.version += 1
    consent.save(update_fields=["revoked_on", "revoked_by", "revoke_reason", "version"])
    trail.record(by, "consent.revoked", consent, after={"kind": consent.kind, "on": revoked_on.isoformat()})
    _turn_texts_off(consent, on=revoked_on, by=by)
    return consent


def _turn_texts_off(consent, *, on, by):
    """Without a consent to texts, no phone of theirs is one that is safe to text."""
    others = Consent.objects.in_force(on).filter(person=consent.person_id, kind=Kind.TEXTS)
    if consent.kind != Kind.TEXTS or others.exists():
        return
    person = Person.objects.select_for_update().get(pk=consent.person_id)
    ReachWay.objects.in_use().filter(person=person, kind=ReachWay.Kind.PHONE).update(may_text=False)
    if person.may_text is not False:
        person.may_text = False
        person.version += 1
        person.save(update_fields=["may_text", "version"])
        trail.record(by, "person.texts_turned_off", person, site=consent.site)


@transaction.atomic
def follow_up(*, consent, by, on):
    """What follows from the end of a consent was done. Raises CannotWrite while it is in force. Done twice is done once."""
    consent = Consent.objects.select_for_update().get(pk=consent.pk)
    if consent.ended_on is None or consent.ended_on > on:
        raise CannotWrite(_("This consent is in force: nothing follows from it yet."))
    if consent.followed_up_at:
        return consent
    consent.followed_up_at, consent.followed_up_by = timezone.now(), by
    consent.version += 1
    consent.save(update_fields=["followed_up_at", "followed_up_by", "version"])
    trail.record(by, "consent.followed_up", consent, after={"kind": consent.kind})
    _turn_texts_off(consent, on=on, by=by)
    return consent
