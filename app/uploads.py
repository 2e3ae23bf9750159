"""A form with one file: its fields, and the file's bytes. The whole body is capped before it gets here (SEC-37)."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import UploadFile

from app.web import Form

FILE = "file"
LONGEST_NAME = 100


@dataclass(frozen=True)
class Upload:
    """The text fields, and what the file holds; empty when none was chosen. Of its name only the last part is
    kept, to say which format it has and to name it in messages."""

    form: Form
    content: bytes
    name: str = ""


async def get_upload(request: Request) -> Upload:
    """The posted fields and at most one file."""
    async with request.form(max_files=1, max_fields=20) as posted:
        fields: dict[str, list[str]] = {}
        content, called = b"", ""
        for name, value in posted.multi_items():
            if isinstance(value, UploadFile):
                if name == FILE:
                    content, called = await value.read(), PurePosixPath(value.filename or "").name
            else:
                fields.setdefault(name, []).append(value)
        return Upload(Form(fields), content, called[:LONGEST_NAME])


UploadIn = Annotated[Upload, Depends(get_upload)]
