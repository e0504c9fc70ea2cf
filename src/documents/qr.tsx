import { create } from 'qrcode'

const QUIET = 4

/** A QR code (ISO/IEC 18004, correction level M) as one path, sharp at any size. @param label what it leads to, for those who cannot see it */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  const side = size + 2 * QUIET
  return (
    <svg class="qr-code" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path fill="#000" d={runs(data, size)} />
    </svg>
  )
}

/** Every run of dark modules in a row as one rectangle. */
function runs(data: Uint8Array, size: number): string {
  let path = ''
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      let length = 0
      while (column + length < size && data[row * size + column + length]) length++
      if (length) path += `M${column + QUIET} ${row + QUIET}h${length}v1h-${length}z`
      column += length
    }
  return path
}
