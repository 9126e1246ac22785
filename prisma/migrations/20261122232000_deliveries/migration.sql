-- CreateTable
CREATE TABLE "app"."delivery" (
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "view_id" UUID,
    "cron" TEXT,
    "zone" TEXT NOT NULL DEFAULT 'UTC',
    "metric" TEXT,
    "search" TEXT NOT NULL DEFAULT '',
    "condition" TEXT,
    "threshold" DOUBLE PRECISION,
    "quiet_from" INTEGER,
    "quiet_until" INTEGER,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "paused_reason" TEXT,
    "next_after" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "delivery_kind" CHECK (
        "kind" = 'view' AND "cron" IS NOT NULL AND "metric" IS NULL
        OR "kind" = 'alert' AND "cron" IS NULL AND "metric" IS NOT NULL AND "condition" IN ('above', 'below', 'rise', 'fall') AND "threshold" IS NOT NULL),
    CONSTRAINT "delivery_quiet" CHECK (
        ("quiet_from" IS NULL) = ("quiet_until" IS NULL) AND "quiet_from" BETWEEN 0 AND 1439 AND "quiet_until" BETWEEN 0 AND 1439
        AND "quiet_from" <> "quiet_until")
);

-- CreateTable
CREATE TABLE "app"."delivery_recipient" (
    "id" UUID NOT NULL,
    "delivery_id" UUID NOT NULL,
    "user_id" UUID,
    "target_id" UUID,
    "unsubscribed_at" TIMESTAMPTZ(6),
    "beyond" BOOLEAN,
    "evaluated_version" BIGINT,
    "last_value" DOUBLE PRECISION,

    CONSTRAINT "delivery_recipient_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "delivery_recipient_one" CHECK (("user_id" IS NULL) <> ("target_id" IS NULL))
);

-- CreateTable
CREATE TABLE "app"."delivery_message" (
    "id" BIGSERIAL NOT NULL,
    "delivery_id" UUID,
    "owner_id" UUID NOT NULL,
    "recipient_id" UUID NOT NULL,
    "user_id" UUID,
    "target_id" UUID,
    "occasion" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "body" JSONB NOT NULL DEFAULT '{}',
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT,
    "rows" INTEGER,
    "data_version" BIGINT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "try_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(6),

    CONSTRAINT "delivery_message_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "delivery_message_state" CHECK ("state" IN ('pending', 'sent', 'failed', 'skipped'))
);

-- CreateIndex
CREATE INDEX "delivery_owner_id_idx" ON "app"."delivery"("owner_id");

-- CreateIndex
CREATE INDEX "delivery_view_id_idx" ON "app"."delivery"("view_id");

-- CreateIndex
CREATE INDEX "delivery_recipient_user_id_idx" ON "app"."delivery_recipient"("user_id");

-- CreateIndex
CREATE INDEX "delivery_recipient_target_id_idx" ON "app"."delivery_recipient"("target_id");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_recipient_delivery_id_user_id_key" ON "app"."delivery_recipient"("delivery_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_recipient_delivery_id_target_id_key" ON "app"."delivery_recipient"("delivery_id", "target_id");

-- CreateIndex
CREATE INDEX "delivery_message_state_try_at_idx" ON "app"."delivery_message"("state", "try_at");

-- CreateIndex
CREATE INDEX "delivery_message_owner_id_created_at_idx" ON "app"."delivery_message"("owner_id", "created_at");

-- CreateIndex
CREATE INDEX "delivery_message_created_at_idx" ON "app"."delivery_message"("created_at");

-- CreateIndex
CREATE INDEX "delivery_message_delivery_id_idx" ON "app"."delivery_message"("delivery_id");

-- CreateIndex
CREATE INDEX "delivery_message_user_id_idx" ON "app"."delivery_message"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_message_recipient_id_occasion_key" ON "app"."delivery_message"("recipient_id", "occasion");

-- AddForeignKey
ALTER TABLE "app"."delivery" ADD CONSTRAINT "delivery_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "app"."user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app"."delivery" ADD CONSTRAINT "delivery_view_id_fkey" FOREIGN KEY ("view_id") REFERENCES "app"."saved_view"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app"."delivery_recipient" ADD CONSTRAINT "delivery_recipient_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "app"."delivery"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app"."delivery_recipient" ADD CONSTRAINT "delivery_recipient_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app"."user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app"."delivery_recipient" ADD CONSTRAINT "delivery_recipient_target_id_fkey" FOREIGN KEY ("target_id") REFERENCES "app"."notification_target"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app"."delivery_message" ADD CONSTRAINT "delivery_message_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "app"."delivery"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app"."delivery_message" ADD CONSTRAINT "delivery_message_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "app"."user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app"."delivery_message" ADD CONSTRAINT "delivery_message_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app"."user"("id") ON DELETE SET NULL ON UPDATE CASCADE;
