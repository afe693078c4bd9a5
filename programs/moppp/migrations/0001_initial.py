import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("contacts", "0001_initial"),
        ("enrollments", "0001_initial"),
        ("meetings", "0001_initial"),
        ("participants", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="FactorReview",
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
                    "about",
                    models.CharField(
                        choices=[
                            ("risk", "Risk factors of the program"),
                            ("stressors", "Stressors of Parents as Teachers"),
                        ],
                        max_length=10,
                        verbose_name="which list",
                    ),
                ),
                ("asked_on", models.DateField(verbose_name="asked on")),
                ("count", models.PositiveSmallIntegerField(verbose_name="how many")),
                ("out_of", models.PositiveSmallIntegerField(verbose_name="of how many")),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="factor_reviews",
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
                "ordering": ["-asked_on", "-pk"],
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
                        name="factorreview_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("about__in", ["risk", "stressors"])), name="factorreview_list_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("count__lte", models.F("out_of")), ("out_of__lte", 60)),
                        name="factorreview_counts_what_was_asked",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at", None)),
                        fields=("enrollment", "about", "asked_on"),
                        name="factorreview_once_a_day",
                        violation_error_message="This list was asked on that day already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FactorReviewDetail",
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
                ("codes", models.JSONField(default=list, verbose_name="which")),
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
                    "review",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="detail",
                        to="moppp.factorreview",
                        verbose_name="asking",
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
                        name="factorreviewdetail_voided_with_person_and_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FamilyLevel",
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
                    "level",
                    models.CharField(
                        choices=[
                            ("2p", "Level 2P, early in the pregnancy"),
                            ("1p", "Level 1P, later in the pregnancy"),
                            ("1", "Level 1"),
                            ("2", "Level 2"),
                            ("3", "Level 3"),
                            ("4", "Level 4"),
                            ("co", "Creative outreach"),
                        ],
                        max_length=2,
                        verbose_name="level",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="why")),
                (
                    "agreed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided with",
                    ),
                ),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="home_visiting_levels",
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
                "ordering": ["enrollment", "starts_on", "pk"],
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
                        name="familylevel_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["2p", "1p", "1", "2", "3", "4", "co"])),
                        name="familylevel_is_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at", None)),
                        fields=("enrollment", "starts_on"),
                        name="familylevel_once_a_day",
                        violation_error_message="Another level begins on that day.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FamilyModel",
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
                    "model",
                    models.CharField(
                        choices=[("hfa", "Healthy Families America"), ("pat", "Parents as Teachers")],
                        max_length=3,
                        verbose_name="model",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("reason", models.CharField(max_length=200, verbose_name="why")),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="home_visiting_models",
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
                "ordering": ["enrollment", "starts_on", "pk"],
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
                        name="familymodel_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("model__in", ["hfa", "pat"])), name="familymodel_is_known"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at", None)),
                        fields=("enrollment", "starts_on"),
                        name="familymodel_once_a_day",
                        violation_error_message="Another model begins on that day.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HomeVisit",
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
                ("interaction", models.CharField(blank=True, max_length=500, verbose_name="parent-child interaction")),
                (
                    "development",
                    models.CharField(blank=True, max_length=500, verbose_name="development-centered parenting"),
                ),
                ("well_being", models.CharField(blank=True, max_length=500, verbose_name="family well-being")),
                ("strengths", models.CharField(blank=True, max_length=500, verbose_name="strengths seen")),
                ("curriculum_used", models.CharField(blank=True, max_length=120, verbose_name="curriculum unit used")),
                ("curriculum_next", models.CharField(blank=True, max_length=120, verbose_name="next unit")),
                ("signed_name", models.CharField(blank=True, max_length=120, verbose_name="signed by")),
                (
                    "contact",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="home_visit",
                        to="contacts.contact",
                        verbose_name="contact",
                    ),
                ),
                (
                    "next_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.meeting",
                        verbose_name="next group",
                    ),
                ),
                (
                    "primary_caregiver",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="participants.person",
                        verbose_name="primary caregiver",
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
                        name="homevisit_voided_with_person_and_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChildSeen",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seen", models.CharField(blank=True, max_length=300, verbose_name="what was seen")),
                (
                    "diaper_size",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("n", "Newborn"),
                            ("1", "Size 1"),
                            ("2", "Size 2"),
                            ("3", "Size 3"),
                            ("4", "Size 4"),
                            ("5", "Size 5"),
                            ("6", "Size 6"),
                            ("pants", "Training pants"),
                        ],
                        max_length=5,
                        verbose_name="diaper size",
                    ),
                ),
                ("wants_book", models.BooleanField(default=False, verbose_name="a book for the age")),
                ("has_medical_home", models.BooleanField(null=True, verbose_name="has a medical home")),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="participants.person",
                        verbose_name="child",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="children", to="moppp.homevisit"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "children seen",
                "ordering": ["visit", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("visit", "child"), name="childseen_once_in_a_visit"),
                    models.CheckConstraint(
                        condition=models.Q(("diaper_size__in", ["", "n", "1", "2", "3", "4", "5", "6", "pants"])),
                        name="childseen_diaper_size_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Outing",
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
                ("left_at", models.DateTimeField(verbose_name="left")),
                ("expected_back_at", models.DateTimeField(db_index=True, verbose_name="expected back")),
                ("back_at", models.DateTimeField(blank=True, null=True, verbose_name="back")),
                ("is_well", models.BooleanField(null=True, verbose_name="all is well")),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="what happened")),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outings",
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
                    "visitor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outings",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="visitor",
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
                "ordering": ["-left_at", "-pk"],
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
                        name="outing_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expected_back_at__gt", models.F("left_at"))),
                        name="outing_is_expected_back_after_leaving",
                        violation_error_message="The way back ends before it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("back_at", None), ("is_well", None)),
                            models.Q(("back_at__isnull", False), ("is_well__isnull", False)),
                            _connector="OR",
                        ),
                        name="outing_back_says_how_it_was",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("back_at", None), ("voided_at", None)),
                        fields=("visitor", "enrollment"),
                        name="outing_one_at_a_time",
                        violation_error_message="You are on the way to this family already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SafetyNote",
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
                ("on", models.DateField(verbose_name="when")),
                ("is_urgent", models.BooleanField(default=False, verbose_name="urgent")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("self_harm", "Somebody spoke of hurting themselves"),
                            ("incident", "An incident"),
                            ("hotline", "A report to the hotline was made"),
                        ],
                        max_length=10,
                        verbose_name="what it is",
                    ),
                ),
                ("words", models.TextField(blank=True, max_length=2000, verbose_name="in words")),
                ("answered_at", models.DateTimeField(editable=False, null=True, verbose_name="answered at")),
                ("answer", models.TextField(blank=True, max_length=2000, verbose_name="what was done")),
                (
                    "answered_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contacts.contact",
                        verbose_name="contact",
                    ),
                ),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="safety_notes",
                        to="enrollments.enrollment",
                        verbose_name="enrollment",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by whom",
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
                        name="safetynote_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["self_harm", "incident", "hotline"])),
                        name="safetynote_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="safetynote_answered_with_person_and_words",
                        violation_error_message="Say what was done.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "hotline"), _negated=True), ("words", ""), _connector="OR"
                        ),
                        name="safetynote_hotline_without_its_content",
                        violation_error_message="What was reported stays out of the portal.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TransitionPlan",
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
                    "next_program",
                    models.CharField(
                        choices=[
                            ("head_start", "Head Start"),
                            ("preschool", "Preschool"),
                            ("special", "Early childhood special education"),
                            ("pat", "Parents as Teachers of the school district"),
                            ("kindergarten", "Kindergarten"),
                            ("home", "At home with the family"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                        verbose_name="what follows",
                    ),
                ),
                ("next_words", models.CharField(blank=True, max_length=120, verbose_name="in words")),
                ("made_on", models.DateField(verbose_name="planned on")),
                ("begins_on", models.DateField(blank=True, null=True, verbose_name="begins")),
                ("words", models.CharField(blank=True, max_length=500, verbose_name="what is still to do")),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="participants.person",
                        verbose_name="child",
                    ),
                ),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transition_plans",
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
                        name="transitionplan_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "next_program__in",
                                ["head_start", "preschool", "special", "pat", "kindergarten", "home", "other"],
                            )
                        ),
                        name="transitionplan_next_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("begins_on", None), ("begins_on__gte", models.F("made_on")), _connector="OR"
                        ),
                        name="transitionplan_begins_after_it_was_made",
                        violation_error_message="The next program begins before this plan was made. Check the days.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExcusedVisit",
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
                ("on", models.DateField(verbose_name="when")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("illness", "Illness in the family"),
                            ("birth", "A birth"),
                            ("visitor", "The visitor was ill or away"),
                            ("weather", "Snow, ice or flood"),
                            ("holiday", "A holiday"),
                            ("unsafe", "It was not safe to go"),
                            ("other", "Another reason"),
                        ],
                        max_length=10,
                        verbose_name="why",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=200, verbose_name="in words")),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="excused_visits",
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
                "ordering": ["-on", "-pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["enrollment", "on"], name="excusedvisit_by_enrollment")],
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
                        name="excusedvisit_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reason__in", ["illness", "birth", "visitor", "weather", "holiday", "unsafe", "other"])
                        ),
                        name="excusedvisit_reason_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", "other"), _negated=True),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="excusedvisit_another_reason_has_words",
                        violation_error_message="Say why in a few words.",
                    ),
                ],
            },
        ),
    ]
