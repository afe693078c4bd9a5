"""Lists: found by filters, columns as one likes them, kept under a name, and downloaded.

    from mmp_portal.ui.lists.listing import listed

    listing = listed(request, ContactTable, filterset, name="contacts")
    if listing.file:
        return listing.file
    return render(request, "…/list.html", {"listing": listing})

The template says `<c-saved_lists :listing="listing" />` above the card and, inside it,
`<c-listing :listing="listing">what an empty list says</c-listing>`. An app names its lists at start-up
(`mmp_portal.ui.lists.registry`): `register_list("contacts", url_name="contacts:list", title=_("Contacts"), permission=Permission.CONTACT_VIEW)`.
"""
