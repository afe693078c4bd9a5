"""Storing what the rules answered. What is stored is never edited: a newer screening takes its place."""

from django.db import transaction
from django.utils.translation import gettext as _

from eligibility import answers as said
from eligibility.outcome import Decision
from eligibility.rules import moppp
from mmp_portal.audit import trail
from participants.models import Person
from programs import registry
from programs.casework.parameters.values.overlay import parameters_for
from programs.casework.parameters.wording import translated
from programs.casework.referrals import workflow as referrals
from programs.casework.referrals.models import Referral, Status
from programs.casework.referrals.screenings.kept import values_in_force
from programs.casework.referrals.screenings.models import LookThrough, RestrictedAnswers, Screening


class CannotScreen(Exception):
    """Why the screening cannot be stored so, in a sentence for the user; `about` names the field."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


def check_can_screen(person, *, program, site, on):
    """Raise CannotScreen with the reason, or return."""
    if person.voided_at or person.died_on:
        raise CannotScreen(_("This person is not on record any more. Nobody can be screened after that."))
    if on > site.today():
        raise CannotScreen(_("The day of the screening lies in the future."), "on")
    if not site.offers(program, on=on):
        raise CannotScreen(_("%(site)s does not offer this program on that day.") % {"site": site.name}, "on")


def decide(program, answers, parameters, *, on) -> Decision:
    """What the program's rules answer. Raises CannotScreen where no rules are known for the day."""
    try:
        return registry.get(program).decide(said.facts_for(program, answers), parameters, on=on)
    except LookupError as trouble:
        raise CannotScreen(translated(str(trouble)), "on") from trouble


@transaction.atomic
def store(*, person, program, site, answers, on, by, words="", note="", unseen=None):
    """Ask the rules and keep facts, values and answer whole; the risk factors and `words` in a row of their own.

    A referral that is new is being screened from then on. `unseen` are restricted answers that `by` may not open and carries on: they stay those of whoever heard them.
    Raises CannotScreen.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    check_can_screen(person, program=program, site=site, on=on)
    parameters = parameters_for(program, site=site)
    decision = decide(program, answers, parameters, on=on)
    referral = open_referral(person, program, site)
    if referral and referral.status == Status.NEW:
        referrals.begin_screening(referral=referral, by=by)
    screening = Screening.objects.create(
        person=person,
        site=site,
        referral=referral,
        program=program,
        recorded_by=by,
        note=note,
        **row_of(decision, answers, parameters),
    )
    if answers.risk_factors is not None or words or unseen:
        RestrictedAnswers.objects.create(
            screening=screening,
            risk_factors=sorted(answers.risk_factors or ()),
            not_asked=sorted(answers.risk_factors_unknown),
            words=unseen.words if unseen else words,
            recorded_by=unseen.recorded_by if unseen else by,
        )
    trail.record(
        by,
        "screening.stored",
        screening,
        after={"program": program, "on": on.isoformat(), "outcome": decision.outcome},
    )
    return screening


def open_referral(person, program, site):
    """The open referral that a screening answers: one for the program, else one that wishes for none; or None."""
    found = Referral.objects.open().filter(person=person, site=site, program__in=["", program])
    return found.order_by("-program", "-pk").first()


def row_of(decision: Decision, answers, parameters) -> dict:
    """The columns of a screening that hold what was said, what was in force, and what came out."""
    return {
        "screened_on": decision.on,
        "outcome": str(decision.outcome),
        "has_priority": decision.priority,
        "risk_factor_count": decision.risk_factor_count,
        "risk_factors_listed": listed(decision, parameters),
        "eligible_until": decision.eligible_until,
        "guideline_year": decision.guideline_year,
        "facts": said.as_data(answers),
        "parameters": values_in_force(
            parameters, on=decision.on, state=answers.state if decision.guideline_year else ""
        ),
        "answer": decision.as_data(),
    }


def listed(decision, parameters):
    """How many risk factors the program asks about at the site; None where it counts none."""
    if "own_risk_factors" not in set(parameters):
        return None
    return len(moppp.risk_factors()) + len(parameters.value_on("own_risk_factors", decision.on))


# --- Again, when a value has changed --------------------------------------------------------------


@transaction.atomic
def store_again(*, screenings, site, program, on, by, changed):
    """Screen again those chosen, on what was said then and what is in force on the day, and note the look through.

    One that was screened anew meanwhile is left alone. `changed` is how many were shown to have another answer.
    Returns the new screenings.
    """
    parameters = parameters_for(program, site=site)
    rows = Screening.objects.select_for_update(of=("self",)).in_force().filter(site=site, program=program)
    stored = []
    for row in rows.filter(pk__in=[one.pk for one in screenings]).select_related("restricted").order_by("pk"):
        kept = getattr(row, "restricted", None)
        answers = said.from_data(
            row.facts, risk_factors=kept.risk_factors if kept else None, unknown=kept.not_asked if kept else ()
        )
        decision = decide(program, answers, parameters, on=on)
        again = Screening.objects.create(
            person_id=row.person_id,
            site=site,
            referral_id=row.referral_id,
            program=program,
            recorded_by=by,
            note=_("Screened again because a value changed, on what was said on %(day)s.")
            % {"day": row.screened_on.isoformat()},
            **row_of(decision, answers, parameters),
        )
        if kept:
            RestrictedAnswers.objects.create(
                screening=again,
                risk_factors=kept.risk_factors,
                not_asked=kept.not_asked,
                words=kept.words,
                recorded_by=kept.recorded_by,
            )
        trail.record(
            by,
            "screening.again",
            again,
            before={"outcome": row.outcome, "priority": row.has_priority},
            after={"outcome": again.outcome, "priority": again.has_priority},
        )
        stored.append(again)
    look = LookThrough.objects.create(
        site=site, program=program, looked_on=on, changed=changed, stored=len(stored), recorded_by=by
    )
    trail.record(by, "screenings.looked_through", look, after={"changed": changed, "stored": len(stored)})
    return stored
