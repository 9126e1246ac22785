import { answerMetric, metricNamed } from '@/lib/api/metric'
import { versioned } from '@/lib/api/versioned'
import { defineRoute } from '@/lib/authz/route'

export const GET = defineRoute('GET /api/v1/metrics/[metric]', async (visit) => {
  const metric = metricNamed(visit.params['metric'] ?? '')
  return versioned(visit, (reader) => answerMetric(reader, metric, visit.search))
})
