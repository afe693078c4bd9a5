"""Forms: a sentence beside each field that needs mending, and nothing typed is lost."""

from datetime import date, timedelta

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils import timezone

from mmp_portal.agencies.models import Agency
from mmp_portal.ui.forms import (
    ComingDayField,
    DayField,
    LineField,
    MinutesField,
    NameField,
    PastDayField,
    PortalForm,
    PortalModelForm,
    RecentDayField,
    TimeOfDayField,
    VersionedModelForm,
)
from mmp_portal.ui.templatetags.ui import things_to_put_right
from mmp_portal.ui.widgets import ChipSelect, ChipSelectMultiple
from participants.models import Person
from tests.factories.participants import PersonFactory


class Sample(PortalForm):
    kind = forms.ChoiceField(label="What was it?", choices=[("met", "Met"), ("call", "Call")], widget=ChipSelect)
    name = NameField(label="Name", max_length=20)
    day = PastDayField(label="Day", required=False)
    mail = forms.EmailField(label="E-mail", required=False, help_text="For the thank-you note.")
    topics = forms.MultipleChoiceField(
        label="About", choices=[("school", "School"), ("health", "Health")], widget=ChipSelectMultiple, required=False
    )
    agrees = forms.BooleanField(label="They agree")


def rendered(form):
    return render_crispy_form(form)


def only_error(field, value, name="field"):
    form = type("One", (PortalForm,), {name: field})(value if isinstance(value, dict) else {name: value})
    assert not form.is_valid()
    return form.errors[name][0]


def test_empty_form_says_what_is_missing_in_the_words_of_the_form():
    form = Sample({})

    assert not form.is_valid()
    assert form.errors["kind"] == ["Choose one."]
    assert form.errors["name"] == ["“Name” is still empty."]
    assert form.errors["agrees"] == ["Tick the box to go on."]


def test_summary_comes_first_and_links_to_each_field():
    form = Sample({"mail": "not an address"})
    html = rendered(form)

    assert html.index("error-summary") < html.index('name="name"')
    assert 'href="#id_name"' in html
    assert 'href="#id_kind_0"' in html
    assert 'id="id_kind_0"' in html
    assert "E-mail: This is not an e-mail address." in html
    assert "4 things to put right" in html


def test_summary_of_one_thing():
    form = Sample({"kind": "met", "name": "Juniper"})

    assert "One thing to put right" in rendered(form)


def test_unbound_form_has_no_summary():
    assert "error-summary" not in rendered(Sample())


def test_refusal_of_the_workflow_stands_in_the_summary():
    form = Sample({"kind": "met", "name": "Juniper", "agrees": "on"})
    assert form.is_valid()
    form.add_error(None, "The match ended on May 3.")

    assert [thing.words for thing in things_to_put_right(form)] == ["The match ended on May 3."]
    assert "The match ended on May 3." in rendered(form)


def test_wrong_field_is_marked_for_everybody():
    html = rendered(Sample({"mail": "x"}))

    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_mail_helptext id_mail_error"' in html
    assert 'id="id_mail_error"' in html
    assert 'id="id_mail_helptext"' in html


def test_optional_fields_say_so():
    html = rendered(Sample())

    assert html.count("(optional)") == 3  # day, mail and topics; a box to tick is never "optional"


def test_chips_stand_in_a_fieldset_with_a_legend():
    html = rendered(Sample())

    assert "<legend>What was it?" in html
    assert html.count('class="chip"') == 4


@pytest.mark.parametrize("typed", ["<b>Zoë</b>", "王小明", "Zoë 🌱", "O’Brien-Łukasz", "عائشة"])
def test_any_name_is_accepted_and_escaped(typed):
    form = Sample({"kind": "met", "name": typed, "agrees": "on"})

    assert form.is_valid()
    assert form.cleaned_data["name"] == typed
    assert "<b>Zoë" not in rendered(form)


def test_too_long_a_line_is_kept_whole_and_gets_a_sentence():
    typed = "a" * 21
    form = Sample({"kind": "met", "name": typed, "agrees": "on"})

    assert form.errors["name"] == ["Keep this to 20 characters. You typed 21."]
    assert f'value="{typed}"' in rendered(form)
    assert "maxlength" not in rendered(form)


