-- AlterEnum
ALTER TYPE "app"."RunState" ADD VALUE 'discarded';

-- AlterTable
ALTER TABLE "app"."connector" ADD COLUMN     "age_told_at" TIMESTAMPTZ(6),
ADD COLUMN     "guards" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "reconcile_cron" TEXT DEFAULT '30 1 * * *',
ADD COLUMN     "schedule_cron" TEXT,
ADD COLUMN     "schedule_zone" TEXT NOT NULL DEFAULT 'UTC';

-- What was chosen before goes on as a cron expression.
UPDATE "app"."connector" SET "schedule_cron" = CASE "schedule"
  WHEN 'hourly' THEN "schedule_minute" || ' * * * *'
  WHEN 'daily' THEN "schedule_minute" || ' ' || "schedule_hour" || ' * * *' END;

-- AlterTable
ALTER TABLE "app"."connector" DROP COLUMN "schedule",
DROP COLUMN "schedule_hour",
DROP COLUMN "schedule_minute";

-- AlterTable
ALTER TABLE "app"."quarantine" ADD COLUMN     "format" TEXT NOT NULL DEFAULT 'csv',
ADD COLUMN     "header" JSONB,
ADD COLUMN     "resolution" TEXT;

-- AlterTable
ALTER TABLE "app"."refresh_run" ADD COLUMN     "decided_at" TIMESTAMPTZ(6),
ADD COLUMN     "decided_by_id" UUID,
ADD COLUMN     "decided_by_name" TEXT,
ADD COLUMN     "decision" TEXT,
ADD COLUMN     "decision_reason" TEXT,
ADD COLUMN     "findings" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "held_at" TIMESTAMPTZ(6),
ADD COLUMN     "preview" JSONB,
ADD COLUMN     "reconcile" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "replay" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "retry_at" TIMESTAMPTZ(6),
ADD COLUMN     "timeline" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "app"."refresh_run_table" ADD COLUMN     "measures" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "staged" JSONB;

-- CreateTable
CREATE TABLE "app"."verification" (
    "connector_id" TEXT NOT NULL,
    "table_name" TEXT NOT NULL,
    "run_id" BIGINT NOT NULL,
    "verified_at" TIMESTAMPTZ(6) NOT NULL,
    "method" TEXT NOT NULL,
    "rows" BIGINT NOT NULL,
    "differences" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("connector_id","table_name")
);

-- CreateTable
CREATE TABLE "app"."notification_target" (
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "sealed_key" TEXT,
    "events" TEXT[],
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notification_target_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app"."notification" (
    "id" BIGSERIAL NOT NULL,
    "target_id" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "connector_id" TEXT NOT NULL,
    "run_id" BIGINT,
    "subject" TEXT NOT NULL,
    "body" JSONB NOT NULL DEFAULT '{}',
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "try_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(6),

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "notification_target_channel_address_key" ON "app"."notification_target"("channel", "address");

-- CreateIndex
CREATE INDEX "notification_state_try_at_idx" ON "app"."notification"("state", "try_at");

-- CreateIndex
CREATE UNIQUE INDEX "notification_target_id_event_connector_id_subject_key" ON "app"."notification"("target_id", "event", "connector_id", "subject");

-- AddForeignKey
ALTER TABLE "app"."notification" ADD CONSTRAINT "notification_target_id_fkey" FOREIGN KEY ("target_id") REFERENCES "app"."notification_target"("id") ON DELETE CASCADE ON UPDATE CASCADE;
