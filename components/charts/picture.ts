/** A drawn chart as a file of its own: title and legend above it, colours of the theme in force instead of variables. */
import { cssColour, type MarkColour } from './colours'
import { htmlPieces } from './html-pieces'
import { textLines } from './text-lines'

export interface Picture {
  readonly title: string
  readonly about: string
  readonly legend: readonly { readonly label: string; readonly color: MarkColour }[]
}

const namespace = 'http://www.w3.org/2000/svg'
const padding = 16

/** Nothing where the card has no drawing. */
export async function svgText(card: HTMLElement, { title, about, legend }: Picture): Promise<string | null> {
  const drawing = drawingOf(card)
  if (!drawing) return null
  const { width, height } = drawing
  const rows = legendRows(legend, width)
  const lines = textLines(about, width, 12)
  const head = padding + 26 + lines.length * 16
  const top = head + 6 + rows.length * 18
  const copy = element('svg', { x: padding, y: top, width, height, viewBox: `0 0 ${width} ${height}` })
  copy.append(...drawing.pieces)

  const outer = element('svg', {
    xmlns: namespace,
    width: width + 2 * padding,
    height: top + height + padding,
    'font-family': 'var(--font-sans)',
    'font-size': 12,
  })
  outer.append(
    element('rect', { width: '100%', height: '100%', fill: 'var(--surface)' }),
    text(title, padding, padding + 14, { fill: 'var(--text)', 'font-size': 14, 'font-weight': 600 }),
    ...lines.map((line, index) => text(line, padding, padding + 32 + index * 16, { fill: 'var(--muted)' })),
  )
  for (const [row, entries] of rows.entries()) {
    const y = head + 12 + row * 18
    for (const { label, color, x } of entries) {
      outer.append(element('rect', { x: padding + x, y: y - 9, width: 10, height: 10, rx: 2, fill: cssColour(color) }))
      outer.append(text(label, padding + x + 15, y, { fill: 'var(--muted)' }))
    }
  }
  const style = element('style', {})
  style.textContent = await fontFace()
  outer.append(style, copy)
  return withoutVariables(new XMLSerializer().serializeToString(outer))
}

/** The whole drawing, also what is scrolled out of sight: pieces of marks tell their place by their view box. */
function drawingOf(card: HTMLElement) {
  const parts = [...card.querySelectorAll<SVGSVGElement>('svg[data-drawing]')]
  const single = card.querySelector<SVGSVGElement>('svg.recharts-surface')
  const drawn = parts.length > 0 ? parts : single ? [single] : []
  if (drawn.length === 0) return htmlPieces(card)
  const pieces = drawn.map((svg) => {
    const { x, y } = parts.length > 0 ? svg.viewBox.baseVal : { x: 0, y: 0 }
    const { width, height } = svg.getBoundingClientRect()
    return { svg, x, y, width, height }
  })
  return {
    width: Math.max(...pieces.map(({ x, width }) => x + width)),
    height: Math.max(...pieces.map(({ y, height }) => y + height)),
    pieces: pieces.map(({ svg, x, y, width, height }) => {
      const copy = svg.cloneNode(true) as SVGSVGElement
      for (const [name, value] of Object.entries({ x, y, width, height })) copy.setAttribute(name, String(value))
      return copy
    }),
  }
}

/** A picture is a document of its own and knows none of the page's fonts: it brings the one its words were placed with. */
async function fontFace(): Promise<string> {
  const answer = await fetch('/fonts/inter-latin.woff2').catch(() => null)
  if (!answer?.ok) return ''
  const bytes = new Uint8Array(await answer.arrayBuffer())
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  const source = `url(data:font/woff2;base64,${btoa(binary)}) format('woff2')`
  return `@font-face { font-family: 'Inter Variable'; font-weight: 100 900; src: ${source} }`
}

/** Twice the size on screen, for slides and print. */
export async function pngBlob(svg: string): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.naturalWidth * 2
  canvas.height = image.naturalHeight * 2
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) =>
        blob ? resolve(blob) : reject(new Error('The browser could not draw this chart as PNG; save it as SVG.')),
      'image/png',
    )
  })
}

export function save(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // Released later, because some browsers read the address only after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

function withoutVariables(markup: string): string {
  const style = getComputedStyle(document.documentElement)
  return markup.replace(
    /var\((--[\w-]+)\)/g,
    (whole, name: string) => style.getPropertyValue(name).trim().replaceAll('"', "'") || whole,
  )
}

function legendRows(legend: Picture['legend'], width: number) {
  const rows: { label: string; color: MarkColour; x: number }[][] = []
  let x = Infinity
  for (const entry of legend) {
    const needed = 32 + entry.label.length * 7
    if (x + needed > width) {
      rows.push([])
      x = 0
    }
    rows.at(-1)?.push({ ...entry, x })
    x += needed
  }
  return rows
}

function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const created = document.createElementNS(namespace, name)
  for (const [attribute, value] of Object.entries(attributes)) created.setAttribute(attribute, String(value))
  return created
}

function text(
  content: string,
  x: number,
  y: number,
  attributes: Readonly<Record<string, string | number>>,
): SVGElement {
  const created = element('text', { x, y, ...attributes })
  created.textContent = content
  return created
}
