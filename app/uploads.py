"""A form with one file: its fields, and the file's bytes. The whole body is capped before it gets here (SEC-37)."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import UploadFile

from app.web import Form

FILE = "file"


@dataclass(frozen=True)
class Upload:
    """The text fields, and what the file holds; empty when none was chosen. Its name is never used."""

    form: Form
    content: bytes


async def get_upload(request: Request) -> Upload:
    """The posted fields and at most one file."""
    async with request.form(max_files=1, max_fields=20) as posted:
        fields: dict[str, list[str]] = {}
        content = b""
        for name, value in posted.multi_items():
            if isinstance(value, UploadFile):
                content = await value.read() if name == FILE else content
            else:
                fields.setdefault(name, []).append(value)
        return Upload(Form(fields), content)


UploadIn = Annotated[Upload, Depends(get_upload)]
