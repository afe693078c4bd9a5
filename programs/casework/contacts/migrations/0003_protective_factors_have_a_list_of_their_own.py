"""Until now MPMP kept its five protective factors among the topics. The stored words stay; only their list changes."""

from django.db import migrations

FACTORS = ("resilience", "knowledge", "child_competence", "connections", "concrete_support")


def move(apps, before, after):
    topics = apps.get_model("contacts", "ContactTopic").objects.filter(
        vocabulary=before, code__in=FACTORS, contact__enrollment__program="mpmp"
    )
    topics.update(vocabulary=after)


def forward(apps, schema_editor):
    move(apps, "topic", "factor")


def backward(apps, schema_editor):
    move(apps, "factor", "topic")


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0002_shared_contacts_appointments_and_calendar_links"),
        ("enrollments", "0001_initial"),
    ]

    operations = [migrations.RunPython(forward, backward)]
