"""The signed page of a pack: whose it is, when and from which editions it was made, and what it looked like.

The signature is over everything on it, so that none of it can be changed; answers are not part of it.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping

from frameworks.model import Frozen
from reports.pack.form import Pack
from reports.pack.layout import FORMAT, Place, cell_name, fixed_text

PURPOSE = b"preceptmap pack: "
SIGNATURE = "signature"


class ManifestPart(Frozen):
    """One part as it was when the pack was made."""

    id: str
    edition: str
    hash: str
    revision: int


class Manifest(Frozen):
    """What a pack says of itself. `words` is a digest of all its fixed cells."""

    format: str
    holds: str
    organisation: str
    time_point: int
    made_on: str
    parts: tuple[ManifestPart, ...]
    words: str


def manifest_of(pack: Pack) -> Manifest:
    """The manifest of a pack that is being made."""
    return Manifest(
        format=FORMAT,
        holds=pack.holds,
        organisation=pack.organisation,
        time_point=pack.time_point,
        made_on=pack.made_on,
        parts=tuple(
            ManifestPart(id=part.id, edition=part.edition, hash=part.hash, revision=part.revision)
            for part in pack.parts
        ),
        words=digest({sheet.name: fixed_text(sheet) for _, sheet in pack.sheets}),
    )


def signature(manifest: Manifest, *, key: bytes) -> str:
    """The signature, as hexadecimal."""
    return hmac.new(key, PURPOSE + _canonical(manifest.model_dump()), hashlib.sha256).hexdigest()


def is_signed(manifest: Manifest, signed: str, *, key: bytes) -> bool:
    """Whether this service signed exactly this manifest."""
    return hmac.compare_digest(signature(manifest, key=key).encode(), signed.encode())


def digest(words: Mapping[str, Mapping[Place, str]]) -> str:
    """A digest of the fixed cells of every sheet, by sheet and cell."""
    plain = {
        sheet: {cell_name(place): text for place, text in cells.items()} for sheet, cells in words.items()
    }
    return hashlib.sha256(_canonical(plain)).hexdigest()


def manifest_rows(manifest: Manifest) -> list[tuple[str, str]]:
    """(name, value) of every line of the manifest sheet, all but the signature."""
    lines = [
        ("format", manifest.format),
        ("holds", manifest.holds),
        ("organisation", manifest.organisation),
        ("time point", str(manifest.time_point)),
        ("made on", manifest.made_on),
        ("words", manifest.words),
    ]
    for part in manifest.parts:
        lines.append((f"part {part.id}", f"{part.edition} {part.hash} {part.revision}"))
    return lines


def from_rows(rows: list[tuple[str, str]]) -> Manifest:
    """The manifest of these lines. Raises ValueError where they are not those of a manifest."""
    head, parts = dict(rows[:6]), rows[6:]
    if list(head) != [name for name, _ in rows[:6]] or len(rows) < 6:
        raise ValueError("the lines of the manifest are not those it was made with")
    return Manifest(
        format=head["format"],
        holds=head["holds"],
        organisation=head["organisation"],
        time_point=_whole(head["time point"]),
        made_on=head["made on"],
        words=head["words"],
        parts=tuple(_part(name, value) for name, value in parts),
    )


def _part(name: str, value: str) -> ManifestPart:
    kind, _, id = name.partition(" ")
    edition, hash, revision = value.split(" ")
    if kind != "part":
        raise ValueError(f"'{name}' is no line of a manifest")
    return ManifestPart(id=id, edition=edition, hash=hash, revision=_whole(revision))


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise ValueError(f"'{text[:20]}' is not a whole number")
    return int(text)


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode()
