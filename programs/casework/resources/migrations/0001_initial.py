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
            name="Resource",
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
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("formal", "Formal: an agency or office"),
                            ("informal", "Informal: neighbors, a group, a congregation"),
                        ],
                        default="formal",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "statewide",
                    models.CharField(
                        blank=True,
                        help_text="The state it serves as a whole, if it does.",
                        max_length=2,
                        verbose_name="whole state",
                    ),
                ),
                ("cultures", models.CharField(blank=True, max_length=200, verbose_name="cultures served")),
                ("who_may_go", models.CharField(blank=True, max_length=300, verbose_name="who may go")),
                ("cost", models.CharField(blank=True, max_length=120, verbose_name="cost")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                ("website", models.URLField(blank=True, verbose_name="website")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                ("hours", models.CharField(blank=True, max_length=200, verbose_name="hours")),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="checked")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resources",
                        to="agencies.agency",
                        verbose_name="agency",
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="checked by",
                    ),
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
                "indexes": [models.Index(fields=["agency", "name"], name="resource_of_agency_by_name")],
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
                        name="resource_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["formal", "informal"])), name="resource_kind_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("statewide__in", ["", "MO", "MN"])), name="resource_state_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_by", None), ("checked_on", None)),
                            models.Q(("checked_by__isnull", False), ("checked_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="resource_checked_with_person_and_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ResourceConnection",
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
                ("connected_on", models.DateField(verbose_name="connected")),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("told", "Told them about it"),
                            ("called", "Called there together"),
                            ("went_along", "Went along"),
                            ("form_sent", "Sent a form or a letter"),
                        ],
                        max_length=12,
                        verbose_name="how",
                    ),
                ),
                ("follow_up_on", models.DateField(blank=True, null=True, verbose_name="ask again")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("waiting", "No word yet"),
                            ("waiting_list", "On their waiting list"),
                            ("got_it", "Got it"),
                            ("not_eligible", "Not eligible there"),
                            ("did_not_go", "Did not go"),
                            ("closed", "The service was closed or full"),
                        ],
                        default="waiting",
                        max_length=12,
                        verbose_name="what came of it",
                    ),
                ),
                ("outcome_on", models.DateField(blank=True, null=True, verbose_name="known since")),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resource_connections",
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
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="connections",
                        to="resources.resource",
                        verbose_name="service",
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
                "verbose_name": "resource connection",
                "ordering": ["-connected_on", "-pk"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["enrollment", "connected_on"], name="connection_of_case"),
                    models.Index(fields=["outcome", "follow_up_on"], name="connection_to_follow_up"),
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
                        name="resourceconnection_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "outcome__in",
                                ["waiting", "waiting_list", "got_it", "not_eligible", "did_not_go", "closed"],
                            )
                        ),
                        name="connection_outcome_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("how__in", ["told", "called", "went_along", "form_sent"])),
                        name="connection_how_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "waiting"), ("outcome_on", None)),
                            models.Q(models.Q(("outcome", "waiting"), _negated=True), ("outcome_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="connection_outcome_with_its_day",
                        violation_error_message="Say since when this is known; while there is no word, leave it empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome_on", None), ("outcome_on__gte", models.F("connected_on")), _connector="OR"
                        ),
                        name="connection_outcome_after_it_began",
                        violation_error_message="This lies before the day the family was sent there.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("follow_up_on", None), ("follow_up_on__gte", models.F("connected_on")), _connector="OR"
                        ),
                        name="connection_follow_up_after_it_began",
                        violation_error_message="The day to ask again lies before the day the family was sent there.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ResourceLanguage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("es", "Spanish"),
                            ("ase", "American Sign Language"),
                            ("am", "Amharic"),
                            ("ar", "Arabic"),
                            ("bs", "Bosnian"),
                            ("my", "Burmese"),
                            ("zh", "Chinese"),
                            ("prs", "Dari"),
                            ("fr", "French"),
                            ("hmn", "Hmong"),
                            ("kar", "Karen"),
                            ("mh", "Marshallese"),
                            ("om", "Oromo"),
                            ("ps", "Pashto"),
                            ("ru", "Russian"),
                            ("so", "Somali"),
                            ("sw", "Swahili"),
                            ("uk", "Ukrainian"),
                            ("vi", "Vietnamese"),
                            ("other", "Another language"),
                        ],
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="languages",
                        to="resources.resource",
                        verbose_name="resource",
                    ),
                ),
            ],
            options={
                "ordering": ["resource", "code"],
                "constraints": [models.UniqueConstraint(fields=("resource", "code"), name="resourcelanguage_once")],
            },
        ),
        migrations.CreateModel(
            name="ResourceService",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("food", "Food"),
                            ("housing", "Housing"),
                            ("utilities", "Heat, power and water"),
                            ("health", "Health"),
                            ("dental", "Teeth"),
                            ("counseling", "Counseling"),
                            ("child_care", "Child care"),
                            ("baby_goods", "Clothes and goods for children"),
                            ("parenting", "Parenting"),
                            ("legal", "Legal help"),
                            ("money", "Money and benefits"),
                            ("work", "Work"),
                            ("education", "Education"),
                            ("language", "English and interpreting"),
                            ("transport", "Transport"),
                            ("culture", "Culture and community"),
                            ("faith", "Faith"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                        verbose_name="service",
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="services",
                        to="resources.resource",
                        verbose_name="resource",
                    ),
                ),
            ],
            options={
                "ordering": ["resource", "code"],
                "constraints": [models.UniqueConstraint(fields=("resource", "code"), name="resourceservice_once")],
            },
        ),
    ]
