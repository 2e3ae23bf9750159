"""definitions of one's own, beside those that ship"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """To this version."""
    _definitions()
    _carrying()
    _mapping()
    _reliability()


def _definitions() -> None:
    op.create_table(
        "definition",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def _carrying() -> None:
    op.add_column("self_assessment", sa.Column("moved_to", sa.String(), nullable=True))
    op.create_table(
        "carry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("self_assessment", sa.Integer(), nullable=False),
        sa.Column("source", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["self_assessment"], ["self_assessment.id"]),
        sa.ForeignKeyConstraint(["source"], ["self_assessment.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_carry_self_assessment", "carry", ["self_assessment"])
    op.create_table(
        "carried_score",
        sa.Column("self_assessment", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("carry", sa.Integer(), nullable=False),
        sa.Column("framework", sa.String(), nullable=False),
        sa.Column("codes", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["self_assessment"], ["self_assessment.id"]),
        sa.ForeignKeyConstraint(["carry"], ["carry.id"]),
        sa.PrimaryKeyConstraint("self_assessment", "item"),
    )
    op.create_table(
        "edition_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("time_point", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("earlier", sa.String(), nullable=False),
        sa.Column("later", sa.String(), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("moved_by", sa.String(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["time_point"], ["time_point.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_edition_move_time_point", "edition_move", ["time_point"])


def _mapping() -> None:
    op.create_table(
        "mapping_task",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("carries", sa.Boolean(), nullable=False),
        sa.Column("parts", sa.String(), nullable=False),
        sa.Column("first", sa.String(), nullable=False),
        sa.Column("second", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("started_by", sa.String(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "mapping_sheet",
        sa.Column("task", sa.String(), nullable=False),
        sa.Column("mapper", sa.String(), nullable=False),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["task"], ["mapping_task.id"]),
        sa.PrimaryKeyConstraint("task", "mapper"),
    )
    op.create_table(
        "mapping_judgement",
        sa.Column("task", sa.String(), nullable=False),
        sa.Column("mapper", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("saved", sa.String(), nullable=True),
        sa.Column("pending", sa.String(), nullable=True),
        sa.Column("changed", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["task"], ["mapping_task.id"]),
        sa.PrimaryKeyConstraint("task", "mapper", "origin"),
    )
    op.create_table(
        "mapping_settlement",
        sa.Column("task", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("settled_by", sa.String(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["task"], ["mapping_task.id"]),
        sa.PrimaryKeyConstraint("task", "origin", "target"),
    )


def _reliability() -> None:
    op.create_table(
        "erasure",
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("digest"),
    )


def downgrade() -> None:
    """Back to the version before."""
    op.drop_column("self_assessment", "moved_to")
    for table in (
        "erasure",
        "mapping_settlement",
        "mapping_judgement",
        "mapping_sheet",
        "mapping_task",
        "edition_move",
        "carried_score",
        "carry",
        "definition",
    ):
        op.drop_table(table)
