/** Seeded, splittable chance: the same seed and labels always give the same numbers, whatever else was drawn before. */

export interface Random {
  /** [0, 1) */
  uniform(): number
  between(low: number, high: number): number
  /** Both ends included. */
  integer(low: number, high: number): number
  chance(probability: number): boolean
  pick<T>(choices: readonly T[]): T
  weighted<T>(choices: readonly (readonly [T, number])[]): T
  normal(mean: number, deviation: number): number
  lognormal(median: number, sigma: number): number
  poisson(mean: number): number
  /** Lowercase letters and digits, as Skilljar's ids are. */
  alphanumerics(length: number): string
  /** Lowercase hexadecimal in the form of a UUID. */
  uuid(): string
}

const ALPHANUMERICS = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** FNV-1a over all labels. */
function hash(labels: readonly (string | number)[]): number {
  let state = 0x811c9dc5
  for (const label of labels) {
    const text = `${label}\u0000`
    for (let index = 0; index < text.length; index++) {
      state = Math.imul(state ^ text.charCodeAt(index), 0x01000193)
    }
  }
  return state >>> 0
}

/** sfc32 (Chris Doty-Humphrey): small, fast and good enough for statistics. */
function sfc32(a: number, b: number, c: number): () => number {
  let counter = 1
  const next = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return (sum >>> 0) / 4294967296
  }
  for (let round = 0; round < 12; round++) next()
  return next
}

export function random(seed: number, ...labels: readonly (string | number)[]): Random {
  const uniform = sfc32(hash([seed, ...labels]), hash(['b', seed, ...labels]), hash(['c', seed, ...labels]))
  const integer = (low: number, high: number) => low + Math.floor(uniform() * (high - low + 1))

  function pick<T>(choices: readonly T[]): T {
    if (choices.length === 0) throw new Error('Nothing to pick from: the list of choices is empty.')
    return choices[integer(0, choices.length - 1)] as T
  }

  function weighted<T>(choices: readonly (readonly [T, number])[]): T {
    let rest = uniform() * choices.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [value, weight] of choices) {
      rest -= weight
      if (rest < 0) return value
    }
    return pick(choices)[0]
  }

  // Box and Muller; 1 - uniform keeps the logarithm away from zero.
  const standardNormal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())

  function poisson(mean: number): number {
    const limit = Math.exp(-mean)
    let count = 0
    for (let product = uniform(); product > limit; product *= uniform()) count++
    return count
  }

  function text(length: number, letters: string): string {
    let result = ''
    while (result.length < length) result += letters[integer(0, letters.length - 1)]
    return result
  }

  return {
    uniform,
    integer,
    pick,
    weighted,
    poisson,
    between: (low, high) => low + uniform() * (high - low),
    chance: (probability) => uniform() < probability,
    normal: (mean, deviation) => mean + standardNormal() * deviation,
    lognormal: (median, sigma) => median * Math.exp(standardNormal() * sigma),
    alphanumerics: (length) => text(length, ALPHANUMERICS),
    uuid: () => [8, 4, 4, 4, 12].map((length) => text(length, '0123456789abcdef')).join('-'),
  }
}
