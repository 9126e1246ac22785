-- CreateTable
CREATE TABLE "mart"."active_gap_month" (
    "scope_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "previous" DATE NOT NULL,
    "people" INTEGER NOT NULL,

    CONSTRAINT "active_gap_month_pkey" PRIMARY KEY ("scope_id","month","previous")
);

call app.fence_mart('mart.active_gap_month');
call app.admit_readers();

-- Built with all others when the product starts.
update mart.rollup_state set is_current = false;
