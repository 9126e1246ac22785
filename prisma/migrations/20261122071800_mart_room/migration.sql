-- Rows of the marts change in place with every refresh: room on their page spares their indexes.
ALTER TABLE "mart"."activity" SET (fillfactor = 90);
ALTER TABLE "mart"."course_progress" SET (fillfactor = 90);
