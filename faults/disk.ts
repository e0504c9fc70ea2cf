import { mkdir, readFile, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { newFolder } from '../dev/visitor/new-folder.ts'
import { command, undoing } from './machine.ts'

/** A disk of its own: ext4 on a loop device over a file that is in memory alone. */
export interface Disk {
  /** Where it is mounted. */
  readonly folder: string
  /** What it would hold were the current cut off now, as a disk of its own; nothing may write to it meanwhile. */
  copy(): Promise<Disk>
  remove(): Promise<void>
}

const MOST_COPIES = 20

/** Makes and mounts a disk. @param megabytes its size; the copies share as much memory again */
export async function makeDisk(megabytes: number): Promise<Disk> {
  const { later, undo } = undoing()
  try {
    const root = await newFolder('portico-disk-')
    later(() => rm(root, { recursive: true }))
    await command('mount', '-t', 'tmpfs', '-o', `size=${2 * megabytes + 64}m,mode=755`, 'portico-fault', root)
    later(() => command('umount', root))
    const image = join(root, 'disk.img')
    await command('truncate', '-s', `${megabytes}M`, image)
    await command('mkfs.ext4', '-qF', '-m', '0', image)
    return await attached(root, { image, name: 'disk', removed: undo })
  } catch (error) {
    await undo()
    throw error
  }
}

async function attached(
  root: string,
  { image, name, removed }: { image: string; name: string; removed: () => Promise<void> },
): Promise<Disk> {
  const { later, undo } = undoing()
  later(removed)
  try {
    const device = await command('losetup', '-f', '--show', image)
    later(() => command('losetup', '-d', device))
    const folder = join(root, name)
    await mkdir(folder)
    await command('mount', device, folder)
    later(() => unmount(folder))
    const copy = async () => {
      const cut = join(root, `cut-${basename(device)}.img`)
      await copyStill(device, { from: image, to: cut })
      return attached(root, { image: cut, name: `cut-${basename(device)}`, removed: () => rm(cut) })
    }
    return { folder, copy, remove: undo }
  } catch (error) {
    await undo()
    throw error
  }
}

/** Copies again when the system wrote while it was copied: half before and half after a write is what no disk holds. */
async function copyStill(device: string, { from, to }: { from: string; to: string }): Promise<void> {
  for (let tries = 0; tries < MOST_COPIES; tries++) {
    const before = await writesTo(device)
    await command('cp', '--sparse=always', from, to)
    if ((await writesTo(device)) === before) return
  }
  throw new Error('the disk was written to whenever it was copied')
}

/** Writes completed and sectors written. @see https://docs.kernel.org/block/stat.html */
async function writesTo(device: string): Promise<string> {
  const fields = (await readFile(`/sys/block/${basename(device)}/stat`, 'utf8')).trim().split(/\s+/)
  return `${fields[4]} ${fields[6]} ${fields[8]}`
}

async function unmount(folder: string): Promise<void> {
  for (let tries = 1; ; tries++)
    try {
      await command('umount', folder)
      await rm(folder, { recursive: true })
      return
    } catch (error) {
      if (tries === 20) throw error
      await pause(250)
    }
}
