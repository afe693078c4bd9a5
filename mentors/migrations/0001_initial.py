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
            name="CorporatePartner",
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
                ("name", models.CharField(max_length=120, verbose_name="company")),
                (
                    "industry",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("food", "Food and kitchens"),
                            ("retail", "Shops"),
                            ("health_care", "Health and care"),
                            ("child_care", "Children"),
                            ("hospitality", "Hotels and events"),
                            ("building", "Building and repair"),
                            ("automotive", "Cars and machines"),
                            ("making", "Making and printing"),
                            ("cleaning", "Cleaning and laundry"),
                            ("nature", "Plants and animals"),
                            ("office", "Office and computers"),
                            ("transport", "Storage and delivery"),
                            ("other", "Something else"),
                        ],
                        max_length=80,
                        verbose_name="industry",
                    ),
                ),
                ("city", models.CharField(blank=True, max_length=60, verbose_name="city")),
                ("website", models.URLField(blank=True, verbose_name="website")),
                (
                    "offers",
                    models.CharField(
                        blank=True,
                        help_text="Such as part-time, evenings, from $13 an hour.",
                        max_length=300,
                        verbose_name="what they offer",
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("prospect", "Prospect"),
                            ("talking", "In talks"),
                            ("signed", "Signed"),
                            ("resting", "Resting"),
                            ("declined", "Not now"),
                            ("ended", "Ended"),
                        ],
                        default="prospect",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="agreement signed")),
                ("agreement_ends_on", models.DateField(blank=True, null=True, verbose_name="agreement ends")),
                ("next_step", models.CharField(blank=True, max_length=200, verbose_name="next step")),
                ("next_step_on", models.DateField(blank=True, null=True, verbose_name="by when")),
                (
                    "next_step_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="whose task",
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
                        related_name="partners",
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
                "verbose_name": "Corporate Partner",
                "ordering": ["name"],
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
                        name="corporatepartner_voided_with_person_and_reason",
                    ),
                    models.UniqueConstraint(
                        fields=("site", "name"),
                        name="corporatepartner_named_once_at_a_site",
                        violation_error_message="A company of this name is kept here already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["prospect", "talking", "signed", "resting", "declined", "ended"])
                        ),
                        name="corporatepartner_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["signed", "resting"]), _negated=True),
                            ("signed_on__isnull", False),
                            _connector="OR",
                        ),
                        name="corporatepartner_signed_with_its_day",
                        violation_error_message="Say on which day the agreement was signed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreement_ends_on", None),
                            models.Q(("agreement_ends_on__gt", models.F("signed_on")), ("signed_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="corporatepartner_ends_after_it_was_signed",
                        violation_error_message="The agreement ends before it was signed. Check the two days.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("next_step", ""), ("next_step_by", None), ("next_step_on", None)),
                            models.Q(
                                models.Q(("next_step", ""), _negated=True),
                                ("next_step_by__isnull", False),
                                ("next_step_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="corporatepartner_next_step_with_day_and_person",
                        violation_error_message="A next step has a day and somebody whose task it is.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mentor",
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
                            ("workplace", "Workplace mentor"),
                            ("community", "Community mentor"),
                            ("parent_mentor", "Parent Mentor"),
                            ("home_visitor", "Home visitor"),
                        ],
                        max_length=15,
                        verbose_name="kind",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("applied", "Applied"),
                            ("in_training", "In training"),
                            ("active", "Active"),
                            ("resting", "Resting"),
                            ("left", "Left"),
                        ],
                        default="applied",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("applied_on", models.DateField(verbose_name="applied")),
                ("trained_on", models.DateField(blank=True, null=True, verbose_name="training finished")),
                ("capacity", models.PositiveSmallIntegerField(default=1, verbose_name="matches at most")),
                ("interests", models.CharField(blank=True, max_length=200, verbose_name="interests")),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentors",
                        to="mentors.corporatepartner",
                        verbose_name="Corporate Partner",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentorships",
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
                        related_name="mentors",
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
                "ordering": ["person__family_name", "person__given_name", "pk"],
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
                        name="mentor_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["applied", "in_training", "active", "resting", "left"])),
                        name="mentor_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["workplace", "community", "parent_mentor", "home_visitor"])),
                        name="mentor_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["active", "resting"]), _negated=True),
                            ("trained_on__isnull", False),
                            _connector="OR",
                        ),
                        name="mentor_active_only_when_trained",
                        violation_error_message="A mentor becomes active when the training is finished: enter its date.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "workplace"), ("partner", None), _connector="OR"),
                        name="mentor_partner_only_for_the_workplace",
                        violation_error_message="Only a workplace mentor has a Corporate Partner.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at", None)),
                        fields=("person", "site", "kind"),
                        name="mentor_one_of_a_kind_at_a_site",
                        violation_error_message="This person is a mentor of this kind here already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Qualification",
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
                    "what",
                    models.CharField(
                        choices=[
                            ("background_check", "Background check"),
                            ("drivers_license", "Driver's license"),
                            ("car_insurance", "Car insurance"),
                            ("diploma", "High school diploma or equivalent"),
                            ("mentor_training", "Mentor training"),
                        ],
                        max_length=20,
                        verbose_name="what",
                    ),
                ),
                ("seen_on", models.DateField(verbose_name="evidence seen")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="qualifications",
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
                "ordering": ["mentor", "what", "-seen_on"],
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
                        name="qualification_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None), ("valid_until__gte", models.F("seen_on")), _connector="OR"
                        ),
                        name="qualification_valid_after_it_was_seen",
                        violation_error_message="It ended before the evidence was seen.",
                    ),
                ],
            },
        ),
    ]
