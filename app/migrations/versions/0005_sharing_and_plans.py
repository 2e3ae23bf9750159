"""sharing, learning plans, capacity scenarios and headcounts"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """To this version."""
    op.create_table(
        "share",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("preceptee", sa.String(), nullable=False),
        sa.Column("preceptor", sa.String(), nullable=True),
        sa.Column("code_hash", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("whom", sa.String(), nullable=False),
        sa.Column("opens_profile", sa.Boolean(), nullable=False),
        sa.Column("opens_ratings", sa.Boolean(), nullable=False),
        sa.Column("opens_plan", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["preceptee"], ["respondent.id"]),
        sa.ForeignKeyConstraint(["preceptor"], ["respondent.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code_hash"),
    )
    op.create_index("ix_share_preceptee", "share", ["preceptee"])
    op.create_index("ix_share_preceptor", "share", ["preceptor"])
    op.create_table(
        "mirrored_rating",
        sa.Column("share", sa.String(), nullable=False),
        sa.Column("response", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("confidence", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["share"], ["share.id"]),
        sa.ForeignKeyConstraint(["response"], ["response.id"]),
        sa.PrimaryKeyConstraint("share", "response", "item"),
    )
    op.create_table(
        "mirrored_view",
        sa.Column("share", sa.String(), nullable=False),
        sa.Column("response", sa.String(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["share"], ["share.id"]),
        sa.ForeignKeyConstraint(["response"], ["response.id"]),
        sa.PrimaryKeyConstraint("share", "response"),
    )
    op.create_table(
        "plan_action",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("respondent", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=True),
        sa.Column("aim", sa.String(), nullable=False),
        sa.Column("support", sa.String(), nullable=True),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("reflection", sa.String(), nullable=False),
        sa.Column("cpd", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["respondent"], ["respondent.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_plan_action_respondent", "plan_action", ["respondent"])
    op.create_table(
        "plan_meeting",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("respondent", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("agreed", sa.String(), nullable=False),
        sa.Column("confirmed_by_preceptee", sa.Integer(), nullable=False),
        sa.Column("confirmed_by_preceptor", sa.Integer(), nullable=False),
        sa.Column("preceptor", sa.String(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["respondent"], ["respondent.id"]),
        sa.ForeignKeyConstraint(["preceptor"], ["respondent.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_plan_meeting_respondent", "plan_meeting", ["respondent"])
    op.create_table(
        "capacity_scenario",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("time_point", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("numbers", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.code"]),
        sa.ForeignKeyConstraint(["time_point"], ["time_point.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("organisation", "time_point", "name"),
    )
    op.create_table(
        "headcount",
        sa.Column("time_point", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("pathway", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["time_point"], ["time_point.id"]),
        sa.PrimaryKeyConstraint("time_point", "audience", "region", "pathway", "sector"),
    )


def downgrade() -> None:
    """Back to the version before."""
    for table in (
        "headcount",
        "capacity_scenario",
        "plan_meeting",
        "plan_action",
        "mirrored_view",
        "mirrored_rating",
        "share",
    ):
        op.drop_table(table)
