-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "app";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "datacamp";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "mart";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "skilljar";

-- CreateEnum
CREATE TYPE "app"."Role" AS ENUM ('admin', 'analyst', 'manager', 'viewer');

-- CreateEnum
CREATE TYPE "app"."RunState" AS ENUM ('queued', 'extracting', 'staged', 'validated', 'held', 'publishing', 'published', 'unchanged', 'failed', 'cancelled');

-- CreateTable
CREATE TABLE "app"."user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "app"."Role" NOT NULL,
    "password_hash" TEXT,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "disabled_at" TIMESTAMPTZ(6),
    "last_sign_in_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app"."user_team" (
    "user_id" UUID NOT NULL,
    "team_id" BIGINT NOT NULL,
    "valid_from" DATE,
    "valid_until" DATE,

    CONSTRAINT "user_team_pkey" PRIMARY KEY ("user_id","team_id")
);

-- CreateTable
CREATE TABLE "app"."api_token" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "role" "app"."Role" NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(6),
    "expires_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app"."api_token_team" (
    "token_id" UUID NOT NULL,
    "team_id" BIGINT NOT NULL,

    CONSTRAINT "api_token_team_pkey" PRIMARY KEY ("token_id","team_id")
);

-- CreateTable
CREATE TABLE "app"."connector" (
    "id" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "config" JSONB NOT NULL DEFAULT '{}',
    "schedule" TEXT NOT NULL DEFAULT 'off',
    "schedule_hour" INTEGER NOT NULL DEFAULT 3,
    "schedule_minute" INTEGER NOT NULL DEFAULT 0,
    "lease_token" BIGINT NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(6),
    "published_run_id" BIGINT,
    "last_test" JSONB,
    "last_test_at" TIMESTAMPTZ(6),
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "connector_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app"."connector_secret" (
    "connector_id" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "sealed" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "set_by_id" UUID,
    "set_by_name" TEXT,

    CONSTRAINT "connector_secret_pkey" PRIMARY KEY ("connector_id","field")
);

-- CreateTable
CREATE TABLE "app"."refresh_run" (
    "id" BIGSERIAL NOT NULL,
    "connector_id" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "requested_by_id" UUID,
    "full" BOOLEAN NOT NULL DEFAULT false,
    "state" "app"."RunState" NOT NULL DEFAULT 'queued',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "lease_token" BIGINT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(6),
    "heartbeat_at" TIMESTAMPTZ(6),
    "finished_at" TIMESTAMPTZ(6),
    "cancel_requested_at" TIMESTAMPTZ(6),
    "step" TEXT,
    "rows_read" BIGINT NOT NULL DEFAULT 0,
    "rows_expected" BIGINT,
    "error_code" TEXT,
    "error_message" TEXT,
    "source_snapshot" JSONB,
    "warnings" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "refresh_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app"."refresh_run_table" (
    "run_id" BIGINT NOT NULL,
    "table_name" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "object" TEXT,
    "etag" TEXT,
    "bytes_expected" BIGINT,
    "bytes_read" BIGINT NOT NULL DEFAULT 0,
    "sha256" TEXT,
    "last_modified" TIMESTAMPTZ(6),
    "rows_read" BIGINT NOT NULL DEFAULT 0,
    "rows_inserted" BIGINT NOT NULL DEFAULT 0,
    "rows_updated" BIGINT NOT NULL DEFAULT 0,
    "rows_unchanged" BIGINT NOT NULL DEFAULT 0,
    "rows_duplicate" BIGINT NOT NULL DEFAULT 0,
    "rows_deleted" BIGINT NOT NULL DEFAULT 0,
    "rows_quarantined" BIGINT NOT NULL DEFAULT 0,
    "live_before" BIGINT,
    "live_after" BIGINT,
    "watermark_from" TEXT,
    "watermark_to" TEXT,
    "warnings" JSONB NOT NULL DEFAULT '[]',
    "started_at" TIMESTAMPTZ(6),
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "refresh_run_table_pkey" PRIMARY KEY ("run_id","table_name")
);

-- CreateTable
CREATE TABLE "app"."quarantine" (
    "id" BIGSERIAL NOT NULL,
    "run_id" BIGINT NOT NULL,
    "connector_id" TEXT NOT NULL,
    "table_name" TEXT NOT NULL,
    "object" TEXT,
    "line_no" BIGINT,
    "byte_offset" BIGINT,
    "raw" BYTEA NOT NULL,
    "reason_code" TEXT NOT NULL,
    "column_name" TEXT,
    "message" TEXT NOT NULL,
    "key_guess" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_at" TIMESTAMPTZ(6),

    CONSTRAINT "quarantine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app"."archive" (
    "id" BIGSERIAL NOT NULL,
    "connector_id" TEXT NOT NULL,
    "table_name" TEXT NOT NULL,
    "run_id" BIGINT NOT NULL,
    "archived_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row" JSONB NOT NULL,

    CONSTRAINT "archive_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app"."watermark" (
    "connector_id" TEXT NOT NULL,
    "table_name" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "run_id" BIGINT NOT NULL,

    CONSTRAINT "watermark_pkey" PRIMARY KEY ("connector_id","table_name")
);

-- CreateTable
CREATE TABLE "app"."publication" (
    "version" BIGSERIAL NOT NULL,
    "connector_id" TEXT NOT NULL,
    "run_id" BIGINT NOT NULL,
    "published_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "as_of" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "publication_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "app"."audit" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_label" TEXT,
    "action" TEXT NOT NULL,
    "subject" TEXT,
    "outcome" TEXT NOT NULL DEFAULT 'allowed',
    "detail" JSONB NOT NULL DEFAULT '{}',
    "request_id" TEXT,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app"."setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "app"."rate_limit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "datacamp"."assessment_dim" (
    "assessment_id" BIGINT NOT NULL,
    "title" TEXT,
    "slug" TEXT,
    "technology" TEXT,
    "id" BIGINT,
    "extra" JSONB,

    CONSTRAINT "assessment_dim_pkey" PRIMARY KEY ("assessment_id")
);

-- CreateTable
CREATE TABLE "datacamp"."assessment_fact" (
    "user_id" BIGINT,
    "assessment_id" BIGINT,
    "date_id" BIGINT,
    "started_at" TIMESTAMP(6),
    "completed_at" TIMESTAMP(6),
    "score" DECIMAL,
    "score_group" TEXT,
    "percentile" DECIMAL,
    "time_spent" BIGINT,
    "extra" JSONB,
    "row_id" BIGSERIAL NOT NULL,
    "row_hash" UUID NOT NULL,

    CONSTRAINT "assessment_fact_pkey" PRIMARY KEY ("row_id")
);

-- CreateTable
CREATE TABLE "datacamp"."assignment_dim" (
    "group_id" BIGINT,
    "assignment_id" BIGINT NOT NULL,
    "created_by_id" BIGINT,
    "assignment_type" TEXT,
    "assignment_title" TEXT,
    "assignment_status" TEXT,
    "assignee_type" TEXT,
    "assignment_xp" BIGINT,
    "technology" TEXT,
    "topic" TEXT,
    "due_at" TIMESTAMP(6),
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "deleted_at" TIMESTAMP(6),
    "extra" JSONB,

    CONSTRAINT "assignment_dim_pkey" PRIMARY KEY ("assignment_id")
);

-- CreateTable
CREATE TABLE "datacamp"."assignment_fact" (
    "group_id" BIGINT,
    "user_id" BIGINT,
    "assignment_id" BIGINT,
    "is_completed" BOOLEAN,
    "completion_status" TEXT,
    "assigned_at" TIMESTAMP(6),
    "due_at" TIMESTAMP(6),
    "completed_at" TIMESTAMP(6),
    "email_sent_at" TIMESTAMP(6),
    "reminder_sent_at" TIMESTAMP(6),
    "extra" JSONB,
    "row_id" BIGSERIAL NOT NULL,
    "row_hash" UUID NOT NULL,

    CONSTRAINT "assignment_fact_pkey" PRIMARY KEY ("row_id")
);

-- CreateTable
CREATE TABLE "datacamp"."certification_dim" (
    "certification_id" BIGINT NOT NULL,
    "certification_name" TEXT,
    "certification_version" TEXT,
    "extra" JSONB,

    CONSTRAINT "certification_dim_pkey" PRIMARY KEY ("certification_id")
);

-- CreateTable
CREATE TABLE "datacamp"."certification_fact" (
    "group_id" BIGINT,
    "user_certification_id" BIGINT NOT NULL,
    "user_id" BIGINT,
    "certification_id" BIGINT,
    "registered_at" TIMESTAMP(6),
    "expired_at" TIMESTAMP(6),
    "assessments_passed_at" TIMESTAMP(6),
    "coding_challenge_passed_at" TIMESTAMP(6),
    "first_exam_started_at" TIMESTAMP(6),
    "first_exam_completed_at" TIMESTAMP(6),
    "exam_last_passed_at" TIMESTAMP(6),
    "case_study_ready_at" TIMESTAMP(6),
    "first_case_study_submitted_at" TIMESTAMP(6),
    "last_case_study_submitted_at" TIMESTAMP(6),
    "certificate_granted_at" DATE,
    "is_passed_assessments" BOOLEAN,
    "is_passed_challenges" BOOLEAN,
    "is_passed_exams" BOOLEAN,
    "extra" JSONB,

    CONSTRAINT "certification_fact_pkey" PRIMARY KEY ("user_certification_id")
);

-- CreateTable
CREATE TABLE "datacamp"."exercise_dim" (
    "exercise_id" BIGINT NOT NULL,
    "title" TEXT,
    "type" TEXT,
    "number" INTEGER,
    "xp" BIGINT,
    "technology" TEXT,
    "topic" TEXT,
    "course_title" TEXT,
    "course_slug" TEXT,
    "course_xp" BIGINT,
    "course_description" TEXT,
    "course_short_description" TEXT,
    "course_launched_date" DATE,
    "chapter_title" TEXT,
    "chapter_slug" TEXT,
    "chapter_xp" BIGINT,
    "chapter_nb_exercises" INTEGER,
    "id" BIGINT,
    "extra" JSONB,

    CONSTRAINT "exercise_dim_pkey" PRIMARY KEY ("exercise_id")
);

-- CreateTable
CREATE TABLE "datacamp"."exercise_fact" (
    "user_id" BIGINT,
    "exercise_id" BIGINT,
    "date_id" BIGINT,
    "started_at" TIMESTAMP(6),
    "completed_at" TIMESTAMP(6),
    "time_spent" BIGINT,
    "xp" BIGINT,
    "extra" JSONB,
    "row_id" BIGSERIAL NOT NULL,
    "row_hash" UUID NOT NULL,

    CONSTRAINT "exercise_fact_pkey" PRIMARY KEY ("row_id")
);

-- CreateTable
CREATE TABLE "datacamp"."chapter_dim" (
    "chapter_id" BIGINT NOT NULL,
    "title" TEXT,
    "slug" TEXT,
    "xp" BIGINT,
    "technology" TEXT,
    "topic" TEXT,
    "nb_exercises" INTEGER,
    "course_title" TEXT,
    "course_slug" TEXT,
    "course_xp" BIGINT,
    "course_description" TEXT,
    "course_short_description" TEXT,
    "course_launched_date" DATE,
    "id" BIGINT,
    "extra" JSONB,

    CONSTRAINT "chapter_dim_pkey" PRIMARY KEY ("chapter_id")
);

-- CreateTable
CREATE TABLE "datacamp"."chapter_fact" (
    "user_id" BIGINT,
    "chapter_id" BIGINT,
    "date_id" BIGINT,
    "started_at" TIMESTAMP(6),
    "completed_at" TIMESTAMP(6),
    "time_spent" BIGINT,
    "xp" BIGINT,
    "extra" JSONB,
    "row_id" BIGSERIAL NOT NULL,
    "row_hash" UUID NOT NULL,

    CONSTRAINT "chapter_fact_pkey" PRIMARY KEY ("row_id")
);

-- CreateTable
CREATE TABLE "datacamp"."course_dim" (
    "course_id" BIGINT NOT NULL,
    "title" TEXT,
    "technology" TEXT,
    "topic" TEXT,
    "xp" BIGINT,
    "nb_hours_needed" DECIMAL,
    "slug" TEXT,
    "description" TEXT,
    "short_description" TEXT,
    "launched_date" DATE,
    "id" BIGINT,
    "extra" JSONB,

    CONSTRAINT "course_dim_pkey" PRIMARY KEY ("course_id")
);

-- CreateTable
CREATE TABLE "datacamp"."course_fact" (
    "user_id" BIGINT,
    "course_id" BIGINT,
    "date_id" BIGINT,
    "started_at" TIMESTAMP(6),
    "completed_at" TIMESTAMP(6),
    "time_spent" BIGINT,
    "xp" BIGINT,
    "extra" JSONB,
    "row_id" BIGSERIAL NOT NULL,
    "row_hash" UUID NOT NULL,

    CONSTRAINT "course_fact_pkey" PRIMARY KEY ("row_id")
);

-- CreateTable
CREATE TABLE "datacamp"."practice_dim" (
    "practice_id" BIGINT NOT NULL,
    "title" TEXT,
    "status" TEXT,
    "technology" TEXT,
    "xp" BIGINT,
    "id" BIGINT,
    "extra" JSONB,

    CONSTRAINT "practice_dim_pkey" PRIMARY KEY ("practice_id")
);

-- CreateTable
CREATE TABLE "datacamp"."practice_fact" (
    "user_id" BIGINT,
    "practice_id" BIGINT,
    "date_id" BIGINT,
    "started_at" TIMESTAMP(6),
    "completed_at" TIMESTAMP(6),
    "is_mobile" BOOLEAN,
    "time_spent" BIGINT,
    "xp" BIGINT,
    "extra" JSONB,
    "row_id" BIGSERIAL NOT NULL,
    "row_hash" UUID NOT NULL,

    CONSTRAINT "practice_fact_pkey" PRIMARY KEY ("row_id")
);

-- CreateTable
CREATE TABLE "datacamp"."project_dim" (
    "project_id" BIGINT NOT NULL,
    "title" TEXT,
    "technology" TEXT,
    "xp" BIGINT,
    "nb_hours_needed" DECIMAL,
    "is_guided" BOOLEAN,
    "is_certification" BOOLEAN,
    "description" TEXT,
    "short_description" TEXT,
    "id" BIGINT,
    "extra" JSONB,

    CONSTRAINT "project_dim_pkey" PRIMARY KEY ("project_id")
);

-- CreateTable
CREATE TABLE "datacamp"."project_fact" (
    "user_id" BIGINT,
    "project_id" BIGINT,
    "date_id" BIGINT,
    "started_at" TIMESTAMP(6),
    "completed_at" TIMESTAMP(6),
    "time_spent" BIGINT,
    "xp" BIGINT,
    "extra" JSONB,
    "row_id" BIGSERIAL NOT NULL,
    "row_hash" UUID NOT NULL,

    CONSTRAINT "project_fact_pkey" PRIMARY KEY ("row_id")
);

-- CreateTable
CREATE TABLE "datacamp"."track_content_dim" (
    "track_version_id" BIGINT NOT NULL,
    "track_id" BIGINT,
    "content_id" TEXT NOT NULL,
    "content_type" TEXT,
    "content_title" TEXT,
    "position" INTEGER,
    "xp" BIGINT,
    "extra" JSONB,

    CONSTRAINT "track_content_dim_pkey" PRIMARY KEY ("track_version_id","content_id")
);

-- CreateTable
CREATE TABLE "datacamp"."track_content_fact" (
    "group_id" BIGINT,
    "user_id" BIGINT,
    "track_version_id" BIGINT,
    "content_id" TEXT,
    "date_id" BIGINT,
    "started_at" TIMESTAMP(6),
    "completed_at" TIMESTAMP(6),
    "xp" BIGINT,
    "nb_seconds" BIGINT,
    "extra" JSONB,
    "row_id" BIGSERIAL NOT NULL,
    "row_hash" UUID NOT NULL,

    CONSTRAINT "track_content_fact_pkey" PRIMARY KEY ("row_id")
);

-- CreateTable
CREATE TABLE "datacamp"."track_dim" (
    "track_version_id" BIGINT NOT NULL,
    "track_id" BIGINT,
    "version_number" INTEGER,
    "title" TEXT,
    "technology" TEXT,
    "category" TEXT,
    "short_description" TEXT,
    "published_live_at" TIMESTAMP(6),
    "archived_at" TIMESTAMP(6),
    "is_current_version" BOOLEAN,
    "is_custom" BOOLEAN,
    "nb_courses" INTEGER,
    "nb_projects" INTEGER,
    "xp" BIGINT,
    "extra" JSONB,

    CONSTRAINT "track_dim_pkey" PRIMARY KEY ("track_version_id")
);

-- CreateTable
CREATE TABLE "datacamp"."track_fact" (
    "group_id" BIGINT,
    "user_id" BIGINT,
    "track_version_id" BIGINT,
    "date_id" BIGINT,
    "started_at" TIMESTAMP(6),
    "completed_at" TIMESTAMP(6),
    "is_currently_active" BOOLEAN,
    "extra" JSONB,
    "row_id" BIGSERIAL NOT NULL,
    "row_hash" UUID NOT NULL,

    CONSTRAINT "track_fact_pkey" PRIMARY KEY ("row_id")
);

-- CreateTable
CREATE TABLE "datacamp"."publication_fact" (
    "group_id" BIGINT,
    "creator_id" BIGINT,
    "workspace_id" TEXT,
    "viewed_at" DATE,
    "nb_viewers" BIGINT,
    "nb_seconds" BIGINT,
    "viewer_type" TEXT,
    "extra" JSONB,
    "row_id" BIGSERIAL NOT NULL,
    "row_hash" UUID NOT NULL,

    CONSTRAINT "publication_fact_pkey" PRIMARY KEY ("row_id")
);

-- CreateTable
CREATE TABLE "datacamp"."workspace_dim" (
    "workspace_id" TEXT NOT NULL,
    "workspace_title" TEXT,
    "technology" TEXT,
    "owner_type" TEXT,
    "category" TEXT,
    "key" TEXT,
    "is_featured" BOOLEAN,
    "group_id" BIGINT,
    "extra" JSONB,

    CONSTRAINT "workspace_dim_pkey" PRIMARY KEY ("workspace_id")
);

-- CreateTable
CREATE TABLE "datacamp"."workspace_fact" (
    "creator_id" BIGINT,
    "workspace_id" TEXT,
    "nb_megabytes" DECIMAL,
    "nb_attempts_to_publish" BIGINT,
    "nb_times_published_successfully" BIGINT,
    "nb_upvotes" BIGINT,
    "nb_shares" BIGINT,
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "first_edited_at" TIMESTAMP(6),
    "last_edited_at" TIMESTAMP(6),
    "first_published_at" TIMESTAMP(6),
    "last_published_at" TIMESTAMP(6),
    "first_integration_added_at" TIMESTAMP(6),
    "last_integration_added_at" TIMESTAMP(6),
    "first_upvoted_at" TIMESTAMP(6),
    "last_upvoted_at" TIMESTAMP(6),
    "group_id" BIGINT,
    "extra" JSONB,
    "row_id" BIGSERIAL NOT NULL,
    "row_hash" UUID NOT NULL,

    CONSTRAINT "workspace_fact_pkey" PRIMARY KEY ("row_id")
);

-- CreateTable
CREATE TABLE "datacamp"."workspace_visit_fact" (
    "visitor_id" BIGINT,
    "workspace_id" TEXT,
    "visited_at" DATE,
    "nb_seconds" BIGINT,
    "group_id" BIGINT,
    "extra" JSONB,
    "row_id" BIGSERIAL NOT NULL,
    "row_hash" UUID NOT NULL,

    CONSTRAINT "workspace_visit_fact_pkey" PRIMARY KEY ("row_id")
);

-- CreateTable
CREATE TABLE "datacamp"."team_dim" (
    "team_id" BIGINT NOT NULL,
    "name" TEXT,
    "slug" TEXT,
    "created_date" DATE,
    "updated_date" DATE,
    "deleted_date" DATE,
    "id" BIGINT,
    "extra" JSONB,

    CONSTRAINT "team_dim_pkey" PRIMARY KEY ("team_id")
);

-- CreateTable
CREATE TABLE "datacamp"."user_dim" (
    "user_id" BIGINT NOT NULL,
    "first_name" TEXT,
    "last_name" TEXT,
    "email" TEXT,
    "slug" TEXT,
    "registered_at" TIMESTAMP(6),
    "deleted_at" TIMESTAMP(6),
    "last_visit_at" TIMESTAMP(6),
    "last_time_spent_at" DATE,
    "onboarding_completed_at" TIMESTAMP(6),
    "first_content_completed_at" TIMESTAMP(6),
    "id" BIGINT,
    "extra" JSONB,

    CONSTRAINT "user_dim_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "datacamp"."user_team_bridge" (
    "user_id" BIGINT,
    "team_id" BIGINT,
    "joined_team_date" DATE,
    "left_team_date" DATE,
    "extra" JSONB,
    "row_id" BIGSERIAL NOT NULL,
    "row_hash" UUID NOT NULL,

    CONSTRAINT "user_team_bridge_pkey" PRIMARY KEY ("row_id")
);

-- CreateTable
CREATE TABLE "datacamp"."xp_fact" (
    "group_id" BIGINT,
    "user_id" BIGINT,
    "event" TEXT,
    "created_date" DATE,
    "xp" BIGINT,
    "extra" JSONB,
    "row_id" BIGSERIAL NOT NULL,
    "row_hash" UUID NOT NULL,

    CONSTRAINT "xp_fact_pkey" PRIMARY KEY ("row_id")
);

-- CreateTable
CREATE TABLE "datacamp"."date_dim" (
    "date_id" BIGINT NOT NULL,
    "id" BIGINT,
    "week_start_date" DATE,
    "extra" JSONB,

    CONSTRAINT "date_dim_pkey" PRIMARY KEY ("date_id")
);

-- CreateTable
CREATE TABLE "datacamp"."group_dim" (
    "group_id" BIGINT NOT NULL,
    "extra" JSONB,

    CONSTRAINT "group_dim_pkey" PRIMARY KEY ("group_id")
);

-- CreateTable
CREATE TABLE "mart"."person" (
    "person_id" BIGSERIAL NOT NULL,
    "person_key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "first_evidence" DATE,
    "last_evidence" DATE,

    CONSTRAINT "person_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "mart"."identity" (
    "source" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "person_id" BIGINT NOT NULL,

    CONSTRAINT "identity_pkey" PRIMARY KEY ("source","source_id")
);

-- CreateTable
CREATE TABLE "mart"."person_team" (
    "person_id" BIGINT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "joined" DATE NOT NULL,
    "left" DATE NOT NULL,

    CONSTRAINT "person_team_pkey" PRIMARY KEY ("person_id","team_id","joined")
);

-- CreateTable
CREATE TABLE "mart"."activity" (
    "day" DATE NOT NULL,
    "person_id" BIGINT NOT NULL,
    "source" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "content_id" TEXT NOT NULL,
    "technology" TEXT,
    "seconds" DECIMAL NOT NULL,
    "xp" DECIMAL NOT NULL,
    "is_evidence" BOOLEAN NOT NULL,

    CONSTRAINT "activity_pkey" PRIMARY KEY ("day","person_id","source","content_type","content_id")
);

-- CreateTable
CREATE TABLE "mart"."course_progress" (
    "source" TEXT NOT NULL,
    "learner_id" TEXT NOT NULL,
    "course_id" TEXT NOT NULL,
    "person_id" BIGINT NOT NULL,
    "technology" TEXT,
    "enrolled_at" TIMESTAMP(6),
    "started_at" TIMESTAMP(6),
    "completed_at" TIMESTAMP(6),

    CONSTRAINT "course_progress_pkey" PRIMARY KEY ("source","learner_id","course_id")
);

-- CreateTable
CREATE TABLE "skilljar"."catalog_page" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "catalog_page_id" TEXT NOT NULL,
    "domain_id" TEXT,
    "is_visible" BOOLEAN,
    "page_title" TEXT,
    "extra" JSONB,

    CONSTRAINT "catalog_page_pkey" PRIMARY KEY ("catalog_page_id")
);

-- CreateTable
CREATE TABLE "skilljar"."catalog_page_student_group_visibility" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "catalog_page_student_group_visibility_id" TEXT NOT NULL,
    "catalog_page_id" TEXT,
    "is_visible" BOOLEAN,
    "student_group_id" TEXT,
    "extra" JSONB,

    CONSTRAINT "catalog_page_student_group_visibility_pkey" PRIMARY KEY ("catalog_page_student_group_visibility_id")
);

-- CreateTable
CREATE TABLE "skilljar"."certificate" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "certificate_id" TEXT NOT NULL,
    "code" TEXT,
    "completed_at" TIMESTAMP(6),
    "expires_at" TIMESTAMP(6),
    "url" TEXT,
    "extra" JSONB,

    CONSTRAINT "certificate_pkey" PRIMARY KEY ("certificate_id")
);

-- CreateTable
CREATE TABLE "skilljar"."course" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "course_id" TEXT NOT NULL,
    "title" TEXT,
    "issue_certificate_upon_completion" BOOLEAN,
    "extra" JSONB,

    CONSTRAINT "course_pkey" PRIMARY KEY ("course_id")
);

