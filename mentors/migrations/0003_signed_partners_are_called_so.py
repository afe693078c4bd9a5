from django.db import migrations

CODES = {
    "food": "food",
    "retail": "retail",
    "printing": "making",
    "laundry": "cleaning",
    "automotive": "automotive",
    "child care": "child_care",
    "health care": "health_care",
    "hospitality": "hospitality",
}


def say_what_they_are(apps, schema_editor):
    """Whoever has a signed agreement is signed; an industry in free words becomes one of the list."""
    partners = apps.get_model("mentors", "CorporatePartner").objects
    partners.exclude(signed_on=None).update(status="signed")
    for partner in partners.exclude(industry=""):
        code = CODES.get(partner.industry.strip().lower())
        if code is None:
            partner.note = partner.industry
        partner.industry = code or "other"
        partner.save(update_fields=["industry", "note"])


def leave(apps, schema_editor):
    """Older versions know no status, and read a code as a word."""


class Migration(migrations.Migration):
    dependencies = [("mentors", "0002_partners_from_prospect_to_ended")]

    operations = [migrations.RunPython(say_what_they_are, leave)]
