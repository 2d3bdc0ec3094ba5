// A page that is still to be written.
export default function List() {
  return null
}
