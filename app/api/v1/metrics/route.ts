import { defineRoute } from '@/lib/authz/route'
import { dimensions, type Dimension } from '@/lib/metrics/dimensions'
import { metrics } from '@/lib/metrics/names'

/** What can be asked: every metric with its definition, and every dimension. */
export const GET = defineRoute('GET /api/v1/metrics', async () =>
  Response.json({
    metrics: Object.entries(metrics).map(([id, metric]) => ({
      id,
      label: metric.label,
      description: metric.description,
      unit: metric.unit,
      format: metric.format,
      formula: metric.formula,
      numerator: metric.ratio?.of ?? null,
      denominator: metric.ratio?.to ?? null,
      read_from: metric.readFrom,
      left_out: metric.leftOut ?? [],
    })),
    dimensions: Object.entries<Dimension>(dimensions).map(([id, { label, description }]) => ({
      id,
      label,
      description,
    })),
  }),
)
