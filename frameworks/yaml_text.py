"""A definition as the YAML text that reads back to it: the same text for the same values, always."""

import hashlib
from datetime import date

import yaml
from pydantic import BaseModel

WIDTH = 110


def yaml_text(definition: BaseModel) -> str:
    """Keys in the order of the model, those of free mappings sorted, without those that say what is so anyway."""
    return yaml.dump(_plain(definition), Dumper=_WrittenOut, sort_keys=False, allow_unicode=True, width=WIDTH)


def content_hash(definition: BaseModel) -> str:
    """SHA-256 of the definition's own YAML text, as hexadecimal; comments, layout and the order of keys in a file
    do not matter."""
    return hashlib.sha256(yaml_text(definition).encode()).hexdigest()


class _WrittenOut(yaml.SafeDumper):
    """Writes a value out each time: definitions have no aliases."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _plain(value: object) -> object:
    if isinstance(value, BaseModel):
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
