// In which colours is a chart printed? Those of the window by day (`web/tokens.css`), on white.
import type { Palette } from '#kernel/chart/chart-looks.ts'

export const paperPalette: Palette = {
  ink: '#14201f',
  quiet: '#5f6a68',
  line: '#cfd4cf',
  paper: '#ffffff',
  raise: '#ffffff',
  faint: '#edeee9',
  accent: '#0b6572',
  water: ['#cfe6e9', '#aed4da', '#86bdc6', '#5aa1ad', '#357f8d', '#14606e', '#0a4551'],
  series: ['#14606e', '#86bdc6', '#c08227', '#2b7048', '#5aa1ad', '#85908e', '#aed4da', '#a8322a'],
  others: '#8d9a99',
}
