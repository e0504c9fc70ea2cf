import type { FileKind } from '#catalogue'
import { data, isId, Refusal, type Reply, type World } from '#platform'
import { words } from '../words.ts'
import { fileOf } from './file-store.ts'
import type { KeptFile } from './kept-file.ts'

export type OpenedFile = KeptFile & { readonly bytes: Buffer }

/** Opens a file of this person. @throws {Refusal} FILE_NOT_THERE, the same for another's as for one that never was */
export async function openFile(world: World, person: string, id: string): Promise<OpenedFile> {
  const file = isId(id) ? await fileOf(world, person, id) : undefined
  if (!file) throw new Refusal('FILE_NOT_THERE', 404, language => words(language)('file-not-there'))
  return file
}

const TYPES: Readonly<Record<FileKind, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpeg: 'image/jpeg',
  text: 'text/plain; charset=utf-8',
}

/** A file to be saved and never shown in the place of a page of ours: whatever it holds, it runs nowhere. */
export function download({ name, type, bytes }: OpenedFile): Reply {
  const plain = name.replaceAll(/[^\w .()-]/g, '_')
  const whole = encodeURIComponent(name).replaceAll(/['()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return {
    ...data(TYPES[type], bytes),
    headers: {
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${whole}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    },
  }
}
