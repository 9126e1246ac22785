/** The sign of a state: a drawn shape where fonts differ, else one or two characters. */

const shapes: Readonly<Record<string, string>> = {
  '✓': 'M-4 0.5L-1.2 3.2L4 -3',
  '✕': 'M-3.2 -3.2L3.2 3.2M3.2 -3.2L-3.2 3.2',
  '–': 'M-3.5 0H3.5',
  '!': 'M0 -4.5V1M0 3.6V4.2',
  '○': 'M-3.5 0A3.5 3.5 0 1 0 3.5 0A3.5 3.5 0 1 0 -3.5 0',
  '◐': 'M0 -3.5A3.5 3.5 0 1 0 0 3.5A3.5 3.5 0 1 0 0 -3.5M0 -3.5V3.5M-1.6 -3V3',
}

export function MatrixGlyph({ mark, x, y, color }: { mark: string; x: number; y: number; color: string }) {
  const shape = shapes[mark]
  if (mark === '●') return <circle cx={x} cy={y} r={4} fill={color} className="forced-colors:fill-[CanvasText]" />
  return shape === undefined ? (
    <text
      x={x}
      y={y + 4}
      fontSize={11}
      fontWeight={550}
      textAnchor="middle"
      fill={color}
      className="forced-colors:fill-[CanvasText]"
    >
      {mark}
    </text>
  ) : (
    <path
      d={shape}
      transform={`translate(${x} ${y})`}
      fill="none"
      stroke={color}
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      className="forced-colors:stroke-[CanvasText]"
    />
  )
}
