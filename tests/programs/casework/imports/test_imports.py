"""What a row of each kind becomes, that a repeat changes nothing, and that nothing of a bad row is saved."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from mentors.models import Mentor
from mmp_portal.audit.models import Event
from participants.duplicates.models import ProbableDuplicate
from participants.models import HouseholdMember, Person
from programs.casework.contacts.models import Contact
from programs.casework.imports import workflow
from programs.casework.imports.kinds import KINDS
from programs.casework.imports.models import TRANSITIONS, ColumnNames, Import, ImportRow, Outcome, Status
from programs.casework.imports.sheets import refused_of, template_of
from programs.casework.referrals.models import Referral
from tests.factories.casework import MeetingFactory
from tests.factories.imports import sheet_of, tried


@pytest.fixture
def here(cast):
    return cast.here


def take(here, subject, text, *, by=None):
    """The counts of new, known and refused rows once a spreadsheet is taken in, and the sentences of the refused."""
    by = by or here.staff
    sheet = workflow.take(sheet=tried(sheet_of(here.site, by=by, subject=subject, text=text), by=by), by=by)
    sentences = [sentence for row in sheet.rows.all() for _field, sentence in row.troubles]
    return (sheet.created_count, sheet.unchanged_count, sheet.refused_count), sentences


def test_every_status_says_what_may_follow():
    assert set(TRANSITIONS) == set(Status)


# --- Kinds ------------------------------------------------------------------------------------

PEOPLE = (
    "First name;Last name;DOB;Cell phone;Language;Zip\n"
    "Marisol;Sampleton;05/14/2007;(417) 555-0142;Spanish;65806\n"
    "Theodore;Examplar;11/02/2008;;English;\n"
)


def test_participants_are_added_once(here):
    assert take(here, "participants", PEOPLE)[0] == (2, 0, 0)
    assert take(here, "participants", PEOPLE)[0] == (0, 2, 0)

    marisol = Person.objects.get(given_name="Marisol")
    assert (marisol.language, marisol.zip_code, marisol.phone_digits) == ("es", "65806", "4175550142")
    assert marisol.registrations.get().site == here.site


def test_a_row_about_somebody_corrected_since_adds_nobody(here):
    take(here, "participants", PEOPLE)
    Person.objects.filter(given_name="Theodore").update(given_name="Theo")

    assert take(here, "participants", PEOPLE)[0] == (0, 2, 0)


def test_somebody_who_is_probably_known_is_added_and_noted(here):
    born_on = here.participant.born_on.strftime("%m/%d/%Y")

    assert take(here, "participants", f"Given name,Family name,Birth date\nJunipher,Fabelton,{born_on}\n")[0] == (
        1,
        0,
        0,
    )

    assert ProbableDuplicate.objects.about(here.participant).exists()


def test_every_trouble_of_a_row_is_named_by_its_column(here):
    text = "Given name,Birth date,Phone,ZIP code\n,31/31/2007,x,1\nAna,05/14/1905,12,1\n=1+1,05/14/2007,,\n"

    counts, sentences = take(here, "participants", text)

    assert counts == (0, 0, 3)
    assert len(sentences) >= 5
    assert "This is needed." in sentences
    assert any("110 years" in sentence for sentence in sentences)
    assert any("five digits" in sentence for sentence in sentences)
    assert any("formula" in sentence for sentence in sentences)


def test_mentors_apply_once(here):
    text = "Given name,Family name,Kind of mentor,Applied on\nWilla,Helpwell,Community mentor,09/01/2026\nWilla,Helpwell,wizard,\n"

    counts, sentences = take(here, "mentors", text)

    assert counts == (1, 0, 1)
    assert "Write one of" in sentences[0]
    assert take(here, "mentors", text)[0] == (0, 1, 1)
    assert Mentor.objects.get(person__given_name="Willa").status == "applied"


def test_households_join_who_is_known_and_who_is_new(here):
    text = (
        "Household,Given name,Family name,Birth date,Part,Relationship\n"
        "One,Juniper,Fableton,,Parent or caregiver,Mother\n"
        "One,Petal,Fableton,10/02/2025,child,\n"
        "Two,Newley,Homestead,01/01/1999,parent,\n"
        "Two,Sprout,Homestead,01/01/2024,child,\n"
    )

    assert take(here, "households", text)[0] == (3, 1, 0)
    assert take(here, "households", text)[0] == (0, 4, 0)

    home = here.participant.memberships.get().household
    assert home.members.filter(person__given_name="Petal").exists()
    assert HouseholdMember.objects.get(person__given_name="Sprout").household.members.count() == 2


def test_contacts_are_recorded_by_case_or_name(here):
    day = (here.site.today() - timedelta(days=9)).strftime("%m/%d/%Y")
    number = here.enrollment.number
    text = (
        "Case number,Given name,Family name,Day,Time,What it was,Minutes,Note\n"
        f"{number},,,{day},2:30 pm,met,60,Practised algebra\n"
        f",Juniper,Fableton,{day},4 pm,met,30,\n"
        f"NO-1,,,{day},,met,,\n"
        f"{number},,,01/01/2030,,met,,\n"
        f"{number},,,{day},,waltz,,\n"
    )

    counts, sentences = take(here, "contacts", text)

    assert counts == (2, 0, 3)
    assert any("no such case" in sentence for sentence in sentences)
    assert any("future" in sentence for sentence in sentences)
    assert take(here, "contacts", text)[0] == (0, 2, 3)
    stored = Contact.objects.get(note="Practised algebra")
    assert (stored.duration_minutes, stored.recorded_by) == (60, here.staff)
    assert stored.started_at.astimezone(here.site.zone).hour == 14


def test_attendance_is_noted_and_not_overwritten(here):
    meeting = MeetingFactory(site=here.site, starts_at=timezone.now() - timedelta(days=4), topic="Sleep and play")
    day = meeting.starts_at.astimezone(here.site.zone).strftime("%m/%d/%Y")
    text = f"Case number,Day,Topic,Came\n{here.enrollment.number},{day},Sleep and play,%s\n"

    assert take(here, "attendance", text % "yes")[0] == (1, 0, 0)
    assert take(here, "attendance", text % "yes")[0] == (0, 1, 0)
    assert take(here, "attendance", text % "no")[0] == (0, 0, 1)
    assert meeting.attendances.get(person=here.participant).came is True
    assert take(here, "attendance", text.replace("Sleep and play", "Waltzing") % "yes")[0] == (0, 0, 1)


def test_referrals_come_in_once(here):
    text = (
        "CRIS number,Received,First name,Last name,DOB,Organization,What they hope for\n"
        "C-4711,11/03/2026,Ottilie,Newcomer,02/02/2006,Example Clinic,Diapers\n"
        f",11/03/2026,Juniper,Fableton,{here.participant.born_on:%m/%d/%Y},,\n"
    )

    assert take(here, "referrals", text)[0] == (2, 0, 0)
    assert take(here, "referrals", text)[0] == (0, 2, 0)

    referral = Referral.objects.get(cris_number="C-4711")
    assert (referral.channel, referral.source) == ("import", "cris")
    assert Referral.objects.filter(person=here.participant, channel="import").count() == 1


def test_another_sites_case_is_no_case_of_ours(here, cast):
    day = here.site.today().strftime("%m/%d/%Y")
    text = f"Case number,Day,What it was\n{cast.there.enrollment.number},{day},met\n"

    counts, sentences = take(here, "contacts", text)

    assert counts == (0, 0, 1)
    assert "no such case" in sentences[0]


# --- From sending to taking -------------------------------------------------------------------


def test_trying_saves_nothing_but_what_would_come(here):
    people = Person.objects.count()

    sheet = tried(sheet_of(here.site, by=here.staff, text=PEOPLE), by=here.staff)

    assert sheet.status == Status.CHECKED
    assert sheet.created_count == 2
    assert Person.objects.count() == people


def test_only_refused_rows_keep_their_cells(here):
    sheet = workflow.take(sheet=here.imports.sheet, by=here.staff)

    kept = {row.outcome: row.cells for row in sheet.rows.all()}
    assert kept[Outcome.CREATED] == []
    assert kept[Outcome.REFUSED][0] == "Theodore"
    text = refused_of(sheet).decode("utf-8-sig")
    assert "Theodore" in text
    assert "Birth date: " in text
    assert Event.objects.filter(verb="import.taken", subject_id=sheet.pk).exists()


def test_refused_rows_go_out_without_formulas(here):
    text = "Given name,Family name\n=HYPERLINK(1),Sampleton\n"
    sheet = tried(sheet_of(here.site, by=here.staff, text=text), by=here.staff)

    assert "'=HYPERLINK(1)" in refused_of(sheet).decode("utf-8-sig")


def test_a_spreadsheet_is_taken_in_once(here):
    workflow.take(sheet=here.imports.sheet, by=here.staff)

    with pytest.raises(workflow.CannotTake, match="finished"):
        workflow.take(sheet=here.imports.sheet, by=here.staff)


def test_one_given_up_forgets_its_rows(here):
    workflow.give_up(sheet=here.imports.sheet, by=here.staff)

    assert not ImportRow.objects.filter(sheet=here.imports.sheet).exists()


def test_columns_are_remembered_for_the_next_file_of_the_site(here):
    sheet = sheet_of(here.site, by=here.staff, text="Who,Clan\nAna,Sampleton\n")
    workflow.try_out(sheet=sheet, columns={"given_name": 0, "family_name": 1}, by=here.staff)

    again = sheet_of(here.site, by=here.staff, text="Clan,Who\nSampleton,Bea\n")

    assert again.columns == {"given_name": 1, "family_name": 0}
    assert ColumnNames.objects.get(site=here.site).headings["given_name"] == "Who"


def test_a_needed_column_must_be_named(here):
    with pytest.raises(workflow.CannotTake, match="in which column"):
        workflow.try_out(sheet=here.imports.sheet, columns={"family_name": 1}, by=here.staff)


def test_a_file_with_too_many_rows_is_refused_whole(here, monkeypatch):
    monkeypatch.setattr(workflow, "MOST_ROWS", 2)
    before = Import.objects.count()

    with pytest.raises(workflow.CannotTake, match="Split it"):
        sheet_of(here.site, by=here.staff, text="Given name\nA\nB\nC\n")

    assert Import.objects.count() == before


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: str(kind.subject))
def test_every_template_is_understood_as_it_stands(kind):
    sheet = load_workbook(io.BytesIO(template_of(kind))).active
    headings = [cell.value for cell in next(sheet.iter_rows())]
    columns = kind.guess(headings)

    assert set(columns) == {field.name for field in kind.fields}
    for values in sheet.iter_rows(min_row=2, values_only=True):
        assert kind.read([value or "" for value in values], columns)


# --- Pages ------------------------------------------------------------------------------------


def test_the_way_of_a_spreadsheet_through_the_pages(here, client_of):
    client = client_of(here.staff)
    file = SimpleUploadedFile("people.csv", PEOPLE.encode())

    answer = client.post(reverse("imports:send"), {"subject": "participants", "site": here.site.pk, "file": file})
    sheet = Import.objects.latest("pk")
    assert answer["Location"] == reverse("imports:columns", args=[sheet.pk])
    assert "Marisol" in client.get(answer["Location"]).content.decode()
    columns = {name: str(place) for name, place in sheet.columns.items()}
    assert client.post(answer["Location"], columns)["Location"] == sheet.get_absolute_url()
    assert "Take 2 rows in" in client.get(sheet.get_absolute_url()).content.decode()
    client.post(reverse("imports:take", args=[sheet.pk]))

    assert Person.objects.filter(given_name="Marisol").exists()
    assert "Taken in." in client.get(sheet.get_absolute_url()).content.decode()


def test_a_picture_under_the_name_of_a_spreadsheet_gets_its_sentence(here, client_of):
    file = SimpleUploadedFile("people.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 99)

    page = client_of(here.staff).post(
        reverse("imports:send"), {"subject": "participants", "site": here.site.pk, "file": file}
    )

    assert "This is a picture" in page.content.decode()


def test_one_column_cannot_say_two_things(here, client_of):
    url = reverse("imports:columns", args=[here.imports.sheet.pk])

    page = client_of(here.staff).post(url, {"given_name": "0", "family_name": "0"})

    assert "named above already" in page.content.decode()


# --- The command ------------------------------------------------------------------------------


def run(tmp_path, capsys, text, *options):
    file = tmp_path / "people.csv"
    file.write_text(text)
    try:
        call_command("import_spreadsheet", "participants", str(file), *options)
        status = 0
    except SystemExit as ending:
        status = ending.code
    return status, capsys.readouterr()


def test_the_command_takes_good_rows_and_names_bad_ones(cast, tmp_path, capsys):
    text = "Given name,Birth date\nAna,05/14/2007\nBea,never\n"

    status, said = run(tmp_path, capsys, text, "--site", "oak")

    assert status == 1
    assert "1 new, 0 known already, 1 refused" in said.out
    assert "Row 3: Birth date: “never” is not a day." in said.err
    assert run(tmp_path, capsys, text, "--site", "oak")[1].out.startswith("0 new, 1 known already")


def test_the_command_tries_without_saving(cast, tmp_path, capsys):
    status, said = run(tmp_path, capsys, "Given name\nAna\n", "--site", "OAK", "--dry-run")

    assert status == 0
    assert "1 new" in said.out
    assert not Person.objects.filter(given_name="Ana").exists()


def test_the_command_says_what_is_missing(cast, tmp_path, capsys):
    with pytest.raises(CommandError, match="--site"):
        run(tmp_path, capsys, "Given name\nAna\n")
    with pytest.raises(CommandError, match="no site"):
        run(tmp_path, capsys, "Given name\nAna\n", "--site", "NOPE")
    with pytest.raises(CommandError, match="No column is headed “Given name”"):
        run(tmp_path, capsys, "Whoever\nAna\n", "--site", "OAK")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_spreadsheet", "participants", "/nowhere.csv", "--site", "OAK")


def test_the_command_records_contacts_for_nobody_in_particular(cast, tmp_path, capsys):
    day = (cast.here.site.today() - timedelta(days=9)).strftime("%m/%d/%Y")
    file = tmp_path / "contacts.csv"
    file.write_text(f"Case number,Day,What it was\n{cast.here.enrollment.number},{day},met\n")

    call_command("import_spreadsheet", "contacts", str(file), "--site", "OAK")

    assert "1 new" in capsys.readouterr().out
