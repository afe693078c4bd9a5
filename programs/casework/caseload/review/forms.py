"""What a supervisor says about a contact, and what its writer answers."""

from crispy_forms.layout import Layout
from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import NoteField, PortalForm, SaveBar
from mmp_portal.ui.widgets import ChipSelect

LONGEST_WORDS = 600


class Action(models.TextChoices):
    THANKS = "thanks", _("Say thanks")
    QUESTION = "question", _("Ask a question")
    RESOLVE = "resolve", _("Seen, all is well")


class ReviewForm(PortalForm):
    form_label = _("What you say about it")

    action = forms.ChoiceField(label=_("What do you want to do?"), choices=Action, widget=ChipSelect)
    words = NoteField(label=_("Your words"), required=False, rows=3, max_length=LONGEST_WORDS)

    def __init__(self, *args, contact, **options):
        super().__init__(*args, **options)
        self.fields["action"].initial = Action.THANKS
        self.fields["words"].help_text = _("The writer gets a notice. A question stays open until they answer.")
        if contact.waits_for_help:
            self.fields["action"].choices = [
                (Action.THANKS, _("Give the answer")),
                (Action.QUESTION, Action.QUESTION.label),
            ]
            self.put_plainly()

    def get_layout(self):
        return Layout("action", "words", SaveBar(_("Send")))


class AnswerForm(PortalForm):
    form_label = _("Your answer")

    words = NoteField(label=_("Your answer"), rows=3, max_length=LONGEST_WORDS)

    def get_layout(self):
        return Layout("words", SaveBar(_("Send the answer")))
