-- CreateTable
CREATE TABLE "mart"."category" (
    "category_id" SERIAL NOT NULL,
    "source" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "technology" TEXT NOT NULL,

    CONSTRAINT "category_pkey" PRIMARY KEY ("category_id")
);

-- CreateTable
CREATE TABLE "mart"."signature" (
    "signature_id" BIGSERIAL NOT NULL,
    "teams" TEXT NOT NULL,

    CONSTRAINT "signature_pkey" PRIMARY KEY ("signature_id")
);

-- CreateTable
CREATE TABLE "mart"."signature_team" (
    "team_id" BIGINT NOT NULL,
    "signature_id" BIGINT NOT NULL,

    CONSTRAINT "signature_team_pkey" PRIMARY KEY ("team_id","signature_id")
);

-- CreateTable
CREATE TABLE "mart"."org_day" (
    "day" DATE NOT NULL,
    "seconds" BIGINT NOT NULL,
    "xp" BIGINT NOT NULL,
    "activity_rows" INTEGER NOT NULL,
    "enrolments" INTEGER NOT NULL,
    "course_starts" INTEGER NOT NULL,
    "sj_course_starts" INTEGER NOT NULL,
    "course_completions" INTEGER NOT NULL,
    "sj_course_completions" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "technology" TEXT NOT NULL,
    "seconds_rest" DECIMAL,
    "xp_rest" DECIMAL,

    CONSTRAINT "org_day_pkey" PRIMARY KEY ("day","source","content_type","technology")
);

-- CreateTable
CREATE TABLE "mart"."team_week" (
    "team_id" BIGINT NOT NULL,
    "seconds" BIGINT NOT NULL,
    "xp" BIGINT NOT NULL,
    "week" DATE NOT NULL,
    "activity_rows" INTEGER NOT NULL,
    "technology" TEXT NOT NULL,
    "seconds_rest" DECIMAL,
    "xp_rest" DECIMAL,

    CONSTRAINT "team_week_pkey" PRIMARY KEY ("team_id","week","technology")
);

-- CreateTable
CREATE TABLE "mart"."team_month" (
    "team_id" BIGINT NOT NULL,
    "seconds" BIGINT NOT NULL,
    "xp" BIGINT NOT NULL,
    "month" DATE NOT NULL,
    "activity_rows" INTEGER NOT NULL,
    "enrolments" INTEGER NOT NULL,
    "course_starts" INTEGER NOT NULL,
    "sj_course_starts" INTEGER NOT NULL,
    "course_completions" INTEGER NOT NULL,
    "sj_course_completions" INTEGER NOT NULL,
    "seconds_rest" DECIMAL,
    "xp_rest" DECIMAL,

    CONSTRAINT "team_month_pkey" PRIMARY KEY ("month","team_id")
);

-- CreateTable
CREATE TABLE "mart"."signature_day" (
    "signature_id" BIGINT NOT NULL,
    "seconds" BIGINT NOT NULL,
    "xp" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "category_id" INTEGER NOT NULL,
    "activity_rows" INTEGER NOT NULL,
    "enrolments" INTEGER NOT NULL,
    "course_starts" INTEGER NOT NULL,
    "sj_course_starts" INTEGER NOT NULL,
    "course_completions" INTEGER NOT NULL,
    "sj_course_completions" INTEGER NOT NULL,
    "seconds_rest" DECIMAL,
    "xp_rest" DECIMAL,

    CONSTRAINT "signature_day_pkey" PRIMARY KEY ("day","signature_id","category_id")
);

-- CreateTable
CREATE TABLE "mart"."signature_week" (
    "signature_id" BIGINT NOT NULL,
    "seconds" BIGINT NOT NULL,
    "xp" BIGINT NOT NULL,
    "week" DATE NOT NULL,
    "category_id" INTEGER NOT NULL,
    "activity_rows" INTEGER NOT NULL,
    "enrolments" INTEGER NOT NULL,
    "course_starts" INTEGER NOT NULL,
    "sj_course_starts" INTEGER NOT NULL,
    "course_completions" INTEGER NOT NULL,
    "sj_course_completions" INTEGER NOT NULL,
    "seconds_rest" DECIMAL,
    "xp_rest" DECIMAL,

    CONSTRAINT "signature_week_pkey" PRIMARY KEY ("week","signature_id","category_id")
);

-- CreateTable
CREATE TABLE "mart"."signature_month" (
    "signature_id" BIGINT NOT NULL,
    "seconds" BIGINT NOT NULL,
    "xp" BIGINT NOT NULL,
    "month" DATE NOT NULL,
    "activity_rows" INTEGER NOT NULL,
    "enrolments" INTEGER NOT NULL,
    "course_starts" INTEGER NOT NULL,
    "sj_course_starts" INTEGER NOT NULL,
    "course_completions" INTEGER NOT NULL,
    "sj_course_completions" INTEGER NOT NULL,
    "seconds_rest" DECIMAL,
    "xp_rest" DECIMAL,

    CONSTRAINT "signature_month_pkey" PRIMARY KEY ("month","signature_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "category_source_content_type_technology_key" ON "mart"."category"("source", "content_type", "technology");

-- CreateIndex
CREATE UNIQUE INDEX "signature_teams_key" ON "mart"."signature"("teams");

-- CreateIndex
CREATE INDEX "signature_team_signature_id_idx" ON "mart"."signature_team"("signature_id");

-- CreateIndex
CREATE INDEX "team_week_week_idx" ON "mart"."team_week"("week");

-- CreateIndex
CREATE INDEX "signature_day_signature_id_day_idx" ON "mart"."signature_day"("signature_id", "day");

-- CreateIndex
CREATE INDEX "signature_week_signature_id_week_idx" ON "mart"."signature_week"("signature_id", "week");
