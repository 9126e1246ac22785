-- CreateTable
CREATE TABLE "mart"."active_scope" (
    "scope_id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "active_scope_pkey" PRIMARY KEY ("scope_id")
);

-- CreateTable
CREATE TABLE "mart"."active_slice" (
    "slice_id" SERIAL NOT NULL,
    "source" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "technology" TEXT NOT NULL,

    CONSTRAINT "active_slice_pkey" PRIMARY KEY ("slice_id")
);

-- CreateTable
CREATE TABLE "mart"."active_days" (
    "person_id" BIGINT NOT NULL,
    "slice_id" INTEGER NOT NULL,
    "first_day" DATE NOT NULL,
    "days" BIT VARYING NOT NULL,

    CONSTRAINT "active_days_pkey" PRIMARY KEY ("person_id","slice_id")
);

-- CreateTable
CREATE TABLE "mart"."member_days" (
    "team_id" BIGINT NOT NULL,
    "person_id" BIGINT NOT NULL,
    "first_day" DATE NOT NULL,
    "days" BIT VARYING NOT NULL,

    CONSTRAINT "member_days_pkey" PRIMARY KEY ("team_id","person_id")
);

-- CreateTable
CREATE TABLE "mart"."active_gap" (
    "scope_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "previous" DATE NOT NULL,
    "people" INTEGER NOT NULL,

    CONSTRAINT "active_gap_pkey" PRIMARY KEY ("scope_id","day","previous")
);

-- CreateTable
CREATE TABLE "mart"."active_bucket" (
    "scope_id" INTEGER NOT NULL,
    "grain" TEXT NOT NULL,
    "start" DATE NOT NULL,
    "people" INTEGER NOT NULL,
    "new_people" INTEGER NOT NULL,

    CONSTRAINT "active_bucket_pkey" PRIMARY KEY ("scope_id","grain","start")
);

-- CreateTable
CREATE TABLE "mart"."person_position" (
    "person_id" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "person_position_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "mart"."active_bits" (
    "scope_id" INTEGER NOT NULL,
    "grain" TEXT NOT NULL,
    "start" DATE NOT NULL,
    "chunk" INTEGER NOT NULL,
    "people" BIT(2048) NOT NULL,

    CONSTRAINT "active_bits_pkey" PRIMARY KEY ("scope_id","grain","start","chunk")
);

-- CreateTable
CREATE TABLE "mart"."learner_peak" (
    "grain" TEXT NOT NULL,
    "measure" TEXT NOT NULL,
    "start" DATE NOT NULL,
    "person_id" BIGINT NOT NULL,
    "amount" DECIMAL NOT NULL,
    "most" DECIMAL NOT NULL,

    CONSTRAINT "learner_peak_pkey" PRIMARY KEY ("grain","measure","start","person_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "active_scope_kind_value_key" ON "mart"."active_scope"("kind", "value");

-- CreateIndex
CREATE UNIQUE INDEX "active_slice_source_content_type_technology_key" ON "mart"."active_slice"("source", "content_type", "technology");

-- CreateIndex
CREATE INDEX "member_days_person_id_idx" ON "mart"."member_days"("person_id");

-- Bit strings change in place with every refresh: room on their page spares their indexes.
ALTER TABLE "mart"."active_days" SET (fillfactor = 90);
ALTER TABLE "mart"."member_days" SET (fillfactor = 90);
ALTER TABLE "mart"."active_gap" SET (fillfactor = 90);