-- CreateTable
CREATE TABLE "skilljar"."course_series" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "course_series_id" TEXT NOT NULL,
    "domain_id" TEXT,
    "title" TEXT,
    "visible_on_catalog" BOOLEAN,
    "extra" JSONB,

    CONSTRAINT "course_series_pkey" PRIMARY KEY ("course_series_id")
);

-- CreateTable
CREATE TABLE "skilljar"."course_series_published_courses" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "course_series_published_course_id" TEXT NOT NULL,
    "course_series_id" TEXT,
    "published_course_id" TEXT,
    "extra" JSONB,

    CONSTRAINT "course_series_published_courses_pkey" PRIMARY KEY ("course_series_published_course_id")
);

-- CreateTable
CREATE TABLE "skilljar"."domain" (
    "created_at" TIMESTAMP(6),
    "domain_id" TEXT NOT NULL,
    "name" TEXT,
    "extra" JSONB,

    CONSTRAINT "domain_pkey" PRIMARY KEY ("domain_id")
);

-- CreateTable
CREATE TABLE "skilljar"."domain_access_code" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "domain_access_code_id" TEXT NOT NULL,
    "code" TEXT,
    "use_count" INTEGER,
    "max_uses" INTEGER,
    "is_active" BOOLEAN,
    "domain_access_code_pool_id" TEXT,
    "extra" JSONB,

    CONSTRAINT "domain_access_code_pkey" PRIMARY KEY ("domain_access_code_id")
);

