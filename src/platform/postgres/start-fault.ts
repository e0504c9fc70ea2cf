export type StartFaultCode =
  | 'DATABASE_ALREADY_IN_USE'
  | 'DATABASE_BINARY_MISSING'
  | 'DATABASE_DOES_NOT_START'
  | 'DATABASE_MISSING'
  | 'DATABASE_NOT_PREPARED'
  | 'DATABASE_NOT_SUITABLE'
  | 'DATABASE_OTHER_VERSION'
  | 'DATABASE_PASSWORD_LOST'
  | 'DATABASE_REFUSES_US'
  | 'DATABASE_TOO_OLD'
  | 'DATABASE_UNREACHABLE'
  | 'DATABASE_URL_UNREADABLE'
  | 'DATA_DIR_NOT_REACHABLE'
  | 'DATA_DIR_NOT_THERE'
  | 'DATA_DIR_NOT_WRITABLE'
  | 'DISK_FULL'
  | 'NO_UNPRIVILEGED_USER'
  | 'ROOT_SECRET_OTHER'

/** A reason why Portico cannot start that its operator can act on: show `message` alone, without a stack. */
export class StartFault extends Error {
  readonly code: StartFaultCode

  constructor(code: StartFaultCode, words: string) {
    super(words)
    this.name = 'StartFault'
    this.code = code
  }
}

/** What a failed file operation in `folder` means to the operator; anything not about the disk is a bug and comes back as it was. */
export function fileFault(error: unknown, folder: string): unknown {
  const { code = '' } = error as NodeJS.ErrnoException
  if (['ENOSPC', 'EDQUOT'].includes(code)) return diskFull(folder)
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR'].includes(code)) return notWritable(folder)
  return error
}

/** What PostgreSQL's own last words mean to the operator. */
export function faultFromWords(words: string, folder: string, log: string): StartFault {
  if (/No space left on device|Disk quota exceeded/.test(words)) return diskFull(folder)
  if (/already exists\n|pre-existing shared memory block/.test(words)) return stillClosing(folder)
  if (/Permission denied|Read-only file system/.test(words)) return notWritable(folder)
  const stranger = /could not look up effective user ID (\d+)/.exec(words)?.[1]
  if (stranger) return unknownUser(stranger)
  const reason = /(?:FATAL|PANIC|error):\s+(.+)/.exec(words)?.[1] ?? words.trim().split('\n').at(-1)
  return new StartFault(
    'DATABASE_DOES_NOT_START',
    `PostgreSQL does not start: ${reason || 'it gave no reason'}. Its log is ${log}; correct the cause and start again.`,
  )
}

export function diskFull(folder: string): StartFault {
  return new StartFault('DISK_FULL', `The disk that holds ${folder} is full: free some space, then start again.`)
}

function notWritable(folder: string): StartFault {
  return new StartFault(
    'DATA_DIR_NOT_WRITABLE',
    `Portico may not write in ${folder}: give the user who starts it that right, or set DATA_DIR to another folder.`,
  )
}

function unknownUser(uid: string): StartFault {
  return new StartFault(
    'NO_UNPRIVILEGED_USER',
    `PostgreSQL cannot make a database for user number ${uid}, whom this machine does not know by name: start Portico as a user it knows, or set DATABASE_URL.`,
  )
}

function stillClosing(folder: string): StartFault {
  return new StartFault(
    'DATABASE_ALREADY_IN_USE',
    `Another PostgreSQL still uses ${folder}: stop it, or wait until it has ended, then start again.`,
  )
}
