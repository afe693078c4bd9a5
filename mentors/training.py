"""Writing down training, approving it, and the manual: a new version, and that a mentor has read it."""

from django.db import transaction
from django.utils.translation import gettext as _

from mentors.models import Manual, ManualReading, Mentor, Status, Training
from mmp_portal.audit import trail
from mmp_portal.files import workflow as files

OWNER = "training"


class CannotTrain(Exception):
    """Why the training cannot be kept or approved so, in a sentence for the user; `about` names the field."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


@transaction.atomic
def note(*, mentor, by, topic, how, held_on, minutes, course="", led_by="", file=None):
    """Write down training outside the portal's meetings. It counts once it is approved. Raises CannotTrain."""
    if held_on > mentor.site.today():
        raise CannotTrain(_("The day lies in the future. Check the date."), "held_on")
    if how == Training.How.BY_A_MENTOR and not led_by:
        raise CannotTrain(_("Say which mentor led it."), "led_by")
    try:
        kept = files.attach(file=file, kind=OWNER, by=by) if file else None
    except files.CannotAttach as refusal:
        raise CannotTrain(str(refusal), "file") from refusal
    training = Training.objects.create(
        mentor=mentor,
        topic=topic,
        course=course,
        how=how,
        led_by=led_by,
        held_on=held_on,
        minutes=minutes,
        file=kept,
        recorded_by=by,
    )
    trail.record(by, "training.noted", training, site=mentor.site, after={"minutes": minutes})
    return training


@transaction.atomic
def approve(*, mentor, by, done_minutes, owed_minutes):
    """Approve what waits, and with the hours that the program asks let a mentor in training become active.

    `done_minutes` are those that count already, before what waits. Raises CannotTrain where there is nothing to
    approve.
    """
    mentor = Mentor.objects.select_for_update().select_related("site").get(pk=mentor.pk)
    waiting = list(Training.objects.select_for_update().waiting().filter(mentor=mentor))
    today = mentor.site.today()
    for training in waiting:
        training.approved_on, training.approved_by = today, by
        training.version += 1
        training.save(update_fields=["approved_on", "approved_by", "version"])
        trail.record(by, "training.approved", training, site=mentor.site, after={"minutes": training.minutes})
    done = done_minutes + sum(training.minutes for training in waiting)
    is_enough = done >= owed_minutes and done > 0
    if mentor.status == Status.IN_TRAINING and is_enough:
        mentor.trained_on, mentor.status = today, Status.ACTIVE
        mentor.version += 1
        mentor.save(update_fields=["trained_on", "status", "version"])
        trail.record(by, "mentor.trained", mentor, after={"on": today.isoformat(), "minutes": done})
    elif not waiting:
        raise CannotTrain(_("Nothing waits for approval."))
    return mentor


@transaction.atomic
def publish(*, site, kind, edition, title, words, starts_on, by, contact=""):
    """Put up a version of the manual for a kind of mentor at a site. Raises CannotTrain."""
    if Manual.objects.not_voided().filter(site=site, kind=kind, edition=edition).exists():
        raise CannotTrain(_("This version is here already. Give the next one another name."), "edition")
    manual = Manual.objects.create(
        site=site,
        kind=kind,
        edition=edition,
        title=title,
        words=words,
        contact=contact,
        starts_on=starts_on,
        recorded_by=by,
    )
    trail.record(by, "manual.published", manual, site=site, after={"kind": str(kind), "edition": edition})
    return manual


@transaction.atomic
def confirm_read(*, manual, mentor, by):
    """Keep that a mentor has read this version. Twice is once."""
    reading, is_new = ManualReading.objects.get_or_create(
        manual=manual, mentor=mentor, defaults={"read_on": manual.site.today(), "recorded_by": by}
    )
    if is_new:
        trail.record(by, "manual.read", reading, site=manual.site)
    return reading
