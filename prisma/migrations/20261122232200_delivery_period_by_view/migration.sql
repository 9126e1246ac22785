-- The period is the view’s own, which moves by itself where its owner meant it so.
-- AlterTable
ALTER TABLE "app"."delivery" DROP COLUMN "fixed_period";
