-- CreateTable
CREATE TABLE "app"."account_link" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "account_link_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "account_link_hash_key" ON "app"."account_link"("hash");

-- CreateIndex
CREATE INDEX "account_link_user_id_idx" ON "app"."account_link"("user_id");

-- AddForeignKey
ALTER TABLE "app"."account_link" ADD CONSTRAINT "account_link_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app"."user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "app"."api_token" ADD COLUMN     "refused_at" TIMESTAMPTZ(6);

-- DropIndex
DROP INDEX "app"."audit_at_idx";

-- DropIndex
DROP INDEX "app"."audit_action_id_idx";

-- CreateIndex
CREATE INDEX "audit_at_id_idx" ON "app"."audit"("at", "id");

-- CreateIndex
CREATE INDEX "audit_actor_id_at_idx" ON "app"."audit"("actor_id", "at");

-- CreateIndex
CREATE INDEX "audit_action_at_idx" ON "app"."audit"("action", "at");

-- A right that ends before it begins would never hold.
ALTER TABLE "app"."user_team" ADD CONSTRAINT "user_team_days_check" CHECK (valid_from < valid_until);

-- The audit record loses old entries through one function only, and nothing younger than 90 days whoever asks.
DROP TRIGGER audit_is_append_only ON app.audit;

CREATE TRIGGER audit_is_append_only
  BEFORE UPDATE OR TRUNCATE ON app.audit
  FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();

CREATE FUNCTION app.refuse_audit_delete() RETURNS trigger
  LANGUAGE plpgsql AS $$
begin
  if current_setting('skillscope.audit_retention', true) is distinct from 'on' then
    raise exception 'The audit record is append-only: delete is refused.' using errcode = 'insufficient_privilege';
  end if;
  return null;
end
$$;

CREATE FUNCTION app.keep_young_audit() RETURNS trigger
  LANGUAGE plpgsql AS $$
begin
  if old.at > now() - interval '90 days' then
    raise exception 'The audit record keeps every entry for 90 days.' using errcode = 'insufficient_privilege';
  end if;
  return old;
end
$$;

CREATE TRIGGER audit_delete_is_retention
  BEFORE DELETE ON app.audit
  FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_audit_delete();

CREATE TRIGGER audit_keeps_young
  BEFORE DELETE ON app.audit
  FOR EACH ROW EXECUTE FUNCTION app.keep_young_audit();

-- Removes what is older, and writes down that it did: both or neither.
CREATE FUNCTION app.prune_audit(before timestamptz) RETURNS bigint
  LANGUAGE plpgsql AS $$
declare
  removed bigint;
begin
  perform set_config('skillscope.audit_retention', 'on', true);
  delete from app.audit where at < before;
  get diagnostics removed = row_count;
  perform set_config('skillscope.audit_retention', '', true);
  insert into app.audit (actor_kind, action, detail)
  values ('system', 'audit.prune', jsonb_build_object('before', before, 'removed', removed));
  return removed;
end
$$;
