/** A line the height of two rows of text, drawn on the server; the numbers stand beside it, so it says nothing to a screen reader. */

interface SparklineProps {
  values: readonly (number | null)[]
  /** The comparison period, dotted. */
  compare?: readonly (number | null)[] | undefined
  /** The last bucket still grows: dashed, and its dot is hollow. */
  unfinished?: boolean
  small?: boolean
}

const height = 32
const inset = 4

export function Sparkline({ values, compare = [], unfinished = false, small = false }: SparklineProps) {
  const all = [...values, ...compare].filter((value) => value !== null)
  if (all.length === 0 || values.length < 2) return <div className="h-8" />
  const [low, high] = [Math.min(...all), Math.max(...all)]
  const x = (index: number) => (index / (values.length - 1)) * 100
  const y = (value: number) =>
    high === low ? height / 2 : height - inset - ((value - low) / (high - low)) * (height - 2 * inset)
  const path = (points: readonly (number | null)[], from = 0) =>
    points
      .map((value, index) =>
        value === null || index < from
          ? ''
          : `${(points[index - 1] ?? null) === null || index === from ? 'M' : 'L'}${round(x(index))} ${round(y(value))}`,
      )
      .join('')
  const last = values.at(-1) ?? null
  const color = small ? 'var(--chart-other)' : 'var(--accent-line)'
  const line = { fill: 'none', vectorEffect: 'non-scaling-stroke', strokeLinejoin: 'round' } as const
  return (
    <div aria-hidden className="relative h-8 pr-1.5">
      <div className="relative h-8">
        <svg
          viewBox={`0 0 100 ${height}`}
          preserveAspectRatio="none"
          className="absolute inset-0 size-full overflow-visible"
        >
          <path
            {...line}
            d={path(compare.slice(0, values.length))}
            stroke="var(--chart-compare)"
            strokeWidth={1.5}
            strokeDasharray="1 3"
          />
          <path {...line} d={path(unfinished ? values.slice(0, -1) : values)} stroke={color} strokeWidth={1.5} />
          {unfinished && (
            <path
              {...line}
              d={path(values, values.length - 2)}
              stroke={color}
              strokeWidth={1.5}
              strokeDasharray="3 3"
            />
          )}
        </svg>
        {last !== null && (
          <span
            className="absolute size-[7px] -translate-1/2 rounded-full border-[1.5px]"
            style={{
              left: '100%',
              top: `${(y(last) / height) * 100}%`,
              borderColor: color,
              background: unfinished ? 'var(--surface)' : color,
            }}
          />
        )}
      </div>
    </div>
  )
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
