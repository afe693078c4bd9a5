import django.core.validators
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
        ("enrollments", "0001_initial"),
        ("participants", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="FamilyMeeting",
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
                ("asked_on", models.DateField(verbose_name="asked for")),
                ("coordinator", models.CharField(blank=True, max_length=120, verbose_name="who coordinates it")),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="held")),
                ("not_held_because", models.CharField(blank=True, max_length=200, verbose_name="why it was not held")),
                (
                    "had_private_time",
                    models.BooleanField(default=False, verbose_name="the family had time of its own"),
                ),
                ("plan", models.TextField(blank=True, max_length=2000, verbose_name="the family's plan")),
                (
                    "accepted",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("waiting", "Not answered yet"),
                            ("yes", "Accepted"),
                            ("partly", "Accepted in part"),
                            ("no", "Not accepted"),
                        ],
                        max_length=10,
                        verbose_name="what the county said to it",
                    ),
                ),
                (
                    "follow_up_on",
                    models.DateField(blank=True, db_index=True, null=True, verbose_name="look at it again"),
                ),
                ("followed_up_on", models.DateField(blank=True, null=True, verbose_name="looked at again")),
                (
                    "follow_up_words",
                    models.CharField(blank=True, max_length=500, verbose_name="what became of the plan"),
                ),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="family_meetings",
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
                        name="familymeeting_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("accepted__in", ["", "waiting", "yes", "partly", "no"])),
                        name="familymeeting_answer_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("held_on", None),
                            models.Q(("held_on__gte", models.F("asked_on")), ("not_held_because", "")),
                            _connector="OR",
                        ),
                        name="familymeeting_held_after_it_was_asked_for",
                        violation_error_message="It was held before it was asked for, or not at all. Check what is written.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted", ""), ("plan", "")), ("held_on__isnull", False), _connector="OR"
                        ),
                        name="familymeeting_plan_only_when_held",
                        violation_error_message="A plan is made at the meeting. Say on which day it was held.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FamilyGuest",
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
                        choices=[
                            ("mother", "Mother’s side"),
                            ("father", "Father’s side"),
                            ("friends", "Friends and neighbors"),
                            ("tribe", "Tribe or community"),
                            ("services", "Services and the county"),
                        ],
                        max_length=10,
                        verbose_name="side",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("relation", models.CharField(blank=True, max_length=80, verbose_name="who it is to the children")),
                (
                    "came",
                    models.CharField(
                        blank=True,
                        choices=[("", "Not known yet"), ("yes", "Came"), ("no", "Did not come")],
                        max_length=5,
                        verbose_name="came",
                    ),
                ),
                (
                    "is_guardian",
                    models.BooleanField(default=False, verbose_name="is guardian of a child until its return"),
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
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guests",
                        to="mpmp.familymeeting",
                        verbose_name="family meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["side", "name", "pk"],
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
                        name="familyguest_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["mother", "father", "friends", "tribe", "services"])),
                        name="familyguest_side_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("came__in", ["", "yes", "no"])), name="familyguest_came_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="familyguest_has_a_name",
                        violation_error_message="Say who it is.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FamilyVisit",
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
                ("on", models.DateField(verbose_name="day")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("supervised", "Supervised"),
                            ("unsupervised", "Unsupervised"),
                            ("overnight", "Overnight"),
                            ("at_distance", "By phone or video"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("kept", "Took place"),
                            ("parent", "The parent could not come"),
                            ("child", "The child could not come"),
                            ("county", "Called off by the county or the place"),
                        ],
                        default="kept",
                        max_length=10,
                        verbose_name="what came of it",
                    ),
                ),
                ("duration_minutes", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minutes")),
                ("words", models.CharField(blank=True, max_length=500, verbose_name="how it went")),
                (
                    "children",
                    models.ManyToManyField(related_name="+", to="participants.person", verbose_name="children"),
                ),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="family_visits",
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
                        name="familyvisit_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["supervised", "unsupervised", "overnight", "at_distance"])),
                        name="familyvisit_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["kept", "parent", "child", "county"])),
                        name="familyvisit_outcome_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("duration_minutes", None),
                            models.Q(("duration_minutes__gte", 1), ("outcome", "kept")),
                            _connector="OR",
                        ),
                        name="familyvisit_lasted_only_when_kept",
                        violation_error_message="A visit that did not take place has no length.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Hearing",
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
                            ("emergency", "Emergency protective care hearing"),
                            ("admit_deny", "Admit or deny hearing"),
                            ("pretrial", "Pretrial hearing"),
                            ("trial", "Trial"),
                            ("review", "Review hearing"),
                            ("permanency_progress", "Permanency progress hearing"),
                            ("permanency_admit_deny", "Permanency admit or deny hearing"),
                            ("permanency_trial", "Permanency trial"),
                            ("post_permanency", "Review after permanency"),
                            ("case_plan", "Case plan meeting"),
                            ("team", "Team or placement meeting"),
                            ("school", "School or treatment meeting"),
                            ("other", "Another meeting"),
                        ],
                        max_length=30,
                        verbose_name="kind",
                    ),
                ),
                ("starts_at", models.DateTimeField(db_index=True, verbose_name="begins")),
                ("room", models.CharField(blank=True, max_length=120, verbose_name="courthouse and room")),
                ("video_link", models.URLField(blank=True, max_length=300, verbose_name="video link")),
                ("interpreter", models.CharField(blank=True, max_length=80, verbose_name="interpreter")),
                ("ride", models.CharField(blank=True, max_length=120, verbose_name="ride")),
                ("who_attends", models.CharField(blank=True, max_length=200, verbose_name="who else comes")),
                ("mentor_comes", models.BooleanField(default=True, verbose_name="the Parent Mentor comes along")),
                (
                    "parents_words",
                    models.TextField(blank=True, max_length=2000, verbose_name="what the parent wants to say"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("held", "Held"),
                            ("continued", "Put off to another day"),
                            ("cancelled", "Called off"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("parent_was_there", models.BooleanField(blank=True, null=True, verbose_name="the parent was there")),
                (
                    "mentor_was_there",
                    models.BooleanField(blank=True, null=True, verbose_name="the Parent Mentor was there"),
                ),
                ("outcome", models.CharField(blank=True, max_length=500, verbose_name="what came of it")),
                ("orders", models.TextField(blank=True, max_length=2000, verbose_name="what was ordered")),
                (
                    "appointment",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hearing",
                        to="contacts.appointment",
                        verbose_name="in the calendar",
                    ),
                ),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hearings",
                        to="enrollments.enrollment",
                        verbose_name="enrollment",
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="mpmp.hearing",
                        verbose_name="date given at",
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
                "ordering": ["starts_at", "pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["enrollment", "starts_at"], name="hearing_by_enrollment")],
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
                        name="hearing_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "emergency",
                                    "admit_deny",
                                    "pretrial",
                                    "trial",
                                    "review",
                                    "permanency_progress",
                                    "permanency_admit_deny",
                                    "permanency_trial",
                                    "post_permanency",
                                    "case_plan",
                                    "team",
                                    "school",
                                    "other",
                                ],
                            )
                        ),
                        name="hearing_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["planned", "held", "continued", "cancelled"])),
                        name="hearing_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("mentor_was_there__isnull", False),
                                ("parent_was_there__isnull", False),
                                ("status", "held"),
                            ),
                            models.Q(
                                models.Q(("status", "held"), _negated=True),
                                ("mentor_was_there", None),
                                ("orders", ""),
                                ("parent_was_there", None),
                            ),
                            _connector="OR",
                        ),
                        name="hearing_held_exactly_with_who_was_there",
                        violation_error_message="Say who was there.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NewReport",
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
                ("reported_on", models.DateField(verbose_name="reported")),
                (
                    "finding",
                    models.CharField(
                        choices=[
                            ("waiting", "Not decided yet"),
                            ("screened_out", "Not looked into"),
                            ("not_made", "Looked into, nothing found"),
                            ("made", "Maltreatment found"),
                        ],
                        default="waiting",
                        max_length=20,
                        verbose_name="what came of it",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=500, verbose_name="in words")),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="new_reports",
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
                "ordering": ["-reported_on", "-pk"],
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
                        name="newreport_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("finding__in", ["waiting", "screened_out", "not_made", "made"])),
                        name="newreport_finding_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ParentPicture",
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
                    "occasion",
                    models.CharField(
                        choices=[("start", "At the start"), ("quarter", "On the way"), ("end", "At the end")],
                        max_length=10,
                        verbose_name="when",
                    ),
                ),
                ("on", models.DateField(verbose_name="day")),
                (
                    "quality_of_life",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="quality of life, 1 to 5",
                    ),
                ),
                ("resilience", models.CharField(blank=True, max_length=500, verbose_name="parental resilience")),
                ("connections", models.CharField(blank=True, max_length=500, verbose_name="social connections")),
                (
                    "knowledge",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="knowledge of parenting and child development"
                    ),
                ),
                (
                    "concrete_support",
                    models.CharField(blank=True, max_length=500, verbose_name="concrete support in times of need"),
                ),
                (
                    "child_competence",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="social and emotional competence of children"
                    ),
                ),
                (
                    "skills_used",
                    models.CharField(blank=True, max_length=500, verbose_name="skills used at home after the return"),
                ),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parent_pictures",
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
                        name="parentpicture_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("occasion__in", ["start", "quarter", "end"])),
                        name="parentpicture_occasion_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("quality_of_life", None),
                            models.Q(("quality_of_life__gte", 1), ("quality_of_life__lte", 5)),
                            _connector="OR",
                        ),
                        name="parentpicture_rating_from_one_to_five",
                        violation_error_message="The rating goes from 1 to 5.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at", None)),
                        fields=("enrollment", "on"),
                        name="parentpicture_once_a_day",
                        violation_error_message="A picture of that day is written down already. Correct that one.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Petition",
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
                            ("protection", "Child in need of protection or services"),
                            ("permanency", "Permanency"),
                            ("termination", "Termination of parental rights"),
                            ("custody", "Transfer of custody"),
                            ("other", "Another petition"),
                        ],
                        max_length=20,
                        verbose_name="petition",
                    ),
                ),
                ("filed_on", models.DateField(verbose_name="filed")),
                ("allegations", models.TextField(max_length=4000, verbose_name="what is alleged")),
                ("finding", models.CharField(blank=True, max_length=500, verbose_name="what the court found")),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="petitions",
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
                "ordering": ["-filed_on", "-pk"],
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
                        name="petition_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["protection", "permanency", "termination", "custody", "other"])
                        ),
                        name="petition_kind_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanItem",
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
                ("words", models.CharField(max_length=300, verbose_name="what is to be done")),
                (
                    "who",
                    models.CharField(
                        choices=[
                            ("parent", "The parent"),
                            ("county", "The county"),
                            ("provider", "A service or provider"),
                            ("family", "Family or friends"),
                            ("mentor", "The Parent Mentor"),
                        ],
                        default="parent",
                        max_length=10,
                        verbose_name="who must do it",
                    ),
                ),
                ("is_ordered", models.BooleanField(default=False, verbose_name="the court ordered it")),
                ("due_on", models.DateField(blank=True, db_index=True, null=True, verbose_name="by when")),
                (
                    "parents_words",
                    models.CharField(blank=True, max_length=500, verbose_name="what the parent says about it"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "To do"), ("done", "Done"), ("dropped", "No longer asked")],
                        default="open",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="done or dropped")),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_items",
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
                "ordering": ["due_on", "pk"],
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
                        name="planitem_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="planitem_has_words",
                        violation_error_message="Say what is to be done.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("who__in", ["parent", "county", "provider", "family", "mentor"])),
                        name="planitem_who_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["open", "done", "dropped"])),
                        name="planitem_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on", None), ("status", "open")),
                            models.Q(models.Q(("status", "open"), _negated=True), ("ended_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="planitem_ended_exactly_when_not_open",
                        violation_error_message="An item that is not to do any more has the day on which that was so.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Aftercare",
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
                ("services", models.CharField(blank=True, max_length=500, verbose_name="services in place")),
                (
                    "check_on",
                    models.DateField(blank=True, null=True, verbose_name="look again whether they still hold"),
                ),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="aftercares",
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
                        name="aftercare_voided_with_person_and_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at", None)),
                        fields=("enrollment",),
                        name="aftercare_once_in_an_enrollment",
                        violation_error_message="Aftercare of this case has begun already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("check_on", None), ("check_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="aftercare_checked_after_it_began",
                        violation_error_message="Look again on a day after aftercare began.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChildOutcome",
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
                            ("reunified", "Home with the parent"),
                            ("custody", "Custody with a relative"),
                            ("adoption", "Adoption"),
                            ("agency", "Permanent custody to the agency"),
                            ("temporary", "Custody for a set time"),
                            ("grew_up", "Became 18 in care"),
                            ("stayed_home", "Was never placed, and stayed at home"),
                        ],
                        max_length=20,
                        verbose_name="outcome",
                    ),
                ),
                ("on", models.DateField(verbose_name="day")),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="in words")),
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
                        related_name="child_outcomes",
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
                "ordering": ["child", "on", "pk"],
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
                        name="childoutcome_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["reunified", "custody", "adoption", "agency", "temporary", "grew_up", "stayed_home"],
                            )
                        ),
                        name="childoutcome_kind_is_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at", None)),
                        fields=("enrollment", "child", "on"),
                        name="childoutcome_once_a_day",
                        violation_error_message="An outcome of this child is written down for that day already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChildPlacement",
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
                            ("relative", "With relatives or close friends"),
                            ("foster", "Foster home"),
                            ("preadoptive", "Home that wishes to adopt"),
                            ("other_parent", "With the other parent"),
                            ("group_home", "Group home"),
                            ("institution", "Institution"),
                            ("independent", "Supervised independent living"),
                            ("trial_home_visit", "Trial home visit"),
                            ("runaway", "Ran away"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("with_whom", models.CharField(blank=True, max_length=120, verbose_name="with whom")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="why it changed")),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="child_placements",
                        to="participants.person",
                        verbose_name="child",
                    ),
                ),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="child_placements",
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
                "ordering": ["child", "starts_on", "pk"],
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
                        name="childplacement_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "relative",
                                    "foster",
                                    "preadoptive",
                                    "other_parent",
                                    "group_home",
                                    "institution",
                                    "independent",
                                    "trial_home_visit",
                                    "runaway",
                                ],
                            )
                        ),
                        name="childplacement_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="childplacement_ends_after_it_began",
                        violation_error_message="It ends before it begins. Check the days.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on", None), ("voided_at", None)),
                        fields=("enrollment", "child"),
                        name="childplacement_of_a_child_runs_once",
                        violation_error_message="This child is placed somewhere already. End that placement first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CourtCase",
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
                ("file_number", models.CharField(blank=True, max_length=40, verbose_name="court file number")),
                ("opened_on", models.DateField(verbose_name="opened")),
                (
                    "is_tribal",
                    models.CharField(
                        choices=[
                            ("not_asked", "Nobody has asked yet"),
                            ("asked", "Asked, the tribe has not answered"),
                            ("no", "No"),
                            ("yes", "Yes"),
                        ],
                        default="not_asked",
                        max_length=10,
                        verbose_name="ICWA and MIFPA",
                    ),
                ),
                ("tribe", models.CharField(blank=True, max_length=120, verbose_name="tribe")),
                ("tribe_told_on", models.DateField(blank=True, null=True, verbose_name="notice sent to the tribe")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended")),
                ("ended_words", models.CharField(blank=True, max_length=200, verbose_name="how it ended")),
                (
                    "county",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.county",
                        verbose_name="county",
                    ),
                ),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="court_cases",
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
                "ordering": ["-opened_on", "-pk"],
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
                        name="courtcase_voided_with_person_and_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at", None)),
                        fields=("enrollment",),
                        name="courtcase_once_in_an_enrollment",
                        violation_error_message="The court case of this family is written down already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_tribal__in", ["not_asked", "asked", "no", "yes"])),
                        name="courtcase_tribal_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_tribal", "yes"), _negated=True),
                            models.Q(("tribe", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="courtcase_tribal_names_the_tribe",
                        violation_error_message="Name the tribe whose child this is.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None), ("ended_on__gte", models.F("opened_on")), _connector="OR"
                        ),
                        name="courtcase_ended_after_it_was_opened",
                        violation_error_message="The court case ended before it was opened. Check the days.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CourtPerson",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("worker", "County worker"),
                            ("parents_attorney", "Attorney of the parent"),
                            ("childs_attorney", "Attorney of a child"),
                            ("county_attorney", "County attorney"),
                            ("gal", "Guardian ad litem"),
                            ("tribe", "Representative of the tribe"),
                            ("judge", "Judge or referee"),
                            ("other", "Somebody else"),
                        ],
                        max_length=20,
                        verbose_name="part in the case",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("office", models.CharField(blank=True, max_length=120, verbose_name="office")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="since")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="court_people",
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
                "ordering": ["role", "-starts_on", "pk"],
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
                        name="courtperson_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "worker",
                                    "parents_attorney",
                                    "childs_attorney",
                                    "county_attorney",
                                    "gal",
                                    "tribe",
                                    "judge",
                                    "other",
                                ],
                            )
                        ),
                        name="courtperson_role_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="courtperson_has_a_name",
                        violation_error_message="Say who it is.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on", None),
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="courtperson_ends_after_the_beginning",
                        violation_error_message="It ends before it begins. Check the days.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Deadline",
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
                ("rule", models.CharField(max_length=40, verbose_name="rule")),
                ("counted_from", models.DateField(verbose_name="counted from")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="another day")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="why another day")),
                ("met_on", models.DateField(blank=True, null=True, verbose_name="met")),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="court_deadlines",
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
                "ordering": ["counted_from", "rule"],
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
                        name="deadline_voided_with_person_and_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at", None)),
                        fields=("enrollment", "rule", "counted_from"),
                        name="deadline_noted_once",
                        violation_error_message="Something was noted about this deadline already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due_on", None), ("reason", "")),
                            models.Q(("due_on__isnull", False), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="deadline_another_day_with_its_reason",
                        violation_error_message="Say why the day is another one, such as a continuance.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__isnull", False), ("met_on__isnull", False), _connector="OR"),
                        name="deadline_says_something",
                    ),
                ],
            },
        ),
    ]
