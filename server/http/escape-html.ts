// How does a text stand in HTML without being any?

/** Every sign that means something there, as its number. */
export const escapeHtml = (text: unknown): string =>
  String(text ?? '').replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)
