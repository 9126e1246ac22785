-- Words of names, titles and e-mails, found wherever they stand: one index per table over what the Explorer searches.
-- It serves `contains` and `starts` filters as well. Tables of events have none: their words are states, and loading them is dear.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateIndex
CREATE INDEX "user_dim_words_idx" ON "datacamp"."user_dim" USING GIN ("first_name" gin_trgm_ops, "last_name" gin_trgm_ops, "email" gin_trgm_ops, "slug" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "team_dim_words_idx" ON "datacamp"."team_dim" USING GIN ("name" gin_trgm_ops, "slug" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "course_dim_words_idx" ON "datacamp"."course_dim" USING GIN ("title" gin_trgm_ops, "technology" gin_trgm_ops, "topic" gin_trgm_ops, "slug" gin_trgm_ops, "description" gin_trgm_ops, "short_description" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "chapter_dim_words_idx" ON "datacamp"."chapter_dim" USING GIN ("title" gin_trgm_ops, "slug" gin_trgm_ops, "technology" gin_trgm_ops, "topic" gin_trgm_ops, "course_title" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "exercise_dim_words_idx" ON "datacamp"."exercise_dim" USING GIN ("title" gin_trgm_ops, "type" gin_trgm_ops, "technology" gin_trgm_ops, "topic" gin_trgm_ops, "course_title" gin_trgm_ops, "course_slug" gin_trgm_ops, "chapter_title" gin_trgm_ops, "chapter_slug" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "practice_dim_words_idx" ON "datacamp"."practice_dim" USING GIN ("title" gin_trgm_ops, "status" gin_trgm_ops, "technology" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "project_dim_words_idx" ON "datacamp"."project_dim" USING GIN ("title" gin_trgm_ops, "technology" gin_trgm_ops, "description" gin_trgm_ops, "short_description" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "track_dim_words_idx" ON "datacamp"."track_dim" USING GIN ("title" gin_trgm_ops, "technology" gin_trgm_ops, "category" gin_trgm_ops, "short_description" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "track_content_dim_words_idx" ON "datacamp"."track_content_dim" USING GIN ("content_type" gin_trgm_ops, "content_title" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "assessment_dim_words_idx" ON "datacamp"."assessment_dim" USING GIN ("title" gin_trgm_ops, "slug" gin_trgm_ops, "technology" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "assignment_dim_words_idx" ON "datacamp"."assignment_dim" USING GIN ("assignment_type" gin_trgm_ops, "assignment_title" gin_trgm_ops, "assignment_status" gin_trgm_ops, "assignee_type" gin_trgm_ops, "technology" gin_trgm_ops, "topic" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "certification_dim_words_idx" ON "datacamp"."certification_dim" USING GIN ("certification_name" gin_trgm_ops, "certification_version" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "workspace_dim_words_idx" ON "datacamp"."workspace_dim" USING GIN ("workspace_title" gin_trgm_ops, "technology" gin_trgm_ops, "owner_type" gin_trgm_ops, "category" gin_trgm_ops, "key" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "student_words_idx" ON "skilljar"."student" USING GIN ("first_name" gin_trgm_ops, "last_name" gin_trgm_ops, "email" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "student_group_words_idx" ON "skilljar"."student_group" USING GIN ("name" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "course_words_idx" ON "skilljar"."course" USING GIN ("title" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "course_series_words_idx" ON "skilljar"."course_series" USING GIN ("title" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "lesson_words_idx" ON "skilljar"."lesson" USING GIN ("type" gin_trgm_ops, "title" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "quiz_words_idx" ON "skilljar"."quiz" USING GIN ("name" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "quiz_question_words_idx" ON "skilljar"."quiz_question" USING GIN ("type" gin_trgm_ops, "html" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "quiz_answer_words_idx" ON "skilljar"."quiz_answer" USING GIN ("text" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "quiz_question_bank_words_idx" ON "skilljar"."quiz_question_bank" USING GIN ("name" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "path_words_idx" ON "skilljar"."path" USING GIN ("title" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "tag_words_idx" ON "skilljar"."tag" USING GIN ("name" gin_trgm_ops, "slug" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "web_package_words_idx" ON "skilljar"."web_package" USING GIN ("title" gin_trgm_ops, "type" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "vilt_session_words_idx" ON "skilljar"."vilt_session" USING GIN ("display_name" gin_trgm_ops, "instructor_name" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "domain_words_idx" ON "skilljar"."domain" USING GIN ("name" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "catalog_page_words_idx" ON "skilljar"."catalog_page" USING GIN ("page_title" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "person_words_idx" ON "mart"."person" USING GIN ("person_key" gin_trgm_ops, "name" gin_trgm_ops, "email" gin_trgm_ops);