@pytest.mark.parametrize("typed", ["11/31/2026", "soon", "31.12.2026", "<i>"])
def test_what_is_no_day_is_kept_as_typed(typed):
    form = Sample({"day": typed})

    assert form.errors["day"] == ["The portal cannot read this as a day. Type it like 11/23/2026."]
    html = rendered(form)
    assert 'type="date"' not in html
    assert forms.utils.flatatt({"value": typed}) in html


@pytest.mark.parametrize("typed", ["2026-03-04", "03/04/2026", "3/4/26"])
def test_days_are_read_as_people_write_them(typed):
    assert DayField().clean(typed) == date(2026, 3, 4)


def test_iso_day_goes_into_the_browsers_picker():
    form = Sample({"day": "2020-03-04"})

    assert 'type="date" name="day" value="2020-03-04"' in rendered(form)


def test_day_in_the_future_is_refused_and_today_is_not():
    today = timezone.localdate()

    assert only_error(PastDayField(), (today + timedelta(days=1)).isoformat()) == (
        "The date lies in the future. Check the year."
    )
    assert PastDayField().clean(today.isoformat()) == today


def test_day_in_the_past_is_refused_where_a_coming_one_is_asked():
    today = timezone.localdate()

    assert only_error(ComingDayField(), (today - timedelta(days=1)).isoformat()) == (
        "This day is past. Check the month and the year."
    )
    assert ComingDayField().clean(today.isoformat()) == today


def test_year_with_two_digits_too_few_is_refused():
    assert only_error(DayField(), "0026-03-04") == "The year is before 1900. Check the year."


@pytest.mark.parametrize("typed", ["15:30", "3:30 pm", "3:30PM"])
def test_times_are_read_as_people_write_them(typed):
    assert TimeOfDayField().clean(typed).strftime("%H:%M") == "15:30"


@pytest.mark.parametrize(
    ("chip", "other", "minutes"), [("60", "", 60), ("", "75", 75), ("other", "75", 75), ("45", "75", 45)]
)
def test_minutes_from_a_chip_or_typed(chip, other, minutes):
    assert MinutesField().clean([chip, other]) == minutes


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ("-3", "It must have taken at least one minute."),
        ("0", "It must have taken at least one minute."),
        ("a while", "Type the minutes as a whole number, such as 75."),
        ("721", "That is more than 720 minutes. Check the number."),
    ],
)
def test_impossible_minutes_get_a_sentence(other, sentence):
    data = {"lasted_chip": "other", "lasted_other": other}

    assert only_error(MinutesField(), data, name="lasted") == sentence


def test_typed_minutes_come_back():
    form = type("One", (PortalForm,), {"lasted": MinutesField()})({"lasted_chip": "other", "lasted_other": "75x"})

    assert 'value="75x"' in rendered(form) or 'value="75x"' in rendered(form).replace("&quot;", '"')


def test_minutes_of_a_record_are_shown_as_chip_or_as_other():
    form_class = type("One", (PortalForm,), {"lasted": MinutesField()})

    assert 'value="60" id="id_lasted_0_3" checked' in " ".join(rendered(form_class(initial={"lasted": 60})).split())
    assert 'value="50"' in rendered(form_class(initial={"lasted": 50}))


def test_no_minutes_where_they_are_asked():
    assert only_error(MinutesField(), {}, name="lasted") == "“How long?” is still empty."
    assert MinutesField(required=False).clean(["", ""]) is None


def test_a_chip_that_is_not_offered_is_refused():
    assert not type("One", (PortalForm,), {"lasted": MinutesField()})({"lasted_chip": "61"}).is_valid()


def test_recent_day_offers_today_and_yesterday_of_this_very_day(time_machine):
    time_machine.move_to("2026-11-23T18:00:00+00:00")
    form = type("One", (PortalForm,), {"day": RecentDayField()})({"day_chip": "2026-11-22"})

    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2026, 11, 22)
    assert [code for code, _ in form.fields["day"].choices] == ["2026-11-23", "2026-11-22", "other"]


