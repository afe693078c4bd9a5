"""How partners are narrowed: by words, kind and agreement."""

import django_filters
from django.utils.translation import gettext_lazy as _

from programs.casework.referrals.partners.models import Agreement, CommunityPartner

AGREEMENTS = (("yes", _("In force")), ("soon", _("Ends soon")), ("none", _("None in force")))


class PartnerFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Words"), method="with_words")
    kind = django_filters.ChoiceFilter(label=_("Kind"), empty_label=_("All"), choices=CommunityPartner.Kind.choices)
    agreement = django_filters.ChoiceFilter(
        label=_("Agreement"), empty_label=_("All"), choices=AGREEMENTS, method="by_agreement"
    )

    class Meta:
        model = CommunityPartner
        fields = ()

    def __init__(self, *args, today, **options):
        self.today = today
        super().__init__(*args, **options)

    def with_words(self, rows, name, words):
        return rows.matching(words.replace("\0", " "))  # PostgreSQL knows no NUL

    def by_agreement(self, rows, name, value):
        if value == "soon":
            return rows.filter(pk__in=Agreement.objects.to_renew(self.today).values("partner"))
        agreed = rows.with_agreement(self.today)
        return agreed if value == "yes" else rows.exclude(pk__in=agreed.values("pk"))
