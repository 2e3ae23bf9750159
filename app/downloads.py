"""Files people take away: safe names, and never opened inside the browser's page."""

from fastapi.responses import Response

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


def download(content: bytes, name: str, *, media_type: str | None = None) -> Response:
    """`content` as an attachment; `name` is one of ours, plain ASCII (SEC-35)."""
    return Response(
        content,
        media_type=media_type or TYPES[name.rsplit(".", 1)[-1]],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
