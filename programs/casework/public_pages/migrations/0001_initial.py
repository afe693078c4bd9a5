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
            name="SitePage",
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
                ("starts_on", models.DateField(verbose_name="from")),
                ("offers", models.TextField(blank=True, max_length=2000, verbose_name="what we offer here")),
                (
                    "offers_es",
                    models.TextField(blank=True, max_length=2000, verbose_name="what we offer here, in Spanish"),
                ),
                ("ask_for", models.CharField(blank=True, max_length=120, verbose_name="whom to ask for")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                ("hours", models.CharField(blank=True, max_length=200, verbose_name="hours")),
                ("hours_es", models.CharField(blank=True, max_length=200, verbose_name="hours, in Spanish")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="where we are")),
                (
                    "answered_within_days",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="answered within, in working days"
                    ),
                ),
                (
                    "takes_referrals",
                    models.BooleanField(default=True, verbose_name="people may write to us from the page"),
                ),
                (
                    "counties",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="agencies.county", verbose_name="counties"
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
                        related_name="public_pages",
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
                "verbose_name": "public page",
                "ordering": ["site", "program", "-starts_on", "-pk"],
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
                        name="sitepage_voided_with_person_and_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at", None)),
                        fields=("site", "program", "starts_on"),
                        name="sitepage_once_a_day",
                        violation_error_message="Other words begin on that day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_within_days", None), ("answered_within_days__gte", 1), _connector="OR"
                        ),
                        name="sitepage_answered_within_a_day_or_more",
                        violation_error_message="Give at least one working day.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServedZip",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(db_index=True, max_length=5, verbose_name="ZIP code")),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="zips",
                        to="public_pages.sitepage",
                        verbose_name="page",
                    ),
                ),
            ],
            options={
                "ordering": ["page", "code"],
                "constraints": [models.UniqueConstraint(fields=("page", "code"), name="servedzip_once_a_page")],
            },
        ),
        migrations.CreateModel(
            name="PageReview",
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
                ("page", models.CharField(max_length=60, verbose_name="page")),
                ("reviewed_on", models.DateField(verbose_name="reviewed on")),
                ("reviewed_by", models.CharField(max_length=120, verbose_name="reviewed by")),
                ("due_on", models.DateField(verbose_name="due again")),
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
                        blank=True,
                        null=True,
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
                "verbose_name": "page review",
                "ordering": ["-reviewed_on", "-pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["page", "site"], name="pagereview_of_page")],
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
                        name="pagereview_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gt", models.F("reviewed_on"))),
                        name="pagereview_due_after_it_was_reviewed",
                        violation_error_message="The next review lies after this one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reviewed_by", ""), _negated=True), name="pagereview_by_somebody"
                    ),
                ],
            },
        ),
    ]