-- CreateTable
CREATE TABLE "skilljar"."domain_access_code_pool" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "domain_access_code_pool_id" TEXT NOT NULL,
    "name" TEXT,
    "domain_id" TEXT,
    "channel" TEXT,
    "starts_at" TIMESTAMP(6),
    "expires_at" TIMESTAMP(6),
    "extra" JSONB,

    CONSTRAINT "domain_access_code_pool_pkey" PRIMARY KEY ("domain_access_code_pool_id")
);

-- CreateTable
CREATE TABLE "skilljar"."domain_membership" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "domain_membership_id" TEXT NOT NULL,
    "is_active" BOOLEAN,
    "expires_at" TIMESTAMP(6),
    "domain_id" TEXT,
    "domain_access_code_id" TEXT,
    "student_id" TEXT,
    "extra" JSONB,

    CONSTRAINT "domain_membership_pkey" PRIMARY KEY ("domain_membership_id")
);

-- CreateTable
CREATE TABLE "skilljar"."domain_signup_field" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "domain_signup_field_id" TEXT NOT NULL,
    "label" TEXT,
    "domain_id" TEXT,
    "extra" JSONB,

    CONSTRAINT "domain_signup_field_pkey" PRIMARY KEY ("domain_signup_field_id")
);

-- CreateTable
CREATE TABLE "skilljar"."domain_signup_info" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "domain_signup_info_id" TEXT NOT NULL,
    "value" TEXT,
    "domain_membership_id" TEXT,
    "domain_signup_field_id" TEXT,
    "extra" JSONB,

    CONSTRAINT "domain_signup_info_pkey" PRIMARY KEY ("domain_signup_info_id")
);

