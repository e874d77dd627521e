"""HTML of the pages, beside what Streamlit draws itself."""

from pathlib import Path

from dashboard.publish.markup import templates

_TEMPLATES = templates(Path(__file__).parent / "templates")


def filled(template: str, **data: object) -> str:
    """A template of ``templates/``, by its name without ``.html``, with data in it."""
    return _TEMPLATES.get_template(f"{template}.html").render(data)
