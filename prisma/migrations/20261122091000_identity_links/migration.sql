-- CreateTable
CREATE TABLE "app"."identity_link" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "other_source" TEXT,
    "other_source_id" TEXT,
    "reason" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_by_id" UUID,
    "decided_by_name" TEXT,
    "former_person_id" BIGINT,
    "former_source" TEXT,
    "former_source_id" TEXT,
    "taken_back_at" TIMESTAMPTZ(6),
    "taken_back_by_id" UUID,
    "taken_back_by_name" TEXT,
    "taken_back_reason" TEXT,

    CONSTRAINT "identity_link_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "identity_link_source_source_id_idx" ON "app"."identity_link"("source", "source_id");

-- CreateIndex
CREATE INDEX "identity_link_other_source_other_source_id_idx" ON "app"."identity_link"("other_source", "other_source_id");

-- A link names two different accounts in order, a separation one.
ALTER TABLE "app"."identity_link" ADD CONSTRAINT "identity_link_shape" CHECK (
  CASE "kind"
    WHEN 'link' THEN "other_source" IS NOT NULL AND "other_source_id" IS NOT NULL
      AND ("source" COLLATE "C", "source_id" COLLATE "C") < ("other_source" COLLATE "C", "other_source_id" COLLATE "C")
    WHEN 'separate' THEN "other_source" IS NULL AND "other_source_id" IS NULL
    ELSE false
  END
);

-- One decision in force about the same thing.
CREATE UNIQUE INDEX "identity_link_in_force" ON "app"."identity_link"
  ("kind", "source", "source_id", COALESCE("other_source", ''), COALESCE("other_source_id", ''))
  WHERE "taken_back_at" IS NULL;
