"""Writes what people recorded before are found by: the keys of their names, and numbers without the leading 1."""

from itertools import islice

from django.db import migrations

from participants.phones import digits_of
from participants.sounds import keys_of

AT_ONCE = 1000


def write_keys(apps, schema_editor):
    everybody = apps.get_model("participants", "Person")._base_manager
    key_of = apps.get_model("participants", "NameKey")
    for chunk in batched(everybody.order_by("pk").iterator(chunk_size=AT_ONCE)):
        keys = []
        for person in chunk:
            person.phone_digits = digits_of(person.phone)
            names = (person.given_name, person.family_name, person.preferred_name, person.legal_name)
            keys += [key_of(person_id=person.pk, kind=kind, key=key) for kind, key in sorted(keys_of(*names))]
        everybody.bulk_update(chunk, ["phone_digits"])
        key_of._base_manager.bulk_create(keys, ignore_conflicts=True)


def batched(rows):
    while chunk := list(islice(rows, AT_ONCE)):
        yield chunk


def forget_keys(apps, schema_editor):
    apps.get_model("participants", "NameKey")._base_manager.all().delete()


class Migration(migrations.Migration):
    dependencies = [("participants", "0003_people_in_full")]

    operations = [migrations.RunPython(write_keys, forget_keys)]
