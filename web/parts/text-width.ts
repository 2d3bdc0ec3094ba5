// How wide is a text, near enough to know what overlaps and what is cut? Without asking the page, so nothing jumps.

/** In CSS pixels, at a size of the type that all texts of the window have. */
export const textWidth = (text: string, size = 12): number =>
  [...text].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0x2e7f ? size : size * 0.55), 0)
