/** The picture beside the sign-in: days of learning as a field of cells, darker where more happened. It tells no number. */
const COLUMNS = 32
const ROWS = 40

const hills = [
  { x: 9, y: 15, width: 4, height: 0.9 },
  { x: 22, y: 21, width: 5.2, height: 1 },
  { x: 19, y: 6, width: 5.6, height: 0.5 },
  { x: 11, y: 28, width: 6.4, height: 0.32 },
  { x: 29, y: 31, width: 5, height: 0.45 },
]

const shades = [
  'stroke-sequential-0',
  'stroke-sequential-1',
  'stroke-sequential-2',
  'stroke-sequential-3',
  'stroke-sequential-4',
  'stroke-sequential-5',
] as const

function amount(x: number, y: number): number {
  const total = hills.reduce((sum, hill) => {
    const distance = (x - hill.x) ** 2 + (y - hill.y) ** 2
    return sum + hill.height * Math.exp(-distance / (2 * hill.width ** 2))
  }, 0)
  // Neighbouring days differ; the pattern is the same at every visit.
  const jitter = (((x * 73 + y * 151) % 17) / 17 - 0.5) * 0.22
  return total * (1 + jitter) + jitter / 3
}

/** One path per shade, of lines without length whose square ends are the cells: that keeps the page small. */
const paths = shades.map((_, shade) => {
  const cells = Array.from(
    { length: COLUMNS * ROWS },
    (_, index) => [index % COLUMNS, Math.floor(index / COLUMNS)] as const,
  )
  const isOfShade = ([x, y]: readonly [number, number]) =>
    amount(x, y) > 0.05 && Math.min(shades.length - 1, Math.floor(amount(x, y) * shades.length)) === shade
  return cells.filter(isOfShade).map(([x, y]) => `M${x} ${y}h0`)
})

export function ActivityField() {
  return (
    <svg aria-hidden viewBox={`0 0 ${COLUMNS} ${ROWS}`} preserveAspectRatio="xMidYMid slice" className="size-full">
      {shades.map((shade, index) => (
        <path key={shade} d={paths[index]?.join('')} className={shade} strokeWidth={0.76} strokeLinecap="square" />
      ))}
    </svg>
  )
}
