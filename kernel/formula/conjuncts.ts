// Which conditions must all hold for a condition to hold?

import { checkedOf, type Checked, type Node } from './node.ts'

/** Splits a top-level AND into its parts; anything else is its own only part. */
export function conjuncts(checked: Checked): Checked[] {
  const parts: Node[] = []
  const visit = (node: Node): void => {
    if (node.node === 'call' && node.name === 'AND') node.args.forEach(visit)
    else parts.push(node)
  }
  visit(checked.node)
  return parts.map((node) => checkedOf(node, checked.object))
}
