"""Who may join, in plain words: from the values that the rules decide by."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programs.registry import Way

# The rules that a site may turn on, as one says them to the young person.
SITE_RULES = {
    "lives_in_county": gettext_lazy("You live in our county."),
    "no_serious_violent_offense": gettext_lazy("You had no serious violent offense in the past year."),
    "willing_to_look_for_work": gettext_lazy("You are willing to look for work."),
}


def ways_in(parameters, *, on, state):
    """One way: an age, one experience, and what the site asks besides."""
    ages = {
        "youngest": parameters.value_on("youngest_age", on),
        "oldest": parameters.value_on("oldest_age", on),
    }
    own = parameters.value_on("site_rules", on)
    return (
        Way(
            sentences=(
                _("You are %(youngest)d to %(oldest)d years old.") % ages,
                _(
                    "You have known foster care, the Division of Youth Services, court supervision, or another hard "
                    "time in your life. One of these is enough."
                ),
                *(str(SITE_RULES[code]) for code in own if code in SITE_RULES),
            )
        ),
    )
