"""Two records of one person, and spreadsheets taken in."""

from tests.pages.addresses import Page


def two_records(**more):
    return Page(
        lambda household: [household.duplicates.one.pk, household.duplicates.other.pk], has_records=True, **more
    )


PAGES = {
    "duplicates:queue": Page(),
    "duplicates:find": Page(lambda household: [household.duplicates.one.pk], has_records=True),
    "duplicates:compare": two_records(has_form=True),
    "duplicates:not_same": two_records(has_form=True),
    "duplicates:merges": Page(),
    "duplicates:merge": Page(lambda household: [household.duplicates.merge.pk], has_records=True, has_form=True),
    # An administrator reaches those of every site.
    "duplicates:flags": Page(),
    "duplicates:flag": Page(lambda household: [household.duplicates.flag.pk], has_form=True),
    # Spreadsheets
    "imports:list": Page(),
    "imports:send": Page(has_form=True),
    "imports:template": Page(lambda household: ["participants"], is_file=True),
    "imports:import": Page(lambda household: [household.imports.sheet.pk], has_records=True),
    "imports:columns": Page(lambda household: [household.imports.sheet.pk], has_records=True, has_form=True),
    "imports:take": Page(lambda household: [household.imports.sheet.pk], has_records=True, is_action=True),
    "imports:give_up": Page(lambda household: [household.imports.sheet.pk], has_records=True, is_action=True),
    "imports:refused": Page(lambda household: [household.imports.sheet.pk], has_records=True, is_file=True),
}
