// What stands beside the pointer on a chart? Built of elements, so that no text of a record is ever read as HTML.

interface Given {
  readonly seriesName?: string
  readonly name?: string
  readonly color?: string
  readonly data?: {
    readonly said?: string
    readonly title?: string
    readonly value?: unknown
  } | null
}

export function tip(given: unknown): HTMLElement {
  const list = (Array.isArray(given) ? given : [given]) as Given[]
  const box = document.createElement('div')
  box.className = 'chart-tip'
  const head = document.createElement('b')
  head.textContent = list[0]?.data?.title ?? list[0]?.name ?? ''
  box.append(head)
  for (const one of list) {
    if (!one.data?.said) continue
    const line = document.createElement('div')
    const dot = document.createElement('i')
    dot.style.background = typeof one.color === 'string' ? one.color : 'transparent'
    const name = document.createElement('span')
    name.textContent = one.seriesName?.startsWith('series\0') ? '' : (one.seriesName ?? '')
    const figure = document.createElement('span')
    figure.textContent = one.data.said
    line.append(dot, name, figure)
    box.append(line)
  }
  return box
}