-- CreateTable
CREATE TABLE "skilljar"."enrollment" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "enrollment_id" TEXT NOT NULL,
    "enrolled_at" TIMESTAMP(6),
    "expires_at" TIMESTAMP(6),
    "is_active" BOOLEAN,
    "certificate_id" TEXT,
    "published_course_id" TEXT,
    "purchase_id" TEXT,
    "student_id" TEXT,
    "student_course_progress_id" TEXT,
    "channel" TEXT,
    "extra" JSONB,

    CONSTRAINT "enrollment_pkey" PRIMARY KEY ("enrollment_id")
);

-- CreateTable
CREATE TABLE "skilljar"."lesson" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "lesson_id" TEXT NOT NULL,
    "is_section" BOOLEAN,
    "is_optional" BOOLEAN,
    "type" TEXT,
    "title" TEXT,
    "order" INTEGER,
    "course_id" TEXT,
    "quiz_id" TEXT,
    "web_package_id" TEXT,
    "extra" JSONB,

    CONSTRAINT "lesson_pkey" PRIMARY KEY ("lesson_id")
);

-- CreateTable
CREATE TABLE "skilljar"."offer" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "offer_id" TEXT NOT NULL,
    "domain_id" TEXT,
    "published_course_id" TEXT,
    "course_series_id" TEXT,
    "published_path_id" TEXT,
    "offer_type" TEXT,
    "price_cents" INTEGER,
    "currency_code" TEXT,
    "sku" TEXT,
    "max_quantity" INTEGER,
    "is_active" BOOLEAN,
    "extra" JSONB,

    CONSTRAINT "offer_pkey" PRIMARY KEY ("offer_id")
);

-- CreateTable
CREATE TABLE "skilljar"."promo_code" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "promo_code_id" TEXT NOT NULL,
    "code" TEXT,
    "use_count" INTEGER,
    "max_uses" INTEGER,
    "is_active" BOOLEAN,
    "promo_code_pool_id" TEXT,
    "extra" JSONB,

    CONSTRAINT "promo_code_pkey" PRIMARY KEY ("promo_code_id")
);

-- CreateTable
CREATE TABLE "skilljar"."promo_code_pool" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "promo_code_pool_id" TEXT NOT NULL,
    "name" TEXT,
    "bulk_purchase_id" TEXT,
    "is_active" BOOLEAN,
    "starts_at" TIMESTAMP(6),
    "ends_at" TIMESTAMP(6),
    "extra" JSONB,

    CONSTRAINT "promo_code_pool_pkey" PRIMARY KEY ("promo_code_pool_id")
);

-- CreateTable
CREATE TABLE "skilljar"."published_course" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "published_course_id" TEXT NOT NULL,
    "is_live" BOOLEAN,
    "is_visible" BOOLEAN,
    "url" TEXT,
    "course_id" TEXT,
    "domain_id" TEXT,
    "visible_on_catalog" BOOLEAN,
    "extra" JSONB,

    CONSTRAINT "published_course_pkey" PRIMARY KEY ("published_course_id")
);

-- CreateTable
CREATE TABLE "skilljar"."published_course_student_group_visibility" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "published_course_student_group_visibility_id" TEXT NOT NULL,
    "published_course_id" TEXT,
    "student_group_id" TEXT,
    "is_visible" BOOLEAN,
    "extra" JSONB,

    CONSTRAINT "published_course_student_group_visibility_pkey" PRIMARY KEY ("published_course_student_group_visibility_id")
);

-- CreateTable
CREATE TABLE "skilljar"."published_course_tag" (
    "published_course_tag_id" TEXT NOT NULL,
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "published_course_id" TEXT,
    "tag_id" TEXT,
    "extra" JSONB,

    CONSTRAINT "published_course_tag_pkey" PRIMARY KEY ("published_course_tag_id")
);

-- CreateTable
CREATE TABLE "skilljar"."purchase" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "purchased_at" TIMESTAMP(6),
    "purchase_id" TEXT NOT NULL,
    "refunded_at" TIMESTAMP(6),
    "order_id" TEXT,
    "state" TEXT,
    "payment_processor" TEXT,
    "payment_processor_account_id" TEXT,
    "payment_processor_order_id" TEXT,
    "price_cents" INTEGER,
    "price_currency" TEXT,
    "quantity" INTEGER,
    "promo_code_id" TEXT,
    "promo_code_price_cents" INTEGER,
    "promo_code_quantity" INTEGER,
    "student_id" TEXT,
    "offer_id" TEXT,
    "offer_sku" TEXT,
    "offer_price_cents" INTEGER,
    "extra" JSONB,

    CONSTRAINT "purchase_pkey" PRIMARY KEY ("purchase_id")
);

-- CreateTable
CREATE TABLE "skilljar"."quiz" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "quiz_id" TEXT NOT NULL,
    "name" TEXT,
    "passing_percentage_correct" INTEGER,
    "max_attempts" INTEGER,
    "require_correct_response" BOOLEAN,
    "randomize_questions" BOOLEAN,
    "limit_question_count" INTEGER,
    "randomize_answers" BOOLEAN,
    "time_limit_seconds" INTEGER,
    "extra" JSONB,

    CONSTRAINT "quiz_pkey" PRIMARY KEY ("quiz_id")
);

