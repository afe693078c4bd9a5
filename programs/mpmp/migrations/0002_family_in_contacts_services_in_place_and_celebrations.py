import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "__first__"),
        ("contacts", "0001_initial"),
        ("enrollments", "0001_initial"),
        ("mpmp", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Celebration",
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
                            ("reunified", "Achieved reunification"),
                            ("resolved", "Resolved issues"),
                            ("overcame", "Overcame obstacles"),
                        ],
                        max_length=10,
                        verbose_name="what they reached",
                    ),
                ),
                ("on", models.DateField(verbose_name="day")),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="in words")),
                ("celebrated_on", models.DateField(blank=True, null=True, verbose_name="celebrated on")),
                ("invited_on", models.DateField(blank=True, null=True, verbose_name="asked to become a mentor on")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not asked yet"),
                            ("yes", "Yes, they want to"),
                            ("later", "Perhaps later"),
                            ("no", "No"),
                        ],
                        max_length=5,
                        verbose_name="what they said",
                    ),
                ),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="celebrations",
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
                "ordering": ["-on", "-pk"],
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
                        name="celebration_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["reunified", "resolved", "overcame"])),
                        name="celebration_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["", "yes", "later", "no"])),
                        name="celebration_answer_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer", ""), ("invited_on__isnull", False), _connector="OR"),
                        name="celebration_answer_only_when_asked",
                        violation_error_message="Say on which day they were asked.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("celebrated_on", None), ("celebrated_on__gte", models.F("on")), _connector="OR"
                        ),
                        name="celebration_after_it_was_reached",
                        violation_error_message="It was celebrated before it was reached. Check the days.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Coaching",
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
                ("family", models.CharField(blank=True, max_length=200, verbose_name="family members who took part")),
                (
                    "supports",
                    models.CharField(blank=True, max_length=200, verbose_name="other supports who took part"),
                ),
                (
                    "skills_learned",
                    models.CharField(blank=True, max_length=300, verbose_name="parenting skill learned"),
                ),
                (
                    "skills_applied",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="parenting skill used at home since the return"
                    ),
                ),
                (
                    "contact",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coaching",
                        to="contacts.contact",
                        verbose_name="contact",
                    ),
                ),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coachings",
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
                "ordering": ["-contact__started_at", "-pk"],
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
                        name="coaching_voided_with_person_and_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KeptService",
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
                ("name", models.CharField(max_length=120, verbose_name="service")),
                ("since", models.DateField(verbose_name="in place on")),
                ("check_on", models.DateField(blank=True, db_index=True, null=True, verbose_name="ask again on")),
                (
                    "holds",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not asked yet"),
                            ("yes", "Still in place"),
                            ("changed", "Another one took its place"),
                            ("no", "Ended"),
                        ],
                        max_length=8,
                        verbose_name="does it still hold",
                    ),
                ),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="asked on")),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="in words")),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kept_services",
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
                "ordering": ["since", "name", "pk"],
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
                        name="keptservice_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="keptservice_has_a_name",
                        violation_error_message="Say which service.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_on", None), ("holds", "")),
                            models.Q(("checked_on__isnull", False), ("holds__in", ["yes", "changed", "no"])),
                            _connector="OR",
                        ),
                        name="keptservice_answer_with_its_day",
                        violation_error_message="An answer has the day on which it was asked, and a day has its answer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("checked_on", None), ("checked_on__gte", models.F("since")), _connector="OR"
                        ),
                        name="keptservice_asked_after_it_began",
                        violation_error_message="This lies before the day on which it was in place.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("check_on", None), ("check_on__gte", models.F("since")), _connector="OR"),
                        name="keptservice_asked_again_after_it_began",
                        violation_error_message="Ask again on a day after it was in place.",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="aftercare",
            name="aftercare_checked_after_it_began",
        ),
        migrations.RemoveConstraint(
            model_name="hearing",
            name="hearing_held_exactly_with_who_was_there",
        ),
        migrations.RemoveField(
            model_name="aftercare",
            name="check_on",
        ),
        migrations.RemoveField(
            model_name="aftercare",
            name="services",
        ),
        migrations.AddField(
            model_name="hearing",
            name="papers",
            field=models.CharField(blank=True, max_length=300, verbose_name="papers that were given out"),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("mentor_was_there__isnull", False), ("parent_was_there__isnull", False), ("status", "held")
                    ),
                    models.Q(
                        models.Q(("status", "held"), _negated=True),
                        ("mentor_was_there", None),
                        ("orders", ""),
                        ("papers", ""),
                        ("parent_was_there", None),
                    ),
                    _connector="OR",
                ),
                name="hearing_held_exactly_with_who_was_there",
                violation_error_message="Say who was there.",
            ),
        ),
    ]
