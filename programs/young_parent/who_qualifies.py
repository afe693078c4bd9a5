"""Who may join, in plain words: from the values that the rules decide by."""

from django.utils.translation import gettext as _

from programs.registry import Way


def ways_in(parameters, *, on, state):
    """One way: a parent, or expecting, up to an age."""
    oldest, youngest = parameters.value_on("oldest_age", on), parameters.value_on("youngest_age", on)
    limits = {"age": oldest, "youngest": youngest}
    return (
        Way(
            sentences=(
                _("You are a mother or a father, or you expect a child."),
                (_("You are %(youngest)d to %(age)d years old.") if youngest else _("You are %(age)d or younger."))
                % limits,
                _("You want to meet a mentor again and again, for a year."),
            )
        ),
    )
