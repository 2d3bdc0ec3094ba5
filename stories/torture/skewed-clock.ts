// What if a machine's clock is wrong? Loaded before the program, this moves the clock of the whole process.

const shift = Number(process.env.CLOCK_SHIFT_MS ?? 0)
const True = Date

class Skewed extends True {
  constructor(...given: unknown[]) {
    if (given.length === 0) super(True.now() + shift)
    else super(...(given as [number]))
  }
  static override now(): number {
    return True.now() + shift
  }
}
if (shift !== 0) globalThis.Date = Skewed as DateConstructor
