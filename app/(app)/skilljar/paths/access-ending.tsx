import { Bars } from '@/components/charts/bars'
import { formatCount } from '@/lib/format/numbers'
import type { readEnding } from '@/lib/reports/read-paths'

type Ending = Awaited<ReturnType<ReturnType<typeof readEnding>>>

interface AccessEndingProps {
  data: Ending
  /** "Path" */
  what: string
  /** "A row opens its path." */
  opens: string
  hrefOf: (key: Ending['ending'][number]['key']) => string | undefined
  className?: string
}

const bands = [
  { key: '30', label: 'Within 30 days', color: 'negative' },
  { key: '60', label: '31 to 60 days', color: 'warning' },
  { key: '90', label: '61 to 90 days', color: 'other' },
] as const

/** Whose access ends next: of all paths one by one, of one path by domain. */
export function AccessEnding({ data, what, opens, hrefOf, className }: AccessEndingProps) {
  const { ending, endingRows, endingInAll: total } = data
  const rows = ending.filter(({ all }) => all !== 0)
  const more = endingRows > ending.length && ` The ${formatCount(ending.length)} with the most are shown.`
  return (
    <Bars
      id="access-ending"
      {...(className && { className })}
      title="Access that ends"
      about={`Paths not completed whose access ends within 90 days of the load, whatever the period. ${opens}`}
      period="Next 90 days"
      what={what}
      measure="Enrolments"
      format="count"
      states={[...bands]}
      overlaps={Boolean(more) || rows.some(({ bands: values }) => values.includes(null))}
      rows={rows.map(({ key, name, bands: values }) => ({
        key: String(key),
        label: name,
        values,
        hidden: values.includes(null),
        href: hrefOf(key),
      }))}
      note={
        rows.length > 0 &&
        `${total === null ? '' : `${formatCount(total)} in all. `}Access without an end is not among them, nor is an end that another enrolment outlasts.${more || ''}`
      }
      empty={{
        title: 'No access ends soon',
        text: 'Nobody who did not complete the path loses access within 90 days of the load under these filters.',
      }}
      definition="/catalogue/path_access_ending"
    />
  )
}
