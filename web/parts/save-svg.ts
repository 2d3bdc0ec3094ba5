// How does a drawing of the page become a file? As it stands, on white paper for cameras.

export function saveSvg(drawn: SVGElement, name: string): void {
  const copy = drawn.cloneNode(true) as SVGElement
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  // Cameras need the paper around it to be white.
  copy.style.background = '#fff'
  const url = URL.createObjectURL(new Blob([copy.outerHTML], { type: 'image/svg+xml' }))
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = name
  anchor.click()
  URL.revokeObjectURL(url)
}
