import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("enrollments", "0001_initial"),
        ("files", "0001_initial"),
        ("matches", "0001_initial"),
        ("meetings", "0001_initial"),
        ("mentors", "0001_initial"),
        ("partners", "0001_initial"),
        ("supports", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClassMeeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, verbose_name="class")),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readiness_class",
                        to="meetings.meeting",
                        verbose_name="meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["meeting"],
            },
        ),
        migrations.CreateModel(
            name="Opening",
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
                ("title", models.CharField(max_length=120, verbose_name="job")),
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
                ("places", models.PositiveSmallIntegerField(default=1, verbose_name="places")),
                (
                    "hours_from",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="hours a week, at least"),
                ),
                (
                    "hours_to",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="hours a week, at most"),
                ),
                ("shifts", models.JSONField(blank=True, default=list, verbose_name="when")),
                (
                    "wage_from_cents",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="wage an hour, from"),
                ),
                ("wage_to_cents", models.PositiveIntegerField(blank=True, null=True, verbose_name="wage an hour, to")),
                (
                    "youngest_age",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="from the age of"),
                ),
                ("oldest_age", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="to the age of")),
                ("needs_experience", models.BooleanField(default=False, verbose_name="asks for experience")),
                ("opens_on", models.DateField(verbose_name="open since")),
                ("last_day", models.DateField(blank=True, null=True, verbose_name="last day to apply")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("filled", "Filled"), ("closed", "Closed")],
                        default="open",
                        max_length=6,
                        verbose_name="status",
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="good to know")),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="openings",
                        to="mentors.corporatepartner",
                        verbose_name="company",
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
                (
                    "workplace",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="openings",
                        to="partners.workplace",
                        verbose_name="place of work",
                    ),
                ),
            ],
            options={
                "ordering": ["-opens_on", "-pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["status", "last_day"], name="opening_by_status_and_last_day")],
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
                        name="opening_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["open", "filled", "closed"])),
                        name="opening_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("places__gte", 1), ("places__lte", 50)),
                        name="opening_has_a_place",
                        violation_error_message="From 1 to 50 places.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hours_from", None),
                            ("hours_to", None),
                            ("hours_to__gte", models.F("hours_from")),
                            _connector="OR",
                        ),
                        name="opening_hours_rise",
                        violation_error_message="The most hours are fewer than the least.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("wage_from_cents", None),
                            ("wage_to_cents", None),
                            ("wage_to_cents__gte", models.F("wage_from_cents")),
                            _connector="OR",
                        ),
                        name="opening_wages_rise",
                        violation_error_message="The highest wage is lower than the lowest.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("youngest_age", None),
                            ("oldest_age", None),
                            ("oldest_age__gte", models.F("youngest_age")),
                            _connector="OR",
                        ),
                        name="opening_ages_rise",
                        violation_error_message="The oldest age is below the youngest.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last_day", None), ("last_day__gte", models.F("opens_on")), _connector="OR"
                        ),
                        name="opening_ends_after_it_began",
                        violation_error_message="The last day lies before the first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Candidate",
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
                        choices=[
                            ("referred", "Sent to the company"),
                            ("interview", "Interview"),
                            ("offered", "Offer"),
                            ("hired", "Hired"),
                            ("not_chosen", "Not chosen"),
                            ("declined", "Did not want it"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="referred",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("referred_on", models.DateField(verbose_name="sent to the company")),
                ("stands_since", models.DateField(verbose_name="stands so since")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="candidacies",
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
                (
                    "opening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="candidates",
                        to="worksite.opening",
                        verbose_name="opening",
                    ),
                ),
            ],
            options={
                "ordering": ["-stands_since", "-pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["status", "stands_since"], name="candidate_by_status_and_day")],
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
                        name="candidate_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ["referred", "interview", "offered", "hired", "not_chosen", "declined", "withdrawn"],
                            )
                        ),
                        name="candidate_status_is_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ("referred", "interview", "offered")), ("voided_at", None)),
                        fields=("enrollment", "opening"),
                        name="candidate_open_once_for_an_opening",
                        violation_error_message="They were sent there already, and no answer came yet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stands_since__gte", models.F("referred_on"))),
                        name="candidate_goes_on_after_it_began",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Placement",
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
                ("employer", models.CharField(blank=True, max_length=120, verbose_name="employer")),
                ("title", models.CharField(max_length=120, verbose_name="job")),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("season", "The season or the contract ended"),
                            ("better", "A better job"),
                            ("school", "School comes first"),
                            ("left", "They left"),
                            ("let_go", "They were let go"),
                            ("moved", "They moved away"),
                            ("closed", "The company closed or cut the job"),
                        ],
                        max_length=8,
                        verbose_name="why it ended",
                    ),
                ),
                ("end_note", models.CharField(blank=True, max_length=300, verbose_name="in their words")),
                (
                    "candidate",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placement",
                        to="worksite.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="enrollments.enrollment",
                        verbose_name="enrollment",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="mentors.corporatepartner",
                        verbose_name="company",
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
                (
                    "workplace",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="partners.workplace",
                        verbose_name="place of work",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on", "-pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["enrollment", "starts_on"], name="placement_of_case_by_day")],
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
                        name="placement_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("employer", ""), ("partner__isnull", False)),
                            models.Q(("partner", None), models.Q(("employer", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="placement_at_a_partner_or_elsewhere",
                        violation_error_message="Say who the employer is.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None), ("ended_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="placement_ended_after_it_began",
                        violation_error_message="The last day lies before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_reason", ""), ("ended_on", None)),
                            models.Q(("ended_on__isnull", False), models.Q(("end_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="placement_ended_exactly_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PayStep",
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
                ("from_on", models.DateField(verbose_name="from")),
                ("wage_cents", models.PositiveIntegerField(verbose_name="wage an hour")),
                ("hours_a_week", models.PositiveSmallIntegerField(verbose_name="hours a week")),
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
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pay_steps",
                        to="worksite.placement",
                        verbose_name="job",
                    ),
                ),
            ],
            options={
                "ordering": ["from_on", "pk"],
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
                        name="paystep_voided_with_person_and_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at", None)),
                        fields=("placement", "from_on"),
                        name="paystep_once_a_day",
                        violation_error_message="From this day on a wage is written already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wage_cents__gte", 1), ("wage_cents__lte", 20000)),
                        name="paystep_wage_is_sane",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hours_a_week__gte", 1), ("hours_a_week__lte", 60)),
                        name="paystep_hours_are_sane",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MentorAtWork",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField(verbose_name="from")),
                (
                    "match",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="jobs",
                        to="matches.match",
                        verbose_name="match",
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentorships",
                        to="worksite.placement",
                        verbose_name="job",
                    ),
                ),
            ],
            options={
                "ordering": ["-from_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("placement", "match"), name="mentoratwork_once_a_job")
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckIn",
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
                    "side",
                    models.CharField(
                        choices=[("youth", "Youth"), ("employer", "Employer")],
                        max_length=8,
                        verbose_name="who is asked",
                    ),
                ),
                ("day_number", models.PositiveSmallIntegerField(verbose_name="days after the first day")),
                ("due_on", models.DateField(verbose_name="due")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="answered")),
                (
                    "through",
                    models.CharField(
                        blank=True,
                        choices=[("link", "by the link"), ("staff", "noted by staff")],
                        max_length=5,
                        verbose_name="how",
                    ),
                ),
                ("still_works", models.BooleanField(blank=True, null=True, verbose_name="still works there")),
                (
                    "first",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(3, "Well"), (2, "So so"), (1, "Not well")],
                        null=True,
                        verbose_name="how it goes",
                    ),
                ),
                (
                    "second",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(3, "Well"), (2, "So so"), (1, "Not well")],
                        null=True,
                        verbose_name="on time, or time of the mentor",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=500, verbose_name="what would help")),
                (
                    "noted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="noted by",
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
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="check_ins",
                        to="worksite.placement",
                        verbose_name="job",
                    ),
                ),
            ],
            options={
                "verbose_name": "check-in",
                "ordering": ["due_on", "side", "pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["answered_on", "due_on"], name="checkin_owed_by_day")],
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
                        name="checkin_voided_with_person_and_reason",
                    ),
                    models.UniqueConstraint(
                        fields=("placement", "side", "day_number"), name="checkin_once_a_side_and_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["youth", "employer"])), name="checkin_side_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_on", None),
                                ("first", None),
                                ("noted_by", None),
                                ("second", None),
                                ("still_works", None),
                                ("through", ""),
                            ),
                            models.Q(
                                ("answered_on__isnull", False),
                                ("noted_by", None),
                                ("still_works__isnull", False),
                                ("through", "link"),
                            ),
                            models.Q(
                                ("answered_on__isnull", False),
                                ("noted_by__isnull", False),
                                ("still_works__isnull", False),
                                ("through", "staff"),
                            ),
                            _connector="OR",
                        ),
                        name="checkin_answered_with_day_and_way",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadinessWaiver",
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
                ("waived_on", models.DateField(verbose_name="when")),
                ("reason", models.CharField(max_length=300, verbose_name="why")),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readiness_waivers",
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
                "verbose_name": "exception from readiness",
                "ordering": ["-waived_on", "-pk"],
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
                        name="readinesswaiver_voided_with_person_and_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at", None)),
                        fields=("enrollment",),
                        name="readinesswaiver_once",
                        violation_error_message="The exception was made already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="readinesswaiver_with_a_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SubTest",
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
                ("test", models.CharField(max_length=10, verbose_name="test")),
                ("subject", models.CharField(max_length=20, verbose_name="subtest")),
                ("taken_on", models.DateField(verbose_name="taken")),
                ("score", models.PositiveSmallIntegerField(verbose_name="score")),
                ("essay", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="essay")),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subtests",
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
                "verbose_name": "subtest",
                "ordering": ["taken_on", "pk"],
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
                        name="subtest_voided_with_person_and_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at", None)),
                        fields=("enrollment", "test", "subject", "taken_on"),
                        name="subtest_once_a_day",
                        violation_error_message="This subtest is written for this day already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", 1), ("score__lte", 200)), name="subtest_score_is_sane"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CandidateStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("referred", "Sent to the company"),
                            ("interview", "Interview"),
                            ("offered", "Offer"),
                            ("hired", "Hired"),
                            ("not_chosen", "Not chosen"),
                            ("declined", "Did not want it"),
                            ("withdrawn", "Taken back"),
                        ],
                        max_length=10,
                        verbose_name="step",
                    ),
                ),
                ("on", models.DateField(verbose_name="when")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="noted by",
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="worksite.candidate",
                        verbose_name="candidate",
                    ),
                ),
            ],
            options={
                "ordering": ["on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ["referred", "interview", "offered", "hired", "not_chosen", "declined", "withdrawn"],
                            )
                        ),
                        name="candidatestep_status_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FundRequest",
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
                    "fund",
                    models.CharField(
                        choices=[
                            ("hiset", "HiSET test"),
                            ("act", "ACT test"),
                            ("college", "College registration"),
                            ("other", "Other education"),
                        ],
                        max_length=10,
                        verbose_name="what for",
                    ),
                ),
                ("amount_cents", models.PositiveIntegerField(verbose_name="amount")),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="what exactly")),
                ("asked_on", models.DateField(verbose_name="asked for")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("asked", "Asked for"),
                            ("approved", "Approved"),
                            ("declined", "Declined"),
                            ("paid", "Paid"),
                            ("taken_back", "Taken back"),
                        ],
                        default="asked",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="why")),
                ("paid_on", models.DateField(blank=True, null=True, verbose_name="paid")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="supports.account",
                        verbose_name="pot",
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
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fund_requests",
                        to="enrollments.enrollment",
                        verbose_name="enrollment",
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fund_request",
                        to="supports.entry",
                        verbose_name="entry",
                    ),
                ),
                (
                    "paid_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="paid by",
                    ),
                ),
                (
                    "receipt",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "verbose_name": "request for education funds",
                "ordering": ["-asked_on", "-pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["status", "asked_on"], name="fundrequest_by_status_and_day")],
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
                        name="fundrequest_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fund__in", ["hiset", "act", "college", "other"])),
                        name="fundrequest_fund_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["asked", "approved", "declined", "paid", "taken_back"])),
                        name="fundrequest_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_cents__gte", 1), ("amount_cents__lte", 500000)),
                        name="fundrequest_amount_is_sane",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("recorded_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="fundrequest_decided_by_somebody_else",
                        violation_error_message="Somebody else decides on what one asked for.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["asked", "taken_back"]),
                            models.Q(("decided_by__isnull", False), ("decided_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="fundrequest_decided_with_person_and_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["approved", "paid"]), _negated=True),
                            ("entry__isnull", False),
                            _connector="OR",
                        ),
                        name="fundrequest_approved_with_its_entry",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["declined", "taken_back"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="fundrequest_refused_with_a_reason",
                        violation_error_message="Say why.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("paid_by__isnull", False), ("paid_on__isnull", False), ("status", "paid")),
                            models.Q(
                                models.Q(("status", "paid"), _negated=True),
                                ("paid_by", None),
                                ("paid_on", None),
                                ("receipt", None),
                            ),
                            _connector="OR",
                        ),
                        name="fundrequest_paid_with_day_and_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JobWishes",
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
                ("industries", models.JSONField(blank=True, default=list, verbose_name="would like to work with")),
                (
                    "hours_from",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="hours a week, at least"),
                ),
                (
                    "hours_to",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="hours a week, at most"),
                ),
                ("shifts", models.JSONField(blank=True, default=list, verbose_name="when")),
                ("transport", models.JSONField(blank=True, default=list, verbose_name="how they get there")),
                ("experience", models.CharField(blank=True, max_length=300, verbose_name="what they have done")),
                (
                    "enrollment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="job_wishes",
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
                "verbose_name": "job wishes",
                "verbose_name_plural": "job wishes",
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
                        name="jobwishes_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hours_from", None),
                            ("hours_to", None),
                            ("hours_to__gte", models.F("hours_from")),
                            _connector="OR",
                        ),
                        name="jobwishes_hours_rise",
                        violation_error_message="The most hours are fewer than the least.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MakeUp",
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
                ("code", models.CharField(max_length=20, verbose_name="class")),
                ("made_up_on", models.DateField(verbose_name="when")),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("one_to_one", "With staff, one to one"),
                            ("elsewhere", "In a class elsewhere"),
                            ("at_home", "At home, and talked over"),
                        ],
                        default="one_to_one",
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="made_up_classes",
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
                "verbose_name": "class made up",
                "ordering": ["made_up_on", "pk"],
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
                        name="makeup_voided_with_person_and_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at", None)),
                        fields=("enrollment", "code"),
                        name="makeup_once_a_class",
                        violation_error_message="This class was made up already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("how__in", ["one_to_one", "elsewhere", "at_home"])),
                        name="makeup_how_is_known",
                    ),
                ],
            },
        ),
    ]
