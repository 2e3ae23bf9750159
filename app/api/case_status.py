"""How the CASE standard says no: a status object in the body, with the reason as one of its closed list."""

from collections.abc import Callable, Coroutine
from typing import Any, Literal

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.routing import APIRoute

from frameworks.model import Frozen

Reason = Literal[
    "unknownobject", "invalid_uuid", "invaliduuid", "invalid_selection_field", "invalid_sort_field"
]


class CodeMinorField(Frozen):
    """Which part of the request, and what is wrong with it."""

    imsx_codeMinorFieldName: str
    imsx_codeMinorFieldValue: Reason


class CodeMinor(Frozen):
    """What is wrong, part by part."""

    imsx_codeMinorField: list[CodeMinorField]


class StatusInfo(Frozen):
    """Why there is no answer, in the shape of the CASE standard."""

    imsx_codeMajor: Literal["failure"] = "failure"
    imsx_severity: Literal["error"] = "error"
    imsx_description: str
    imsx_codeMinor: CodeMinor


class CaseRefusal(Exception):
    """A CASE request that cannot be answered: `part` of it, why, and how to put it right."""

    def __init__(self, status: int, part: str, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.status, self.part, self.reason, self.message = status, part, reason, message

    def response(self) -> Response:
        """The refusal as the standard writes it."""
        field = CodeMinorField(imsx_codeMinorFieldName=self.part, imsx_codeMinorFieldValue=self.reason)
        body = StatusInfo(
            imsx_description=self.message, imsx_codeMinor=CodeMinor(imsx_codeMinorField=[field])
        )
        return JSONResponse(body.model_dump(mode="json"), self.status)


class CaseRoute(APIRoute):
    """A route whose refusals have the standard's shape."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler with refusals turned into answers."""
        handler = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                return await handler(request)
            except CaseRefusal as refusal:
                return refusal.response()
            except RequestValidationError as error:
                first = error.errors()[0]
                part = str(first["loc"][-1])
                return CaseRefusal(400, part, "invalid_selection_field", f"{part}: {first['msg']}").response()

        return answer
