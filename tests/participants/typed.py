"""What people type into forms, by accident and on purpose."""

LONG = "x" * 5000
HTML = "<script>alert(1)</script><b>Juniper</b>"
EMOJI = "Juni 🌼👶🏽"
OTHER_SCRIPTS = ("Nguyễn Thị Ánh", "Марія", "يونيبر", "王小明", "O'Brien-Łęcki")
NOT_A_DAY = "soon"
NO_SUCH_DAY = "02/30/2026"
LONG_AGO = "01/01/1066"


def error_beside(answer, name):
    """The sentence beside the field, as the page shows it; empty where there is none."""
    words = answer.content.decode()
    start = words.find(f'id="id_{name}_error"')
    return "" if start < 0 else words[start : words.find("</div>", start)]
