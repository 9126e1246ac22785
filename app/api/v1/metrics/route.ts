import { defineRoute } from '@/lib/authz/route'
import { describeAll } from '@/lib/reports/describe'
import type { Dimension } from '@/lib/metrics/dimension'
import { dimensions } from '@/lib/metrics/dimensions'
import { usedOn } from '@/lib/reports/used-on'

/** What can be asked: every metric and analysis with its definition, and every dimension. */
export const GET = defineRoute('GET /api/v1/metrics', async () =>
  Response.json({
    metrics: describeAll().map(({ readFrom, leftOut, numerator, denominator, learnerRows, ...definition }) => ({
      ...definition,
      numerator: numerator ?? null,
      denominator: denominator ?? null,
      read_from: readFrom,
      left_out: leftOut,
      learner_rows: learnerRows,
      used_on: usedOn(definition.id),
    })),
    dimensions: Object.entries<Dimension>(dimensions).map(([id, { label, description, overlaps = false }]) => ({
      id,
      label,
      description,
      overlaps,
    })),
  }),
)
