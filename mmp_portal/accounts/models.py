"""People who sign in, and the roles they hold at sites and in programs."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.permissions import ROLES, Permission, Role
from mmp_portal.agencies.models import Agency, DatedQuerySet, Site


class UserManager(BaseUserManager):
    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def create_user(self, email, password=None, **fields):
        """A person who can sign in once a password is set. Without one they are sent a link."""
        user = self.model(email=email.strip().lower(), **fields)
        if password:
            user.set_password(password)
        else:
            user.set_unusable_password()
        user.save(using=self._db)
        return user


class UserQuerySet(models.QuerySet):
    def holding(self, role, *, site, program="", on=None):
        """People who hold `role` at the site, for the program or for all of them."""
        grants = RoleGrant.objects.in_force(on or timezone.localdate()).filter(role=role, site=site)
        if program:
            grants = grants.filter(program__in=["", program])
        return self.filter(is_active=True, pk__in=grants.values("user"))

    def for_user(self, user):
        """Those whose access `user` may manage: a supervisor, of their sites; an administrator, of their agency."""
        grants = RoleGrant.objects.filter(user.manages_q())
        return self.filter(pk__in=grants.values("user"))


class User(AbstractBaseUser):
    """Someone who signs in, by e-mail. Who they are as a person lies in `participants`."""

    email = models.EmailField(_("e-mail"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=5, default="en")
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined_at = models.DateTimeField(_("invited at"), default=timezone.now, editable=False)

    objects = UserManager.from_queryset(UserQuerySet)()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message=_("Somebody signs in with this address already."),
            ),
        ]

    class Privacy:
        public = ("id", "is_active", "joined_at", "last_login", "language")
        personal = ("email", "name")
        restricted = ("password",)

    def __str__(self):
        return f"user {self.pk}"

    def get_absolute_url(self):
        return reverse("access:user", args=[self.pk])

    @property
    def first_name(self):
        return self.name.split(" ")[0]

    @property
    def initials(self):
        words = self.name.split()
        return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()

    @cached_property
    def grants(self):
        """The roles held today, as a list."""
        return list(self.role_grants.in_force(timezone.localdate()).select_related("site", "agency"))

    @cached_property
    def roles(self):
        return {grant.role for grant in self.grants}

    @cached_property
    def permissions(self):
        return frozenset().union(*(ROLES[role] for role in self.roles))

    @cached_property
    def sites(self):
        """Sites where the person holds a role, by name."""
        return sorted({grant.site for grant in self.grants if grant.site}, key=lambda site: site.name)

    def may(self, permission: Permission) -> bool:
        """Whether any role held today gives `permission`."""
        return self.is_active and permission in self.permissions

    def is_only(self, role) -> bool:
        return self.roles == {role}

    def grants_with(self, permission):
        """The roles held today that give `permission`."""
        return [grant for grant in self.grants if permission in ROLES[grant.role]]

    def manages_q(self):
        """Which role grants this person may manage, as a Q over RoleGrant."""
        reach = Q(pk__in=[])
        for grant in self.grants_with(Permission.USER_INVITE):
            if grant.role == Role.ADMINISTRATOR and grant.agency is None:
                return Q()
            if grant.role == Role.ADMINISTRATOR:
                reach |= Q(agency=grant.agency) | Q(site__agency=grant.agency)
            else:
                reach |= Q(site=grant.site) & ~Q(role=Role.ADMINISTRATOR)
        return reach


class RoleGrant(models.Model):
    """A role that somebody holds: at a site, in one program or in all; an administrator's, in an agency or in all."""

    user = models.ForeignKey(User, verbose_name=_("person"), on_delete=models.PROTECT, related_name="role_grants")
    role = models.CharField(_("role"), max_length=15, choices=Role)
    site = models.ForeignKey(
        Site, verbose_name=_("site"), on_delete=models.PROTECT, null=True, blank=True, related_name="role_grants"
    )
    agency = models.ForeignKey(
        Agency, verbose_name=_("agency"), on_delete=models.PROTECT, null=True, blank=True, related_name="role_grants"
    )
    program = models.CharField(_("program"), max_length=20, blank=True, help_text=_("Empty: every program."))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["user", "role", "site"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="rolegrant_role_is_known"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="rolegrant_ends_after_it_starts",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                condition=~Q(role__in=[Role.MENTOR, Role.STAFF, Role.SUPERVISOR]) | Q(site__isnull=False),
                name="rolegrant_casework_has_a_site",
                violation_error_message=_("Choose the site."),
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.ADMINISTRATOR) | Q(site__isnull=True, program=""),
                name="rolegrant_administrator_has_no_site",
                violation_error_message=_(
                    "An administrator serves an agency or the whole installation, not one site."
                ),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "site", "program"],
                condition=Q(ends_on=None, site__isnull=False),
                name="rolegrant_open_once",
                violation_error_message=_("This person holds the role here already."),
            ),
        ]

    class Privacy:
        public = ("id", "user", "role", "site", "agency", "program", "starts_on", "ends_on")

    def __str__(self):
        return f"{self.role} of user {self.user_id}"
