"""Which parts of a program a site offers: a dated value, where the program leaves it to the site."""

from programs.casework.parameters.values.overlay import parameters_for

NAME = "components"


def components_by(program, parameters, on):
    """The parts that are offered on the day by these parameters; all of them where the program has no such value."""
    if NAME not in parameters:
        return program.components
    offered = parameters.value_on(NAME, on)
    return tuple(component for component in program.components if component.code in offered)


def components_at(program, site, on):
    """The parts that the site offers on the day."""
    return components_by(program, parameters_for(program.code, site=site), on)
