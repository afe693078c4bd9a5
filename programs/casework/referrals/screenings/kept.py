"""The values a screening was made with: taken down whole, and read again as they were."""

from contextlib import suppress
from datetime import date

from eligibility.parameters import NoValue, Parameter, Parameters
from eligibility.poverty import NoGuideline, Table, region_of, table_on


def values_in_force(parameters: Parameters, *, on: date, state: str = "") -> dict:
    """Every value known for the day with its source, and the poverty table of the state, as plain data."""
    values = {}
    for name in parameters:
        with suppress(NoValue):  # a program has values that began later and that its rules do not ask for
            values[name] = {"value": parameters.value_on(name, on), "source": parameters[name].source}
    data = {"on": on.isoformat(), "values": values}
    try:
        table = table_on(on, state, parameters.guidelines, parameters.days_of_use(on))
    except NoGuideline:
        return data
    data["guideline"] = {
        "region": region_of(state),
        "year": table.year,
        "begins_on": table.begins_on.isoformat(),
        "is_verified": table.is_verified,
        "sizes": list(table.sizes),
        "each_above": table.each_above,
        "source": table.source,
    }
    return data


def parameters_again(data: dict) -> Parameters:
    """The parameters as `values_in_force` took them down: they give that day's answer whatever was set since."""
    on = date.fromisoformat(data["on"])
    values = {
        name: Parameter(name=name, description="", unit="", values=((on, kept["value"]),), source=kept["source"])
        for name, kept in data["values"].items()
    }
    kept = data.get("guideline")
    tables: tuple[tuple[str, Table], ...] = ()
    if kept:
        begins = date.fromisoformat(kept["begins_on"])
        table = Table(
            year=kept["year"],
            begins_on=begins,
            is_verified=kept["is_verified"],
            sizes=tuple(kept["sizes"]),
            each_above=kept["each_above"],
            source=kept["source"],
        )
        tables = ((kept["region"], table),)
    return Parameters(values, guidelines=tables)
