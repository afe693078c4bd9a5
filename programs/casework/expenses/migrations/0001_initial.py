import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("agencies", "0001_initial"),
        ("contacts", "0001_initial"),
        ("files", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="MileageRate",
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
                ("cents_per_mile", models.DecimalField(decimal_places=1, max_digits=5, verbose_name="cents a mile")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="where it says so")),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: every agency that has no rate of its own.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mileage_rates",
                        to="agencies.agency",
                        verbose_name="agency",
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
                "verbose_name": "mileage rate",
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
                        name="mileagerate_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cents_per_mile__gt", 0), ("cents_per_mile__lte", 500)),
                        name="mileagerate_is_sane",
                        violation_error_message="A mile is worth more than nothing and at most 500 cents.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("agency__isnull", False), ("voided_at", None)),
                        fields=("agency", "starts_on"),
                        name="mileagerate_one_a_day_of_an_agency",
                        violation_error_message="A rate begins on this day already. Void that one first.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("agency__isnull", True), ("voided_at", None)),
                        fields=("starts_on",),
                        name="mileagerate_one_a_day_of_all",
                        violation_error_message="A rate begins on this day already. Void that one first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Expense",
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
                ("program", models.CharField(blank=True, max_length=20, verbose_name="program")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mileage", "Miles driven"),
                            ("parking", "Parking or tolls"),
                            ("transit", "Bus or taxi"),
                            ("meal", "Meal"),
                            ("supplies", "Supplies"),
                            ("other", "Other"),
                        ],
                        default="mileage",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("spent_on", models.DateField(verbose_name="day")),
                (
                    "miles",
                    models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, verbose_name="miles"),
                ),
                (
                    "cents_per_mile",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        editable=False,
                        max_digits=5,
                        null=True,
                        verbose_name="cents a mile",
                    ),
                ),
                ("amount_cents", models.PositiveIntegerField(verbose_name="amount in cents")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="what for")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("claimed", "Claimed"),
                            ("returned", "Returned with a question"),
                            ("approved", "Approved"),
                            ("declined", "Declined"),
                            ("paid", "Paid"),
                        ],
                        default="claimed",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided at")),
                ("decision_note", models.CharField(blank=True, max_length=300, verbose_name="question or reason")),
                ("paid_on", models.DateField(blank=True, null=True, verbose_name="paid")),
                (
                    "claimed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expenses",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="claimed by",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expenses",
                        to="contacts.contact",
                        verbose_name="contact",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "receipt",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expense",
                        to="files.storedfile",
                        verbose_name="receipt",
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
                        related_name="expenses",
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
                    "rate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expenses",
                        to="expenses.mileagerate",
                        verbose_name="rate",
                    ),
                ),
            ],
            options={
                "ordering": ["-spent_on", "-pk"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["site", "status"], name="expense_of_site_by_status"),
                    models.Index(fields=["claimed_by", "spent_on"], name="expense_of_person"),
                ],
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
                        name="expense_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["claimed", "returned", "approved", "declined", "paid"])),
                        name="expense_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cents_per_mile__isnull", False),
                                ("kind", "mileage"),
                                ("miles__gt", 0),
                                ("miles__isnull", False),
                                ("rate__isnull", False),
                            ),
                            models.Q(
                                models.Q(("kind", "mileage"), _negated=True),
                                ("cents_per_mile", None),
                                ("miles", None),
                                ("rate", None),
                            ),
                            _connector="OR",
                        ),
                        name="expense_miles_with_their_rate",
                        violation_error_message="Miles come with a rate; other costs have no miles.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_cents__gte", 1), ("amount_cents__lte", 500000)),
                        name="expense_amount_is_sane",
                        violation_error_message="An amount is more than nothing and at most 5,000 dollars.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("decided_by", None), ("status", "claimed")),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="expense_decided_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["returned", "declined"]), _negated=True),
                            models.Q(("decision_note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="expense_refusal_has_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("claimed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="expense_never_decided_by_the_payee",
                        violation_error_message="Nobody decides on their own expenses.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("paid_on__gte", models.F("spent_on")), ("paid_on__isnull", False), ("status", "paid")
                            ),
                            models.Q(models.Q(("status", "paid"), _negated=True), ("paid_on", None)),
                            _connector="OR",
                        ),
                        name="expense_paid_with_its_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("contact__isnull", False), ("voided_at", None)),
                        fields=("contact", "claimed_by"),
                        name="expense_miles_of_a_contact_once",
                        violation_error_message="The miles of this contact are claimed already.",
                    ),
                ],
            },
        ),
    ]