def test_sentences_set_on_purpose_stay():
    field = LineField(label="Reason", error_messages={"required": "Say why, in a few words."})

    assert only_error(field, "") == "Say why, in a few words."


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        (forms.IntegerField(min_value=1), "0", "It must be at least 1."),
        (forms.IntegerField(max_value=9), "10", "It must be at most 9."),
        (forms.IntegerField(), "a few", "Type a whole number, such as 45."),
        (forms.DecimalField(decimal_places=1), "1.25", "Too many digits after the point: 1 at most."),
        (forms.DecimalField(), "much", "Type a number, such as 12.5."),
        (forms.TimeField(), "noon", "The portal cannot read this as a time. Type it like 3:30 pm."),
        (forms.ChoiceField(choices=[("a", "A")]), "b", "This choice is not offered. Choose one of the list."),
        (forms.CharField(), "a\0b", "There is a sign in it that cannot be stored. Type it anew."),
    ],
)
def test_no_field_speaks_in_the_words_of_the_library(field, typed, sentence):
    assert only_error(field, typed) == sentence


@pytest.mark.django_db
def test_empty_choice_is_a_word():
    class Choices(PortalForm):
        agency = forms.ModelChoiceField(Agency.objects.all())
        other = forms.ModelChoiceField(Agency.objects.all(), required=False)

    class WithDashes(PortalForm):
        kind = forms.ChoiceField(choices=[*BLANK_CHOICE_DASH, ("a", "A")], required=False)
        chip = forms.ChoiceField(choices=[*BLANK_CHOICE_DASH, ("a", "A")], widget=ChipSelect)

    class PersonChoices(PortalModelForm):
        class Meta:
            model = Person
            fields = ("gender", "language")
            widgets = {"language": ChipSelect}

    assert "Choose one</option>" in rendered(Choices())
    assert "None</option>" in rendered(Choices())
    assert "None</option>" in rendered(WithDashes())
    assert ">Not said</option>" in rendered(PersonChoices())
    assert "----" not in rendered(Choices()) + rendered(WithDashes()) + rendered(PersonChoices())


# --- Two people, one record -----------------------------------------------------------------


class PersonForm(VersionedModelForm):
    class Meta:
        model = Person
        fields = ("given_name", "family_name")


def data_of(person, **changes):
    return {
        "given_name": person.given_name,
        "family_name": person.family_name,
        "version": person.version,
        **changes,
    }


@pytest.mark.django_db
def test_saving_raises_the_version():
    person = PersonFactory(given_name="Juniper")
    form = PersonForm(data_of(person, given_name="June"), instance=person)

    assert form.is_valid(), form.errors
    form.save()

    person.refresh_from_db()
    assert (person.given_name, person.version) == ("June", 2)


@pytest.mark.django_db
def test_lost_update_is_refused_and_both_versions_are_shown():
    person = PersonFactory(given_name="Juniper")
    opened = data_of(person, given_name="June")
    Person.objects.filter(pk=person.pk).update(given_name="Juni", version=2)

    form = PersonForm(opened, instance=Person.objects.get(pk=person.pk))

    assert not form.is_valid()
    assert [(line.theirs, line.yours) for line in form.conflict] == [("Juni", "June")]
    html = rendered(form)
    assert "Somebody changed this record while you had it open" in html
    assert 'value="June"' in html
    assert Person.objects.get(pk=person.pk).given_name == "Juni"


@pytest.mark.django_db
def test_saving_again_after_seeing_both_is_a_decision():
    person = PersonFactory(given_name="Juniper")
    opened = data_of(person, given_name="June")
    Person.objects.filter(pk=person.pk).update(given_name="Juni", version=2)
    refused = PersonForm(opened, instance=Person.objects.get(pk=person.pk))
    refused.is_valid()

    again = PersonForm({**opened, "version": refused["version"].value()}, instance=Person.objects.get(pk=person.pk))

    assert again.is_valid(), again.errors
    again.save()
    person.refresh_from_db()
    assert (person.given_name, person.version) == ("June", 3)


@pytest.mark.django_db
def test_form_without_its_version_is_refused():
    person = PersonFactory()
    data = data_of(person)
    del data["version"]

    assert not PersonForm(data, instance=person).is_valid()
