/** Contrast (WCAG 2.2) and colour difference (CIEDE2000, Sharma 2005) as people with and without colour blindness see them. */

type Triple = readonly [number, number, number]
type Vision = (colour: Triple) => Triple

export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

export function distance(one: string, other: string, vision: Vision): number {
  return ciede2000(lab(vision(linear(one))), lab(vision(linear(other))))
}

export function lightness(hex: string): number {
  return lab(linear(hex))[0]
}

function linear(hex: string): Triple {
  const channel = (start: number) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

function luminance(hex: string): number {
  return dot([0.2126, 0.7152, 0.0722], linear(hex))
}

function dot(one: Triple, other: Triple): number {
  return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]
}

type Matrix = readonly [Triple, Triple, Triple]
const through = (matrix: Matrix, colour: Triple): Triple => [
  dot(matrix[0], colour),
  dot(matrix[1], colour),
  dot(matrix[2], colour),
]

/** Full dichromacy by Machado, Oliveira & Fernandes 2009 (severity 1.0). */
const machado: Readonly<Record<string, Matrix>> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

/** Brettel, Viénot & Mollon 1997: two half-planes and the normal that separates them, in linear sRGB. */
const brettel: Readonly<Record<string, { above: Matrix; below: Matrix; normal: Triple }>> = {
  protanopia: {
    above: [
      [0.1498, 1.19548, -0.34528],
      [0.10764, 0.84864, 0.04372],
      [0.00384, -0.0054, 1.00156],
    ],
    below: [
      [0.1457, 1.16172, -0.30742],
      [0.10816, 0.85291, 0.03892],
      [0.00386, -0.00524, 1.00139],
    ],
    normal: [0.00048, 0.00393, -0.00441],
  },
  deuteranopia: {
    above: [
      [0.36477, 0.86381, -0.22858],
      [0.26294, 0.64245, 0.09462],
      [-0.02006, 0.02728, 0.99278],
    ],
    below: [
      [0.37298, 0.88166, -0.25464],
      [0.25954, 0.63506, 0.1054],
      [-0.0198, 0.02784, 0.99196],
    ],
    normal: [-0.00281, -0.00611, 0.00892],
  },
  tritanopia: {
    above: [
      [1.01277, 0.13548, -0.14826],
      [-0.01243, 0.86812, 0.14431],
      [0.07589, 0.805, 0.11911],
    ],
    below: [
      [0.93678, 0.18979, -0.12657],
      [0.06154, 0.81526, 0.1232],
      [-0.37562, 1.12767, 0.24796],
    ],
    normal: [0.03901, -0.02788, -0.01113],
  },
}

/** Each kind of sight with the models that imitate it; the smaller distance counts. */
export const visions: Readonly<Record<string, readonly Vision[]>> = {
  normal: [(colour) => colour],
  ...Object.fromEntries(
    Object.entries(machado).map(([kind, matrix]) => {
      const model = brettel[kind]
      const second: Vision = (colour) =>
        model ? through(dot(colour, model.normal) >= 0 ? model.above : model.below, colour) : colour
      return [kind, [(colour: Triple) => through(matrix, colour), second]]
    }),
  ),
}

function lab(colour: Triple): Triple {
  const clamped: Triple = [clamp(colour[0]), clamp(colour[1]), clamp(colour[2])]
  const curve = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116)
  const x = curve(dot([0.4124564, 0.3575761, 0.1804375], clamped) / 0.95047)
  const y = curve(dot([0.2126729, 0.7151522, 0.072175], clamped))
  const z = curve(dot([0.0193339, 0.119192, 0.9503041], clamped) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

const clamp = (value: number) => Math.min(1, Math.max(0, value))
const radians = Math.PI / 180

export function ciede2000([L1, a1, b1]: Triple, [L2, a2, b2]: Triple): number {
  const chromaWeight = (chroma: number) => Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7))
  const stretch = 1.5 - 0.5 * chromaWeight((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2)
  const [x1, x2] = [a1 * stretch, a2 * stretch]
  const [C1, C2] = [Math.hypot(x1, b1), Math.hypot(x2, b2)]
  const [h1, h2] = [hue(x1, b1), hue(x2, b2)]
  const grey = C1 * C2 === 0
  const turn = grey ? 0 : ((h2 - h1 + 540) % 360) - 180
  const dH = 2 * Math.sqrt(C1 * C2) * Math.sin((turn / 2) * radians)
  const mean = grey ? h1 + h2 : meanHue(h1, h2)
  const cosine = (factor: number, shift: number) => Math.cos((factor * mean + shift) * radians)
  const T = 1 - 0.17 * cosine(1, -30) + 0.24 * cosine(2, 0) + 0.32 * cosine(3, 6) - 0.2 * cosine(4, -63)
  const C = (C1 + C2) / 2
  const L = (L1 + L2) / 2
  const dL = (L2 - L1) / (1 + (0.015 * (L - 50) ** 2) / Math.sqrt(20 + (L - 50) ** 2))
  const dC = (C2 - C1) / (1 + 0.045 * C)
  const dHue = dH / (1 + 0.015 * C * T)
  const rotation = -Math.sin(60 * Math.exp(-(((mean - 275) / 25) ** 2)) * radians) * 2 * chromaWeight(C)
  return Math.sqrt(dL ** 2 + dC ** 2 + dHue ** 2 + rotation * dC * dHue)
}

function hue(a: number, b: number): number {
  return a === 0 && b === 0 ? 0 : (Math.atan2(b, a) / radians + 360) % 360
}

function meanHue(one: number, other: number): number {
  const sum = one + other
  if (Math.abs(one - other) <= 180) return sum / 2
  return (sum + (sum < 360 ? 360 : -360)) / 2
}
