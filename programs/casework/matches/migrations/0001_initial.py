import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("enrollments", "0001_initial"),
        ("mentors", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Match",
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
                    "status",
                    models.CharField(
                        choices=[("proposed", "Proposed"), ("active", "Active"), ("ended", "Ended")],
                        default="proposed",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="begins")),
                ("commitment_ends_on", models.DateField(blank=True, null=True, verbose_name="promised until")),
                ("participant_agreed_on", models.DateField(blank=True, null=True, verbose_name="participant agreed")),
                ("mentor_agreed_on", models.DateField(blank=True, null=True, verbose_name="mentor agreed")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended")),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("commitment_kept", "The promised time was kept"),
                            ("participant_wished", "The participant wished it"),
                            ("mentor_wished", "The mentor wished it"),
                            ("moved", "One of them moved away"),
                            ("lost_touch", "They lost touch"),
                            ("left_work", "One of them left the workplace"),
                            ("enrollment_closed", "The enrollment was closed"),
                            ("not_begun", "It never began"),
                        ],
                        max_length=20,
                        verbose_name="why it ended",
                    ),
                ),
                ("end_note", models.CharField(blank=True, max_length=300, verbose_name="in the participant's words")),
                (
                    "mentor_end_note",
                    models.CharField(blank=True, max_length=300, verbose_name="in the mentor's words"),
                ),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matches",
                        to="enrollments.enrollment",
                        verbose_name="enrollment",
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matches",
                        to="mentors.mentor",
                        verbose_name="mentor",
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
                "verbose_name_plural": "matches",
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
                        name="match_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["proposed", "active", "ended"])),
                        name="match_status_is_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(models.Q(("status", "ended"), _negated=True), ("voided_at", None)),
                        fields=("enrollment", "mentor"),
                        name="match_open_once_for_a_pair",
                        violation_error_message="These two are matched already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("commitment_ends_on", None),
                            ("commitment_ends_on__gt", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="match_commitment_ends_after_it_begins",
                        violation_error_message="The promised time ends before it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None), ("ended_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="match_ended_after_it_began",
                        violation_error_message="The match cannot end before it began.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_on__isnull", False),
                                ("status", "ended"),
                                models.Q(("end_reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status", "ended"), _negated=True), ("end_reason", ""), ("ended_on", None)
                            ),
                            _connector="OR",
                        ),
                        name="match_ended_exactly_with_date_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "active"), _negated=True),
                            models.Q(("mentor_agreed_on__isnull", False), ("participant_agreed_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="match_active_when_both_agreed",
                        violation_error_message="Both sides agree before a match begins.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Renewal",
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
                ("before_on", models.DateField(verbose_name="was promised until")),
                ("until", models.DateField(verbose_name="promised until")),
                ("participant_agreed_on", models.DateField(verbose_name="participant agreed")),
                ("mentor_agreed_on", models.DateField(verbose_name="mentor agreed")),
                (
                    "match",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="renewals",
                        to="matches.match",
                        verbose_name="match",
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
                "ordering": ["until", "pk"],
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
                        name="renewal_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("before_on"))),
                        name="renewal_goes_on",
                        violation_error_message="The new last day lies after the one before.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at", None)),
                        fields=("match", "before_on"),
                        name="renewal_once_for_a_promise",
                        violation_error_message="This promise was renewed already.",
                    ),
                ],
            },
        ),
    ]
