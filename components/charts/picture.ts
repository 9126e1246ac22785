/** A drawn chart as a file of its own: title and legend above it, colours of the theme in force instead of variables. */
import { cssColour, type MarkColour } from './colours'

export interface Picture {
  readonly title: string
  readonly about: string
  readonly legend: readonly { readonly label: string; readonly color: MarkColour }[]
}

const namespace = 'http://www.w3.org/2000/svg'
const padding = 16

export function svgText(drawing: SVGSVGElement, { title, about, legend }: Picture): string {
  const { width, height } = drawing.getBoundingClientRect()
  const copy = drawing.cloneNode(true) as SVGSVGElement
  const rows = legendRows(legend, width)
  const top = padding + 44 + rows.length * 18
  copy.setAttribute('x', String(padding))
  copy.setAttribute('y', String(top))
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))

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
    text(about, padding, padding + 32, { fill: 'var(--muted)' }),
  )
  for (const [row, entries] of rows.entries()) {
    const y = padding + 54 + row * 18
    for (const { label, color, x } of entries) {
      outer.append(element('rect', { x: padding + x, y: y - 9, width: 10, height: 10, rx: 2, fill: cssColour(color) }))
      outer.append(text(label, padding + x + 15, y, { fill: 'var(--muted)' }))
    }
  }
  outer.append(copy)
  return withoutVariables(new XMLSerializer().serializeToString(outer))
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
