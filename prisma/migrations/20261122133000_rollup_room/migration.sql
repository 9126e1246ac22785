-- Rows of the rollups change in place with every refresh too: room on their page spares their indexes.
ALTER TABLE "mart"."signature_day" SET (fillfactor = 90);
ALTER TABLE "mart"."signature_week" SET (fillfactor = 90);
ALTER TABLE "mart"."signature_month" SET (fillfactor = 90);
ALTER TABLE "mart"."team_week" SET (fillfactor = 90);
ALTER TABLE "mart"."team_month" SET (fillfactor = 90);
ALTER TABLE "mart"."org_day" SET (fillfactor = 70);
ALTER TABLE "mart"."active_days" SET (fillfactor = 90);
ALTER TABLE "mart"."member_days" SET (fillfactor = 90);
ALTER TABLE "mart"."active_bits" SET (fillfactor = 90);
ALTER TABLE "mart"."active_bucket" SET (fillfactor = 70);
