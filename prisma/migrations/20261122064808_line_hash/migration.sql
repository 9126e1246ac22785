-- AlterTable
ALTER TABLE "datacamp"."assessment_fact" ADD COLUMN     "line_hash" BIGINT;

-- AlterTable
ALTER TABLE "datacamp"."assignment_fact" ADD COLUMN     "line_hash" BIGINT;

-- AlterTable
ALTER TABLE "datacamp"."chapter_fact" ADD COLUMN     "line_hash" BIGINT;

-- AlterTable
ALTER TABLE "datacamp"."course_fact" ADD COLUMN     "line_hash" BIGINT;

-- AlterTable
ALTER TABLE "datacamp"."exercise_fact" ADD COLUMN     "line_hash" BIGINT;

-- AlterTable
ALTER TABLE "datacamp"."practice_fact" ADD COLUMN     "line_hash" BIGINT;

-- AlterTable
ALTER TABLE "datacamp"."project_fact" ADD COLUMN     "line_hash" BIGINT;

-- AlterTable
ALTER TABLE "datacamp"."publication_fact" ADD COLUMN     "line_hash" BIGINT;

-- AlterTable
ALTER TABLE "datacamp"."track_content_fact" ADD COLUMN     "line_hash" BIGINT;

-- AlterTable
ALTER TABLE "datacamp"."track_fact" ADD COLUMN     "line_hash" BIGINT;

-- AlterTable
ALTER TABLE "datacamp"."user_team_bridge" ADD COLUMN     "line_hash" BIGINT;

-- AlterTable
ALTER TABLE "datacamp"."workspace_fact" ADD COLUMN     "line_hash" BIGINT;

-- AlterTable
ALTER TABLE "datacamp"."workspace_visit_fact" ADD COLUMN     "line_hash" BIGINT;

-- AlterTable
ALTER TABLE "datacamp"."xp_fact" ADD COLUMN     "line_hash" BIGINT;
