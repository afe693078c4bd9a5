"""Every form of the portal: found by opening its page, filled as a person would, sent, and undone.

A form is filled with what it begins with, and its empty required fields with the first thing that fits. Where
that is not enough, `FILLED` says what to type; a new form whose usual answers are refused gets a line there.
"""

from datetime import timedelta

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from mmp_portal.accounts.permissions import Role
from mmp_portal.ui.forms import ChipsOrOtherField, ComingDayField
from mmp_portal.ui.keeping import names_sent
from tests.pages import AREAS, GUARDED, PAGES, may

FORM_PAGES = [name for name in GUARDED if PAGES[name].has_form]
SENTENCE = "As they told us on Monday at the office."
# The smallest picture there is: one white pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c63f80f00010101001bb6ee560000000049454e44ae426082"
)


def today(household):
    return household.site.today()


FILLED: dict[str, dict] = {
    "participants:add_way": {"value": "(417) 555-0177"},
    "participants:new_home": {"lives_here": "part"},
    "income:add": {"kind": "wages", "amount_cents": "412.50", "per": "two_weeks"},
    "schooling:add": {"school": "Example High School"},
    "consents:give": {"signed_name": "Juniper Fableton"},
    "casefile:break_glass_by_number": {"number": lambda household: household.enrollment.number},
    "enrollments:enroll": {"override": SENTENCE},
    "referrals:end": {"referred_to": SENTENCE},
    "screenings:screening": {"kind_0": "wages"},
    "caseload:thread": {"words": SENTENCE},
    "caseload:note_absence": {
        "worker": lambda household: household.staff.pk,
        "stands_in": lambda household: household.supervisor.pk,
    },
    "meetings:match_walk_in": {"enrollment": lambda household: household.enrollment.pk},
    "values:enter_guideline": {"is_confirmed": "on"},
    "assessments:record": {"total": "12"},
    "assessments:create_tool": {"code": "example-tool"},
    "resources:create": {"statewide": "MO"},
    "expenses:claim": {"miles": "12"},
    "young_parent:give": {"amount": "5"},
    "young_parent:plan_day": {"held_on": lambda household: (today(household) + timedelta(days=40)).isoformat()},
    "young_parent:add_item": {"price": "5"},
    "young_parent:receive": {"pieces": "3"},
    "sites:create": {"code": "NEW"},
    "worksite:hire": {"wage_cents": "13.50", "hours_a_week": "20"},
    "worksite:outside_job": {"wage_cents": "13.50", "hours_a_week": "20"},
    "worksite:end_placement": {"reason": "school"},
    "worksite:ask_funds": {"fund": "hiset", "amount_cents": "22"},
    "worksite:note_subtest": {"which": "hiset:math", "score": "9"},
    "worksite:put_in": {"fund": "hiset", "amount_cents": "500"},
    "community_partners:link": {"referral": lambda household: household.referral.pk},
    "imports:send": {
        "file": lambda household: SimpleUploadedFile("people.csv", b"Given name,Family name\nMarigold,Onceonly\n")
    },
    "moppp:feedback": {"was_good": SENTENCE},
    "moppp:supervise": {"minutes": "60"},
    "moppp:set_model": {"model": "pat"},
    "mpmp:deadline": {"met_on": lambda household: household.site.today().isoformat()},
}

# What the household is like refuses these, whatever is typed: an open case, nothing paused, nothing to pay.
REFUSED = {
    "participants:end_registration",
    "participants:transfer",
    "enrollments:resume",
    "enrollments:expect_back",
    "casefile:record_restore",
    "goals:reopen",
    "expenses:pay",
    "sites:program",
    "sites:stop",
    "worksite:refer",
    "mpmp:outcome",
}
# Pages whose forms are sent to another address, or show at once what was asked for; each has a test of its own.
SENT_ELSEWHERE = {"goals:goal", "screenings:factors"}


# Where the last line of a form does not take any words, the field that does; where none does, what two people change.
FREE_FIELD = {
    "participants:edit": "given_name",
    "young_parent:edit_visit": "on",
    "young_parent:item": "price",
    "mpmp:edit_family_meeting": "coordinator",
}
TWO_ANSWERS = {
    "young_parent:edit_visit": {"2026-10-05": "Oct 5, 2026", "2026-10-06": "Oct 6, 2026"},  # typed, and as it is shown
    "young_parent:item": {"6": "6", "7": "7"},
}
# Nothing but choices, so nobody types into them; their own tests send what two people chose.
NO_WORDS = {"worksite:nytd_record"}
# The one took a step that the other wanted to take too, so there is no second version of the record to show.
SAME_STEP = {"partners:move"}


