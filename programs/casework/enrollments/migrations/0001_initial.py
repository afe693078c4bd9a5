import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("agencies", "0001_initial"),
        ("participants", "0001_initial"),
        ("referrals", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("program", models.CharField(max_length=20, unique=True, verbose_name="program")),
                ("last", models.PositiveIntegerField(default=0, verbose_name="last number")),
            ],
        ),
        migrations.CreateModel(
            name="Enrollment",
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
                ("number", models.CharField(editable=False, max_length=12, unique=True, verbose_name="number")),
                ("program", models.CharField(max_length=20, verbose_name="program")),
                (
                    "status",
                    models.CharField(
                        choices=[("enrolled", "Enrolled"), ("paused", "Paused"), ("closed", "Closed")],
                        default="enrolled",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("enrolled_on", models.DateField(verbose_name="enrolled")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed")),
                (
                    "decision",
                    models.JSONField(
                        blank=True,
                        help_text="Facts, findings and date, kept whole.",
                        null=True,
                        verbose_name="eligibility decision",
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        help_text="The closed enrollment of the same person in the same program.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="enrollments.enrollment",
                        verbose_name="earlier enrollment",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrollments",
                        to="participants.person",
                        verbose_name="participant",
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
                    "referral",
                    models.ForeignKey(
                        blank=True,
                        help_text="The referral by which the family came in, if there was one.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrollments",
                        to="referrals.referral",
                        verbose_name="referral",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrollments",
                        to="agencies.site",
                        verbose_name="site",
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
                    "worker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrollments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="assigned worker",
                    ),
                ),
            ],
            options={
                "ordering": ["-enrolled_on", "-pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["site", "program", "status"], name="enrollment_site_program")],
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
                        name="enrollment_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["enrolled", "paused", "closed"])),
                        name="enrollment_status_is_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(models.Q(("status", "closed"), _negated=True), ("voided_at", None)),
                        fields=("participant", "program"),
                        name="enrollment_open_once_in_a_program",
                        violation_error_message="This participant is enrolled in the program already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on__isnull", False), ("status", "closed")),
                            models.Q(models.Q(("status", "closed"), _negated=True), ("closed_on", None)),
                            _connector="OR",
                        ),
                        name="enrollment_closed_exactly_with_its_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on", None), ("closed_on__gte", models.F("enrolled_on")), _connector="OR"
                        ),
                        name="enrollment_closed_after_it_began",
                        violation_error_message="The closing lies before the enrollment.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandOffNote",
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
                ("words", models.TextField(max_length=4000, verbose_name="what the next person should know")),
                ("avoid", models.CharField(blank=True, max_length=300, verbose_name="what to avoid")),
                ("for_mentors", models.BooleanField(default=False, verbose_name="the mentor may read it")),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_off_notes",
                        to="enrollments.enrollment",
                        verbose_name="enrollment",
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
                "ordering": ["-recorded_at", "-pk"],
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
                        name="handoffnote_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="handoffnote_has_words"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pause",
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
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("expected_on", models.DateField(blank=True, db_index=True, null=True, verbose_name="expected back")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("health", "Illness or hospital"),
                            ("birth", "A baby has come, or comes soon"),
                            ("away", "Away for a while"),
                            ("moving", "Moving to another home"),
                            ("work_or_school", "Work or school takes all their time"),
                            ("wish", "The family wishes a rest"),
                            ("companion_away", "The mentor or worker is away"),
                            ("other", "Another reason"),
                        ],
                        default="other",
                        max_length=20,
                        verbose_name="why",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="in words")),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pauses",
                        to="enrollments.enrollment",
                        verbose_name="enrollment",
                    ),
                ),
                (
                    "paused_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="paused by",
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
                "ordering": ["-starts_on", "-pk"],
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
                        name="pause_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="pause_ends_after_it_starts",
                        violation_error_message="The pause ends before it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expected_on", None), ("expected_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="pause_expected_back_after_it_starts",
                        violation_error_message="The family is expected back before the pause begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "health",
                                    "birth",
                                    "away",
                                    "moving",
                                    "work_or_school",
                                    "wish",
                                    "companion_away",
                                    "other",
                                ],
                            )
                        ),
                        name="pause_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "other"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="pause_another_reason_has_words",
                        violation_error_message="Say why in a few words.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on", None), ("voided_at", None)),
                        fields=("enrollment",),
                        name="pause_one_at_a_time",
                        violation_error_message="This case is paused already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RestrictedFact",
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
                    "about",
                    models.CharField(
                        choices=[
                            ("ipv", "Intimate partner violence"),
                            ("substance_use", "Substance use"),
                            ("mental_health", "Mental health"),
                            ("childrens_division", "What Children's Division wrote"),
                            ("address", "Confidential address"),
                        ],
                        max_length=20,
                        verbose_name="about",
                    ),
                ),
                ("words", models.TextField(max_length=4000, verbose_name="words")),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="restricted_facts",
                        to="enrollments.enrollment",
                        verbose_name="enrollment",
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
                "ordering": ["-recorded_at"],
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
                        name="restrictedfact_voided_with_person_and_reason",
                    )
                ],
            },
        ),
    ]
