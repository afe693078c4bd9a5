"""Pages as PDF: tagged for screen readers, with the portal's own styles and nothing from anywhere else."""

from pathlib import Path

from django.contrib.staticfiles import finders


def as_pdf(page, *, stylesheet, identifier):
    """The rendered HTML as a PDF. `stylesheet` is a static file, from whose folder relative addresses are read."""
    from weasyprint import HTML  # a second and more to import: only for those who print
    from weasyprint.text.fonts import FontConfiguration

    style = Path(finders.find(stylesheet))
    return HTML(string=page, base_url=style.as_uri(), url_fetcher=own_files(style.parent.parent)).write_pdf(
        pdf_variant="pdf/ua-1", pdf_identifier=identifier.encode(), font_config=FontConfiguration()
    )


def own_files(folder):
    """A fetcher for the portal's own styles, fonts and pictures; nothing else is ever opened."""
    from weasyprint.urls import URLFetcher

    class OwnFiles(URLFetcher):
        def fetch(self, url, headers=None):
            if not url.startswith(f"{folder.as_uri()}/"):
                raise ValueError(f"Not one of the portal's own files: {url}")
            return super().fetch(url, headers)

    return OwnFiles(allowed_protocols=["file"], fail_on_errors=True)
