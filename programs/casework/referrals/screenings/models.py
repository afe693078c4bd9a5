"""Screenings: one run of the eligibility rules each, stored whole, and apart from them what is restricted."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from mmp_portal.accounts.permissions import Role
from mmp_portal.accounts.scope import case_q
from mmp_portal.agencies.models import Site
from mmp_portal.audit.records import Record, RecordQuerySet
from participants.models import Person
from programs import registry
from programs.casework.parameters.wording import translated
from programs.casework.referrals.models import Referral


class Outcome(models.TextChoices):
    ELIGIBLE = "eligible", pgettext_lazy("a screening", "Eligible")
    INELIGIBLE = "ineligible", pgettext_lazy("a screening", "Not eligible")
    NEEDS_INFORMATION = "needs_information", pgettext_lazy("a screening", "An answer is missing")


class ScreeningQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Staff and supervisors: those of their sites and programs. Nobody else."""
        return self.filter(case_q(user))

    def in_force(self):
        """The latest of each person in a program at a site: a newer one takes the place of those before."""
        newer = Screening.objects.not_voided().filter(
            person=OuterRef("person"), program=OuterRef("program"), site=OuterRef("site"), pk__gt=OuterRef("pk")
        )
        return self.not_voided().filter(~Exists(newer))

    def of(self, person, program, site):
        return self.not_voided().filter(person=person, program=program, site=site)

    def waiting(self):
        """Of people who were never enrolled in the program at the site: an enrollment keeps its own decision."""
        enrolled = Person._meta.get_field("enrollments").related_model.objects.not_voided()
        return self.filter(
            ~Exists(
                enrolled.filter(participant=OuterRef("person"), program=OuterRef("program"), site=OuterRef("site"))
            )
        )

    def of_referral(self, referral):
        """Those made for a referral, whatever the program."""
        return self.not_voided().filter(referral=referral)

    def with_people(self):
        return self.select_related("person", "site", "recorded_by", "referral")


