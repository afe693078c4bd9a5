"""Who signs in to look around, and with which words."""

from dataclasses import dataclass

PASSWORD = "mentoring-2026"  # noqa: S105  everybody in the demo has it, and nobody else


@dataclass(frozen=True)
class SignIn:
    email: str
    given: str
    family: str
    says: str

    @property
    def name(self):
        return f"{self.given} {self.family}"


COORDINATOR = SignIn(
    "rosalind@ridgeline.example", "Rosalind", "Makepeace", "coordinator, Greene County, both programs"
)
SUPERVISOR = SignIn("ambrose@ridgeline.example", "Ambrose", "Fairweather", "supervisor, Greene County")
MENTOR = SignIn("hattie@ridgeline.example", "Hattie", "Goodtale", "mentor of Juniper Fableton, on a phone")
PARENT_MENTOR = SignIn("amina@northstar.example", "Amina", "Sheekadoon", "Parent Mentor, Hennepin County, on a phone")
HOME_VISITOR = SignIn("maribel@bootheel.example", "Maribel", "Cuentista", "home visitor, Sikeston")
ELSEWHERE = SignIn("linus@gateway.example", "Linus", "Storyfield", "coordinator, St. Louis")
ADMINISTRATOR = SignIn("ada@ridgeline.example", "Ada", "Overview", "administrator of the whole installation")
VIEWER = SignIn("fern@ridgeline.example", "Fern", "Onlooker", "viewer: reports, and no person")

SIGN_INS = (COORDINATOR, SUPERVISOR, MENTOR, PARENT_MENTOR, HOME_VISITOR, ELSEWHERE, ADMINISTRATOR, VIEWER)


def as_text():
    """The sign-ins as lines to print."""
    width = max(len(person.email) for person in SIGN_INS)
    lines = [f"Sign in as one of these. The password of all demo people is {PASSWORD} (for the demo only):"]
    lines += [f"  {person.email:<{width}}  {person.name}, {person.says}" for person in SIGN_INS]
    return "\n".join(lines)
