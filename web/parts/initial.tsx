// Who is it, in one letter? The first of the name in a circle.
export function Initial({
  name,
  accent = false,
  size = 24,
}: {
  name: string
  accent?: boolean
  size?: 20 | 24
}) {
  return (
    <span
      className={accent ? 'initial accent' : 'initial'}
      style={{ width: size, height: size }}
      aria-hidden="true"
    >
      {[...name.trim()][0]?.toUpperCase() ?? '?'}
    </span>
  )
}
