"""What is known of a person already, so that nobody is asked twice: our rows first, then what earlier screenings heard."""

from eligibility import answers as said
from eligibility.answers import Answers
from programs import registry
from programs.casework.referrals.screenings.models import RestrictedAnswers, Screening


def of_rows(person, *, on, site) -> Answers:
    """What the rows of the site say, through the facts of every program."""
    doors = [program.facts for program in registry.all_programs() if program.facts]
    return said.together(said.answers_of(facts(person, on=on, site=site)) for facts in doors)


def of_screenings(person, *, site, programs) -> Answers:
    """What was said at earlier screenings for these programs at the site, the latest first; no risk factors."""
    rows = Screening.objects.in_force().filter(person=person, site=site, program__in=programs).order_by("-pk")
    return said.together(said.from_data(row.facts) for row in rows)


def answers_known(person, *, on, site, programs) -> Answers:
    """What is known on the day: our rows, and what they leave open as the family said it, without risk factors.

    `programs` are those whose screenings may be read.
    """
    return said.together([of_rows(person, on=on, site=site), of_screenings(person, site=site, programs=programs)])


def with_factors(answers: Answers, restricted) -> Answers:
    """The answers with the risk factors of an earlier screening (None: nothing was asked)."""
    if restricted is None:
        return answers
    return said.together(
        [
            Answers(
                risk_factors=frozenset(restricted.risk_factors), risk_factors_unknown=frozenset(restricted.not_asked)
            ),
            answers,
        ]
    )


def factors_on_record(person, program, site):
    """The restricted answers of the screening in force, or None. Whether somebody may see them is `for_user`."""
    latest = Screening.objects.in_force().filter(person=person, program=program, site=site)
    return RestrictedAnswers.objects.filter(screening__in=latest).first()


def facts_known(person, program, *, on, site):
    """The facts of a program with all that is known, risk factors included: to decide, never to show."""
    answers = answers_known(person, on=on, site=site, programs=[program])
    return said.facts_for(program, with_factors(answers, factors_on_record(person, program, site)))
