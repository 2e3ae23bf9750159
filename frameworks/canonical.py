"""A definition written the one way: the same value is always the same bytes, and so the same hash."""

import hashlib
import json
from datetime import date

import yaml

from frameworks.model import Framework, Frozen

WIDTH = 110


def canonical_json(value: Frozen) -> str:
    """JSON with sorted keys, a line break at the end, and without what has its default.

    Leaving defaults out keeps the bytes when a later version knows more fields.
    """
    content = value.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")) + "\n"


def canonical_yaml(value: Frozen) -> str:
    """YAML in the order a person would write it, which reads back as the same value."""
    return yaml.safe_dump(_plain(value), sort_keys=False, allow_unicode=True, width=WIDTH)


def content_hash(framework: Framework) -> str:
    """SHA-256 of the canonical JSON, as 64 hexadecimal digits.

    The languages it is published in are left aside: a translation does not change what an edition says.
    """
    said = framework.model_copy(update={"languages": ("en",)})
    return hashlib.sha256(canonical_json(said).encode()).hexdigest()


def _plain(value: object) -> object:
    """Fields in the order of the model, keys of free mappings sorted, defaults left out."""
    if isinstance(value, Frozen):
        fields = type(value).model_fields
        given = {name: getattr(value, name) for name in fields}
        return {
            name: _plain(each)
            for name, each in given.items()
            if fields[name].is_required() or each != fields[name].get_default(call_default_factory=True)
        }
    if isinstance(value, dict):
        return {key: _plain(value[key]) for key in sorted(value)}
    if isinstance(value, (tuple, list)):
        return [_plain(each) for each in value]
    if value is None or isinstance(value, (str, int, float, date)):
        return value
    raise TypeError(f"{type(value).__name__} has no place in a definition")
