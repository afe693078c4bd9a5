"""Lists: columns as one likes them, kept under a name, shared within the site, and downloaded."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from mmp_portal.audit.models import Event
from mmp_portal.ui.lists.files import plain
from mmp_portal.ui.models import SavedList, query_to_keep
from tests.factories.accounts import user_with

CONTACTS = reverse("contacts:list")


@pytest.fixture
def staff(cast, client_of):
    return client_of(cast.here.staff)


def lines_of(answer):
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


# --- Columns --------------------------------------------------------------------------------


def test_only_chosen_columns_show_and_the_one_that_names_the_row(staff):
    answer = staff.get(CONTACTS, {"columns": ["started_at", "who"]})

    assert [column.name for column in answer.context["listing"].table.columns] == ["started_at", "who", "kind"]


def test_unknown_columns_are_passed_over(staff):
    answer = staff.get(CONTACTS, {"columns": ["password", "enrollment__site__agency"]})

    shown = [column.name for column in answer.context["listing"].table.columns]
    assert "who" in shown
    assert "password" not in shown


def test_choosing_columns_keeps_the_filters(staff):
    page = staff.get(CONTACTS, {"kind": "met"}).content.decode()

    assert '<input type="hidden" name="kind" value="met">' in page


# --- Downloads ------------------------------------------------------------------------------


def test_csv_holds_the_rows_of_every_page_without_markup(cast, staff):
    answer = staff.get(CONTACTS, {"format": "csv"})

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer["Content-Disposition"]
    heads, *rows = lines_of(answer)
    assert "With" in heads
    assert len(rows) == 1
    assert rows[0][heads.index("With")] == f"Juniper Fableton; {cast.here.enrollment.number}"
    assert not any("<" in cell for cell in rows[0])


def test_excel_opens_in_a_second_reader(staff):
    answer = staff.get(CONTACTS, {"format": "xlsx"})

    sheet = load_workbook(io.BytesIO(answer.content)).active
    heads = [cell.value for cell in sheet[1]]
    assert sheet.max_row == 2
    assert sheet.cell(row=2, column=heads.index("How long") + 1).value == 60


def test_a_download_has_the_filters_and_columns_at_hand(staff):
    answer = staff.get(CONTACTS, {"format": "csv", "without_minutes": "1", "columns": ["who"]})

    assert lines_of(answer)[0] == ["With", "What"]
    assert len(lines_of(answer)) == 1


def test_another_sites_rows_are_not_in_the_file(cast, staff):
    rows = staff.get(reverse("casefile:people"), {"format": "csv"}).content.decode()

    assert "Juniper" in rows
    assert "Wren" not in rows


@pytest.mark.parametrize("name", ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_starts_a_formula(cast, staff, name):
    cast.here.participant.given_name = name
    cast.here.participant.save()

    for row in lines_of(staff.get(reverse("casefile:people"), {"format": "csv"})):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    sheet = load_workbook(io.BytesIO(staff.get(reverse("casefile:people"), {"format": "xlsx"}).content)).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}


def test_a_download_is_on_the_trail_without_words_of_the_search(cast, staff):
    staff.get(reverse("casefile:people"), {"format": "csv", "q": "Juniper"})

    event = Event.objects.get(verb="list.downloaded")
    assert event.by == cast.here.staff
    assert event.details["after"] == {"list": "participants", "rows": 1, "format": "csv"}


def test_a_list_too_long_for_a_file_says_so(staff, monkeypatch):
    monkeypatch.setattr("mmp_portal.ui.lists.listing.MOST_ROWS", 0)

    answer = staff.get(CONTACTS, {"format": "csv"})

    assert answer["Content-Type"].startswith("text/html")
    assert "Filter it, then download it." in answer.content.decode()


def test_a_mentor_downloads_nothing(cast, client_of):
    answer = client_of(cast.here.mentor_user).get(CONTACTS, {"format": "csv"})

    assert answer["Content-Type"].startswith("text/html")


def test_plain_leaves_numbers_and_parts_lines():
    assert plain(12) == 12
    assert plain(None) == ""


# --- Kept lists -----------------------------------------------------------------------------


def keep(client, **fields):
    return client.post(reverse("ui:keep_list", args=["contacts"]), {"title": "Calls", "query": "kind=call"} | fields)


def test_a_list_is_kept_and_opens_with_its_filters(cast, staff):
    answer = keep(staff, query="kind=call&columns=who&sort=-started_at&page=4")

    kept = SavedList.objects.get(title="Calls")
    assert answer["Location"] == f"{CONTACTS}?saved={kept.pk}&kind=call&columns=who&sort=-started_at"
    page = staff.get(answer["Location"]).content.decode()
    assert 'aria-current="page"' in page
    assert "Calls" in page


def test_words_that_may_name_somebody_are_not_kept():
    assert query_to_keep("q=Juniper&kind=met&page=3&format=csv") == "kind=met"


def test_a_shared_list_shows_to_the_site_and_not_to_another(cast, client_of):
    keep(client_of(cast.here.staff), share=str(cast.here.site.pk))

    assert "Calls" in client_of(cast.here.supervisor).get(CONTACTS).content.decode()
    assert "Calls" not in client_of(cast.there.staff).get(CONTACTS).content.decode()


def test_a_list_cannot_be_shared_with_a_site_that_is_not_ones_own(cast, staff):
    answer = keep(staff, share=str(cast.there.site.pk))

    assert answer.status_code == 200
    assert answer.context["form"].errors["share"]
    assert not SavedList.objects.filter(title="Calls").exists()


def test_a_private_list_is_the_owners_alone(cast, client_of):
    keep(client_of(cast.here.staff))

    assert "Calls" not in client_of(cast.here.supervisor).get(CONTACTS).content.decode()


def test_a_name_is_taken_once(staff):
    keep(staff)
    answer = keep(staff, title="calls")

    assert "You keep a list under this name already." in str(answer.context["form"].errors["title"])
    assert SavedList.objects.filter(title__iexact="calls").count() == 1


def test_only_the_owner_changes_and_gives_up_a_list(cast, client_of):
    kept = cast.here.saved_list
    SavedList.objects.filter(pk=kept.pk).update(site=cast.here.site)

    stranger = client_of(cast.here.supervisor)
    assert stranger.get(reverse("ui:edit_list", args=[kept.pk])).status_code == 404
    assert stranger.post(reverse("ui:give_up_list", args=[kept.pk])).status_code == 404

    owner = client_of(cast.here.staff)
    owner.post(reverse("ui:edit_list", args=[kept.pk]), {"title": "Home visits", "share": "", "query": ""})
    kept.refresh_from_db()
    assert (kept.title, kept.site, kept.query) == ("Home visits", None, "kind=met")
    owner.post(reverse("ui:give_up_list", args=[kept.pk]))
    assert not SavedList.objects.filter(pk=kept.pk).exists()


def test_a_list_of_pages_one_may_not_open_is_not_kept(cast, client_of):
    client = client_of(user_with("administrator", email="other@example.org"))

    assert client.get(reverse("ui:keep_list", args=["contacts"])).status_code == 404
    assert client.get(reverse("ui:keep_list", args=["nonsense"])).status_code == 404
    assert client.get(reverse("ui:keep_list", args=["sites"])).status_code == 200
