"""Receiving an application, noting the interview, and answering it: accepted, declined, or withdrawn."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mentors import workflow as mentors
from mentors.models import InterviewNote, MentorApplication
from mmp_portal.accounts.models import User
from mmp_portal.accounts.permissions import Role
from mmp_portal.audit import trail
from mmp_portal.outbox.queue import ring

Status = MentorApplication.Status


class CannotAnswer(Exception):
    """Why the application cannot be answered so, in a sentence for the user; `about` names the field."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


def receive(*, site, program, kind, sent_uid, **said):
    """Keep an application that was sent from outside, and tell the supervisors. The same `sent_uid` is kept once."""
    found = MentorApplication.objects.filter(sent_uid=sent_uid).first()
    if found:
        return found
    try:
        return _receive(site, program, kind, sent_uid, said)
    except IntegrityError:
        return MentorApplication.objects.get(sent_uid=sent_uid)


@transaction.atomic
def _receive(site, program, kind, sent_uid, said):
    application = MentorApplication.objects.create(
        site=site, kind=kind, sent_uid=sent_uid, received_on=site.today(), **said
    )
    trail.record(None, "mentor_application.received", application, after={"kind": str(kind)})
    for supervisor in User.objects.holding(Role.SUPERVISOR, site=site, program=program):
        ring(
            to=supervisor,
            rule="mentor-application",
            subject=_("Somebody wants to become a mentor"),
            site=site,
            link=application.get_absolute_url(),
        )
    return application


def _locked(application):
    return MentorApplication.objects.select_for_update().select_related("site").get(pk=application.pk)


@transaction.atomic
def note_interview(*, application, held_on, words, by):
    """Keep what was said. One who had withdrawn or was declined is spoken with again by it. Raises CannotAnswer."""
    application = _locked(application)
    if application.status == Status.ACCEPTED:
        raise CannotAnswer(_("This application is accepted. Write on the mentor's page from now on."))
    if not application.received_on <= held_on <= application.site.today():
        raise CannotAnswer(_("That day lies before the application, or in the future. Check the day."), "held_on")
    note = InterviewNote.objects.create(application=application, held_on=held_on, words=words, recorded_by=by)
    if application.status != Status.INTERVIEWED:
        application.status, application.answered_on, application.answer_words = Status.INTERVIEWED, None, ""
        application.version += 1
        application.save()
    trail.record(by, "mentor_application.interviewed", application)
    return note


@transaction.atomic
def answer(*, application, status, by, words="", person=None):
    """Accept, decline, or note that it was withdrawn. Accepted, it makes a mentor who has applied. Raises CannotAnswer.

    `person` is somebody known here already; without one a new person is added. A no has its reason in `words`.
    """
    application = _locked(application)
    if not application.may_become(status):
        if status == Status.ACCEPTED and application.status == Status.NEW:
            raise CannotAnswer(_("Speak with them first, and note the interview."), "status")
        raise CannotAnswer(_("This application was answered already."))
    if status == Status.DECLINED and not words:
        raise CannotAnswer(_("Say why, in a few words."), "words")
    today = application.site.today()
    if status == Status.ACCEPTED:
        application.mentor = _mentor_of(application, person, today, by)
    application.status, application.answered_on, application.answer_words = status, today, words
    application.version += 1
    application.save()
    trail.record(by, f"mentor_application.{status}", application, reason=words)
    return application


def _mentor_of(application, person, today, by):
    of_person = {name: getattr(application, name) for name in ("phone", "email", "language", "city")}
    names = {"given_name": application.given_name, "family_name": application.family_name}
    details = {} if person else {**names, **of_person}
    try:
        mentor = mentors.apply(
            site=application.site,
            kind=application.kind,
            applied_on=application.received_on,
            interests=application.interests,
            person=person,
            by=by,
            **details,
        )
    except mentors.CannotAdd as refusal:
        raise CannotAnswer(str(refusal)) from refusal
    if application.free_times:
        mentors.write_profile(mentor=mentor, by=by, version=0, free_times=application.free_times)
    return mentor
