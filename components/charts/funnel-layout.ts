/** Where the stages of funnels stand: beside each other where there is room, else one below the other. */
import type { Box } from './mark'

export type FunnelBox = Box

interface PlacedFunnel {
  readonly x: number
  readonly y: number
  readonly stages: readonly FunnelBox[]
}

const gap = 40
const stage = 60
const title = 26
const leastWidth = 220

export function funnelLayout(width: number, counts: readonly number[], titled: boolean): PlacedFunnel[] {
  const beside = areBeside(width, counts)
  const own = beside ? (width - gap * (counts.length - 1)) / counts.length : width
  const head = titled ? title : 0
  return counts.map((count, at) => {
    const x = beside ? at * (own + gap) : 0
    const before = beside ? 0 : counts.slice(0, at).reduce((sum, one) => sum + head + one * stage + 12, 0)
    const stages = Array.from({ length: count }, (_, index) => ({
      ...{ x, y: before + head + index * stage, width: own, height: stage },
    }))
    return { x, y: before, stages }
  })
}

export function funnelHeight(width: number, counts: readonly number[], titled: boolean): number {
  const heights = counts.map((count) => (titled ? title : 0) + count * stage)
  if (areBeside(width, counts)) return Math.max(0, ...heights)
  return heights.reduce((sum, height) => sum + height, 12 * (counts.length - 1))
}

function areBeside(width: number, counts: readonly number[]): boolean {
  return (width - gap * (counts.length - 1)) / Math.max(1, counts.length) >= leastWidth
}
