"""Tags that templates and components share: {% load ui %}."""

from dataclasses import dataclass
from datetime import datetime

from django import forms, template
from django.conf import settings
from django.forms.utils import flatatt
from django.template.defaultfilters import date as format_date
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from mmp_portal.ui import markup, navigation
from mmp_portal.ui.keeping import begin
from mmp_portal.ui.widgets import ChipsOrOther, has_options

register = template.Library()


@register.simple_tag
def icon(name, label=""):
    return markup.icon(name, label)


@register.simple_tag
def tag(word, symbol, css):
    return markup.tag(word, symbol, css)


@register.simple_tag
def program_tag(program):
    return markup.program_tag(program)


@register.simple_tag
def status(word, kind="plain", symbol=""):
    return markup.status(word, kind, symbol)


@register.simple_tag
def face(name, css=""):
    return markup.face(name, css)


@register.filter
def initials(name):
    return navigation.initials(name)


@register.filter
def minutes(value):
    """1 h 30 min; nothing given is "None yet"."""
    if value is None or value == "":
        return _("None yet")
    hours, rest = divmod(int(value), 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": rest}
    if not rest:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}


def local(value):
    """A moment on the clock of the site at hand; days and times of day are what they are."""
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.filter
def day(value):
    """Mon, Nov 23: a day in a list."""
    return format_date(local(value), _("D, M j")) if value else _("None yet")


@register.filter
def full_day(value):
    """Mon, Nov 23, 2026: a day where the year matters."""
    return format_date(local(value), _("D, M j, Y")) if value else _("None yet")


@register.filter
def clock(value):
    """3:30 pm."""
    return format_date(local(value), "g:i a").replace(".", "") if value else ""


@register.filter
def banner_kind(message):
    """The banner of a message: the last of Django's level tags decides."""
    return {"success": "good", "warning": "wait", "error": "bad"}.get(message.level_tag, "")


@register.filter
def banner_icon(kind):
    return {"good": "check-circle", "wait": "exclamation-triangle", "bad": "exclamation-circle"}.get(
        kind, "info-circle"
    )


# --- Forms ----------------------------------------------------------------------------------


@dataclass
class FieldParts:
    """What a field's template has to know about its widget."""

    kind: str
    widget: str
    is_wide: bool
    is_optional: bool


def field_kind(field):
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if has_options(widget) or isinstance(widget, ChipsOrOther):
        return "options"
    if isinstance(widget, forms.Select):
        return "select"
    return "input"


@register.simple_tag
def field_parts(field):
    """Render a field's widget with the classes of the look, and say how to frame it."""
    kind = field_kind(field)
    widget = field.field.widget
    css = {"checkbox": "form-check-input", "select": "form-select", "input": "form-control", "options": ""}[kind]
    if field.errors and css:
        css += " is-bad"
    own = widget.attrs.get("class", "")
    attrs = {"class": f"{css} {own}".strip()} if css or own else {}
    return FieldParts(
        kind=kind,
        widget=field.as_widget(attrs=attrs),
        is_wide=kind == "options" or isinstance(widget, forms.Textarea),
        is_optional=not field.field.required and kind != "checkbox" and getattr(field.form, "marks_optional", True),
    )


def anchor(field):
    """The id that a link of the error summary jumps to."""
    if isinstance(field.field.widget, ChipsOrOther):
        return f"{field.auto_id}_0_0"
    if field_kind(field) == "options":
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id


@dataclass
class ThingToPutRight:
    words: str
    anchor: str
    label: str = ""


@register.simple_tag
def things_to_put_right(form):
    """Every error of the form in the order of its fields, those of the whole form first."""
    things = [ThingToPutRight(words, "") for words in form.non_field_errors()]
    for field in form:
        things += [
            ThingToPutRight(words, anchor(field), str(field.label or "").rstrip("?:. ")) for words in field.errors
        ]
    return things


@register.simple_tag
def things_title(things):
    count = len(things)
    if count == 1:
        return _("One thing to put right")
    return ngettext("%(count)d thing to put right", "%(count)d things to put right", count) % {"count": count}


