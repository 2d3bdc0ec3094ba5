// How does a head of the list go to another place by hand? Loaded once a pointer comes near the heads.
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'

export type Side = 'before' | 'behind'

export interface HeadDrag {
  readonly path: string
  /** At which edge it would land; null = not here. */
  readonly onOver: (side: Side | null) => void
  readonly onDrop: (moved: string, side: Side) => void
}

/** Makes one head something to take and something to put beside; gives back how to end that. */
export function dragHead(element: HTMLElement, { path, onOver, onDrop }: HeadDrag): () => void {
  const sideAt = (clientX: number): Side => {
    const { left, width } = element.getBoundingClientRect()
    return clientX < left + width / 2 ? 'before' : 'behind'
  }
  return combine(
    draggable({
      element,
      canDrag: ({ input }) =>
        !document.elementFromPoint(input.clientX, input.clientY)?.classList.contains('grid-grip'),
      getInitialData: () => ({ column: path }),
    }),
    dropTargetForElements({
      element,
      canDrop: ({ source }) => 'column' in source.data && source.data.column !== path,
      getData: ({ input }) => ({ side: sideAt(input.clientX) }),
      onDrag: ({ self }) => onOver(self.data.side as Side),
      onDragLeave: () => onOver(null),
      onDrop: ({ source, self }) => {
        onOver(null)
        onDrop(String(source.data.column), self.data.side as Side)
      },
    }),
  )
}
