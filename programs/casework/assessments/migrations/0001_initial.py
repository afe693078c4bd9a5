import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("enrollments", "0001_initial"),
        ("participants", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("voided_at", models.DateTimeField(editable=False, null=True, verbose_name="voided at")),
                (
                    "void_reason",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="why voided"),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("done", "Done"),
                            ("declined", "Declined"),
                            ("not_possible", "Not possible this time"),
                        ],
                        default="done",
                        max_length=14,
                        verbose_name="outcome",
                    ),
                ),
                ("given_on", models.DateField(db_index=True, verbose_name="given on")),
                ("age_months", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="age in months")),
                (
                    "form_months",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="form, in months"),
                ),
                (
                    "total",
                    models.DecimalField(blank=True, decimal_places=1, max_digits=6, null=True, verbose_name="total"),
                ),
                ("band", models.CharField(blank=True, max_length=40, verbose_name="band")),
                (
                    "concern",
                    models.CharField(
                        blank=True,
                        choices=[("none", "No concern"), ("watch", "Watch"), ("concern", "Concern")],
                        max_length=8,
                        verbose_name="says",
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                ("follow_up", models.CharField(blank=True, max_length=200, verbose_name="what follows")),
                ("follow_up_on", models.DateField(blank=True, null=True, verbose_name="by when")),
                ("followed_up_on", models.DateField(blank=True, null=True, verbose_name="done on")),
                ("followed_up_words", models.CharField(blank=True, max_length=300, verbose_name="what came of it")),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="enrollments.enrollment",
                        verbose_name="enrollment",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="given by",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="participants.person",
                        verbose_name="about",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "voided_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="voided by",
                    ),
                ),
            ],
            options={
                "ordering": ["-given_on", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RestrictedResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "total",
                    models.DecimalField(blank=True, decimal_places=1, max_digits=6, null=True, verbose_name="total"),
                ),
                ("band", models.CharField(blank=True, max_length=40, verbose_name="band")),
                (
                    "concern",
                    models.CharField(
                        blank=True,
                        choices=[("none", "No concern"), ("watch", "Watch"), ("concern", "Concern")],
                        max_length=8,
                        verbose_name="says",
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                ("is_urgent", models.BooleanField(default=False, verbose_name="told to the supervisor at once")),
                (
                    "assessment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="restricted",
                        to="assessments.assessment",
                        verbose_name="assessment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Tool",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("voided_at", models.DateTimeField(editable=False, null=True, verbose_name="voided at")),
                (
                    "void_reason",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="why voided"),
                ),
                ("code", models.SlugField(max_length=30, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "about",
                    models.CharField(
                        choices=[("child", "A child"), ("parent", "The participant"), ("family", "The family")],
                        max_length=10,
                        verbose_name="about",
                    ),
                ),
                ("is_restricted", models.BooleanField(default=False, verbose_name="its results are restricted")),
                (
                    "adjusts_age",
                    models.BooleanField(default=False, verbose_name="the age is adjusted for children born early"),
                ),
                (
                    "higher_is",
                    models.CharField(
                        blank=True,
                        choices=[("better", "Better"), ("worse", "More of a concern"), ("", "There is no total")],
                        max_length=6,
                        verbose_name="a higher total is",
                    ),
                ),
                (
                    "score_from",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=6, null=True, verbose_name="lowest total"
                    ),
                ),
                (
                    "score_to",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=6, null=True, verbose_name="highest total"
                    ),
                ),
                ("parts", models.JSONField(blank=True, default=list, verbose_name="parts")),
                ("forms_months", models.JSONField(blank=True, default=list, verbose_name="forms by age in months")),
                ("read_so", models.CharField(blank=True, max_length=300, verbose_name="how it is read")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("in_use_from", models.DateField(blank=True, null=True, verbose_name="in use from")),
                ("in_use_until", models.DateField(blank=True, null=True, verbose_name="in use until")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "voided_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="voided by",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("void_reason", ""), ("voided_at", None), ("voided_by", None)),
                            models.Q(
                                ("voided_at__isnull", False),
                                ("voided_by__isnull", False),
                                models.Q(("void_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="tool_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("about__in", ["child", "parent", "family"])), name="tool_about_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("score_from", None), ("score_to", None)),
                            models.Q(
                                ("score_from__isnull", False),
                                ("score_to__gt", models.F("score_from")),
                                ("score_to__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="tool_totals_in_order",
                        violation_error_message="Give both totals, the highest above the lowest, or neither.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("in_use_until", None),
                            ("in_use_from", None),
                            ("in_use_until__gte", models.F("in_use_from")),
                            _connector="OR",
                        ),
                        name="tool_in_use_in_order",
                        violation_error_message="The last day lies before the first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Schedule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("voided_at", models.DateTimeField(editable=False, null=True, verbose_name="voided at")),
                (
                    "void_reason",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="why voided"),
                ),
                ("program", models.CharField(max_length=20, verbose_name="program")),
                (
                    "when",
                    models.CharField(
                        choices=[
                            ("days_after_enrollment", "Once, days after the enrollment"),
                            ("at_age_months", "Once, when the child is that many months old"),
                            ("every_months", "Every so many months"),
                        ],
                        max_length=24,
                        verbose_name="when",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="days or months")),
                (
                    "until_age_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="until the child is, in months"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "voided_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="voided by",
                    ),
                ),
                (
                    "tool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schedules",
                        to="assessments.tool",
                        verbose_name="tool",
                    ),
                ),
            ],
            options={
                "ordering": ["tool", "program", "when", "number"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("void_reason", ""), ("voided_at", None), ("voided_by", None)),
                            models.Q(
                                ("voided_at__isnull", False),
                                ("voided_by__isnull", False),
                                models.Q(("void_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="schedule_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("when__in", ["days_after_enrollment", "at_age_months", "every_months"])),
                        name="schedule_when_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)),
                        name="schedule_number_above_zero",
                        violation_error_message="Give a number above zero.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="schedule_ends_after_it_starts",
                        violation_error_message="The last day lies before the first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Band",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("voided_at", models.DateTimeField(editable=False, null=True, verbose_name="voided at")),
                (
                    "void_reason",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="why voided"),
                ),
                ("at_least", models.DecimalField(decimal_places=1, max_digits=6, verbose_name="from")),
                ("label", models.CharField(max_length=40, verbose_name="band")),
                (
                    "concern",
                    models.CharField(
                        choices=[("none", "No concern"), ("watch", "Watch"), ("concern", "Concern")],
                        max_length=8,
                        verbose_name="says",
                    ),
                ),
                ("what_follows", models.CharField(blank=True, max_length=200, verbose_name="what follows")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "voided_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="voided by",
                    ),
                ),
                (
                    "tool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bands",
                        to="assessments.tool",
                        verbose_name="tool",
                    ),
                ),
            ],
            options={
                "ordering": ["tool", "at_least"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("void_reason", ""), ("voided_at", None), ("voided_by", None)),
                            models.Q(
                                ("voided_at__isnull", False),
                                ("voided_by__isnull", False),
                                models.Q(("void_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="band_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("concern__in", ["none", "watch", "concern"])), name="band_concern_is_known"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at", None)),
                        fields=("tool", "at_least"),
                        name="band_begins_once",
                        violation_error_message="Another band begins at this total.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="assessment",
            name="tool",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assessments",
                to="assessments.tool",
                verbose_name="tool",
            ),
        ),
        migrations.CreateModel(
            name="Part",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="part")),
                (
                    "concern",
                    models.CharField(
                        choices=[("none", "No concern"), ("watch", "Watch"), ("concern", "Concern")],
                        max_length=8,
                        verbose_name="says",
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="result_parts",
                        to="assessments.assessment",
                        verbose_name="assessment",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "name"), name="part_once_in_an_assessment"),
                    models.CheckConstraint(
                        condition=models.Q(("concern__in", ["none", "watch", "concern"])), name="part_concern_is_known"
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(fields=["enrollment", "given_on"], name="assessment_of_a_case"),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("void_reason", ""), ("voided_at", None), ("voided_by", None)),
                    models.Q(
                        ("voided_at__isnull", False),
                        ("voided_by__isnull", False),
                        models.Q(("void_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="assessment_voided_with_person_and_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["done", "declined", "not_possible"])),
                name="assessment_outcome_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome", "done"), models.Q(("concern", ""), ("total", None)), _connector="OR"),
                name="assessment_result_only_when_done",
                violation_error_message="A tool that was not done has no result.",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("followed_up_on", None), ("followed_up_on__gte", models.F("given_on")), _connector="OR"
                ),
                name="assessment_followed_up_after_it_was_given",
                violation_error_message="What followed lies before the assessment. Check the day.",
            ),
        ),
    ]
