"""Income that was said at a screening and stands on nobody's page of income: it can be written down there, too."""

from django.db import transaction
from django.utils.translation import gettext as _

from participants.income import workflow as writing
from participants.income.household import household_income
from participants.income.models import Answer, IncomeSource
from participants.models import Person


def to_write_down(screening, *, user) -> dict[str, dict]:
    """The sources said at a screening that are on record for nobody of the household, by their number.

    A source counts as on record where an amount as large comes as often on the day of the screening. Where it was
    said that nobody has any income, and nothing is on record, that is the one entry, under “none”.
    """
    parts, _total = household_income(screening.person, on=screening.screened_on, user=user)
    rows = [row for part in parts for row in part.rows]
    known = {(row.amount_cents, row.per) for row in rows}
    said = screening.facts.get("income_sources", [])
    if not said:
        return {"none": {}} if screening.facts.get("annual_income_cents") == 0 and not rows else {}
    return {
        str(number): source
        for number, source in enumerate(said)
        if source["amount_cents"] and source["per"] and (source["amount_cents"], source["per"]) not in known
    }


@transaction.atomic
def write_down(*, screening, kinds, by) -> list[IncomeSource]:
    """Write down the sources of a screening that `kinds` names, each with its kind, from the day they were said on.

    They stand with the person who was screened, for the household. What is on record already is left out, so that a
    second time nothing is added. Raises CannotWrite.
    """
    person = Person.objects.select_for_update().get(pk=screening.person_id)
    open_ones = to_write_down(screening, user=by)
    shared = {
        "person": person,
        "site": screening.site,
        "by": by,
        "starts_on": screening.screened_on,
        "said_on": screening.screened_on,
        "evidence": _("Said at screening %(number)d") % {"number": screening.pk},
    }
    written = []
    for number, kind in kinds.items():
        if number not in open_ones:
            continue
        source = open_ones[number]
        details = (
            {"answer": Answer.NONE}
            if number == "none"
            else {
                "kind": kind,
                "payer": source["from"],
                "amount_cents": source["amount_cents"],
                "per": source["per"],
                "is_for_household": True,
            }
        )
        written.append(writing.add(**shared, **details))
    return written
