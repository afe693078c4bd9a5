import django.db.models.deletion
import mmp_portal.agencies.models
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Agency",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="name")),
                (
                    "letterhead",
                    models.TextField(
                        blank=True, help_text="Address lines as they stand on a report.", verbose_name="letterhead"
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
            ],
            options={
                "verbose_name_plural": "agencies",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Region",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "state",
                    models.CharField(
                        choices=[("MO", "Missouri"), ("MN", "Minnesota")], max_length=2, verbose_name="state"
                    ),
                ),
            ],
            options={
                "ordering": ["state", "name"],
                "constraints": [
                    models.UniqueConstraint(fields=("state", "name"), name="region_named_once_in_a_state"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["MO", "MN"])), name="region_in_a_known_state"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="County",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                (
                    "state",
                    models.CharField(
                        choices=[("MO", "Missouri"), ("MN", "Minnesota")], max_length=2, verbose_name="state"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counties",
                        to="agencies.region",
                        verbose_name="region",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "counties",
                "ordering": ["state", "name"],
                "constraints": [
                    models.UniqueConstraint(fields=("state", "name"), name="county_named_once_in_a_state"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["MO", "MN"])), name="county_in_a_known_state"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        help_text="Short and in capitals, such as GRE. It stands in reports.",
                        max_length=8,
                        unique=True,
                        verbose_name="code",
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
                (
                    "state",
                    models.CharField(
                        choices=[("MO", "Missouri"), ("MN", "Minnesota")], max_length=2, verbose_name="state"
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        default="America/Chicago",
                        max_length=40,
                        validators=[mmp_portal.agencies.models.check_time_zone],
                        verbose_name="time zone",
                    ),
                ),
                ("language", models.CharField(default="en", max_length=5, verbose_name="usual language")),
                (
                    "fiscal_year_starts",
                    models.PositiveSmallIntegerField(
                        default=7,
                        help_text="7 for Missouri and Minnesota (July to June), 10 for the federal year.",
                        verbose_name="first month of the fiscal year",
                    ),
                ),
                ("city", models.CharField(blank=True, max_length=60, verbose_name="city")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sites",
                        to="agencies.agency",
                        verbose_name="operated by",
                    ),
                ),
                (
                    "counties",
                    models.ManyToManyField(
                        blank=True, related_name="sites", to="agencies.county", verbose_name="counties served"
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["MO", "MN"])), name="site_in_a_known_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fiscal_year_starts__gte", 1), ("fiscal_year_starts__lte", 12)),
                        name="site_fiscal_year_starts_in_a_month",
                        violation_error_message="A month is a number from 1 to 12.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contract",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("program", models.CharField(max_length=20, verbose_name="program")),
                ("funder", models.CharField(max_length=120, verbose_name="funder")),
                ("number", models.CharField(blank=True, max_length=40, verbose_name="contract number")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contracts",
                        to="agencies.agency",
                        verbose_name="agency",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contracts",
                        to="agencies.site",
                        verbose_name="site",
                    ),
                ),
            ],
            options={
                "ordering": ["site", "program", "-starts_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="contract_ends_after_it_starts",
                        violation_error_message="The last day lies before the first.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SiteProgram",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("program", models.CharField(max_length=20, verbose_name="program")),
                (
                    "home_visiting_model",
                    models.CharField(
                        blank=True,
                        choices=[("hfa", "Healthy Families America"), ("pat", "Parents as Teachers")],
                        max_length=3,
                        verbose_name="home-visiting model",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="agencies.region",
                        verbose_name="region",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programs",
                        to="agencies.site",
                        verbose_name="site",
                    ),
                ),
            ],
            options={
                "ordering": ["site", "program", "starts_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="siteprogram_ends_after_it_starts",
                        violation_error_message="The last day lies before the first.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on", None)),
                        fields=("site", "program"),
                        name="siteprogram_open_once",
                        violation_error_message="This site offers the program already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("home_visiting_model__in", ["", "hfa", "pat"])),
                        name="siteprogram_model_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContractTarget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("measure", models.CharField(max_length=60, verbose_name="measure")),
                ("value", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="target")),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="agencies.contract",
                        verbose_name="contract",
                    ),
                ),
            ],
            options={
                "ordering": ["contract", "measure"],
                "constraints": [
                    models.UniqueConstraint(fields=("contract", "measure"), name="contracttarget_one_a_measure")
                ],
            },
        ),
    ]
