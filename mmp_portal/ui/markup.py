"""The smallest pieces of markup, made in Python so that templates, tables and forms share them."""

from django.templatetags.static import static
from django.utils.html import format_html

from mmp_portal.ui.navigation import initials

STATUS_ICONS = {
    "new": "envelope",
    "screening": "list-check",
    "waiting": "hourglass-split",
    "paused": "pause-circle",
    "enrolled": "check-circle",
    "active": "check-circle",
    "sent": "check2-all",
    "sending": "arrow-repeat",
    "met": "check-circle",
    "at-risk": "exclamation-triangle",
    "late": "exclamation-triangle",
    "failed": "exclamation-circle",
    "closed": "archive",
    "declined": "slash-circle",
    "plain": "dash-circle",
}


def icon(name, label=""):
    """One symbol of the sprite. Without a label it is decoration and screen readers pass over it."""
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#i-{}"></use></svg>',
            label,
            static("img/icons.svg"),
            name,
        )
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#i-{}"></use></svg>', static("img/icons.svg"), name
    )


def tag(word, symbol, css):
    """A program's tag: icon, word, colour."""
    return format_html('<span class="tag tag-{}">{}{}</span>', css, icon(symbol), word)


def program_tag(program):
    """The tag of a program, anything with `short_name`, `icon` and `css`."""
    return tag(program.short_name, program.icon, program.css)


def status(word, kind="plain", symbol=""):
    """A word of state; `kind` is one of STATUS_ICONS and gives the colour and the icon."""
    return format_html(
        '<span class="status status-{}">{}{}</span>', kind, icon(symbol or STATUS_ICONS.get(kind, "dash-circle")), word
    )


def face(name, css=""):
    """The initials of a person, as a picture."""
    return format_html('<span class="face {}" aria-hidden="true">{}</span>', css, initials(name))


def person(name, url="", sub="", show_face=True):
    """A person in a list: initials, name as a link, and a second line."""
    link = format_html('<a href="{}">{}</a>', url, name) if url else name
    second = format_html('<span class="cell-sub">{}</span>', sub) if sub else ""
    words = format_html("<span>{}{}</span>", link, second)
    if not show_face:
        return words
    return format_html('<span class="cell-person">{}{}</span>', face(name), words)


def two_lines(first, second=""):
    """A cell with a main line and a muted one under it."""
    if not second:
        return format_html("<span>{}</span>", first)
    return format_html('<span>{}<span class="cell-sub">{}</span></span>', first, second)
