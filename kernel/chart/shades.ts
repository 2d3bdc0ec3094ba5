// Which words can be read on a shade? The paper's colour or the ink's, whichever stands out more.
import type { Palette } from './chart-looks.ts'

type Rgb = readonly [number, number, number]

const rgb = (hex: string): Rgb => {
  const of = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16) / 255
  return [of(1), of(3), of(5)]
}

/** The shade at a part (0…1) of a scale of `#rrggbb` colours, as the drawing mixes them. */
function shadeAt(scale: readonly string[], part: number): Rgb {
  const at = Math.min(1, Math.max(0, part)) * (scale.length - 1)
  const low = Math.min(Math.floor(at), scale.length - 2)
  const [a, b] = [rgb(scale[low]!), rgb(scale[low + 1]!)]
  return [0, 1, 2].map((i) => a[i]! + (b[i]! - a[i]!) * (at - low)) as unknown as Rgb
}

/** As WCAG has it. */
const light = (colour: Rgb): number => {
  const [r, g, b] = colour.map((one) =>
    one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4,
  ) as unknown as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** How much two colours stand apart, 1…21. */
function contrast(a: Rgb, b: Rgb): number {
  const [high, low] = [light(a), light(b)].sort((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

/** The colour of words on the shade at a part of a scale. */
export function wordsOn({ paper, ink }: Palette, scale: readonly string[], part: number): string {
  const shade = shadeAt(scale, part)
  return contrast(shade, rgb(ink)) >= contrast(shade, rgb(paper)) ? ink : paper
}
