import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("agencies", "0001_initial"),
        ("enrollments", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Account",
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
                    "book",
                    models.CharField(
                        choices=[
                            ("funds", "Education funds, in cents"),
                            ("goods", "Goods, in pieces"),
                            ("points", "Baby Bucks, in points"),
                        ],
                        max_length=10,
                        verbose_name="book",
                    ),
                ),
                ("program", models.CharField(max_length=20, verbose_name="program")),
                ("code", models.SlugField(blank=True, max_length=40, verbose_name="code")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("balance", models.PositiveIntegerField(default=0, editable=False, verbose_name="what is left")),
                (
                    "enrollment",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: it belongs to the site, and each entry says for whom it was.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_accounts",
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
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_accounts",
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
                "ordering": ["book", "name", "pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["site", "program", "book"], name="account_of_site_by_book")],
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
                        name="account_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("book__in", ["funds", "goods", "points"])), name="account_book_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("balance__gte", 0), ("balance__lte", 100000000)),
                        name="account_never_below_zero",
                        violation_error_message="There is not that much left.",
                    ),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="account_has_a_name"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("starts_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="account_ends_after_it_starts",
                        violation_error_message="The last day lies before the first.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("enrollment", None), ("voided_at", None)),
                        fields=("book", "site", "program", "code"),
                        name="account_once_under_its_code",
                        violation_error_message="There is one of this name already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("enrollment__isnull", False), ("voided_at", None)),
                        fields=("book", "enrollment", "code"),
                        name="account_once_for_an_enrollment",
                        violation_error_message="There is one of this name already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount", models.IntegerField(verbose_name="amount")),
                ("on", models.DateField(db_index=True, verbose_name="day")),
                ("kind", models.CharField(max_length=30, verbose_name="what it was")),
                ("words", models.CharField(blank=True, max_length=200, verbose_name="why")),
                ("key", models.CharField(blank=True, max_length=60, verbose_name="what it came from")),
                (
                    "together",
                    models.UUIDField(
                        blank=True, db_index=True, editable=False, null=True, verbose_name="entered together with"
                    ),
                ),
                ("balance_after", models.PositiveIntegerField(editable=False, verbose_name="left after it")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="supports.account",
                        verbose_name="account",
                    ),
                ),
                (
                    "counters",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="countered_by",
                        to="supports.entry",
                        verbose_name="takes back",
                    ),
                ),
                (
                    "enrollment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_entries",
                        to="enrollments.enrollment",
                        verbose_name="for whom",
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
            ],
            options={
                "verbose_name_plural": "entries",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["account", "key"], name="entry_of_account_by_key"),
                    models.Index(fields=["enrollment", "on"], name="entry_of_case_by_day"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount", 0), _negated=True),
                            ("amount__gte", -100000000),
                            ("amount__lte", 100000000),
                        ),
                        name="entry_is_more_than_nothing",
                        violation_error_message="An entry is more than nothing, and at most a hundred million.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("balance_after__gte", 0), ("balance_after__lte", 100000000)),
                        name="entry_left_nothing_below_zero",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", ""), _negated=True), name="entry_says_what_it_was"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("counters", None), models.Q(("words", ""), _negated=True), _connector="OR"
                        ),
                        name="entry_taken_back_with_a_reason",
                        violation_error_message="Say why it is taken back.",
                    ),
                ],
            },
        ),
    ]