-- CreateTable
CREATE TABLE "skilljar"."quiz_answer" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "quiz_answer_id" TEXT NOT NULL,
    "order" INTEGER,
    "is_correct" BOOLEAN,
    "text" TEXT,
    "quiz_question_id" TEXT,
    "extra" JSONB,

    CONSTRAINT "quiz_answer_pkey" PRIMARY KEY ("quiz_answer_id")
);

-- CreateTable
CREATE TABLE "skilljar"."quiz_question" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "quiz_question_id" TEXT NOT NULL,
    "type" TEXT,
    "order" INTEGER,
    "html" TEXT,
    "quiz_id" TEXT,
    "quiz_question_bank_id" TEXT,
    "requires_manual_grading" BOOLEAN,
    "extra" JSONB,

    CONSTRAINT "quiz_question_pkey" PRIMARY KEY ("quiz_question_id")
);

-- CreateTable
CREATE TABLE "skilljar"."quiz_question_bank" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "quiz_question_bank_id" TEXT NOT NULL,
    "name" TEXT,
    "extra" JSONB,

    CONSTRAINT "quiz_question_bank_pkey" PRIMARY KEY ("quiz_question_bank_id")
);

-- CreateTable
CREATE TABLE "skilljar"."quiz_question_bank_assignment" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "quiz_question_bank_assignment_id" TEXT NOT NULL,
    "quiz_question_bank_id" TEXT,
    "quiz_id" TEXT,
    "order" INTEGER,
    "randomize_questions" BOOLEAN,
    "limit_question_count" INTEGER,
    "extra" JSONB,

    CONSTRAINT "quiz_question_bank_assignment_pkey" PRIMARY KEY ("quiz_question_bank_assignment_id")
);

-- CreateTable
CREATE TABLE "skilljar"."quiz_question_response" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "quiz_question_response_id" TEXT NOT NULL,
    "order" INTEGER,
    "is_correct" BOOLEAN,
    "submit_count" INTEGER,
    "started_at" TIMESTAMP(6),
    "finished_at" TIMESTAMP(6),
    "grader_feedback" TEXT,
    "quiz_answer_id" TEXT,
    "quiz_response_id" TEXT,
    "quiz_question_id" TEXT,
    "response_text" TEXT,
    "randomize_answers" BOOLEAN,
    "extra" JSONB,

    CONSTRAINT "quiz_question_response_pkey" PRIMARY KEY ("quiz_question_response_id")
);

-- CreateTable
CREATE TABLE "skilljar"."quiz_question_response_chosen_answers" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "quiz_question_response_chosen_answer_id" TEXT NOT NULL,
    "quiz_answer_id" TEXT,
    "quiz_question_response_id" TEXT,
    "extra" JSONB,

    CONSTRAINT "quiz_question_response_chosen_answers_pkey" PRIMARY KEY ("quiz_question_response_chosen_answer_id")
);

-- CreateTable
CREATE TABLE "skilljar"."quiz_response" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "quiz_response_id" TEXT NOT NULL,
    "completed_at" TIMESTAMP(6),
    "graded_at" TIMESTAMP(6),
    "correct_response_count" TEXT,
    "is_passed" BOOLEAN,
    "started_at" TIMESTAMP(6),
    "finished_at" TIMESTAMP(6),
    "question_count" INTEGER,
    "quiz_id" TEXT,
    "student_lesson_progress_id" TEXT,
    "attempted_question_count" INTEGER,
    "extra" JSONB,

    CONSTRAINT "quiz_response_pkey" PRIMARY KEY ("quiz_response_id")
);

-- CreateTable
CREATE TABLE "skilljar"."scorm_interaction" (
    "scorm_interaction_id" TEXT NOT NULL,
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "student_sco_progress_id" TEXT,
    "identifier" TEXT,
    "type" TEXT,
    "weighting" TEXT,
    "order" INTEGER,
    "time" TEXT,
    "response" TEXT,
    "result" TEXT,
    "extra" JSONB,

    CONSTRAINT "scorm_interaction_pkey" PRIMARY KEY ("scorm_interaction_id")
);

-- CreateTable
CREATE TABLE "skilljar"."scorm_resource" (
    "scorm_resource_id" TEXT NOT NULL,
    "created_at" TIMESTAMP(6),
    "web_package_id" TEXT,
    "identifier" TEXT,
    "type" TEXT,
    "extra" JSONB,

    CONSTRAINT "scorm_resource_pkey" PRIMARY KEY ("scorm_resource_id")
);

-- CreateTable
CREATE TABLE "skilljar"."student" (
    "created_at" TIMESTAMP(6),
    "student_id" TEXT NOT NULL,
    "first_name" TEXT,
    "last_name" TEXT,
    "email" TEXT,
    "extra" JSONB,

    CONSTRAINT "student_pkey" PRIMARY KEY ("student_id")
);

-- CreateTable
CREATE TABLE "skilljar"."student_course_progress" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "student_course_progress_id" TEXT NOT NULL,
    "latest_activity_at" TIMESTAMP(6),
    "completed_at" TIMESTAMP(6),
    "score" INTEGER,
    "score_max" INTEGER,
    "credits_earned" TEXT,
    "success_status" TEXT,
    "extra" JSONB,

    CONSTRAINT "student_course_progress_pkey" PRIMARY KEY ("student_course_progress_id")
);

-- CreateTable
CREATE TABLE "skilljar"."student_group" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "student_group_id" TEXT NOT NULL,
    "name" TEXT,
    "extra" JSONB,

    CONSTRAINT "student_group_pkey" PRIMARY KEY ("student_group_id")
);

-- CreateTable
CREATE TABLE "skilljar"."student_group_membership" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "student_group_membership_id" TEXT NOT NULL,
    "student_id" TEXT,
    "student_group_id" TEXT,
    "extra" JSONB,

    CONSTRAINT "student_group_membership_pkey" PRIMARY KEY ("student_group_membership_id")
);

-- CreateTable
CREATE TABLE "skilljar"."student_lesson_progress" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "student_lesson_progress_id" TEXT NOT NULL,
    "view_count" INTEGER,
    "score_max" INTEGER,
    "success_status" TEXT,
    "lesson_id" TEXT,
    "last_viewed_at" TIMESTAMP(6),
    "student_course_progress_id" TEXT,
    "completed_at" TIMESTAMP(6),
    "score" INTEGER,
    "extra" JSONB,

    CONSTRAINT "student_lesson_progress_pkey" PRIMARY KEY ("student_lesson_progress_id")
);

-- CreateTable
CREATE TABLE "skilljar"."student_lesson_session_time_hourly" (
    "student_lesson_session_time_hourly_id" TEXT NOT NULL,
    "hour_starts_at" TIMESTAMP(6),
    "session_time_seconds" TEXT,
    "course_id" TEXT,
    "domain_id" TEXT,
    "enrollment_id" TEXT,
    "published_course_id" TEXT,
    "student_id" TEXT,
    "student_course_progress_id" TEXT,
    "student_lesson_progress_id" TEXT,
    "extra" JSONB,

    CONSTRAINT "student_lesson_session_time_hourly_pkey" PRIMARY KEY ("student_lesson_session_time_hourly_id")
);

-- CreateTable
CREATE TABLE "skilljar"."student_sco_progress" (
    "student_sco_progress_id" TEXT NOT NULL,
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "attempted_at" TIMESTAMP(6),
    "student_lesson_progress_id" TEXT,
    "scorm_resource_id" TEXT,
    "score_raw" TEXT,
    "score_min" TEXT,
    "score_max" TEXT,
    "total_time" INTEGER,
    "status" TEXT,
    "extra" JSONB,

    CONSTRAINT "student_sco_progress_pkey" PRIMARY KEY ("student_sco_progress_id")
);

-- CreateTable
CREATE TABLE "skilljar"."tag" (
    "tag_id" TEXT NOT NULL,
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "name" TEXT,
    "slug" TEXT,
    "extra" JSONB,

    CONSTRAINT "tag_pkey" PRIMARY KEY ("tag_id")
);

-- CreateTable
CREATE TABLE "skilljar"."training_credit_code" (
    "training_credit_code_id" TEXT NOT NULL,
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "code" TEXT,
    "available_to_all_students" BOOLEAN,
    "available_to_all_offers" BOOLEAN,
    "credits_used" INTEGER,
    "credits_total" INTEGER,
    "expiration_date" TIMESTAMP(6),
    "expire_content" BOOLEAN,
    "tracking_identifier" TEXT,
    "extra" JSONB,

    CONSTRAINT "training_credit_code_pkey" PRIMARY KEY ("training_credit_code_id")
);

