/** Charts made of page elements as pieces of a picture: their grounds, their words where they stand, and their icons. */

const namespace = 'http://www.w3.org/2000/svg'

export function htmlPieces(card: HTMLElement): { width: number; height: number; pieces: SVGElement[] } | null {
  const frame = card.getBoundingClientRect()
  const pieces = [...card.querySelectorAll<Element>('*')].flatMap((element) => {
    if (element.closest('button') || element.parentElement?.closest('svg')) return []
    const style = getComputedStyle(element)
    const box = element.getBoundingClientRect()
    // Only heard, or not shown at this width.
    if (box.width <= 1 || box.height <= 1 || style.clip !== 'auto') return []
    if (element instanceof SVGSVGElement) return [icon(element, box, frame, style)]
    return [...ground(style, box, frame), ...words(element, style, frame)]
  })
  return pieces.length === 0 ? null : { width: frame.width, height: frame.height, pieces }
}

function ground(style: CSSStyleDeclaration, box: DOMRect, frame: DOMRect): SVGElement[] {
  const filled = style.backgroundColor !== 'rgba(0, 0, 0, 0)'
  const outlined = style.borderStyle === 'solid' && parseFloat(style.borderWidth) > 0
  if (!filled && !outlined) return []
  return [
    piece('rect', {
      x: box.left - frame.left,
      y: box.top - frame.top,
      width: box.width,
      height: box.height,
      rx: Math.min(parseFloat(style.borderRadius) || 0, box.height / 2),
      fill: filled ? style.backgroundColor : 'none',
      stroke: outlined ? style.borderColor : 'none',
    }),
  ]
}

/** Word by word, so that lines break where the page broke them. */
function words(element: Element, style: CSSStyleDeclaration, frame: DOMRect): SVGElement[] {
  const clip = style.overflow === 'visible' ? Infinity : element.getBoundingClientRect().right + 1
  return [...element.childNodes]
    .filter((node) => node.nodeType === Node.TEXT_NODE)
    .flatMap((node) =>
      [...(node.textContent ?? '').matchAll(/[^ \n]+/g)].flatMap((word) => {
        const range = document.createRange()
        range.setStart(node, word.index)
        range.setEnd(node, word.index + word[0].length)
        const box = range.getBoundingClientRect()
        if (box.right > clip) return []
        const size = parseFloat(style.fontSize)
        const text = piece('text', {
          x: box.left - frame.left,
          y: box.top - frame.top + box.height / 2 + size * 0.36,
          fill: style.color,
          'font-size': size,
          'font-weight': style.fontWeight,
        })
        text.textContent = word[0]
        return [text]
      }),
    )
}

function icon(svg: SVGSVGElement, box: DOMRect, frame: DOMRect, style: CSSStyleDeclaration): SVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const place = { x: box.left - frame.left, y: box.top - frame.top, width: box.width, height: box.height }
  for (const [name, value] of Object.entries(place)) copy.setAttribute(name, String(value))
  copy.setAttribute('color', style.color)
  return copy
}

function piece(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const created = document.createElementNS(namespace, name)
  for (const [attribute, value] of Object.entries(attributes)) created.setAttribute(attribute, String(value))
  return created
}
