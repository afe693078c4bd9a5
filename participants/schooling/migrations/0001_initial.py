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
    ]

    operations = [
        migrations.CreateModel(
            name="Schooling",
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
                ("school", models.CharField(blank=True, max_length=80, verbose_name="school")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("early", "Child care or preschool"),
                            ("elementary", "Elementary school"),
                            ("middle", "Middle school"),
                            ("high", "High school"),
                            ("hiset", "HiSET or GED class"),
                            ("college", "College"),
                            ("trade", "Trade or technical school"),
                            ("none", "None"),
                        ],
                        max_length=10,
                        verbose_name="level",
                    ),
                ),
                ("grade", models.CharField(blank=True, max_length=20, verbose_name="grade")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("enrolled", "Goes to school"),
                            ("on_leave", "On leave"),
                            ("dropped", "Left before the end"),
                            ("finished", "Finished"),
                            ("not_in_school", "Not in school"),
                        ],
                        default="enrolled",
                        max_length=13,
                        verbose_name="status",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="participants.person",
                        verbose_name="person",
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
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
            ],
            options={
                "verbose_name_plural": "schoolings",
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
                        name="schooling_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["enrolled", "on_leave", "dropped", "finished", "not_in_school"])
                        ),
                        name="schooling_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "level__in",
                                ["early", "elementary", "middle", "high", "hiset", "college", "trade", "none"],
                            )
                        ),
                        name="schooling_level_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("grade", ""), ("level", "none"), ("school", ""), ("status", "not_in_school")),
                            models.Q(
                                models.Q(("level", "none"), _negated=True),
                                models.Q(("status", "not_in_school"), _negated=True),
                                models.Q(("school", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="schooling_names_a_school_unless_there_is_none",
                        violation_error_message="Name the school, or say that they go to none.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="schooling_ends_after_it_starts",
                        violation_error_message="The last day lies before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ends_on__isnull", False), ("status__in", ["dropped", "finished"])),
                            models.Q(("ends_on", None), ("status__in", ["enrolled", "on_leave"])),
                            ("status", "not_in_school"),
                            _connector="OR",
                        ),
                        name="schooling_ends_exactly_when_over",
                        violation_error_message="A school that was left or finished has a last day; any other has none.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SchoolAttendance",
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
                ("first_on", models.DateField(verbose_name="from")),
                ("last_on", models.DateField(verbose_name="to")),
                ("days_present", models.PositiveSmallIntegerField(verbose_name="days present")),
                ("days_possible", models.PositiveSmallIntegerField(verbose_name="school days")),
                ("source", models.CharField(blank=True, max_length=120, verbose_name="who says so")),
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
                    "schooling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="schooling.schooling",
                        verbose_name="schooling",
                    ),
                ),
            ],
            options={
                "ordering": ["-first_on", "-pk"],
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
                        name="schoolattendance_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_on__gte", models.F("first_on"))),
                        name="schoolattendance_ends_after_it_starts",
                        violation_error_message="The last day lies before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("days_possible__range", (1, 366)), ("days_present__lte", models.F("days_possible"))
                        ),
                        name="schoolattendance_present_of_possible",
                        violation_error_message="Nobody is present on more days than there were.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at", None)),
                        fields=("schooling", "first_on", "last_on"),
                        name="schoolattendance_once_for_a_time",
                        violation_error_message="This time is on record already. Correct it there.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Credential",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("diploma", "High school diploma"),
                            ("hiset", "HiSET or GED"),
                            ("certificate", "Certificate"),
                            ("license", "License"),
                            ("associate", "Associate degree"),
                            ("bachelor", "Bachelor’s degree"),
                            ("other", "Something else"),
                        ],
                        max_length=11,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="what exactly")),
                ("earned_on", models.DateField(verbose_name="earned on")),
                ("evidence", models.CharField(blank=True, max_length=200, verbose_name="evidence")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="participants.person",
                        verbose_name="person",
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
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
            ],
            options={
                "ordering": ["-earned_on", "-pk"],
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
                        name="credential_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["diploma", "hiset", "certificate", "license", "associate", "bachelor", "other"],
                            )
                        ),
                        name="credential_kind_is_known",
                    ),
                ],
            },
        ),
    ]
