import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("agencies", "0001_initial"),
        ("referrals", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CommunityPartner",
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
                            ("hospital", "Hospital"),
                            ("clinic", "Clinic or doctor"),
                            ("wic", "WIC"),
                            ("court", "Court or juvenile office"),
                            ("school", "School"),
                            ("child_welfare", "Child welfare"),
                            ("shelter", "Shelter or housing"),
                            ("faith", "Congregation"),
                            ("other", "Other"),
                        ],
                        max_length=14,
                        verbose_name="kind",
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                ("website", models.URLField(blank=True, verbose_name="website")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
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
                        related_name="community_partners",
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
                "verbose_name": "community partner",
                "ordering": ["name", "pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["site", "name"], name="communitypartner_by_name")],
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
                        name="communitypartner_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "hospital",
                                    "clinic",
                                    "wic",
                                    "court",
                                    "school",
                                    "child_welfare",
                                    "shelter",
                                    "faith",
                                    "other",
                                ],
                            )
                        ),
                        name="communitypartner_kind_is_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at", None)),
                        fields=("site", "name"),
                        name="communitypartner_named_once_at_a_site",
                        violation_error_message="This partner stands in the list already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommunityContact",
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
                ("role", models.CharField(blank=True, max_length=120, verbose_name="role")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
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
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="community_partners.communitypartner",
                        verbose_name="partner",
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
                        name="communitycontact_voided_with_person_and_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
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
                ("about", models.CharField(max_length=200, verbose_name="about")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("signed_by", models.CharField(blank=True, max_length=200, verbose_name="signed by")),
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
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="community_partners.communitypartner",
                        verbose_name="partner",
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
                        name="agreement_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="agreement_ends_after_it_starts",
                        violation_error_message="The last day lies before the first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommunityTalk",
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
                ("talked_on", models.DateField(verbose_name="when")),
                (
                    "way",
                    models.CharField(
                        choices=[("visit", "Visit"), ("call", "Call"), ("email", "E-mail"), ("event", "At an event")],
                        max_length=8,
                        verbose_name="how",
                    ),
                ),
                ("with_whom", models.CharField(blank=True, max_length=120, verbose_name="with whom")),
                ("words", models.TextField(max_length=2000, verbose_name="what was said")),
                ("next_step", models.CharField(blank=True, max_length=200, verbose_name="next step")),
                ("next_step_on", models.DateField(blank=True, null=True, verbose_name="by")),
                ("next_step_done_on", models.DateField(editable=False, null=True, verbose_name="done on")),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="talks",
                        to="community_partners.communitypartner",
                        verbose_name="partner",
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
                "ordering": ["-talked_on", "-pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["next_step_done_on", "next_step_on"], name="talk_with_open_step")],
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
                        name="communitytalk_voided_with_person_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("way__in", ["visit", "call", "email", "event"])),
                        name="communitytalk_way_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("next_step", ""), ("next_step_on", None)),
                            models.Q(models.Q(("next_step", ""), _negated=True), ("next_step_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="communitytalk_next_step_with_its_day",
                        violation_error_message="Give the next step and its day, both or neither.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("next_step_done_on", None), ("next_step_on__isnull", False), _connector="OR"
                        ),
                        name="communitytalk_done_only_what_was_to_do",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartnerReferral",
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
                ("told_on", models.DateField(blank=True, null=True, verbose_name="told on")),
                (
                    "told_how",
                    models.CharField(
                        blank=True,
                        choices=[("call", "Call"), ("email", "E-mail"), ("letter", "Letter"), ("talk", "In a talk")],
                        max_length=6,
                        verbose_name="how",
                    ),
                ),
                (
                    "told_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("new", "New"),
                            ("screening", "Being screened"),
                            ("waiting", "Waiting"),
                            ("enrolled", "Enrolled"),
                            ("elsewhere", "Referred elsewhere"),
                            ("declined", "Declined"),
                            ("unreached", "Could not be reached"),
                        ],
                        editable=False,
                        max_length=12,
                        verbose_name="told of",
                    ),
                ),
                (
                    "told_with_consent",
                    models.BooleanField(default=False, editable=False, verbose_name="told with a consent"),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="community_partners.communitypartner",
                        verbose_name="partner",
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
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partner_links",
                        to="referrals.referral",
                        verbose_name="referral",
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
                "verbose_name": "referral of a partner",
                "ordering": ["-referral__received_on", "-pk"],
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
                        name="partnerreferral_voided_with_person_and_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at", None)),
                        fields=("referral",),
                        name="partnerreferral_of_one_partner",
                        violation_error_message="This referral belongs to a partner already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("told_by", None), ("told_how", ""), ("told_on", None), ("told_status", "")),
                            models.Q(
                                ("told_by__isnull", False),
                                ("told_on__isnull", False),
                                models.Q(("told_how", ""), _negated=True),
                                models.Q(("told_status", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="partnerreferral_told_with_day_way_and_person",
                    ),
                ],
            },
        ),
    ]
