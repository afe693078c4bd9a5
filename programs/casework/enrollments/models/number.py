"""Case numbers: one series a program."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NumberSeries(models.Model):
    """The last number given out in a program, so that no two cases share one."""

    program = models.CharField(_("program"), max_length=20, unique=True)
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Privacy:
        public = ("id", "program", "last")

    def __str__(self):
        return f"{self.program} {self.last}"
