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
        ("participants", "0001_initial"),
        ("supports", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="StoreDay",
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
                ("held_on", models.DateField(verbose_name="day")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="where")),
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
                        related_name="store_days",
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
                "ordering": ["-held_on", "-pk"],
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
                        name="storeday_voided_with_person_and_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at", None)),
                        fields=("site", "held_on"),
                        name="storeday_once_a_day_at_a_site",
                        violation_error_message="The store is open on that day already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StoreItem",
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
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("price", models.PositiveIntegerField(verbose_name="price in Baby Bucks")),
                ("is_offered", models.BooleanField(default=True, verbose_name="on offer")),
                (
                    "account",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="store_item",
                        to="supports.account",
                        verbose_name="account",
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
                        related_name="store_items",
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
                "ordering": ["name", "pk"],
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
                        name="storeitem_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("price__gte", 1), ("price__lte", 10000)),
                        name="storeitem_price_is_sane",
                        violation_error_message="A price is more than nothing and at most 10,000.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at", None)),
                        fields=("site", "name"),
                        name="storeitem_once_under_its_name",
                        violation_error_message="There is an item of this name already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sale",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("count", models.PositiveSmallIntegerField(verbose_name="how many")),
                ("points", models.PositiveIntegerField(verbose_name="Baby Bucks")),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="store_sales",
                        to="enrollments.enrollment",
                        verbose_name="for whom",
                    ),
                ),
                (
                    "paid",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="store_sale",
                        to="supports.entry",
                        verbose_name="entry of the ledger",
                    ),
                ),
                (
                    "store_day",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sales",
                        to="young_parent.storeday",
                        verbose_name="store day",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sales",
                        to="young_parent.storeitem",
                        verbose_name="item",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("count__gte", 1), ("points__gte", 1)), name="sale_is_of_something"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DoctorVisit",
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
                            ("prenatal", "Prenatal visit"),
                            ("well_child", "Well-child visit"),
                            ("checkup", "Checkup"),
                            ("dentist", "Dentist"),
                        ],
                        max_length=12,
                        verbose_name="what for",
                    ),
                ),
                ("on", models.DateField(verbose_name="day")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("kept", "Kept"),
                            ("missed", "Missed"),
                            ("moved", "Moved to another day"),
                        ],
                        default="planned",
                        max_length=8,
                        verbose_name="what came of it",
                    ),
                ),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="doctor_visits",
                        to="enrollments.enrollment",
                        verbose_name="enrollment",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="young_parent_visits",
                        to="participants.person",
                        verbose_name="who",
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
                "indexes": [models.Index(fields=["enrollment", "on"], name="doctorvisit_of_case")],
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
                        name="doctorvisit_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["prenatal", "well_child", "checkup", "dentist"])),
                        name="doctorvisit_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["planned", "kept", "missed", "moved"])),
                        name="doctorvisit_outcome_is_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at", None)),
                        fields=("enrollment", "person", "kind", "on"),
                        name="doctorvisit_once_a_day",
                        violation_error_message="This visit is on record for that day already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SelfRating",
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
                ("rated_on", models.DateField(verbose_name="day")),
                (
                    "occasion",
                    models.CharField(
                        choices=[("start", "At the start"), ("quarter", "In between"), ("end", "At the end")],
                        max_length=8,
                        verbose_name="when",
                    ),
                ),
                (
                    "skill",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "1: not at all"),
                            (2, "2: a little"),
                            (3, "3: some"),
                            (4, "4: much"),
                            (5, "5: very much"),
                        ],
                        verbose_name="how sure they feel as a parent",
                    ),
                ),
                (
                    "stress",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "1: not at all"),
                            (2, "2: a little"),
                            (3, "3: some"),
                            (4, "4: much"),
                            (5, "5: very much"),
                        ],
                        verbose_name="how much stress they feel",
                    ),
                ),
                (
                    "health",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "1: not at all"),
                            (2, "2: a little"),
                            (3, "3: some"),
                            (4, "4: much"),
                            (5, "5: very much"),
                        ],
                        verbose_name="how healthy they feel",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="in their words")),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="self_ratings",
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
                "ordering": ["rated_on", "pk"],
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
                        name="selfrating_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("occasion__in", ["start", "quarter", "end"])),
                        name="selfrating_occasion_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("health__range", (1, 5)), ("skill__range", (1, 5)), ("stress__range", (1, 5))
                        ),
                        name="selfrating_one_to_five",
                        violation_error_message="Choose a step from 1 to 5.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at", None)),
                        fields=("enrollment", "rated_on"),
                        name="selfrating_once_a_day",
                        violation_error_message="There are answers of that day already.",
                    ),
                ],
            },
        ),
    ]
