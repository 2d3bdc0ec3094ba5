// Which colours does a chart use? Those of the tokens, as real colours, for a drawing knows no variables.
import type { Palette } from '#kernel/chart/chart-looks.ts'
import type { Look } from '#web/theme.ts'

/** Read from the page, so that a changed token changes the charts. `look` is only what it depends on. */
export function paletteOf(_look: Look): Palette {
  const style = getComputedStyle(document.documentElement)
  const of = (name: string): string => style.getPropertyValue(`--${name}`).trim()
  const water = ['w1', 'w2', 'w3', 'w4', 'w5', 'w6', 'w7'].map(of)
  return {
    ink: of('ink'),
    quiet: of('ink-3'),
    line: of('line-2'),
    paper: of('paper'),
    raise: of('raise'),
    faint: of('paper-3'),
    accent: of('accent'),
    water,
    series: ['w6', 'w3', 'silt', 'good', 'w4', 'edge', 'w2', 'bad'].map(of),
    others: of('lost'),
  }
}
