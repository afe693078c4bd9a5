import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("enrollments", "0001_initial"),
        ("goals", "0001_initial"),
        ("matches", "0001_initial"),
        ("mentors", "0001_initial"),
        ("participants", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Contact",
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
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        help_text="Empty for a try of which only that is known.",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("made", "Made"), ("attempted", "Tried, not reached")],
                        default="made",
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("started_at", models.DateTimeField(db_index=True, verbose_name="when")),
                ("duration_minutes", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minutes")),
                ("setting", models.CharField(blank=True, max_length=30, verbose_name="where")),
                ("note", models.TextField(blank=True, max_length=4000, verbose_name="note")),
                (
                    "miles_driven",
                    models.DecimalField(blank=True, decimal_places=1, max_digits=6, null=True, verbose_name="miles"),
                ),
                ("others_present", models.CharField(blank=True, max_length=200, verbose_name="who else took part")),
                ("tries", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="how often tried")),
                ("interpreter_used", models.BooleanField(default=False, verbose_name="interpreter")),
                (
                    "travel_minutes",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minutes on the road"),
                ),
                ("follow_up", models.CharField(blank=True, max_length=200, verbose_name="what is to follow")),
                ("follow_up_by", models.DateField(blank=True, null=True, verbose_name="by when")),
                ("follow_up_done_at", models.DateTimeField(editable=False, null=True, verbose_name="followed up at")),
                ("help_wanted", models.BooleanField(default=False, verbose_name="help wanted")),
                ("help_answered_at", models.DateTimeField(editable=False, null=True, verbose_name="help answered at")),
                ("seen_at", models.DateTimeField(editable=False, null=True, verbose_name="seen at")),
                ("thanks", models.CharField(blank=True, max_length=300, verbose_name="thanks or answer")),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="enrollments.enrollment",
                        verbose_name="enrollment",
                    ),
                ),
                (
                    "follow_up_done_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="followed up by",
                    ),
                ),
                (
                    "goals",
                    models.ManyToManyField(blank=True, related_name="contacts", to="goals.goal", verbose_name="goals"),
                ),
                (
                    "match",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="matches.match",
                        verbose_name="match",
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where staff wrote down what a mentor told them.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="mentors.mentor",
                        verbose_name="in the name of",
                    ),
                ),
                (
                    "present",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Besides the mentor.",
                        related_name="contacts",
                        to="participants.person",
                        verbose_name="who took part",
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
                    "seen_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="seen by",
                    ),
                ),
                (
                    "staff_present",
                    models.ManyToManyField(
                        blank=True, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="staff who took part"
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
                "ordering": ["-started_at", "-pk"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["enrollment", "started_at"], name="contact_by_enrollment"),
                    models.Index(
                        condition=models.Q(("follow_up_by__isnull", False), ("follow_up_done_at", None)),
                        fields=["follow_up_by"],
                        name="contact_follow_up_wanted",
                    ),
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
                        name="contact_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["made", "attempted"])), name="contact_outcome_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", "attempted"), models.Q(("kind", ""), _negated=True), _connector="OR"
                        ),
                        name="contact_made_has_a_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("duration_minutes", None),
                            models.Q(
                                ("duration_minutes__gte", 1), ("duration_minutes__lte", 720), ("outcome", "made")
                            ),
                            _connector="OR",
                        ),
                        name="contact_minutes_only_when_made",
                        violation_error_message="A contact lasts from 1 minute to 12 hours; a try has no minutes.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("miles_driven", None),
                            models.Q(("miles_driven__gte", 0), ("miles_driven__lte", 999)),
                            _connector="OR",
                        ),
                        name="contact_miles_are_sane",
                        violation_error_message="Miles are a number from 0 to 999.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("seen_at", None), ("seen_by", None)),
                            models.Q(("seen_at__isnull", False), ("seen_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="contact_seen_with_person_and_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("help_answered_at", None), ("help_wanted", True), _connector="OR"),
                        name="contact_help_answered_only_when_wanted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tries", None),
                            models.Q(("outcome", "attempted"), ("tries__gte", 1), ("tries__lte", 20)),
                            _connector="OR",
                        ),
                        name="contact_tries_only_when_attempted",
                        violation_error_message="Only a try is counted, from 1 to 20 times.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("travel_minutes", None), ("travel_minutes__lte", 720), _connector="OR"),
                        name="contact_travel_is_sane",
                        violation_error_message="Time on the road is at most 12 hours.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("follow_up", ""), ("follow_up_by", None)),
                            models.Q(models.Q(("follow_up", ""), _negated=True), ("follow_up_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="contact_follow_up_with_its_day",
                        violation_error_message="Say both what is to follow and by when, or neither.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("follow_up_done_at", None), ("follow_up_done_by", None)),
                            models.Q(
                                ("follow_up_by__isnull", False),
                                ("follow_up_done_at__isnull", False),
                                ("follow_up_done_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="contact_follow_up_done_with_person_and_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("on_behalf_of", None), ("match__isnull", False), _connector="OR"),
                        name="contact_on_behalf_only_of_a_match",
                        violation_error_message="Choose the mentor in whose name you write.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Appointment",
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
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", models.CharField(max_length=20, verbose_name="kind")),
                ("starts_at", models.DateTimeField(db_index=True, verbose_name="begins")),
                ("duration_minutes", models.PositiveSmallIntegerField(default=60, verbose_name="minutes")),
                ("setting", models.CharField(blank=True, max_length=30, verbose_name="where")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="place in words")),
                ("with_whom", models.CharField(blank=True, max_length=120, verbose_name="who else comes")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                (
                    "series",
                    models.UUIDField(blank=True, db_index=True, editable=False, null=True, verbose_name="series"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("kept", "Kept"),
                            ("missed", "Did not happen"),
                            ("moved", "Moved"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "missed_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_show", "They did not come, or nobody was there"),
                            ("family", "The family called it off"),
                            ("us", "We called it off"),
                        ],
                        max_length=10,
                        verbose_name="why it did not happen",
                    ),
                ),
                ("missed_words", models.CharField(blank=True, max_length=200, verbose_name="in words")),
                ("moved_reason", models.CharField(blank=True, max_length=200, verbose_name="why it was moved")),
                (
                    "also_with",
                    models.ManyToManyField(
                        blank=True,
                        related_name="shared_appointments",
                        to="enrollments.enrollment",
                        verbose_name="other families",
                    ),
                ),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="enrollments.enrollment",
                        verbose_name="enrollment",
                    ),
                ),
                (
                    "match",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="matches.match",
                        verbose_name="match",
                    ),
                ),
                (
                    "moved_from",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moved_to",
                        to="contacts.appointment",
                        verbose_name="moved from",
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
                    "worker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who keeps it",
                    ),
                ),
                (
                    "contact",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointment",
                        to="contacts.contact",
                        verbose_name="what it became",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["enrollment", "starts_at"], name="appointment_by_enrollment"),
                    models.Index(fields=["status", "starts_at"], name="appointment_by_status"),
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
                        name="appointment_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["planned", "kept", "missed", "moved"])),
                        name="appointment_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("duration_minutes__gte", 1), ("duration_minutes__lte", 720)),
                        name="appointment_lasts_a_sane_time",
                        violation_error_message="An appointment lasts from 1 minute to 12 hours.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", ""), _negated=True), name="appointment_has_a_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("missed_reason__in", ["no_show", "family", "us"]), ("status", "missed")),
                            models.Q(
                                models.Q(("status", "missed"), _negated=True),
                                ("missed_reason", ""),
                                ("missed_words", ""),
                            ),
                            _connector="OR",
                        ),
                        name="appointment_missed_exactly_with_a_reason",
                        violation_error_message="Say why it did not happen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("contact__isnull", False), ("status", "kept")),
                            models.Q(models.Q(("status", "kept"), _negated=True), ("contact", None)),
                            _connector="OR",
                        ),
                        name="appointment_kept_exactly_with_its_contact",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("moved_reason", ""), ("status", "moved"), _connector="OR"),
                        name="appointment_moved_reason_only_when_moved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("moved_from", None),
                            models.Q(("moved_from", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="appointment_not_moved_from_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactShare",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shares",
                        to="contacts.contact",
                        verbose_name="contact",
                    ),
                ),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact_shares",
                        to="enrollments.enrollment",
                        verbose_name="enrollment",
                    ),
                ),
                (
                    "match",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact_shares",
                        to="matches.match",
                        verbose_name="match",
                    ),
                ),
            ],
            options={
                "ordering": ["contact", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contact", "enrollment"),
                        name="contactshare_once_a_case",
                        violation_error_message="This family is in the entry already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactTopic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "vocabulary",
                    models.CharField(
                        choices=[
                            ("topic", "Topic"),
                            ("component", "Program component"),
                            ("factor", "Protective factor"),
                        ],
                        default="topic",
                        max_length=10,
                        verbose_name="list",
                    ),
                ),
                ("code", models.CharField(max_length=30, verbose_name="topic")),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="topics",
                        to="contacts.contact",
                        verbose_name="contact",
                    ),
                ),
            ],
            options={
                "ordering": ["contact", "code"],
                "indexes": [models.Index(fields=["vocabulary", "code"], name="contacttopic_by_word")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contact", "vocabulary", "code"), name="contacttopic_once_in_its_list"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("vocabulary__in", ["topic", "component", "factor"])),
                        name="contacttopic_vocabulary_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "token_digest",
                    models.CharField(editable=False, max_length=64, unique=True, verbose_name="digest of the token"),
                ),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
                ("read_at", models.DateTimeField(editable=False, null=True, verbose_name="last read at")),
                (
                    "content_digest",
                    models.CharField(
                        blank=True, editable=False, max_length=64, verbose_name="digest of what was shown"
                    ),
                ),
                ("content_at", models.DateTimeField(editable=False, null=True, verbose_name="shown since")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calendar_links",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="whose",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("user",),
                        name="calendarlink_one_open_for_a_person",
                    )
                ],
            },
        ),
    ]
