"""`manage.py report PROGRAM SITE QUARTER [--format pdf|xlsx|csv|json] [-o FILE]`."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from mmp_portal.agencies.models import Site
from programs import registry
from reports import catalog, quarterly, render
from reports.figures import Copy
from reports.periods import NotAQuarter, Quarter
from reports.scope import ALL


class Command(BaseCommand):
    help = "Write a program's quarterly report of one site, or of all sites that offer the program."

    def add_arguments(self, parser):
        parser.add_argument("program", choices=registry.codes(), metavar="PROGRAM", help=", ".join(registry.codes()))
        parser.add_argument("site", metavar="SITE", help="a site's code, or all")
        parser.add_argument("quarter", metavar="QUARTER", help="SFY2027Q1, FFY2026Q4 or 2026Q3")
        parser.add_argument("--format", choices=tuple(render.WRITERS), default="pdf", help="pdf unless said otherwise")
        parser.add_argument("--masked", action="store_true", help="mask small counts, as for viewers")
        parser.add_argument("-o", "--output", metavar="FILE", help="where to write it; without it, to standard output")

    def handle(self, *args, program, site, quarter, output, **options):
        try:
            quarter = Quarter.parse(quarter)
        except NotAQuarter as refusal:
            raise CommandError(str(refusal)) from refusal
        sites = Site.objects.filter(programs__program=program).distinct().order_by("name").select_related("agency")
        if site.lower() == ALL:
            site = ALL
        else:
            sites = sites.filter(code__iexact=site)
        sites = list(sites)
        if not sites:
            raise CommandError(f"No site {site} offers {registry.get(program).short_name}.")
        if not quarter.has_begun(max(one.today() for one in sites)):
            raise CommandError(f"{quarter.name} has not begun: its first day is {quarter.first}.")
        code = ALL if site == ALL else sites[0].code
        report = quarterly.build(
            catalog.report_of(program), sites, quarter, site_code=code, copy=Copy(is_masked=options["masked"])
        )
        _kind, write = render.WRITERS[options["format"]]
        content = write(report)
        if output:
            Path(output).write_bytes(content)
            self.stderr.write(f"{output}: {len(content):,} bytes")
        else:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
