/** The picture beside the sign-in: days of learning as a field of cells, darker where more happened. It tells no number. */
const COLUMNS = 40
const ROWS = 50

const hills = [
  { x: 12, y: 19, width: 5, height: 0.9 },
  { x: 28, y: 26, width: 6.5, height: 1 },
  { x: 24, y: 8, width: 7, height: 0.5 },
  { x: 14, y: 34, width: 8, height: 0.32 },
  { x: 36, y: 38, width: 6, height: 0.45 },
]

const fills = [
  'fill-sequential-0 stroke-sequential-0',
  'fill-sequential-1 stroke-sequential-1',
  'fill-sequential-2 stroke-sequential-2',
  'fill-sequential-3 stroke-sequential-3',
  'fill-sequential-4 stroke-sequential-4',
  'fill-sequential-5 stroke-sequential-5',
] as const

function amount(x: number, y: number): number {
  const total = hills.reduce(
    (sum, hill) => sum + hill.height * Math.exp(-((x - hill.x) ** 2 + (y - hill.y) ** 2) / (2 * hill.width ** 2)),
    0,
  )
  // Neighbouring days differ; the pattern is the same at every visit.
  const jitter = (((x * 73 + y * 151) % 17) / 17 - 0.5) * 0.22
  return total * (1 + jitter) + jitter / 3
}

const cells = Array.from({ length: COLUMNS * ROWS }, (_, index) => {
  const [x, y] = [index % COLUMNS, Math.floor(index / COLUMNS)]
  return { x, y, shade: Math.min(fills.length - 1, Math.floor(amount(x, y) * fills.length)) }
})

/** One path for all cells of a shade keeps the page small. */
const paths = fills.map((_, shade) =>
  cells.filter((cell) => cell.shade === shade).map(({ x, y }) => `M${x} ${y}h.5v.5h-.5z`),
)

export function ActivityField() {
  return (
    <svg aria-hidden viewBox={`0 0 ${COLUMNS} ${ROWS}`} preserveAspectRatio="xMidYMid slice" className="size-full">
      {fills.map((fill, shade) => (
        <path key={fill} d={paths[shade]?.join('')} className={fill} strokeWidth={0.25} strokeLinejoin="round" />
      ))}
    </svg>
  )
}