-- CreateTable
CREATE TABLE "skilljar"."training_credit_code_offer" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "training_credit_code_offer_id" TEXT NOT NULL,
    "credit_code_id" TEXT,
    "offer_id" TEXT,
    "extra" JSONB,

    CONSTRAINT "training_credit_code_offer_pkey" PRIMARY KEY ("training_credit_code_offer_id")
);

-- CreateTable
CREATE TABLE "skilljar"."training_credit_code_student_group" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "training_credit_code_student_group_id" TEXT NOT NULL,
    "credit_code_id" TEXT,
    "student_group_id" TEXT,
    "extra" JSONB,

    CONSTRAINT "training_credit_code_student_group_pkey" PRIMARY KEY ("training_credit_code_student_group_id")
);

-- CreateTable
CREATE TABLE "skilljar"."vilt_account" (
    "vilt_account_id" TEXT NOT NULL,
    "vilt_account_type" TEXT,
    "extra" JSONB,

    CONSTRAINT "vilt_account_pkey" PRIMARY KEY ("vilt_account_id")
);

-- CreateTable
CREATE TABLE "skilljar"."vilt_calendar_account" (
    "vilt_calendar_account_id" TEXT NOT NULL,
    "instructor_name" TEXT,
    "email" TEXT,
    "active" BOOLEAN,
    "vilt_account_id" TEXT,
    "extra" JSONB,

    CONSTRAINT "vilt_calendar_account_pkey" PRIMARY KEY ("vilt_calendar_account_id")
);

-- CreateTable
CREATE TABLE "skilljar"."vilt_location" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "vilt_location_id" TEXT NOT NULL,
    "name" TEXT,
    "info_url" TEXT,
    "is_active" BOOLEAN,
    "extra" JSONB,

    CONSTRAINT "vilt_location_pkey" PRIMARY KEY ("vilt_location_id")
);

-- CreateTable
CREATE TABLE "skilljar"."vilt_session" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "vilt_session_id" TEXT NOT NULL,
    "display_name" TEXT,
    "instructor_name" TEXT,
    "lesson_id" TEXT,
    "seats_total" INTEGER,
    "instructor_external_id" TEXT,
    "vilt_account_id" TEXT,
    "cancelled_at" TIMESTAMP(6),
    "extra" JSONB,

    CONSTRAINT "vilt_session_pkey" PRIMARY KEY ("vilt_session_id")
);

-- CreateTable
CREATE TABLE "skilljar"."vilt_session_event" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "vilt_session_event_id" TEXT NOT NULL,
    "starts_at" TIMESTAMP(6),
    "ends_at" TIMESTAMP(6),
    "location" TEXT,
    "timezone" TEXT,
    "vilt_session_id" TEXT,
    "extra" JSONB,

    CONSTRAINT "vilt_session_event_pkey" PRIMARY KEY ("vilt_session_event_id")
);

-- CreateTable
CREATE TABLE "skilljar"."vilt_session_registration" (
    "vilt_session_registration_id" TEXT NOT NULL,
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "vilt_session_id" TEXT,
    "student_lesson_progress_id" TEXT,
    "attended" BOOLEAN,
    "extra" JSONB,

    CONSTRAINT "vilt_session_registration_pkey" PRIMARY KEY ("vilt_session_registration_id")
);

-- CreateTable
CREATE TABLE "skilljar"."vilt_session_tag" (
    "vilt_session_tag_id" TEXT NOT NULL,
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "vilt_session_id" TEXT,
    "tag_id" TEXT,
    "extra" JSONB,

    CONSTRAINT "vilt_session_tag_pkey" PRIMARY KEY ("vilt_session_tag_id")
);

-- CreateTable
CREATE TABLE "skilljar"."web_package" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "web_package_id" TEXT NOT NULL,
    "title" TEXT,
    "type" TEXT,
    "extra" JSONB,

    CONSTRAINT "web_package_pkey" PRIMARY KEY ("web_package_id")
);

-- CreateTable
CREATE TABLE "skilljar"."path" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "path_id" TEXT NOT NULL,
    "title" TEXT,
    "extra" JSONB,

    CONSTRAINT "path_pkey" PRIMARY KEY ("path_id")
);

-- CreateTable
CREATE TABLE "skilljar"."published_path" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "published_path_id" TEXT NOT NULL,
    "domain_id" TEXT,
    "path_id" TEXT,
    "is_visible" BOOLEAN,
    "extra" JSONB,

    CONSTRAINT "published_path_pkey" PRIMARY KEY ("published_path_id")
);

-- CreateTable
CREATE TABLE "skilljar"."student_path_progress" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "student_path_progress_id" TEXT NOT NULL,
    "student_id" TEXT,
    "path_id" TEXT,
    "completed_at" TIMESTAMP(6),
    "extra" JSONB,

    CONSTRAINT "student_path_progress_pkey" PRIMARY KEY ("student_path_progress_id")
);

-- CreateTable
CREATE TABLE "skilljar"."published_path_enrollment" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "published_path_enrollment_id" TEXT NOT NULL,
    "student_id" TEXT,
    "published_path_id" TEXT,
    "student_path_progress_id" TEXT,
    "purchase_id" TEXT,
    "expires_at" TEXT,
    "enrolled_at" TEXT,
    "is_active" BOOLEAN,
    "extra" JSONB,

    CONSTRAINT "published_path_enrollment_pkey" PRIMARY KEY ("published_path_enrollment_id")
);

-- CreateTable
CREATE TABLE "skilljar"."path_item" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "path_item_id" TEXT NOT NULL,
    "path_id" TEXT,
    "course_id" TEXT,
    "order" INTEGER,
    "extra" JSONB,

    CONSTRAINT "path_item_pkey" PRIMARY KEY ("path_item_id")
);

-- CreateTable
CREATE TABLE "skilljar"."student_path_item_progress" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "student_path_item_progress_id" TEXT NOT NULL,
    "student_path_progress_id" TEXT,
    "student_course_progress_id" TEXT,
    "path_item_id" TEXT,
    "extra" JSONB,

    CONSTRAINT "student_path_item_progress_pkey" PRIMARY KEY ("student_path_item_progress_id")
);