@register.simple_tag(takes_context=True)
def draft_banner(context, form):
    """Before a form: that it is filled from a draft, and the way to discard it."""
    keeping = begin(form, context.get("request"))
    return render_to_string("drafts/banner.html", {"keeping": keeping}, request=context.get("request"))


@register.simple_tag(takes_context=True)
def keeps(context, form):
    """Inside a form: what it needs to be sent once, and to keep what is typed into it as a draft."""
    return render_to_string("drafts/marks.html", {"keeping": begin(form, context.get("request"))})


# --- Lists ----------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def query_with(context, **changes):
    """The page's own query string with some values set; an empty value takes the key away."""
    query = context["request"].GET.copy()
    for key, value in changes.items():
        query.pop(key, None)
        if value not in (None, ""):
            query[key] = value
    return f"?{query.urlencode()}"


@dataclass
class ActiveFilter:
    label: str
    value: str
    without_url: str


def spoken_value(bound_field, value):
    """What a person sees for a chosen value: the words of the choice, not its code."""
    choices = getattr(bound_field.field, "choices", None)
    chosen = value if isinstance(value, (list, tuple)) else [value]
    if choices is not None:
        words = {}
        for key, label in choices:
            if isinstance(label, (list, tuple)):
                words.update({str(k): str(v) for k, v in label})
            else:
                words[str(key)] = str(label)
        return ", ".join(words.get(str(one), str(one)) for one in chosen)
    return ", ".join(str(one) for one in chosen)


@register.simple_tag(takes_context=True)
def active_filters(context, filterset):
    """The filters that are on, each with the address of the list without it."""
    request = context["request"]
    form = filterset.form
    found = []
    for field in form:
        suffixes = getattr(field.field.widget, "widgets_names", [])
        names = [field.html_name, *(field.html_name + suffix for suffix in suffixes)]
        values = [value for name in names for value in request.GET.getlist(name) if value.strip()]
        if not values or field.errors:
            continue
        query = request.GET.copy()
        for name in [*names, "page"]:
            query.pop(name, None)
        found.append(
            ActiveFilter(str(field.label), spoken_value(field, values), f"{request.path}?{query.urlencode()}")
        )
    return found


@register.simple_tag(takes_context=True)
def page_url(context, param, number):
    """The address of another page of the same list."""
    query = context["request"].GET.copy()
    query[param] = number
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def query_values(context, name):
    """All values of a name in the address."""
    return context["request"].GET.getlist(name)


@register.simple_tag(takes_context=True)
def hidden_query(context, *left_out):
    """The rest of the address as hidden fields, so that a small form beside a list changes one thing alone."""
    query = context["request"].GET
    return format_html_join(
        "",
        '<input type="hidden" name="{}" value="{}">',
        ((name, value) for name, values in query.lists() if name not in left_out for value in values),
    )


@register.simple_tag
def other_languages():
    """The languages of the portal but the one that is spoken, as pairs of code and name."""
    return [(code, name) for code, name in settings.LANGUAGES if code != get_language()]


@register.simple_tag
def page_numbers(page):
    """1 2 3 … 9: the numbers around the page; None stands for a gap."""
    last = page.paginator.num_pages
    shown = sorted({1, last, *range(max(1, page.number - 1), min(last, page.number + 1) + 1)})
    numbers = []
    for number in shown:
        if numbers and number - numbers[-1] > 1:
            numbers.append(None)
        numbers.append(number)
    return numbers


@register.simple_tag
def band(start, end):
    """How wide the recommended part of a meter is."""
    return float(end) - float(start)


@register.simple_tag(takes_context=True)
def sort_url(context, table, column):
    """The address of the table sorted by a column, from its first page on."""
    query = context["request"].GET.copy()
    query[table.prefixed_order_by_field] = column.order_by_alias.next
    query.pop(table.prefixed_page_field, None)
    return f"?{query.urlencode()}"


@register.simple_tag
def cell_attrs(column):
    """The attributes of a cell. On a phone the label stands before the value, unless the cell names the row."""
    attrs = dict(column.attrs.get("td", {}))
    attrs.setdefault("data-label", column.header)
    return flatatt(attrs)


@register.filter
def is_for(item, user):
    """Whether an entry that names its `permission` may be shown to the user."""
    return user.may(item.permission)
