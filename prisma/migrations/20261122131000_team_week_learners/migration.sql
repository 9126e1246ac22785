-- AlterTable
ALTER TABLE "mart"."team_week" ADD COLUMN     "learners" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "mart"."team_week" ALTER COLUMN "learners" DROP DEFAULT;

-- CreateIndex
CREATE INDEX "team_week_technology_idx" ON "mart"."team_week"("technology");

-- Counted with all others when the product starts.
update mart.rollup_state set is_current = false;
