import django.db.models.deletion
import django.utils.timezone
import programs.casework.referrals.numbers
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
            name="Referral",
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
                    "number",
                    models.CharField(
                        default=programs.casework.referrals.numbers.new_number,
                        editable=False,
                        max_length=12,
                        unique=True,
                        verbose_name="number",
                    ),
                ),
                (
                    "program",
                    models.CharField(
                        blank=True,
                        help_text="Empty: whichever program fits.",
                        max_length=20,
                        verbose_name="program wished for",
                    ),
                ),
                ("received_on", models.DateField(verbose_name="received")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("self", "The family itself"),
                            ("family", "A relative or friend"),
                            ("childrens_division", "Children’s Division"),
                            ("juvenile_office", "Court or juvenile office"),
                            ("health", "Hospital, clinic or WIC"),
                            ("school", "School"),
                            ("partner", "Another community partner"),
                            ("cris", "CRIS"),
                            ("staff", "Somebody of our agency"),
                        ],
                        max_length=20,
                        verbose_name="who refers",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("desk", "Written down by staff"),
                            ("public_form", "Public form"),
                            ("import", "Spreadsheet"),
                        ],
                        default="desk",
                        max_length=12,
                        verbose_name="how it came",
                    ),
                ),
                ("cris_number", models.CharField(blank=True, max_length=40, verbose_name="CRIS number")),
                ("referrer_name", models.CharField(blank=True, max_length=120, verbose_name="who refers, by name")),
                ("referrer_organization", models.CharField(blank=True, max_length=120, verbose_name="organization")),
                (
                    "referrer_reach",
                    models.CharField(blank=True, max_length=120, verbose_name="how to reach whoever refers"),
                ),
                ("family_knows", models.BooleanField(null=True, verbose_name="the family knows of it")),
                (
                    "reach_safely",
                    models.TextField(blank=True, max_length=500, verbose_name="how to reach the family safely"),
                ),
                ("hopes", models.TextField(blank=True, max_length=2000, verbose_name="what they hope for")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("screening", "Being screened"),
                            ("waiting", "Waiting"),
                            ("enrolled", "Enrolled"),
                            ("elsewhere", "Referred elsewhere"),
                            ("declined", "Declined"),
                            ("unreached", "Could not be reached"),
                        ],
                        default="new",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("status_on", models.DateField(verbose_name="since")),
                ("waiting_since", models.DateField(blank=True, null=True, verbose_name="waiting since")),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_eligible", "Not eligible by the rules"),
                            ("another_fits", "Another program or service fits better"),
                            ("lives_elsewhere", "Lives outside the area of the site"),
                            ("no_room", "No room for a long time"),
                            ("not_now", "Not now"),
                            ("not_wanted", "Does not wish it"),
                            ("has_help", "Has other help already"),
                            ("no_answer", "No answer after several tries"),
                            ("no_way", "The number and address are no longer theirs"),
                            ("other", "Another reason"),
                        ],
                        max_length=20,
                        verbose_name="why it ended",
                    ),
                ),
                ("reason_words", models.CharField(blank=True, max_length=300, verbose_name="in words")),
                ("referred_to", models.CharField(blank=True, max_length=120, verbose_name="referred to")),
                (
                    "sent_uid",
                    models.UUIDField(editable=False, null=True, unique=True, verbose_name="id of the sending"),
                ),
                (
                    "intake_worker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals_taken_in",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="intake worker",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="participants.person",
                        verbose_name="person referred",
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
                        related_name="referrals",
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
                "ordering": ["-received_on", "-pk"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["site", "status", "program"], name="referral_of_site_by_status"),
                    models.Index(fields=["status", "received_on"], name="referral_by_status_and_day"),
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
                        name="referral_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ["new", "screening", "waiting", "enrolled", "elsewhere", "declined", "unreached"],
                            )
                        ),
                        name="referral_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "source__in",
                                [
                                    "self",
                                    "family",
                                    "childrens_division",
                                    "juvenile_office",
                                    "health",
                                    "school",
                                    "partner",
                                    "cris",
                                    "staff",
                                ],
                            )
                        ),
                        name="referral_source_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["desk", "public_form", "import"])),
                        name="referral_channel_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status_on__gte", models.F("received_on"))),
                        name="referral_goes_on_after_it_came",
                        violation_error_message="The day lies before the referral came.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "waiting"), _negated=True),
                            models.Q(("waiting_since__isnull", False), models.Q(("program", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="referral_waits_for_a_program_since_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ["elsewhere", "declined", "unreached"]),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status__in", ["elsewhere", "declined", "unreached"]), _negated=True),
                                ("reason", ""),
                            ),
                            _connector="OR",
                        ),
                        name="referral_ended_exactly_with_a_reason",
                        violation_error_message="Say why.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                [
                                    "",
                                    "not_eligible",
                                    "another_fits",
                                    "lives_elsewhere",
                                    "no_room",
                                    "not_now",
                                    "not_wanted",
                                    "has_help",
                                    "no_answer",
                                    "no_way",
                                    "other",
                                ],
                            )
                        ),
                        name="referral_reason_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DivisionReport",
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
                ("risk_level", models.CharField(blank=True, max_length=120, verbose_name="risk level of the report")),
                (
                    "words",
                    models.TextField(blank=True, max_length=4000, verbose_name="what Children’s Division wrote"),
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
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="division_reports",
                        to="referrals.referral",
                        verbose_name="referral",
                    ),
                ),
            ],
            options={
                "ordering": ["-recorded_at"],
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
                        name="divisionreport_voided_with_person_and_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
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
                ("made_on", models.DateField(verbose_name="when")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("call", "Call"),
                            ("text", "Text"),
                            ("email", "E-mail"),
                            ("letter", "Letter"),
                            ("visit", "Visit"),
                            ("referrer", "Through whoever refers"),
                        ],
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("no_answer", "No answer"),
                            ("message", "Left a message"),
                            ("wrong", "The number or address is wrong"),
                            ("reached", "Spoke with them"),
                        ],
                        max_length=10,
                        verbose_name="what came of it",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "sent_uid",
                    models.UUIDField(editable=False, null=True, unique=True, verbose_name="id of the sending"),
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
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="referrals.referral",
                        verbose_name="referral",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_on", "-pk"],
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
                        name="attempt_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("way__in", ["call", "text", "email", "letter", "visit", "referrer"])),
                        name="attempt_way_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["no_answer", "message", "wrong", "reached"])),
                        name="attempt_outcome_is_known",
                    ),
                ],
            },
        ),
    ]
