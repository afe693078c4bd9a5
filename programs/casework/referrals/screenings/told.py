"""What a family told, as plain data, put to the rules without the database: for those who invent or take in many at once."""

from datetime import date

from eligibility import answers as said
from eligibility.parameters import parameters_of
from eligibility.rules import moppp
from programs.casework.referrals.screenings import workflow


def asked_by(program) -> tuple[str, ...]:
    """The names of the answers that a program asks for."""
    return said.ASKED[program]


def factor_codes() -> list[str]:
    """The risk factors of the source, in its order."""
    return list(moppp.risk_factors())


def columns_for(program, data, *, on: date, risk_factors=None, not_asked=(), overlay=None) -> dict:
    """The columns of a screening (see `workflow.row_of`) for answers as plain data, days in ISO form.

    `overlay` maps the names of values to dated ones that hold at the site in place of those of the sources.
    """
    answers = said.from_data(data, risk_factors=risk_factors, unknown=not_asked)
    parameters = parameters_of(program, overlay)
    return workflow.row_of(workflow.decide(program, answers, parameters, on=on), answers, parameters)
