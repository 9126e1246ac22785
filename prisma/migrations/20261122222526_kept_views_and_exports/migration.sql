-- CreateEnum
CREATE TYPE "app"."ExportState" AS ENUM ('queued', 'running', 'ready', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "app"."Sharing" AS ENUM ('private', 'everybody', 'role', 'team');

-- CreateTable
CREATE TABLE "app"."export" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "search" TEXT NOT NULL DEFAULT '',
    "format" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" "app"."ExportState" NOT NULL DEFAULT 'queued',
    "rows_written" BIGINT NOT NULL DEFAULT 0,
    "rows_expected" BIGINT,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "sha256" TEXT,
    "manifest" JSONB,
    "error" TEXT,
    "data_version" BIGINT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(6),
    "seen_at" TIMESTAMPTZ(6),
    "finished_at" TIMESTAMPTZ(6),
    "cancelled_at" TIMESTAMPTZ(6),
    "expires_at" TIMESTAMPTZ(6),

    CONSTRAINT "export_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "export_kind" CHECK ("kind" IN ('report', 'analysis', 'table', 'groups', 'sql')),
    CONSTRAINT "export_format" CHECK ("format" IN ('csv', 'xlsx', 'jsonl', 'parquet'))
);

-- CreateTable
CREATE UNLOGGED TABLE "app"."export_chunk" (
    "export_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "export_chunk_pkey" PRIMARY KEY ("export_id","number")
);

-- CreateTable
CREATE TABLE "app"."saved_view" (
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "search" TEXT NOT NULL DEFAULT '',
    "sharing" "app"."Sharing" NOT NULL DEFAULT 'private',
    "role" "app"."Role",
    "team_id" BIGINT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "saved_view_audience" CHECK (("role" IS NOT NULL) = ("sharing" = 'role') AND ("team_id" IS NOT NULL) = ("sharing" = 'team'))
);

-- CreateTable
CREATE TABLE "app"."view_pin" (
    "user_id" UUID NOT NULL,
    "view_id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "view_pin_pkey" PRIMARY KEY ("user_id","view_id")
);

-- CreateTable
CREATE TABLE "app"."default_view" (
    "user_id" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "view_id" UUID NOT NULL,

    CONSTRAINT "default_view_pkey" PRIMARY KEY ("user_id","path")
);

-- CreateTable
CREATE TABLE "app"."saved_query" (
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "about" TEXT NOT NULL DEFAULT '',
    "statement" TEXT NOT NULL,
    "chart" JSONB,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_query_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "export_user_id_created_at_idx" ON "app"."export"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "export_state_created_at_idx" ON "app"."export"("state", "created_at");

-- CreateIndex
CREATE INDEX "saved_view_sharing_idx" ON "app"."saved_view"("sharing");

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_owner_id_name_key" ON "app"."saved_view"("owner_id", "name");

-- CreateIndex
CREATE INDEX "view_pin_view_id_idx" ON "app"."view_pin"("view_id");

-- CreateIndex
CREATE INDEX "default_view_view_id_idx" ON "app"."default_view"("view_id");

-- CreateIndex
CREATE UNIQUE INDEX "saved_query_owner_id_name_key" ON "app"."saved_query"("owner_id", "name");

-- AddForeignKey
ALTER TABLE "app"."export" ADD CONSTRAINT "export_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app"."user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app"."export_chunk" ADD CONSTRAINT "export_chunk_export_id_fkey" FOREIGN KEY ("export_id") REFERENCES "app"."export"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app"."saved_view" ADD CONSTRAINT "saved_view_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "app"."user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app"."view_pin" ADD CONSTRAINT "view_pin_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app"."user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app"."view_pin" ADD CONSTRAINT "view_pin_view_id_fkey" FOREIGN KEY ("view_id") REFERENCES "app"."saved_view"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app"."default_view" ADD CONSTRAINT "default_view_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app"."user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app"."default_view" ADD CONSTRAINT "default_view_view_id_fkey" FOREIGN KEY ("view_id") REFERENCES "app"."saved_view"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app"."saved_query" ADD CONSTRAINT "saved_query_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "app"."user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
