// stub
export default function QuoteEditor(_: Record<string, unknown>) {
  return null
}
