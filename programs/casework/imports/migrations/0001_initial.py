import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("agencies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Import",
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
                    "subject",
                    models.CharField(
                        choices=[
                            ("participants", "Participants"),
                            ("households", "Households"),
                            ("mentors", "Mentors"),
                            ("contacts", "Contacts"),
                            ("attendance", "Attendance"),
                            ("referrals", "Referrals"),
                        ],
                        max_length=12,
                        verbose_name="what the rows are",
                    ),
                ),
                ("file_name", models.CharField(blank=True, max_length=120, verbose_name="name of the file")),
                ("headings", models.JSONField(default=list, verbose_name="headings")),
                ("columns", models.JSONField(default=dict, verbose_name="columns")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("sent", "Columns to be named"),
                            ("checked", "Tried, nothing saved yet"),
                            ("taken", "Taken in"),
                            ("given_up", "Given up"),
                        ],
                        default="sent",
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                ("created_count", models.PositiveIntegerField(default=0, verbose_name="new")),
                ("unchanged_count", models.PositiveIntegerField(default=0, verbose_name="known already")),
                ("refused_count", models.PositiveIntegerField(default=0, verbose_name="refused")),
                ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="taken in at")),
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
                        name="import_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["sent", "checked", "taken", "given_up"])),
                        name="import_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "subject__in",
                                ["participants", "households", "mentors", "contacts", "attendance", "referrals"],
                            )
                        ),
                        name="import_subject_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "taken"), ("taken_at__isnull", False)),
                            models.Q(models.Q(("status", "taken"), _negated=True), ("taken_at", None)),
                            _connector="OR",
                        ),
                        name="import_taken_with_its_moment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportedKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("participants", "Participants"),
                            ("households", "Households"),
                            ("mentors", "Mentors"),
                            ("contacts", "Contacts"),
                            ("attendance", "Attendance"),
                            ("referrals", "Referrals"),
                        ],
                        max_length=12,
                        verbose_name="what the rows are",
                    ),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="digest")),
                ("record", models.BigIntegerField(null=True, verbose_name="record")),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.site",
                        verbose_name="site",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("site", "subject", "digest"), name="importedkey_once_at_a_site"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "subject__in",
                                ["participants", "households", "mentors", "contacts", "attendance", "referrals"],
                            )
                        ),
                        name="importedkey_subject_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="row")),
                ("cells", models.JSONField(default=list, verbose_name="cells")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not tried yet"),
                            ("created", "New"),
                            ("unchanged", "Known already"),
                            ("refused", "Refused"),
                        ],
                        max_length=9,
                        verbose_name="what came of it",
                    ),
                ),
                ("troubles", models.JSONField(default=list, verbose_name="why refused")),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="imports.import",
                        verbose_name="import",
                    ),
                ),
            ],
            options={
                "ordering": ["sheet", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("sheet", "number"), name="importrow_once_in_a_sheet"),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["", "created", "unchanged", "refused"])),
                        name="importrow_outcome_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ColumnNames",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("participants", "Participants"),
                            ("households", "Households"),
                            ("mentors", "Mentors"),
                            ("contacts", "Contacts"),
                            ("attendance", "Attendance"),
                            ("referrals", "Referrals"),
                        ],
                        max_length=12,
                        verbose_name="what the rows are",
                    ),
                ),
                ("headings", models.JSONField(default=dict, verbose_name="heading of each field")),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.site",
                        verbose_name="site",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("site", "subject"), name="columnnames_once_for_a_site"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "subject__in",
                                ["participants", "households", "mentors", "contacts", "attendance", "referrals"],
                            )
                        ),
                        name="columnnames_subject_is_known",
                    ),
                ],
            },
        ),
    ]
