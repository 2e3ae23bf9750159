"""respondents, who answer several time points of a series"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

NAMES = {"uq": "%(table_name)s_%(column_0_name)s_key", "fk": "%(table_name)s_%(column_0_name)s_fkey"}
"""What PostgreSQL calls a constraint without a name; SQLite calls it nothing."""


def upgrade() -> None:
    """To this version. Whoever had a return code keeps it; a time point of before is a series of its own."""
    op.create_table(
        "respondent",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("return_hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("return_hash"),
    )
    op.execute(
        "INSERT INTO respondent (id, audience, return_hash) SELECT id, audience, return_hash FROM response "
        "WHERE return_hash NOT LIKE 'imported:%'"
    )
    op.add_column("response", sa.Column("respondent", sa.String(), nullable=True))
    op.execute("UPDATE response SET respondent = id WHERE return_hash NOT LIKE 'imported:%'")
    with op.batch_alter_table("response", naming_convention=NAMES) as batch:
        batch.drop_constraint("response_return_hash_key", type_="unique")
        batch.drop_column("return_hash")
        batch.create_foreign_key("response_respondent_fkey", "respondent", ["respondent"], ["id"])
        batch.create_unique_constraint("response_respondent_time_point_key", ["respondent", "time_point"])
    op.add_column("time_point", sa.Column("series", sa.String(), nullable=True))
    op.add_column("time_point", sa.Column("moment", sa.Integer(), nullable=True))
    op.execute("UPDATE time_point SET series = title, moment = 0")
    with op.batch_alter_table("time_point", naming_convention=NAMES) as batch:
        batch.alter_column("series", existing_type=sa.String(), nullable=False)
        batch.alter_column("moment", existing_type=sa.Integer(), nullable=False)
        batch.create_unique_constraint("time_point_series_moment_key", ["series", "moment"])
    op.add_column("rating_answer", sa.Column("looking_back", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Back to the version before, where only a person's first answers keep the return code."""
    with op.batch_alter_table("rating_answer") as batch:
        batch.drop_column("looking_back")
    with op.batch_alter_table("time_point", naming_convention=NAMES) as batch:
        batch.drop_constraint("time_point_series_moment_key", type_="unique")
        batch.drop_column("moment")
        batch.drop_column("series")
    op.add_column("response", sa.Column("return_hash", sa.String(), nullable=True))
    op.execute(
        "UPDATE response SET return_hash = COALESCE("
        "(SELECT return_hash FROM respondent WHERE respondent.id = response.respondent AND NOT EXISTS "
        "(SELECT 1 FROM response AS before WHERE before.respondent = response.respondent "
        "AND before.time_point < response.time_point)), 'imported:' || id)"
    )
    with op.batch_alter_table("response", naming_convention=NAMES) as batch:
        batch.drop_constraint("response_respondent_time_point_key", type_="unique")
        batch.drop_constraint("response_respondent_fkey", type_="foreignkey")
        batch.drop_column("respondent")
        batch.alter_column("return_hash", existing_type=sa.String(), nullable=False)
        batch.create_unique_constraint("response_return_hash_key", ["return_hash"])
    op.drop_table("respondent")
