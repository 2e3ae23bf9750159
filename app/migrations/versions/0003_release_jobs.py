"""releases that are made beside the request"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

UNFINISHED = sa.text("state IN ('queued', 'running')")


def upgrade() -> None:
    """To this version."""
    op.create_table(
        "release_job",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("time_point", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_by", sa.String(), nullable=True),
        sa.Column("release", sa.Integer(), nullable=True),
        sa.Column("refusal", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["release"], ["release.number"]),
        sa.ForeignKeyConstraint(["time_point"], ["time_point.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "release_job_unfinished",
        "release_job",
        ["time_point"],
        unique=True,
        sqlite_where=UNFINISHED,
        postgresql_where=UNFINISHED,
    )


def downgrade() -> None:
    """Back to the version before."""
    op.drop_index("release_job_unfinished", table_name="release_job")
    op.drop_table("release_job")