-- CreateTable
CREATE TABLE "skilljar"."published_path_tags" (
    "created_at" TIMESTAMP(6),
    "updated_at" TIMESTAMP(6),
    "published_path_tag_id" TEXT NOT NULL,
    "published_path_id" TEXT,
    "tag_id" TEXT,
    "extra" JSONB,

    CONSTRAINT "published_path_tags_pkey" PRIMARY KEY ("published_path_tag_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "app"."user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_hash_key" ON "app"."api_token"("hash");

-- CreateIndex
CREATE INDEX "refresh_run_connector_id_id_idx" ON "app"."refresh_run"("connector_id", "id" DESC);

-- CreateIndex
CREATE INDEX "quarantine_run_id_table_name_idx" ON "app"."quarantine"("run_id", "table_name");

-- CreateIndex
CREATE INDEX "quarantine_connector_id_table_name_id_idx" ON "app"."quarantine"("connector_id", "table_name", "id");

-- CreateIndex
CREATE INDEX "archive_connector_id_table_name_id_idx" ON "app"."archive"("connector_id", "table_name", "id");

-- CreateIndex
CREATE INDEX "publication_connector_id_version_idx" ON "app"."publication"("connector_id", "version" DESC);

-- CreateIndex
CREATE INDEX "audit_at_idx" ON "app"."audit"("at" DESC);

-- CreateIndex
CREATE INDEX "audit_action_id_idx" ON "app"."audit"("action", "id");

-- CreateIndex
CREATE INDEX "assessment_fact_user_id_idx" ON "datacamp"."assessment_fact"("user_id");

-- CreateIndex
CREATE INDEX "assessment_fact_date_id_idx" ON "datacamp"."assessment_fact"("date_id");

-- CreateIndex
CREATE INDEX "assessment_fact_assessment_id_idx" ON "datacamp"."assessment_fact"("assessment_id");

-- CreateIndex
CREATE INDEX "assignment_fact_user_id_idx" ON "datacamp"."assignment_fact"("user_id");

-- CreateIndex
CREATE INDEX "assignment_fact_assignment_id_idx" ON "datacamp"."assignment_fact"("assignment_id");

-- CreateIndex
CREATE INDEX "certification_fact_user_id_idx" ON "datacamp"."certification_fact"("user_id");

-- CreateIndex
CREATE INDEX "certification_fact_certification_id_idx" ON "datacamp"."certification_fact"("certification_id");

-- CreateIndex
CREATE INDEX "exercise_fact_user_id_idx" ON "datacamp"."exercise_fact"("user_id");

-- CreateIndex
CREATE INDEX "exercise_fact_date_id_idx" ON "datacamp"."exercise_fact"("date_id");

-- CreateIndex
CREATE INDEX "exercise_fact_exercise_id_idx" ON "datacamp"."exercise_fact"("exercise_id");

-- CreateIndex
CREATE INDEX "chapter_fact_user_id_idx" ON "datacamp"."chapter_fact"("user_id");

-- CreateIndex
CREATE INDEX "chapter_fact_date_id_idx" ON "datacamp"."chapter_fact"("date_id");

-- CreateIndex
CREATE INDEX "chapter_fact_chapter_id_idx" ON "datacamp"."chapter_fact"("chapter_id");

-- CreateIndex
CREATE INDEX "course_fact_user_id_idx" ON "datacamp"."course_fact"("user_id");

-- CreateIndex
CREATE INDEX "course_fact_date_id_idx" ON "datacamp"."course_fact"("date_id");

-- CreateIndex
CREATE INDEX "course_fact_course_id_idx" ON "datacamp"."course_fact"("course_id");

-- CreateIndex
CREATE INDEX "practice_fact_user_id_idx" ON "datacamp"."practice_fact"("user_id");

-- CreateIndex
CREATE INDEX "practice_fact_date_id_idx" ON "datacamp"."practice_fact"("date_id");

-- CreateIndex
CREATE INDEX "practice_fact_practice_id_idx" ON "datacamp"."practice_fact"("practice_id");

-- CreateIndex
CREATE INDEX "project_fact_user_id_idx" ON "datacamp"."project_fact"("user_id");

-- CreateIndex
CREATE INDEX "project_fact_date_id_idx" ON "datacamp"."project_fact"("date_id");

-- CreateIndex
CREATE INDEX "project_fact_project_id_idx" ON "datacamp"."project_fact"("project_id");

-- CreateIndex
CREATE INDEX "track_content_fact_user_id_idx" ON "datacamp"."track_content_fact"("user_id");

-- CreateIndex
CREATE INDEX "track_content_fact_date_id_idx" ON "datacamp"."track_content_fact"("date_id");

-- CreateIndex
CREATE INDEX "track_content_fact_track_version_id_content_id_idx" ON "datacamp"."track_content_fact"("track_version_id", "content_id");

-- CreateIndex
CREATE INDEX "track_fact_user_id_idx" ON "datacamp"."track_fact"("user_id");

-- CreateIndex
CREATE INDEX "track_fact_date_id_idx" ON "datacamp"."track_fact"("date_id");

-- CreateIndex
CREATE INDEX "track_fact_track_version_id_idx" ON "datacamp"."track_fact"("track_version_id");

-- CreateIndex
CREATE INDEX "publication_fact_creator_id_idx" ON "datacamp"."publication_fact"("creator_id");

-- CreateIndex
CREATE INDEX "publication_fact_workspace_id_idx" ON "datacamp"."publication_fact"("workspace_id");

-- CreateIndex
CREATE INDEX "publication_fact_viewed_at_idx" ON "datacamp"."publication_fact"("viewed_at");

-- CreateIndex
CREATE INDEX "workspace_fact_creator_id_idx" ON "datacamp"."workspace_fact"("creator_id");

-- CreateIndex
CREATE INDEX "workspace_fact_workspace_id_idx" ON "datacamp"."workspace_fact"("workspace_id");

-- CreateIndex
CREATE INDEX "workspace_visit_fact_visitor_id_idx" ON "datacamp"."workspace_visit_fact"("visitor_id");

-- CreateIndex
CREATE INDEX "workspace_visit_fact_workspace_id_idx" ON "datacamp"."workspace_visit_fact"("workspace_id");

-- CreateIndex
CREATE INDEX "workspace_visit_fact_visited_at_idx" ON "datacamp"."workspace_visit_fact"("visited_at");

-- CreateIndex
CREATE INDEX "user_team_bridge_user_id_idx" ON "datacamp"."user_team_bridge"("user_id");

-- CreateIndex
CREATE INDEX "user_team_bridge_team_id_idx" ON "datacamp"."user_team_bridge"("team_id");

-- CreateIndex
CREATE INDEX "xp_fact_user_id_idx" ON "datacamp"."xp_fact"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "person_person_key_key" ON "mart"."person"("person_key");

-- CreateIndex
CREATE INDEX "identity_person_id_idx" ON "mart"."identity"("person_id");

-- CreateIndex
CREATE INDEX "person_team_team_id_person_id_idx" ON "mart"."person_team"("team_id", "person_id");

-- CreateIndex
CREATE INDEX "activity_person_id_day_idx" ON "mart"."activity"("person_id", "day");

-- CreateIndex
CREATE INDEX "activity_source_day_idx" ON "mart"."activity"("source", "day");

-- CreateIndex
CREATE INDEX "course_progress_person_id_idx" ON "mart"."course_progress"("person_id");

-- CreateIndex
CREATE INDEX "course_progress_started_at_idx" ON "mart"."course_progress"("started_at");

-- CreateIndex
CREATE INDEX "course_progress_completed_at_idx" ON "mart"."course_progress"("completed_at");

-- CreateIndex
CREATE INDEX "course_progress_enrolled_at_idx" ON "mart"."course_progress"("enrolled_at");

-- CreateIndex
CREATE INDEX "catalog_page_domain_id_idx" ON "skilljar"."catalog_page"("domain_id");

-- CreateIndex
CREATE INDEX "catalog_page_student_group_visibility_catalog_page_id_idx" ON "skilljar"."catalog_page_student_group_visibility"("catalog_page_id");

-- CreateIndex
CREATE INDEX "course_series_domain_id_idx" ON "skilljar"."course_series"("domain_id");

-- CreateIndex
CREATE INDEX "course_series_published_courses_course_series_id_idx" ON "skilljar"."course_series_published_courses"("course_series_id");

-- CreateIndex
CREATE INDEX "course_series_published_courses_published_course_id_idx" ON "skilljar"."course_series_published_courses"("published_course_id");

-- CreateIndex
CREATE INDEX "domain_access_code_domain_access_code_pool_id_idx" ON "skilljar"."domain_access_code"("domain_access_code_pool_id");

-- CreateIndex
CREATE INDEX "domain_access_code_pool_domain_id_idx" ON "skilljar"."domain_access_code_pool"("domain_id");

-- CreateIndex
CREATE INDEX "domain_membership_student_id_idx" ON "skilljar"."domain_membership"("student_id");

-- CreateIndex
CREATE INDEX "domain_membership_domain_id_idx" ON "skilljar"."domain_membership"("domain_id");

-- CreateIndex
CREATE INDEX "domain_signup_field_domain_id_idx" ON "skilljar"."domain_signup_field"("domain_id");

-- CreateIndex
CREATE INDEX "domain_signup_info_domain_membership_id_idx" ON "skilljar"."domain_signup_info"("domain_membership_id");

-- CreateIndex
CREATE INDEX "domain_signup_info_domain_signup_field_id_idx" ON "skilljar"."domain_signup_info"("domain_signup_field_id");

-- CreateIndex
CREATE INDEX "enrollment_student_id_idx" ON "skilljar"."enrollment"("student_id");

-- CreateIndex
CREATE INDEX "enrollment_published_course_id_idx" ON "skilljar"."enrollment"("published_course_id");

-- CreateIndex
CREATE INDEX "enrollment_student_course_progress_id_idx" ON "skilljar"."enrollment"("student_course_progress_id");

-- CreateIndex
CREATE INDEX "enrollment_certificate_id_idx" ON "skilljar"."enrollment"("certificate_id");

-- CreateIndex
CREATE INDEX "lesson_course_id_idx" ON "skilljar"."lesson"("course_id");

-- CreateIndex
CREATE INDEX "offer_published_course_id_idx" ON "skilljar"."offer"("published_course_id");

-- CreateIndex
CREATE INDEX "promo_code_promo_code_pool_id_idx" ON "skilljar"."promo_code"("promo_code_pool_id");

-- CreateIndex
CREATE INDEX "promo_code_pool_bulk_purchase_id_idx" ON "skilljar"."promo_code_pool"("bulk_purchase_id");

-- CreateIndex
CREATE INDEX "published_course_course_id_idx" ON "skilljar"."published_course"("course_id");

-- CreateIndex
CREATE INDEX "published_course_domain_id_idx" ON "skilljar"."published_course"("domain_id");

-- CreateIndex
CREATE INDEX "published_course_student_group_visibility_published_course__idx" ON "skilljar"."published_course_student_group_visibility"("published_course_id");

-- CreateIndex
CREATE INDEX "published_course_tag_published_course_id_idx" ON "skilljar"."published_course_tag"("published_course_id");

-- CreateIndex
CREATE INDEX "published_course_tag_tag_id_idx" ON "skilljar"."published_course_tag"("tag_id");

-- CreateIndex
CREATE INDEX "purchase_student_id_idx" ON "skilljar"."purchase"("student_id");

-- CreateIndex
CREATE INDEX "purchase_offer_id_idx" ON "skilljar"."purchase"("offer_id");

-- CreateIndex
CREATE INDEX "quiz_answer_quiz_question_id_idx" ON "skilljar"."quiz_answer"("quiz_question_id");

-- CreateIndex
CREATE INDEX "quiz_question_quiz_id_idx" ON "skilljar"."quiz_question"("quiz_id");

-- CreateIndex
CREATE INDEX "quiz_question_quiz_question_bank_id_idx" ON "skilljar"."quiz_question"("quiz_question_bank_id");

-- CreateIndex
CREATE INDEX "quiz_question_bank_assignment_quiz_id_idx" ON "skilljar"."quiz_question_bank_assignment"("quiz_id");

-- CreateIndex
CREATE INDEX "quiz_question_bank_assignment_quiz_question_bank_id_idx" ON "skilljar"."quiz_question_bank_assignment"("quiz_question_bank_id");

-- CreateIndex
CREATE INDEX "quiz_question_response_quiz_response_id_idx" ON "skilljar"."quiz_question_response"("quiz_response_id");

-- CreateIndex
CREATE INDEX "quiz_question_response_quiz_question_id_idx" ON "skilljar"."quiz_question_response"("quiz_question_id");

-- CreateIndex
CREATE INDEX "quiz_question_response_chosen_answers_quiz_question_respons_idx" ON "skilljar"."quiz_question_response_chosen_answers"("quiz_question_response_id");

-- CreateIndex
CREATE INDEX "quiz_question_response_chosen_answers_quiz_answer_id_idx" ON "skilljar"."quiz_question_response_chosen_answers"("quiz_answer_id");

-- CreateIndex
CREATE INDEX "quiz_response_student_lesson_progress_id_idx" ON "skilljar"."quiz_response"("student_lesson_progress_id");

-- CreateIndex
CREATE INDEX "quiz_response_quiz_id_idx" ON "skilljar"."quiz_response"("quiz_id");

-- CreateIndex
CREATE INDEX "scorm_interaction_student_sco_progress_id_idx" ON "skilljar"."scorm_interaction"("student_sco_progress_id");

-- CreateIndex
CREATE INDEX "scorm_resource_web_package_id_idx" ON "skilljar"."scorm_resource"("web_package_id");

-- CreateIndex
CREATE INDEX "student_course_progress_completed_at_idx" ON "skilljar"."student_course_progress"("completed_at");

-- CreateIndex
CREATE INDEX "student_group_membership_student_id_idx" ON "skilljar"."student_group_membership"("student_id");

-- CreateIndex
CREATE INDEX "student_group_membership_student_group_id_idx" ON "skilljar"."student_group_membership"("student_group_id");

-- CreateIndex
CREATE INDEX "student_lesson_progress_student_course_progress_id_idx" ON "skilljar"."student_lesson_progress"("student_course_progress_id");

-- CreateIndex
CREATE INDEX "student_lesson_progress_lesson_id_idx" ON "skilljar"."student_lesson_progress"("lesson_id");

-- CreateIndex
CREATE INDEX "student_lesson_session_time_hourly_student_id_idx" ON "skilljar"."student_lesson_session_time_hourly"("student_id");

-- CreateIndex
CREATE INDEX "student_lesson_session_time_hourly_published_course_id_idx" ON "skilljar"."student_lesson_session_time_hourly"("published_course_id");

-- CreateIndex
CREATE INDEX "student_lesson_session_time_hourly_hour_starts_at_idx" ON "skilljar"."student_lesson_session_time_hourly"("hour_starts_at");

-- CreateIndex
CREATE INDEX "student_lesson_session_time_hourly_student_course_progress__idx" ON "skilljar"."student_lesson_session_time_hourly"("student_course_progress_id");

-- CreateIndex
CREATE INDEX "student_sco_progress_student_lesson_progress_id_idx" ON "skilljar"."student_sco_progress"("student_lesson_progress_id");

-- CreateIndex
CREATE INDEX "student_sco_progress_scorm_resource_id_idx" ON "skilljar"."student_sco_progress"("scorm_resource_id");

-- CreateIndex
CREATE INDEX "training_credit_code_offer_credit_code_id_idx" ON "skilljar"."training_credit_code_offer"("credit_code_id");

-- CreateIndex
CREATE INDEX "training_credit_code_student_group_credit_code_id_idx" ON "skilljar"."training_credit_code_student_group"("credit_code_id");

-- CreateIndex
CREATE INDEX "vilt_calendar_account_vilt_account_id_idx" ON "skilljar"."vilt_calendar_account"("vilt_account_id");

-- CreateIndex
CREATE INDEX "vilt_session_lesson_id_idx" ON "skilljar"."vilt_session"("lesson_id");

-- CreateIndex
CREATE INDEX "vilt_session_event_vilt_session_id_idx" ON "skilljar"."vilt_session_event"("vilt_session_id");

-- CreateIndex
CREATE INDEX "vilt_session_registration_vilt_session_id_idx" ON "skilljar"."vilt_session_registration"("vilt_session_id");

-- CreateIndex
CREATE INDEX "vilt_session_registration_student_lesson_progress_id_idx" ON "skilljar"."vilt_session_registration"("student_lesson_progress_id");

-- CreateIndex
CREATE INDEX "vilt_session_tag_vilt_session_id_idx" ON "skilljar"."vilt_session_tag"("vilt_session_id");

-- CreateIndex
CREATE INDEX "published_path_path_id_idx" ON "skilljar"."published_path"("path_id");

-- CreateIndex
CREATE INDEX "student_path_progress_student_id_idx" ON "skilljar"."student_path_progress"("student_id");

-- CreateIndex
CREATE INDEX "student_path_progress_path_id_idx" ON "skilljar"."student_path_progress"("path_id");

-- CreateIndex
CREATE INDEX "published_path_enrollment_student_id_idx" ON "skilljar"."published_path_enrollment"("student_id");

-- CreateIndex
CREATE INDEX "published_path_enrollment_published_path_id_idx" ON "skilljar"."published_path_enrollment"("published_path_id");

-- CreateIndex
CREATE INDEX "published_path_enrollment_student_path_progress_id_idx" ON "skilljar"."published_path_enrollment"("student_path_progress_id");

-- CreateIndex
CREATE INDEX "path_item_path_id_idx" ON "skilljar"."path_item"("path_id");

-- CreateIndex
CREATE INDEX "path_item_course_id_idx" ON "skilljar"."path_item"("course_id");

-- CreateIndex
CREATE INDEX "student_path_item_progress_student_path_progress_id_idx" ON "skilljar"."student_path_item_progress"("student_path_progress_id");

-- CreateIndex
CREATE INDEX "student_path_item_progress_student_course_progress_id_idx" ON "skilljar"."student_path_item_progress"("student_course_progress_id");

-- CreateIndex
CREATE INDEX "student_path_item_progress_path_item_id_idx" ON "skilljar"."student_path_item_progress"("path_item_id");

-- CreateIndex
CREATE INDEX "published_path_tags_published_path_id_idx" ON "skilljar"."published_path_tags"("published_path_id");

-- CreateIndex
CREATE INDEX "published_path_tags_tag_id_idx" ON "skilljar"."published_path_tags"("tag_id");

-- AddForeignKey
ALTER TABLE "app"."user_team" ADD CONSTRAINT "user_team_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app"."user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app"."api_token" ADD CONSTRAINT "api_token_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app"."user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app"."api_token_team" ADD CONSTRAINT "api_token_team_token_id_fkey" FOREIGN KEY ("token_id") REFERENCES "app"."api_token"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app"."connector_secret" ADD CONSTRAINT "connector_secret_connector_id_fkey" FOREIGN KEY ("connector_id") REFERENCES "app"."connector"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app"."refresh_run" ADD CONSTRAINT "refresh_run_connector_id_fkey" FOREIGN KEY ("connector_id") REFERENCES "app"."connector"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app"."refresh_run" ADD CONSTRAINT "refresh_run_requested_by_id_fkey" FOREIGN KEY ("requested_by_id") REFERENCES "app"."user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app"."refresh_run_table" ADD CONSTRAINT "refresh_run_table_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "app"."refresh_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
