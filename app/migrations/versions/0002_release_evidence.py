"""what a release was made from, the attack on it, and how many people were erased"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """To this version."""
    op.create_table(
        "release_evidence",
        sa.Column("release", sa.Integer(), nullable=False),
        sa.Column("snapshot", sa.LargeBinary(), nullable=False),
        sa.Column("hidden", sa.String(), nullable=False),
        sa.Column("attack", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["release"], ["release.number"]),
        sa.PrimaryKeyConstraint("release"),
    )
    op.create_table(
        "erased_people",
        sa.Column("time_point", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("pathway", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.code"]),
        sa.ForeignKeyConstraint(["time_point"], ["time_point.id"]),
        sa.PrimaryKeyConstraint("time_point", "audience", "organisation", "region", "pathway", "stage"),
    )


def downgrade() -> None:
    """Back to the version before."""
    op.drop_table("erased_people")
    op.drop_table("release_evidence")
