"""What came back from a phone that was texted."""

from django.utils.translation import gettext as _

from programs.casework.casefile.sources.lines import Source, lines
from programs.casework.reminders.meaning import Meaning
from programs.casework.reminders.models import TextReply


def answers(enrollment):
    rows = TextReply.objects.filter(enrollment=enrollment)
    return lines(rows, at="received_at", a="body", b="meaning", who="handed_to__name")


def tell_answer(line, telling):
    titles = {Meaning.STOP: _("Wants no more texts"), Meaning.START: _("Wants texts again")}
    handed = (_("handed to %(name)s") % {"name": line.who},) if line.who else ()
    return telling.entry(line, titles.get(line.b, _("Answered a text")), "chat-text", note=line.a, meta=handed)


SOURCES = (Source(kind="text_reply", chip="contacts", rows=answers, tell=tell_answer),)
