"""A definition as the YAML text that reads back to it: the same text for the same values, always."""

import hashlib

import yaml
from pydantic import BaseModel

WIDTH = 110


def yaml_text(definition: BaseModel) -> str:
    """Keys in the order of the model, without those that say what is so anyway."""
    said = definition.model_dump(mode="json", exclude_defaults=True)
    return yaml.safe_dump(said, sort_keys=False, allow_unicode=True, width=WIDTH)


def content_hash(definition: BaseModel) -> str:
    """SHA-256 of the definition's own YAML text, as hexadecimal; comments and layout of a file do not matter."""
    return hashlib.sha256(yaml_text(definition).encode()).hexdigest()
