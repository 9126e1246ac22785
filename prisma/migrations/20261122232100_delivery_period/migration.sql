-- AlterTable
ALTER TABLE "app"."delivery" ADD COLUMN     "fixed_period" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "app"."delivery_recipient" ADD COLUMN     "last_value" DOUBLE PRECISION;
