"""The choices by which people are described."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    ENGLISH = "en", _("English")
    SPANISH = "es", _("Spanish")
    SIGN = "ase", _("American Sign Language")
    AMHARIC = "am", _("Amharic")
    ARABIC = "ar", _("Arabic")
    BOSNIAN = "bs", _("Bosnian")
    BURMESE = "my", _("Burmese")
    CHINESE = "zh", _("Chinese")
    DARI = "prs", _("Dari")
    FRENCH = "fr", _("French")
    HMONG = "hmn", _("Hmong")
    KAREN = "kar", _("Karen")
    MARSHALLESE = "mh", _("Marshallese")
    OROMO = "om", _("Oromo")
    PASHTO = "ps", _("Pashto")
    RUSSIAN = "ru", _("Russian")
    SOMALI = "so", _("Somali")
    SWAHILI = "sw", _("Swahili")
    UKRAINIAN = "uk", _("Ukrainian")
    VIETNAMESE = "vi", _("Vietnamese")
    OTHER = "other", _("Another language")


class Gender(models.TextChoices):
    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    ANOTHER = "another", _("Another")
    NOT_SAID = "", _("Not said")


class ReachBy(models.TextChoices):
    """How a person wishes to be reached first."""

    TEXT = "text", _("Text")
    CALL = "call", _("Call")
    EMAIL = "email", _("E-mail")
    NOT_ASKED = "", _("Not asked yet")


class Device(models.TextChoices):
    """The best device that somebody can use."""

    COMPUTER = "computer", _("Computer")
    TABLET = "tablet", _("Tablet")
    SMARTPHONE = "smartphone", _("Smartphone")
    PLAIN_PHONE = "plain_phone", _("Phone without internet")
    NOTHING = "nothing", _("None")
    NOT_ASKED = "", _("Not asked yet")


class Connection(models.TextChoices):
    """How somebody gets on the internet."""

    AT_HOME = "home", _("Internet at home")
    MOBILE = "mobile", _("Phone plan with enough data")
    LITTLE_DATA = "little_data", _("Phone plan with little data")
    PUBLIC = "public", _("Only where it is free")
    NOTHING = "nothing", _("None")
    NOT_ASKED = "", _("Not asked yet")


class TribalStanding(models.TextChoices):
    """What somebody says about belonging to a tribe or nation."""

    ENROLLED = "enrolled", _("Enrolled member")
    ELIGIBLE = "eligible", _("Eligible to be enrolled")
    DESCENDANT = "descendant", _("Descendant")
    NONE = "none", _("No affiliation")
    DECLINED = "declined", _("Prefers not to say")
    UNKNOWN = "unknown", _("Does not know")
    NOT_ASKED = "", _("Not asked yet")
