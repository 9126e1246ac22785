-- CreateTable
CREATE TABLE "app"."line_log" (
    "id" BIGSERIAL NOT NULL,
    "connector_id" TEXT NOT NULL,
    "table_name" TEXT NOT NULL,
    "added" BYTEA,
    "gone" BYTEA,

    CONSTRAINT "line_log_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "line_log_connector_id_table_name_id_idx" ON "app"."line_log"("connector_id", "table_name", "id");

-- Hashes cannot be compressed; trying costs seconds.
ALTER TABLE "app"."line_log" ALTER COLUMN "added" SET STORAGE EXTERNAL, ALTER COLUMN "gone" SET STORAGE EXTERNAL;
