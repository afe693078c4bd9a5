"""Who may join, in plain words: from the values that the rules decide by."""

from django.utils.translation import gettext as _

from programs.registry import Way


def ways_in(parameters, *, on, state):
    """One way: a parent or caregiver in the child protection system, with a child up to an age."""
    sentences = [
        _("You are a parent, or you care for a child as a parent does."),
        _("There is a child protection case about your family."),
        _("You have a child who is %(age)d or younger, at home or placed elsewhere.")
        % {"age": parameters.value_on("oldest_child_age", on)},
    ]
    if parameters.value_on("aftercare", on):
        sentences.append(_("We can go on after the case has closed, as long as you wish."))
    return (Way(sentences=tuple(sentences)),)
