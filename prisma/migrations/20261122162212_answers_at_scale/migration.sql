-- DropIndex
DROP INDEX "datacamp"."course_fact_user_id_idx";

-- DropIndex
DROP INDEX "mart"."course_progress_completed_at_idx";

-- DropIndex
DROP INDEX "mart"."course_progress_started_at_idx";

-- CreateIndex
CREATE INDEX "course_fact_user_id_course_id_idx" ON "datacamp"."course_fact"("user_id", "course_id");

-- CreateIndex
CREATE INDEX "activity_content_id_day_idx" ON "mart"."activity"("content_id", "day");

-- CreateIndex
CREATE INDEX "course_progress_started_at_idx" ON "mart"."course_progress"("started_at", "course_id", "completed_at", "person_id", "source", "technology");

-- CreateIndex
CREATE INDEX "course_progress_completed_at_idx" ON "mart"."course_progress"("completed_at", "course_id", "started_at", "person_id", "source", "technology");
