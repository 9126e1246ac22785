/** The tables of a source as boxes and their relations as lines, laid out once on the server. */
import { Graph, layout } from '@dagrejs/dagre'
import { qualifiedName, tablesOf } from '@/lib/catalogue/catalogue'
import type { Table } from '@/lib/catalogue/types'
import { boxShape } from '@/lib/design/diagram-box'
import { packed, type Size } from './pack'
import { relationsFrom, type Relation } from './relations'

export interface Point {
  readonly x: number
  readonly y: number
}

export interface BoxRow {
  readonly name: string
  readonly isKey: boolean
  /** Names a row of another table. */
  readonly isReference: boolean
}

export interface Box extends Point, Size {
  /** Qualified name of the table. */
  readonly id: string
  readonly name: string
  readonly rows: readonly BoxRow[]
  /** Other names under which sources deliver it, or what stands in its rows. */
  readonly aliases: readonly string[]
  /** Of another source, shown because something here names it. */
  readonly isForeign: boolean
}

export interface Line {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly column: string
  readonly key: string
  /** Where it turns between the two boxes. */
  readonly turns: readonly Point[]
}

export interface Diagram extends Size {
  /** Column by column from the left, each from the top: the order in which the keyboard walks them. */
  readonly boxes: readonly Box[]
  readonly lines: readonly Line[]
}

const NAME_LETTER = 7.6
const ROW_LETTER = 6.9
const MARK = 20
const NARROWEST = 140

/** The catalogue does not change while the server runs. */
const drawn = new Map<Table['schema'], Diagram>()

export function diagramOf(source: Table['schema']): Diagram {
  const diagram = drawn.get(source) ?? draw(source)
  drawn.set(source, diagram)
  return diagram
}

function draw(source: Table['schema']): Diagram {
  const own = tablesOf(source)
  const relations = own.flatMap(relationsFrom)
  const tables = [...new Set([...own, ...relations.map(({ to }) => to)])]
  const parts = connected(tables, relations).map((part) => laidOut(part, relations, source))
  const { places, width, height } = packed(parts)
  const placed = parts.map((part, index) => moved(part, places[index] ?? { x: 0, y: 0 }))
  return {
    width,
    height,
    boxes: placed.flatMap(({ boxes }) => boxes),
    lines: placed.flatMap(({ lines }) => lines),
  }
}

/** Tables that relations join, directly or through others: the largest such group first. */
function connected(tables: readonly Table[], relations: readonly Relation[]): Table[][] {
  const groupOf = new Map(tables.map((table) => [table, [table]]))
  for (const { from, to } of relations) {
    const [one, other] = [groupOf.get(from) ?? [], groupOf.get(to) ?? []]
    if (one === other) continue
    one.push(...other)
    for (const table of other) groupOf.set(table, one)
  }
  return [...new Set(groupOf.values())].sort((one, other) => other.length - one.length)
}

function laidOut(part: readonly Table[], relations: readonly Relation[], source: Table['schema']): Diagram {
  const graph = new Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'LR', nodesep: 14, ranksep: 72, edgesep: 8, marginx: 0, marginy: 0 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const table of part) graph.setNode(qualifiedName(table), sizeOf(rowsOf(table), shownName(table, source)))
  const own = relations.filter(({ from }) => part.includes(from))
  for (const relation of own) {
    graph.setEdge(qualifiedName(relation.from), qualifiedName(relation.to), {}, idOf(relation))
  }
  layout(graph)
  const boxes = part.map((table): Box => {
    const { x, y, width, height } = graph.node(qualifiedName(table))
    return {
      id: qualifiedName(table),
      name: shownName(table, source),
      rows: rowsOf(table),
      aliases: aliasesOf(table),
      isForeign: table.schema !== source,
      x: x - width / 2,
      y: y - height / 2,
      width,
      height,
    }
  })
  const lines = own.map((relation): Line => {
    const [from, to] = [qualifiedName(relation.from), qualifiedName(relation.to)]
    const id = idOf(relation)
    const { points } = graph.edge(from, to, id)
    // The ends are where the boxes are; those are drawn from the boxes, which can be moved.
    return { id, from, to, column: relation.column.name, key: relation.key.name, turns: points.slice(1, -1) }
  })
  const { width = 0, height = 0 } = graph.graph()
  return { boxes: boxes.sort((one, other) => one.x - other.x || one.y - other.y), lines, width, height }
}

function moved({ boxes, lines, width, height }: Diagram, by: Point): Diagram {
  const move = <T extends Point>(point: T): T => ({ ...point, x: point.x + by.x, y: point.y + by.y })
  return {
    width,
    height,
    boxes: boxes.map(move),
    lines: lines.map((line) => ({ ...line, turns: line.turns.map(move) })),
  }
}

const shownName = (table: Table, source: Table['schema']) =>
  table.schema === source ? table.name : qualifiedName(table)

const idOf = ({ from, column, to }: Relation) => `${qualifiedName(from)}.${column.name}>${qualifiedName(to)}`

/** The key first, then what names other tables. */
function rowsOf(table: Table): BoxRow[] {
  const references = new Set(relationsFrom(table).map(({ column }) => column.name))
  const names = [...new Set([...table.key, ...references])]
  return names.map((name) => ({ name, isKey: table.key.includes(name), isReference: references.has(name) }))
}

function aliasesOf(table: Table): string[] {
  const shown = rowsOf(table).map(({ name }) => name)
  return [...table.aliases, ...table.columns.flatMap(({ name, aliases }) => (shown.includes(name) ? aliases : []))]
}

function sizeOf(rows: readonly BoxRow[], name: string): { width: number; height: number } {
  const widest = Math.max(
    NARROWEST,
    name.length * NAME_LETTER,
    ...rows.map((row) => row.name.length * ROW_LETTER + MARK),
  )
  return {
    width: Math.ceil(widest + 2 * boxShape.side),
    height: boxShape.head + rows.length * boxShape.row + (rows.length > 0 ? boxShape.foot : 0),
  }
}
