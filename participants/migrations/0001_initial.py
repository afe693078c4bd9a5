import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("agencies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Household",
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
                    "name",
                    models.CharField(
                        blank=True,
                        help_text="To tell two homes apart, such as “At Grandma's”.",
                        max_length=60,
                        verbose_name="name of the home",
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
                        name="household_voided_with_person_and_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
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
                ("given_name", models.CharField(max_length=80, verbose_name="given name")),
                ("family_name", models.CharField(blank=True, max_length=80, verbose_name="family name")),
                ("preferred_name", models.CharField(blank=True, max_length=80, verbose_name="preferred name")),
                ("legal_name", models.CharField(blank=True, max_length=160, verbose_name="legal name")),
                ("pronouns", models.CharField(blank=True, max_length=40, verbose_name="pronouns")),
                (
                    "gender",
                    models.CharField(
                        blank=True,
                        choices=[("female", "Female"), ("male", "Male"), ("another", "Another"), ("", "Not said")],
                        max_length=10,
                        verbose_name="gender",
                    ),
                ),
                ("born_on", models.DateField(blank=True, null=True, verbose_name="birth date")),
                ("age_said", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="age, about")),
                ("age_said_on", models.DateField(blank=True, null=True, verbose_name="age said on")),
                ("died_on", models.DateField(db_index=True, editable=False, null=True, verbose_name="died")),
                (
                    "death_told_by",
                    models.CharField(blank=True, editable=False, max_length=120, verbose_name="who told us"),
                ),
                (
                    "due_on",
                    models.DateField(
                        blank=True,
                        help_text="When this person expects a child.",
                        null=True,
                        verbose_name="expected birth date",
                    ),
                ),
                (
                    "children_expected",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Two for twins. Empty counts as one.",
                        null=True,
                        verbose_name="children expected",
                    ),
                ),
                (
                    "born_at_weeks",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Full weeks of pregnancy at birth. Empty is not known.",
                        null=True,
                        verbose_name="born at weeks",
                    ),
                ),
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
                ("also_speaks", models.JSONField(blank=True, default=list, verbose_name="other languages")),
                ("language_words", models.CharField(blank=True, max_length=60, verbose_name="which other language")),
                ("needs_interpreter", models.BooleanField(default=False, verbose_name="needs an interpreter")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                ("phone_digits", models.CharField(blank=True, db_index=True, editable=False, max_length=30)),
                ("phone_is_of", models.CharField(blank=True, max_length=80, verbose_name="whose phone")),
                ("phone_seen_by", models.CharField(blank=True, max_length=120, verbose_name="who else sees it")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "reach_by",
                    models.CharField(
                        blank=True,
                        choices=[("text", "Text"), ("call", "Call"), ("email", "E-mail"), ("", "Not asked yet")],
                        max_length=5,
                        verbose_name="reach first by",
                    ),
                ),
                ("may_leave_voicemail", models.BooleanField(null=True, verbose_name="voicemail is safe")),
                ("may_text", models.BooleanField(null=True, verbose_name="texts are safe")),
                ("best_time", models.CharField(blank=True, max_length=80, verbose_name="best time")),
                ("street", models.CharField(blank=True, max_length=120, verbose_name="street")),
                ("city", models.CharField(blank=True, max_length=60, verbose_name="city")),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=[("MO", "Missouri"), ("MN", "Minnesota")],
                        max_length=2,
                        verbose_name="state",
                    ),
                ),
                ("zip_code", models.CharField(blank=True, max_length=10, verbose_name="ZIP code")),
                (
                    "address_is_confidential",
                    models.BooleanField(default=False, verbose_name="the address is confidential"),
                ),
                (
                    "device",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("computer", "Computer"),
                            ("tablet", "Tablet"),
                            ("smartphone", "Smartphone"),
                            ("plain_phone", "Phone without internet"),
                            ("nothing", "None"),
                            ("", "Not asked yet"),
                        ],
                        max_length=12,
                        verbose_name="device",
                    ),
                ),
                ("has_camera", models.BooleanField(null=True, verbose_name="has a camera")),
                (
                    "connection",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("home", "Internet at home"),
                            ("mobile", "Phone plan with enough data"),
                            ("little_data", "Phone plan with little data"),
                            ("public", "Only where it is free"),
                            ("nothing", "None"),
                            ("", "Not asked yet"),
                        ],
                        max_length=12,
                        verbose_name="internet",
                    ),
                ),
                ("school", models.CharField(blank=True, max_length=80, verbose_name="school")),
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
                    "merged_into",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_records",
                        to="participants.person",
                        verbose_name="merged into",
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
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="person",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="signs in as",
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
                "verbose_name_plural": "people",
                "ordering": ["family_name", "given_name", "pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["family_name", "given_name"], name="person_by_name")],
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
                        name="person_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("given_name", ""), _negated=True), name="person_has_a_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("merged_into", None), ("voided_at__isnull", False), _connector="OR"),
                        name="person_merged_is_voided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("born_on", None), ("due_on", None), ("due_on__gt", models.F("born_on")), _connector="OR"
                        ),
                        name="person_expects_after_birth",
                        violation_error_message="The expected birth lies before the person's own.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("children_expected", None), ("children_expected__range", (1, 8)), _connector="OR"
                        ),
                        name="person_expects_one_to_eight",
                        violation_error_message="Give a number from 1 to 8.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("born_at_weeks", None), ("born_at_weeks__range", (20, 44)), _connector="OR"
                        ),
                        name="person_born_at_20_to_44_weeks",
                        violation_error_message="Give full weeks from 20 to 44.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("age_said", None), ("age_said_on", None)),
                            models.Q(("age_said__isnull", False), ("age_said_on__isnull", False), ("born_on", None)),
                            _connector="OR",
                        ),
                        name="person_has_a_birth_date_or_an_age_said_on_a_day",
                        violation_error_message="Give the birth date, or the age and the day it was said, not both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("death_told_by", ""), ("died_on", None)),
                            models.Q(("died_on__isnull", False), models.Q(("death_told_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="person_died_exactly_with_who_told_us",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("died_on", None),
                            ("born_on", None),
                            ("died_on__gte", models.F("born_on")),
                            _connector="OR",
                        ),
                        name="person_died_after_birth",
                        violation_error_message="The day lies before the birth date. Check both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("address_is_confidential", False),
                            models.Q(("city", ""), ("county", None), ("street", ""), ("zip_code", "")),
                            _connector="OR",
                        ),
                        name="person_confidential_address_stands_nowhere",
                        violation_error_message="A confidential address is not written here: take street, city and ZIP out.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NameKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("word", "As it is spelled"), ("sound", "As it sounds")],
                        max_length=5,
                        verbose_name="kind",
                    ),
                ),
                ("key", models.CharField(max_length=60, verbose_name="key")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="name_keys",
                        to="participants.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "ordering": ["person", "kind", "key"],
                "indexes": [models.Index(fields=["kind", "key"], name="namekey_by_key")],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "kind", "key"), name="namekey_once_for_a_person"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["word", "sound"])), name="namekey_kind_is_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HouseholdMember",
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
                    "part",
                    models.CharField(
                        choices=[
                            ("parent", "Parent or caregiver"),
                            ("child", "Child"),
                            ("relative", "Relative"),
                            ("other", "Other"),
                        ],
                        max_length=10,
                        verbose_name="part",
                    ),
                ),
                (
                    "relationship",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("mother", "Mother"),
                            ("father", "Father"),
                            ("step_parent", "Step-parent"),
                            ("partner", "Partner of a parent"),
                            ("grandparent", "Grandparent"),
                            ("aunt_or_uncle", "Aunt or uncle"),
                            ("foster_parent", "Foster parent"),
                            ("guardian", "Guardian"),
                            ("child", "Son or daughter"),
                            ("stepchild", "Stepchild"),
                            ("grandchild", "Grandchild"),
                            ("foster_child", "Foster child"),
                            ("sibling", "Brother or sister"),
                            ("other", "Somebody else"),
                            ("", "Not said"),
                        ],
                        max_length=16,
                        verbose_name="relationship",
                    ),
                ),
                ("relationship_words", models.CharField(blank=True, max_length=80, verbose_name="in their own words")),
                (
                    "lives_here",
                    models.CharField(
                        choices=[("always", "All the time"), ("part", "Part of the time"), ("visits", "Visits only")],
                        default="always",
                        max_length=6,
                        verbose_name="lives here",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="participants.household",
                        verbose_name="household",
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="participants.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "ordering": ["household", "part", "person"],
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
                        name="householdmember_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="householdmember_ends_after_it_starts",
                        violation_error_message="The last day lies before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("part__in", ["parent", "child", "relative", "other"])),
                        name="householdmember_part_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "relationship__in",
                                [
                                    "mother",
                                    "father",
                                    "step_parent",
                                    "partner",
                                    "grandparent",
                                    "aunt_or_uncle",
                                    "foster_parent",
                                    "guardian",
                                    "child",
                                    "stepchild",
                                    "grandchild",
                                    "foster_child",
                                    "sibling",
                                    "other",
                                    "",
                                ],
                            )
                        ),
                        name="householdmember_relationship_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("lives_here__in", ["always", "part", "visits"])),
                        name="householdmember_lives_here_is_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on", None), ("voided_at", None)),
                        fields=("household", "person"),
                        name="householdmember_open_once",
                        violation_error_message="This person lives in this household already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EquipmentLoan",
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
                ("what", models.CharField(max_length=80, verbose_name="what")),
                ("number", models.CharField(blank=True, max_length=40, verbose_name="inventory number")),
                ("lent_on", models.DateField(verbose_name="lent")),
                ("due_back_on", models.DateField(blank=True, null=True, verbose_name="due back")),
                ("returned_on", models.DateField(blank=True, null=True, verbose_name="returned")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
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
                        related_name="+",
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
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="equipment_loans",
                        to="participants.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "ordering": ["-lent_on", "-pk"],
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
                        name="equipmentloan_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("what", ""), _negated=True), name="equipmentloan_is_of_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_back_on", None), ("due_back_on__gte", models.F("lent_on")), _connector="OR"
                        ),
                        name="equipmentloan_due_back_after_it_was_lent",
                        violation_error_message="It would be due back before it was lent.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("returned_on", None), ("returned_on__gte", models.F("lent_on")), _connector="OR"
                        ),
                        name="equipmentloan_returned_after_it_was_lent",
                        violation_error_message="It cannot come back before it was lent.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Background",
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
                    "race_answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not asked yet"),
                            ("given", "Answered"),
                            ("declined", "Prefers not to say"),
                            ("unknown", "Does not know"),
                        ],
                        max_length=8,
                        verbose_name="race and ethnicity",
                    ),
                ),
                (
                    "tribal_standing",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("enrolled", "Enrolled member"),
                            ("eligible", "Eligible to be enrolled"),
                            ("descendant", "Descendant"),
                            ("none", "No affiliation"),
                            ("declined", "Prefers not to say"),
                            ("unknown", "Does not know"),
                            ("", "Not asked yet"),
                        ],
                        max_length=10,
                        verbose_name="tribal affiliation",
                    ),
                ),
                ("tribe", models.CharField(blank=True, max_length=120, verbose_name="which tribe or nation")),
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
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="background",
                        to="participants.person",
                        verbose_name="person",
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
                        name="background_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("race_answer__in", ["", "given", "declined", "unknown"])),
                        name="background_answer_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "tribal_standing__in",
                                ["", "enrolled", "eligible", "descendant", "none", "declined", "unknown"],
                            )
                        ),
                        name="background_tribal_standing_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tribe", ""),
                            ("tribal_standing__in", ["enrolled", "eligible", "descendant"]),
                            _connector="OR",
                        ),
                        name="background_tribe_only_of_those_who_belong",
                        violation_error_message="Choose how they belong to this tribe or nation, or leave it empty.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RaceEthnicity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("american_indian", "American Indian or Alaska Native"),
                            ("asian", "Asian"),
                            ("black", "Black or African American"),
                            ("hispanic", "Hispanic or Latino"),
                            ("middle_eastern", "Middle Eastern or North African"),
                            ("pacific_islander", "Native Hawaiian or Pacific Islander"),
                            ("white", "White"),
                        ],
                        max_length=16,
                        verbose_name="category",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=120, verbose_name="in detail")),
                (
                    "background",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="races",
                        to="participants.background",
                        verbose_name="background",
                    ),
                ),
            ],
            options={
                "ordering": ["category"],
                "constraints": [
                    models.UniqueConstraint(fields=("background", "category"), name="raceethnicity_chosen_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "category__in",
                                [
                                    "american_indian",
                                    "asian",
                                    "black",
                                    "hispanic",
                                    "middle_eastern",
                                    "pacific_islander",
                                    "white",
                                ],
                            )
                        ),
                        name="raceethnicity_category_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReachWay",
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
                        choices=[("phone", "Phone"), ("email", "E-mail"), ("other", "Another way")],
                        max_length=5,
                        verbose_name="kind",
                    ),
                ),
                ("value", models.CharField(max_length=120, verbose_name="number or address")),
                ("digits", models.CharField(blank=True, db_index=True, editable=False, max_length=30)),
                ("is_of", models.CharField(blank=True, max_length=80, verbose_name="whose it is")),
                ("may_text", models.BooleanField(null=True, verbose_name="texts are safe")),
                ("may_leave_voicemail", models.BooleanField(null=True, verbose_name="voicemail is safe")),
                ("hours", models.CharField(blank=True, max_length=80, verbose_name="which hours")),
                ("seen_by", models.CharField(blank=True, max_length=120, verbose_name="who else sees it")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="not in use since")),
                (
                    "only_at",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.site",
                        verbose_name="known only at",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reach_ways",
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
                "ordering": ["ended_on", "kind", "pk"],
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
                        name="reachway_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["phone", "email", "other"])), name="reachway_kind_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value", ""), _negated=True), name="reachway_leads_somewhere"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("end_reason", models.CharField(blank=True, max_length=200, verbose_name="why it ended")),
                ("shares_reach", models.BooleanField(default=True, verbose_name="ways to reach them came along")),
                ("shares_household", models.BooleanField(default=True, verbose_name="the household came along")),
                ("shares_documents", models.BooleanField(default=True, verbose_name="documents came along")),
                ("shares_history", models.BooleanField(default=True, verbose_name="the history came along")),
                ("consented_on", models.DateField(blank=True, null=True, verbose_name="they agreed on")),
                (
                    "without_consent_because",
                    models.CharField(blank=True, max_length=300, verbose_name="why without their consent"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to="participants.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to="agencies.site",
                        verbose_name="site",
                    ),
                ),
                (
                    "transferred_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.site",
                        verbose_name="transferred from",
                    ),
                ),
            ],
            options={
                "ordering": ["person", "starts_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("transferred_from__isnull", False),
                            models.Q(
                                ("consented_on", None),
                                ("shares_documents", True),
                                ("shares_history", True),
                                ("shares_household", True),
                                ("shares_reach", True),
                                ("without_consent_because", ""),
                            ),
                            _connector="OR",
                        ),
                        name="registration_shares_less_only_after_a_transfer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("transferred_from", None),
                            ("consented_on__isnull", False),
                            models.Q(("without_consent_because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="registration_transferred_by_consent_or_with_a_reason",
                        violation_error_message="Say when they agreed, or why it is done without their consent.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="registration_ends_after_it_starts",
                        violation_error_message="The last day lies before the first.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on", None)),
                        fields=("person", "site"),
                        name="registration_open_once_at_a_site",
                        violation_error_message="This person is registered here already.",
                    ),
                ],
            },
        ),
    ]
