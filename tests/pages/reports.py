"""Reports."""

from tests.pages.addresses import Page, report

PAGES = {
    # Reports
    "reports:catalog": Page(),
    "reports:this_quarter": Page(),
    "reports:totals": Page(),
    "reports:definitions": Page(),
    "reports:quarter": report(),
    "reports:pdf": report(is_file=True),
    "reports:xlsx": report(is_file=True),
    "reports:csv": report(is_file=True),
    "reports:rows": report("served"),
}
