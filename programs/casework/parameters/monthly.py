"""How many minutes a match is expected to do in a month: dated values, of which a site may set its own."""

from dataclasses import dataclass

from programs.casework.parameters.values.overlay import parameters_for, parameters_of_sites


@dataclass(frozen=True)
class Monthly:
    """Minutes with the mentor and at meetings."""

    with_mentor_minutes: int = 0
    meeting_minutes: int = 0


def monthly_by(program, parameters, on):
    """What the program expects on the day by these parameters; None where it expects nothing."""
    if program.monthly is None:
        return None
    return Monthly(
        parameters.value_on(program.monthly.with_mentor, on), parameters.value_on(program.monthly.at_meetings, on)
    )


def monthly_at(program, site, on):
    """What the program expects at the site on the day. One query, or none."""
    if program.monthly is None:
        return None
    return monthly_by(program, parameters_for(program.code, site=site), on)


def monthly_at_sites(program, sites, on):
    """The same at several sites, as a dict by key of the site. One query, or none."""
    if program.monthly is None:
        return dict.fromkeys(sites)
    found = parameters_of_sites(program.code, sites)
    return {site: monthly_by(program, parameters, on) for site, parameters in found.items()}
