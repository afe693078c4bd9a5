"""The first agency, site and administrator of a real installation."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from programs import registry
from programs.casework.parameters import start
from programs.casework.parameters.access.workflow import invitation_link
from programs.casework.parameters.start import CannotStart


def a_day(words):
    try:
        return date.fromisoformat(words.strip())
    except ValueError:
        raise CannotStart(f"“{words.strip()}” is not a day. Type it like 2026-11-23.") from None


class Command(BaseCommand):
    help = "Create the first agency, its site and its administrator: asked step by step, or from options."

    # Option, question, and what checks the answer.
    QUESTIONS = (
        ("agency", "What is the agency called?", start.agency_name),
        ("site", "What is its first site called, such as Greene County?", start.site_name),
        ("code", "A short code for the site, such as GRE, that stands in reports:", start.site_code),
        ("state", "In which state is it, MO or MN?", start.state),
        ("programs", "Which programs does it offer? Codes, separated by commas:", start.programs),
        ("model", "By which home-visiting model, hfa or pat?", start.home_visiting_model),
        ("since", "Since which day does it offer them, such as 2026-07-01? Empty: today.", a_day),
        ("admin_name", "What is the administrator's name?", start.name),
        ("admin_email", "With which e-mail address does the administrator sign in?", start.email),
    )

    def add_arguments(self, parser):
        parser.add_argument("--agency", help="name of the agency")
        parser.add_argument("--site", help="name of its first site")
        parser.add_argument("--code", help="short code of the site, such as GRE")
        parser.add_argument("--state", help="MO or MN")
        parser.add_argument(
            "--program",
            action="append",
            dest="programs",
            metavar="CODE",
            help=f"a program it offers, once for each: {', '.join(registry.codes())}",
        )
        parser.add_argument("--model", help="home-visiting model, hfa or pat, where a program visits homes")
        parser.add_argument("--since", help="the day from which the programs are offered, by default today")
        parser.add_argument("--admin-email", help="address the administrator signs in with")
        parser.add_argument("--admin-name", help="the administrator's name")
        parser.add_argument(
            "--no-input", action="store_false", dest="asks", help="ask nothing; every answer is an option"
        )

    def handle(self, *, asks, **options):
        given = {name: options.get(name) for name, _question, _check in self.QUESTIONS}
        given["programs"] = ",".join(given["programs"]) if given["programs"] else None
        try:
            start.check_is_first()
            answers = self.answers(given, asks=asks)
            site, administrator = start.start(**answers)
        except CannotStart as refusal:
            raise CommandError(f"{refusal} Nothing was created.") from refusal
        except (EOFError, KeyboardInterrupt):
            raise CommandError("Stopped. Nothing was created.") from None
        self.stdout.write(f"{site.agency.name} and its site {site.name} ({site.code}) are ready.")
        self.stdout.write(
            f"{administrator.name} gets a letter at {administrator.email}. The same way in, good once and for two weeks:"
        )
        self.stdout.write(f"  {invitation_link(administrator)}")

    def answers(self, given, *, asks):
        """Every answer, checked: from the options, or asked until it is right."""
        answers = {}
        for name, question, check in self.QUESTIONS:
            if name == "model" and not start.visits_homes(answers["programs"]):
                answers["model"] = ""
            elif given[name] is not None:
                answers[name] = check(given[name])
            elif name == "since" and not asks:
                answers["since"] = timezone.localdate()
            elif not asks:
                option = {"programs": "program"}.get(name, name).replace("_", "-")
                raise CannotStart(f"The option --{option} is missing.")
            else:
                answers[name] = self.ask(name, question, check)
        return answers

    def ask(self, name, question, check):
        while True:
            words = input(f"{question} ")
            if name == "since" and not words.strip():
                return timezone.localdate()
            try:
                return check(words)
            except CannotStart as trouble:
                self.stdout.write(f"  {trouble}")
