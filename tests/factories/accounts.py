"""People who sign in. Everybody's password is the same, and no secret."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from mmp_portal.accounts.models import RoleGrant, User

PASSWORD = "an open book 42"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Worker Example{n}")

    @factory.post_generation
    def password(self, create, extracted, **kwargs):
        self.set_password(extracted or PASSWORD)
        if create:
            self.save()


class RoleGrantFactory(DjangoModelFactory):
    class Meta:
        model = RoleGrant

    user = factory.SubFactory(UserFactory)
    role = "staff"
    starts_on = date(2015, 7, 1)


def user_with(role, *, site=None, agency=None, program="", **fields):
    """A person who signs in and holds one role."""
    user = UserFactory(**fields)
    RoleGrantFactory(user=user, role=role, site=site, agency=agency, program=program)
    return user
