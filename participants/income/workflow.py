"""Writing down income, ending a source, and putting right what was written."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from participants import facts
from participants.facts import CannotWrite
from participants.income.models import Answer, IncomeSource
from participants.models import Person


def check_answer(source):
    """Raise CannotWrite where “no income” and an amount would stand for the same day."""
    others = IncomeSource.objects.not_voided().filter(person=source.person, site=source.site).exclude(pk=source.pk)
    if source.answer == Answer.NONE and others.in_force(source.starts_on).filter(answer=Answer.AMOUNT).exists():
        raise CannotWrite(_("There is income on that day. End it first, then say that there is none."), "starts_on")


@transaction.atomic
def add(*, person, site, by, **details):
    """Write down a source of income, or that there is none, or that somebody did not wish to say.

    What was said before ends the day before where it contradicts: “no income” and “did not wish to say” end when an
    amount begins, and each other. Raises CannotWrite.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    source = IncomeSource(person=person, site=site, **details)
    check_answer(source)
    _end_earlier_answers(source, by=by)
    return facts.write(source, by=by, verb="income.added")


def _end_earlier_answers(source, *, by):
    earlier = IncomeSource.objects.in_force(source.starts_on).filter(person=source.person, site=source.site)
    for row in earlier.exclude(answer=Answer.AMOUNT):
        if row.starts_on >= source.starts_on:
            raise CannotWrite(
                _("“%(answer)s” was said for the same day. Void that row first, or begin a day later.")
                % {"answer": row.get_answer_display()},
                "starts_on",
            )
        yesterday = source.starts_on - timedelta(days=1)
        facts.correct(row, by=by, version=row.version, verb="income.ended", site=row.site, ends_on=yesterday)


@transaction.atomic
def end(*, source, on, by):
    """The source brings nothing after `on`, its last day. Raises CannotWrite."""
    if source.ends_on:
        raise CannotWrite(_("This source has ended already."))
    if on < source.starts_on:
        raise CannotWrite(_("The last day lies before the first."), "on")
    return facts.correct(source, by=by, version=source.version, verb="income.ended", site=source.site, ends_on=on)


@transaction.atomic
def correct(*, source, by, version, **details):
    """Put right a source. Raises CannotWrite."""
    planned = IncomeSource.objects.select_related("person", "site").get(pk=source.pk)
    for name, value in details.items():
        setattr(planned, name, value)
    check_answer(planned)
    return facts.correct(source, by=by, version=version, verb="income.corrected", site=source.site, **details)
