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
        ("outbox", "0001_initial"),
        ("participants", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
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
                ("program", models.CharField(max_length=20, verbose_name="program")),
                ("kind", models.CharField(max_length=30, verbose_name="kind")),
                ("topic", models.CharField(max_length=120, verbose_name="topic")),
                ("starts_at", models.DateTimeField(db_index=True, verbose_name="begins")),
                ("duration_minutes", models.PositiveSmallIntegerField(default=120, verbose_name="minutes")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="place")),
                ("speaker", models.CharField(blank=True, max_length=120, verbose_name="speaker")),
                (
                    "language",
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
                        default="en",
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                ("has_interpreter", models.BooleanField(default=False, verbose_name="interpreter")),
                ("capacity", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="places")),
                ("materials", models.CharField(blank=True, max_length=200, verbose_name="materials")),
                ("has_child_care", models.BooleanField(default=False, verbose_name="child care")),
                ("has_meal", models.BooleanField(default=False, verbose_name="meal")),
                ("has_rides", models.BooleanField(default=False, verbose_name="rides")),
                (
                    "children_cared_for",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="children cared for"),
                ),
                (
                    "child_care_by",
                    models.CharField(blank=True, max_length=120, verbose_name="who cared for the children"),
                ),
                ("meals_served", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="meals served")),
                ("rides_given", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="rides given")),
                ("called_off_at", models.DateTimeField(editable=False, null=True, verbose_name="called off at")),
                (
                    "called_off_reason",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="why called off"),
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
                        related_name="meetings",
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
                "ordering": ["-starts_at", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("", "No answer yet"), ("yes", "Comes"), ("maybe", "Perhaps"), ("no", "Cannot come")],
                        max_length=5,
                        verbose_name="answer",
                    ),
                ),
                (
                    "children_coming",
                    models.PositiveSmallIntegerField(default=0, verbose_name="children who come along"),
                ),
                ("needs_child_care", models.BooleanField(default=False, verbose_name="needs child care")),
                ("needs_ride", models.BooleanField(default=False, verbose_name="needs a ride")),
                ("meal_needs", models.CharField(blank=True, max_length=120, verbose_name="what to know about meals")),
                ("pin", models.CharField(blank=True, editable=False, max_length=4, verbose_name="PIN")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered at")),
                ("came", models.BooleanField(null=True, verbose_name="came")),
                ("children_came", models.PositiveSmallIntegerField(default=0, verbose_name="children")),
                ("arrived_at", models.DateTimeField(blank=True, null=True, verbose_name="arrived at")),
                ("left_at", models.DateTimeField(blank=True, null=True, verbose_name="left at")),
                (
                    "minutes_credited",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Empty where the whole meeting counts.",
                        null=True,
                        verbose_name="minutes credited",
                    ),
                ),
                ("is_walk_in", models.BooleanField(default=False, verbose_name="came without being asked")),
                (
                    "enrollment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="enrollments.enrollment",
                        verbose_name="enrollment",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="participants.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="meetings.meeting",
                        verbose_name="meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["meeting", "person__family_name", "person__given_name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["", "yes", "maybe", "no"])),
                        name="attendance_answer_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("children_coming__lte", 15)),
                        name="attendance_coming_children_are_sane",
                        violation_error_message="At most 15 children.",
                    ),
                    models.UniqueConstraint(fields=("meeting", "person"), name="attendance_once_a_person"),
                    models.UniqueConstraint(
                        condition=models.Q(("pin", ""), _negated=True),
                        fields=("meeting", "pin"),
                        name="attendance_pin_once_a_meeting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("children_came__lte", 15)),
                        name="attendance_children_are_sane",
                        violation_error_message="At most 15 children.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("came__isnull", False), ("came", True)), ("children_came", 0), _connector="OR"
                        ),
                        name="attendance_children_only_with_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("came__isnull", False), ("came", True)),
                            models.Q(("arrived_at", None), ("left_at", None), ("minutes_credited", None)),
                            _connector="OR",
                        ),
                        name="attendance_times_only_of_who_came",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("arrived_at", None),
                            ("left_at", None),
                            ("left_at__gt", models.F("arrived_at")),
                            _connector="OR",
                        ),
                        name="attendance_left_after_arriving",
                        violation_error_message="They cannot have left before they arrived.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Series",
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
                    "repeats",
                    models.CharField(
                        choices=[
                            ("weekly", "Every week"),
                            ("fortnightly", "Every two weeks"),
                            ("monthly", "Every month, on the same weekday"),
                            ("quarterly", "Every three months, on the same weekday"),
                        ],
                        max_length=11,
                        verbose_name="how often",
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
                "verbose_name_plural": "series",
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
                        name="series_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("repeats__in", ["weekly", "fortnightly", "monthly", "quarterly"])),
                        name="series_repeats_are_known",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="meeting",
            name="series",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="meetings",
                to="meetings.series",
                verbose_name="series",
            ),
        ),
        migrations.CreateModel(
            name="ServedProgram",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("program", models.CharField(max_length=20, verbose_name="program")),
                ("kind", models.CharField(max_length=30, verbose_name="kind")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="served_programs",
                        to="meetings.meeting",
                        verbose_name="meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["meeting", "program"],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "program"), name="servedprogram_once_a_meeting")
                ],
            },
        ),
        migrations.CreateModel(
            name="WalkIn",
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
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                ("children", models.PositiveSmallIntegerField(default=0, verbose_name="children")),
                (
                    "arrived_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="signed in at"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("waiting", "To be matched"), ("matched", "Matched"), ("set_aside", "Set aside")],
                        default="waiting",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "why_set_aside",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="why set aside"),
                ),
                (
                    "attendance",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="walk_in",
                        to="meetings.attendance",
                        verbose_name="attendance",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="walk_ins",
                        to="meetings.meeting",
                        verbose_name="meeting",
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
                "ordering": ["arrived_at", "pk"],
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
                        name="walkin_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["waiting", "matched", "set_aside"])),
                        name="walkin_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("attendance__isnull", False), ("status", "matched")),
                            models.Q(models.Q(("status", "matched"), _negated=True), ("attendance", None)),
                            _connector="OR",
                        ),
                        name="walkin_matched_exactly_with_attendance",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "set_aside"), models.Q(("why_set_aside", ""), _negated=True)),
                            models.Q(models.Q(("status", "set_aside"), _negated=True), ("why_set_aside", "")),
                            _connector="OR",
                        ),
                        name="walkin_set_aside_exactly_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("children__lte", 15)),
                        name="walkin_children_are_sane",
                        violation_error_message="At most 15 children.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AlsoCredited",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="also_credited",
                        to="enrollments.enrollment",
                        verbose_name="enrollment",
                    ),
                ),
                (
                    "attendance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="also_credited",
                        to="meetings.attendance",
                        verbose_name="attendance",
                    ),
                ),
            ],
            options={
                "ordering": ["attendance", "enrollment"],
                "constraints": [
                    models.UniqueConstraint(fields=("attendance", "enrollment"), name="alsocredited_once_a_case")
                ],
            },
        ),
        migrations.CreateModel(
            name="GivenAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("", "No answer yet"), ("yes", "Comes"), ("maybe", "Perhaps"), ("no", "Cannot come")],
                        max_length=5,
                        verbose_name="answer",
                    ),
                ),
                (
                    "children_coming",
                    models.PositiveSmallIntegerField(default=0, verbose_name="children who come along"),
                ),
                ("needs_child_care", models.BooleanField(default=False, verbose_name="needs child care")),
                ("needs_ride", models.BooleanField(default=False, verbose_name="needs a ride")),
                ("meal_needs", models.CharField(blank=True, max_length=120, verbose_name="what to know about meals")),
                ("given_at", models.DateTimeField(editable=False, verbose_name="given at")),
                (
                    "through",
                    models.CharField(
                        choices=[
                            ("link", "by the link in the message"),
                            ("own", "signed in"),
                            ("staff", "noted by staff"),
                        ],
                        max_length=5,
                        verbose_name="how",
                    ),
                ),
                (
                    "attendance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="given_answers",
                        to="meetings.attendance",
                        verbose_name="attendance",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="noted by",
                    ),
                ),
            ],
            options={
                "ordering": ["-given_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["", "yes", "maybe", "no"])),
                        name="givenanswer_answer_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("children_coming__lte", 15)),
                        name="givenanswer_coming_children_are_sane",
                        violation_error_message="At most 15 children.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("given_by", None), ("through", "link")),
                            models.Q(("given_by__isnull", False), ("through__in", ["own", "staff"])),
                            _connector="OR",
                        ),
                        name="givenanswer_by_link_or_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("told_at", models.DateTimeField(editable=False, verbose_name="told at")),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("email", "E-mail with a link"),
                            ("account", "In the portal and by e-mail"),
                            ("none", "Not told: no e-mail we may write to"),
                            ("paused", "Not told: the case is paused or closed"),
                        ],
                        max_length=7,
                        verbose_name="how",
                    ),
                ),
                (
                    "attendance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="meetings.attendance",
                        verbose_name="attendance",
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="outbox.message",
                        verbose_name="message",
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="told by",
                    ),
                ),
            ],
            options={
                "ordering": ["-told_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("how__in", ["email", "account", "none", "paused"])),
                        name="invitation_way_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("how__in", ["email", "account"]), ("message", None), _connector="OR"),
                        name="invitation_untold_without_message",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["site", "program", "starts_at"], name="meeting_site_program"),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("void_reason", ""), ("voided_at", None), ("voided_by", None)),
                    models.Q(
                        ("voided_at__isnull", False),
                        ("voided_by__isnull", False),
                        models.Q(("void_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="meeting_voided_with_person_and_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("duration_minutes__gte", 10), ("duration_minutes__lte", 960)),
                name="meeting_lasts_a_sane_time",
                violation_error_message="A meeting lasts from 10 minutes to 16 hours.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("capacity", None), models.Q(("capacity__gte", 1), ("capacity__lte", 2000)), _connector="OR"
                ),
                name="meeting_has_a_sane_number_of_places",
                violation_error_message="A meeting has from 1 to 2000 places. Leave it empty for no limit.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("called_off_at", None), ("called_off_reason", "")),
                    models.Q(("called_off_at__isnull", False), models.Q(("called_off_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="meeting_called_off_with_reason",
            ),
        ),
    ]
