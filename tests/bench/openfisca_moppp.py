"""The same rule in openfisca-core, run by an environment of its own: `python openfisca_moppp.py FAMILIES`.

Reads families as JSON from standard input (income and guideline in dollars, months of the youngest child, referred)
and prints families a second, one by one and all at once, as JSON.
"""

import json
import sys
import time

from openfisca_core import entities, taxbenefitsystems, variables
from openfisca_core.periods import YEAR
from openfisca_core.simulations import SimulationBuilder

PERSON = entities.build_entity(key="person", plural="persons", label="A person", is_person=True)
HOUSEHOLD = entities.build_entity(
    key="household",
    plural="households",
    label="A household",
    roles=[{"key": "member", "plural": "members", "label": "Members"}],
)


def number(name):
    return type(
        name,
        (variables.Variable,),
        {"value_type": float, "entity": HOUSEHOLD, "definition_period": YEAR, "label": name},
    )


class Eligible(variables.Variable):
    value_type = bool
    entity = HOUSEHOLD
    definition_period = YEAR
    label = "Eligible for MOPPP"

    def formula(household, period, parameters):  # noqa: N805
        months = household("months_of_youngest", period)
        poor = household("income", period) < household("guideline", period) * 1.85
        return (poor * (months < 36)) + (household("referred", period) * (months < 60)) > 0


def system():
    built = taxbenefitsystems.TaxBenefitSystem([PERSON, HOUSEHOLD])
    for name in ("income", "guideline", "months_of_youngest", "referred"):
        built.add_variable(number(name))
    built.add_variable(Eligible)
    return built


def simulated(built, families):
    people = {f"p{number}": {} for number in range(len(families))}
    homes = {
        f"h{number}": {"members": [f"p{number}"], **{name: {"2026": value} for name, value in family.items()}}
        for number, family in enumerate(families)
    }
    simulation = SimulationBuilder().build_from_entities(built, {"persons": people, "households": homes})
    return simulation.calculate("Eligible", "2026")


def main():
    families = json.load(sys.stdin)
    built = system()
    begun = time.perf_counter()
    one_by_one = [bool(simulated(built, [family])[0]) for family in families]
    alone = len(families) / (time.perf_counter() - begun)
    begun = time.perf_counter()
    together = [bool(answer) for answer in simulated(built, families)]
    at_once = len(families) / (time.perf_counter() - begun)
    json.dump(
        {"one_by_one": alone, "at_once": at_once, "answers": one_by_one, "same": one_by_one == together}, sys.stdout
    )


main()
