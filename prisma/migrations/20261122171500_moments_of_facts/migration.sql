-- CreateIndex
CREATE INDEX "assessment_fact_completed_at_idx" ON "datacamp"."assessment_fact"("completed_at");

-- CreateIndex
CREATE INDEX "assignment_fact_assigned_at_idx" ON "datacamp"."assignment_fact"("assigned_at");

-- CreateIndex
CREATE INDEX "track_fact_started_at_idx" ON "datacamp"."track_fact"("started_at");

-- CreateIndex
CREATE INDEX "track_fact_completed_at_idx" ON "datacamp"."track_fact"("completed_at");
