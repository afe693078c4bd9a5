"""The vaccines a record knows, by the words a family sees on the card."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Vaccine(models.TextChoices):
    HEPB = "hepb", _("Hepatitis B (HepB)")
    RV = "rv", _("Rotavirus (RV)")
    DTAP = "dtap", _("Diphtheria, tetanus, whooping cough (DTaP)")
    HIB = "hib", _("Hib")
    PCV = "pcv", _("Pneumococcus (PCV)")
    IPV = "ipv", _("Polio (IPV)")
    MMR = "mmr", _("Measles, mumps, rubella (MMR)")
    VAR = "var", _("Chickenpox (VAR)")
    HEPA = "hepa", _("Hepatitis A (HepA)")
    FLU = "flu", _("Flu")


def codes():
    return [vaccine.value for vaccine in Vaccine]
