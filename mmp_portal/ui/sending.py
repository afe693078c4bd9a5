"""What a view does with a form that was sent: takes its data, and says beside a field why the workflow refused."""


def sent(request):
    """What was sent, also where nothing is filled in; None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def refuse(form, refusal):
    """Put a refusal of the workflow beside the field that its `about` names, else above the form."""
    form.add_error(refusal.about if refusal.about in form.fields else None, str(refusal))