class Screening(Record):
    """What the rules answered about a person on a day, with all that the answer rests on. It is never edited.

    `facts` are the answers of the family without the risk factors, `parameters` the values in force with their
    sources, `answer` the decision with every finding. Of the risk factors only the count stands here.
    """

    person = models.ForeignKey(
        Person, verbose_name=gettext_lazy("person"), on_delete=models.PROTECT, related_name="screenings"
    )
    site = models.ForeignKey(Site, verbose_name=gettext_lazy("site"), on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(
        Referral,
        verbose_name=gettext_lazy("referral"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="screenings",
    )
    program = models.CharField(gettext_lazy("program"), max_length=20)
    screened_on = models.DateField(gettext_lazy("screened"))
    outcome = models.CharField(gettext_lazy("answer"), max_length=17, choices=Outcome)
    has_priority = models.BooleanField(gettext_lazy("priority"), null=True)
    risk_factor_count = models.PositiveSmallIntegerField(gettext_lazy("risk factors"), null=True)
    risk_factors_listed = models.PositiveSmallIntegerField(gettext_lazy("of how many"), null=True)
    eligible_until = models.DateField(gettext_lazy("too old from"), null=True)
    guideline_year = models.PositiveSmallIntegerField(gettext_lazy("poverty guideline of"), null=True)
    facts = models.JSONField(gettext_lazy("what was said"))
    parameters = models.JSONField(gettext_lazy("values in force"))
    answer = models.JSONField(gettext_lazy("findings"))
    note = models.CharField(gettext_lazy("note"), max_length=300, blank=True)

    objects = ScreeningQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-pk"]
        indexes = [models.Index(fields=["person", "program", "site"], name="screening_by_person")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="screening_outcome_is_known"),
            models.CheckConstraint(
                condition=Q(risk_factor_count=None) | Q(risk_factors_listed__isnull=False),
                name="screening_counts_risk_factors_of_a_list",
            ),
        ]

    class Privacy:
        public = (
            "id",
            "person",
            "site",
            "referral",
            "program",
            "screened_on",
            "parameters",
            "guideline_year",
            "risk_factors_listed",
        )
        sensitive = (
            "outcome",
            "has_priority",
            "risk_factor_count",
            "eligible_until",
            "facts",
            "answer",
            "note",
        )

    def __str__(self):
        return f"screening {self.pk}"

    def get_absolute_url(self):
        return reverse("screenings:screening", args=[self.pk])

    @property
    def definition(self):
        """The program, as its room describes it."""
        return registry.get(self.program)

    @property
    def outcome_kind(self):
        """The colour of the outcome."""
        return {Outcome.ELIGIBLE: "active", Outcome.INELIGIBLE: "closed"}.get(self.outcome, "waiting")

    @property
    def priority_in_words(self):
        """“5 of 15 risk factors”, never which; empty where the program counts none."""
        if self.risk_factors_listed is None:
            return ""
        if self.risk_factor_count is None:
            return _("risk factors not asked")
        return _("%(count)d of %(listed)d risk factors") % {
            "count": self.risk_factor_count,
            "listed": self.risk_factors_listed,
        }

    @cached_property
    def questions(self):
        """What was still to be asked."""
        if self.outcome != Outcome.NEEDS_INFORMATION:
            return []
        found = [translated(one["question"]) for one in self.answer["findings"] if one["question"] and one["counts"]]
        return list(dict.fromkeys(found))


class RestrictedAnswersQuerySet(RecordQuerySet):
    def for_user(self, user):
        """The worker the family has, else whoever took it in, and their supervisors."""
        supervised = case_q(user, site="screening__site", program="screening__program", roles=(Role.SUPERVISOR,))
        worked_on = case_q(user, site="screening__site", program="screening__program")
        cases = (
            Person._meta.get_field("enrollments")
            .related_model.objects.open()
            .filter(
                participant=OuterRef("screening__person"),
                program=OuterRef("screening__program"),
                site=OuterRef("screening__site"),
                worker__isnull=False,
            )
        )
        is_worker = Exists(cases.filter(worker=user))
        took_in = ~Exists(cases) & (
            Q(screening__referral__intake_worker=user) | Q(screening__referral__intake_worker=None, recorded_by=user)
        )
        return self.filter(supervised | worked_on & (Q(is_worker) | Q(took_in)))


class RestrictedAnswers(Record):
    """Which risk factors there are, which nobody asked, and what was said to that: for the family's worker alone."""

    screening = models.OneToOneField(
        Screening, verbose_name=gettext_lazy("screening"), on_delete=models.PROTECT, related_name="restricted"
    )
    risk_factors = models.JSONField(gettext_lazy("risk factors"), default=list)
    not_asked = models.JSONField(gettext_lazy("not asked"), default=list)
    words = models.TextField(gettext_lazy("in words"), max_length=4000, blank=True)

    objects = RestrictedAnswersQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name_plural = "restricted answers"
        constraints = [*Record.Meta.constraints]

    class Privacy:
        public = ("id", "screening")
        restricted = ("risk_factors", "not_asked", "words")

    def __str__(self):
        return f"restricted answers of screening {self.screening_id}"


class LookThrough(Record):
    """That somebody looked which stored screenings of a program at a site would have another answer on a day."""

    site = models.ForeignKey(Site, verbose_name=gettext_lazy("site"), on_delete=models.PROTECT, related_name="+")
    program = models.CharField(gettext_lazy("program"), max_length=20)
    looked_on = models.DateField(gettext_lazy("looked through on"))
    changed = models.PositiveIntegerField(gettext_lazy("would change"))
    stored = models.PositiveIntegerField(gettext_lazy("stored"))

    class Meta(Record.Meta):
        ordering = ["-pk"]
        constraints = [*Record.Meta.constraints]

    class Privacy:
        public = ("id", "site", "program", "looked_on", "changed", "stored")

    def __str__(self):
        return f"look through {self.program} {self.pk}"