def role_for(name):
    """The first role that may open the page and reaches its rows."""
    order = (Role.SUPERVISOR, Role.STAFF, Role.ADMINISTRATOR, Role.MENTOR)
    return next(role for role in order if may(role, name) and role not in PAGES[name].hidden_from)


def pages_of(role):
    """Pages with a form that people of this role are the first to open."""
    return [name for name in FORM_PAGES if role_for(name) == role]


def person_for(cast, name):
    """Somebody of the cast who may open the page."""
    return cast.of(role_for(name))


def forms_of(answer):
    """The forms that a page was rendered with."""
    found = {}
    for context in answer.context or []:
        for value in context.flatten().values() if hasattr(context, "flatten") else []:
            if isinstance(value, forms.BaseForm) and value.fields:
                found[type(value), value.prefix] = value
    return [form for form in found.values() if not getattr(form, "is_filter", False)]


def is_versioned(form):
    """It corrects a record, and knows what version of it was shown."""
    return getattr(form, "conflict", None) is not None and bool(form.instance.pk)


def plain(value):
    """A value as the browser sends it."""
    if isinstance(value, (list, tuple, set)):
        return [plain(item) for item in value]
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return getattr(value, "pk", value)


def filled(form):
    """What the browser would send if the form were sent as it stands."""
    data = {}
    for bound in form:
        value = bound.value()
        if isinstance(bound.field.widget, forms.MultiWidget):
            parts = value if isinstance(value, (list, tuple)) else bound.field.widget.decompress(value)
            data |= {
                name: plain(part) for name, part in zip(names_sent(bound), parts, strict=True) if part is not None
            }
        elif value is not None and value is not False and not isinstance(bound.field, forms.FileField):
            data[bound.html_name] = plain(value)
    return data


def first_choice(field):
    """The first choice that is one, of the first group where there are groups; "" where nothing is offered."""
    for code, label in field.choices:
        if isinstance(label, (list, tuple)):
            return str(label[0][0])
        if str(code):
            return str(code)
    return ""


def something_for(field):
    """The first thing that fits a field that must be filled."""
    if isinstance(field, forms.BooleanField):
        return "on"
    if isinstance(field, (forms.ChoiceField, forms.ModelChoiceField)):
        return first_choice(field)
    if isinstance(field, ComingDayField):
        return (timezone.localdate() + timedelta(days=7)).isoformat()
    if isinstance(field, forms.DateField):
        return timezone.localdate().isoformat()
    if isinstance(field, forms.TimeField):
        return "10:00"
    if isinstance(field, forms.FileField):
        return SimpleUploadedFile("scan.png", PIXEL, "image/png")
    if isinstance(field, (forms.IntegerField, forms.DecimalField)):
        return str(max(field.min_value or 1, 1))
    if isinstance(field, forms.EmailField):
        return "somebody.new@example.org"
    return SENTENCE[: getattr(field, "max_length", None)]


def well_filled(form):
    """What a person would send: as it stands, and something in each required field that is still empty."""
    data = filled(form)
    for bound in form:
        if not bound.field.required or any(data.get(name) not in (None, "", []) for name in names_sent(bound)):
            continue
        if isinstance(bound.field, ChipsOrOtherField):
            data[names_sent(bound)[0]] = first_choice(bound.field)
        else:
            data[bound.html_name] = something_for(bound.field)
    return data


def answers_for(name, household, form):
    """`well_filled`, and what `FILLED` says besides; a callable there is asked with the household."""
    more = FILLED.get(name, {})
    return well_filled(form) | {field: value(household) if callable(value) else value for field, value in more.items()}


def send(client, url, data):
    """Send a form; what it changed is undone, so that the next words meet the same page."""
    with transaction.atomic():
        answer = client.post(url, data)
        transaction.set_rollback(True)
    return answer


def by_area(some=None):
    """Who meets the forms of which area, as parameters of a test: (role, names); only `some` of each where it is said."""
    for role in ROLES:
        met = set(pages_of(role))
        for area in AREAS:
            names = [name for name in area.PAGES if name in met][:some]
            if names:
                yield pytest.param(role, names, id=f"{role}-{area.__name__.rpartition('.')[2]}")


ROLES = sorted({role_for(name) for name in FORM_PAGES})
