// How does a page for strangers make what stands on it, without any library? Texts are texts, never HTML.

/** An element with attributes and what stands in it: texts are texts, never HTML. */
export function el(
  tag: string,
  attributes: Readonly<Record<string, string | boolean | null>> = {},
  ...inside: readonly (Node | string | null)[]
): HTMLElement {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes))
    if (value !== null && value !== false) made.setAttribute(name, value === true ? '' : value)
  made.append(...inside.filter((one) => one !== null))
  return made
}

export const filledIn = (text: string, more: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(more[name] ?? whole))

export const svg = 'http://www.w3.org/2000/svg'
/** A hook in a circle: it was taken. */
export function tick(): Element {
  const drawn = document.createElementNS(svg, 'svg')
  drawn.setAttribute('viewBox', '0 0 48 48')
  drawn.setAttribute('class', 'pf-tick')
  drawn.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS(svg, 'path')
  path.setAttribute('d', 'M24 3a21 21 0 1 0 0 42 21 21 0 0 0 0-42M14 24.5l7 7 13-14')
  drawn.append(path)
  return drawn
}
