-- DropIndex
DROP INDEX "app"."notification_target_channel_address_key";

-- AlterTable
ALTER TABLE "app"."notification_target" ADD COLUMN     "sealed_address" TEXT;

-- SQL cannot seal, and an address in the clear may not stay: webhooks of before are marked on the page and entered again.
UPDATE "app"."notification_target"
SET "address" = regexp_replace("address", '^(https?://[^/?#]+).*$', '\1/…'), "sealed_key" = NULL
WHERE "channel" = 'webhook';
