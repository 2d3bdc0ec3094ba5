// How is a picture shown and added?
import type { FieldParts } from './field-parts.ts'
import { FilesInput, filesOf, fileUrl } from './file.tsx'
import { TextFilter } from './text.tsx'

export const image: FieldParts<'image'> = {
  Cell: ({ value, place }) => (
    <>
      {filesOf(value).map((one) => (
        <img
          key={one.id}
          src={fileUrl(one)}
          alt={one.name ?? ''}
          className={place === 'grid' ? 'image-cell' : 'image-page'}
        />
      ))}
    </>
  ),
  Input: ({ field: _, ...props }) => <FilesInput {...props} many={false} accept="image/*" />,
  Filter: ({ field: _, ...props }) => <TextFilter {...props} />,
  width: 72,
  operators: ['empty', 'filled'],
}
