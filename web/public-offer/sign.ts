// How does somebody sign with a finger? Lines on a plate, kept as points; nothing that is sent is a picture.
import { plate } from '#kernel/view/public-offer.ts'
import { el, svg } from '#web/public-form/element.ts'

export type Lines = number[][]

const pathOf = (line: readonly number[]): string =>
  line.length === 2
    ? `M${line[0]} ${line[1]}h1`
    : `M${line.map((one, i) => (i % 2 ? one : `${i ? 'L' : ''}${one}`)).join(' ')}`

/** Nearer than this to the last point nothing new is said. */
const step = 6
/** As much as is taken in. */
const most = 2800

/** The plate; `lines` grows while one signs, and `onDrawn` is told after each line. */
export function signPlate(lines: Lines, label: string, onDrawn: () => void): HTMLElement {
  const drawn = document.createElementNS(svg, 'svg')
  drawn.setAttribute('viewBox', `0 0 ${plate.wide} ${plate.high}`)
  drawn.setAttribute('aria-hidden', 'true')
  const put = (line: readonly number[]): SVGPathElement => {
    const path = document.createElementNS(svg, 'path')
    path.setAttribute('d', pathOf(line))
    drawn.append(path)
    return path
  }
  for (const line of lines) put(line)
  const place = el('div', { class: 'po-plate', role: 'img', 'aria-label': label }, drawn)
  let now: { line: number[]; path: SVGPathElement } | null = null
  const at = (event: PointerEvent): [number, number] => {
    const box = drawn.getBoundingClientRect()
    const within = (value: number, size: number, whole: number): number =>
      Math.max(0, Math.min(whole, Math.round((value / size) * whole)))
    return [
      within(event.clientX - box.left, box.width, plate.wide),
      within(event.clientY - box.top, box.height, plate.high),
    ]
  }
  place.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || lines.flat().length / 2 > most) return
    event.preventDefault()
    place.setPointerCapture(event.pointerId)
    const line = [...at(event)]
    lines.push(line)
    now = { line, path: put(line) }
  })
  place.addEventListener('pointermove', (event) => {
    if (!now || now.line.length > 2000) return
    const [x, y] = at(event)
    const [px, py] = now.line.slice(-2) as [number, number]
    if (Math.abs(x - px) + Math.abs(y - py) < step) return
    now.line.push(x, y)
    now.path.setAttribute('d', pathOf(now.line))
  })
  const end = () => {
    if (now) onDrawn()
    now = null
  }
  place.addEventListener('pointerup', end)
  place.addEventListener('pointercancel', end)
  return place
}
