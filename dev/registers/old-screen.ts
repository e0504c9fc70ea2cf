import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { Population, Resident } from '../town/resident.ts'

/** An old system of an office, as its clerks see it in their browser. */
export interface OldScreen {
  readonly url: URL
  /** How often somebody signed in, and which pages were asked for since the start. */
  readonly seen: { signIns: number; pages: number }
  /** Ends every session, as such systems do at night. */
  endSessions(): void
  /** Makes trouble from now on. */
  make(kind: Trouble): void
  close(): Promise<void>
}

/** `mixed`: the page of a person is that of the one before, as happens where a session is shared. */
type Trouble = 'mixed' | 'slow' | 'hung' | 'error' | 'garbage' | 'huge' | 'cut' | 'refuse' | 'none'

const USER = 'portico'
const PASSWORD = 'a long pass phrase'

/** Starts the tax office's screens of 1998: frames of tables, capitals, a session, and a number in each form that must come back. */
export async function startOldScreen({ residents, today }: Population): Promise<OldScreen> {
  const sessions = new Map<string, { token: string; found?: Resident }>()
  const seen = { signIns: 0, pages: 0 }
  let trouble: Trouble = 'none'
  let made = 0
  const server = createServer(async (request, response) => {
    seen.pages++
    if (await spoilt(trouble, response)) return
    const form = new URLSearchParams((await request.toArray().catch(() => [])).map(String).join(''))
    const id = /SID=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
    const path = request.url!.split('?')[0]!
    if (path === '/logon' && request.method === 'POST') return signIn(form, response)
    const session = sessions.get(id)
    if (!session || trouble === 'refuse') return page(response, logon())
    page(response, answer(path, form, { session, method: request.method! }))
  })

  function signIn(form: URLSearchParams, response: ServerResponse): void {
    if (trouble === 'refuse' || form.get('UID') !== USER || form.get('PWD') !== PASSWORD) {
      response.writeHead(403, HTML).end(frame('LOGON', '<P>USER OR PASSWORD NOT KNOWN'))
      return
    }
    const id = `S${++made}`
    seen.signIns++
    sessions.set(id, { token: `T${made}` })
    response.writeHead(302, { location: '/menu', 'set-cookie': `SID=${id}; Path=/; HttpOnly` }).end()
  }

  type Session = { token: string; found?: Resident }
  function answer(path: string, form: URLSearchParams, { session, method }: { session: Session; method: string }): string {
    if (path === '/find' && method === 'POST') {
      if (form.get('TOK') !== session.token) return frame('ERROR', '<P>SEQUENCE ERROR 17')
      const found = residents.get(form.get('IDNO') ?? '')
      if (found && trouble !== 'mixed') session.found = found
      return found ? listed(found) : frame('FIND', '<P>NO RECORD FOUND')
    }
    if (path === '/person' && session.found) return person(session.found, Number(today.slice(0, 4)) - 1)
    if (path === '/find') return finder(session.token)
    return frame('MENU', '<UL><LI><A HREF="/find">Find a person</A></UL>')
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    seen,
    endSessions: () => sessions.clear(),
    make: kind => {
      trouble = kind
    },
    close: () => new Promise(resolve => void server.close(() => resolve()).closeAllConnections()),
  }
}

const HTML = { 'content-type': 'text/html; charset=ISO-8859-1' }

function page(response: ServerResponse, html: string): void {
  response.writeHead(200, HTML).end(Buffer.from(html, 'latin1'))
}

function frame(title: string, body: string): string {
  const out = title === 'LOGON' ? '' : '<A HREF="/out">Log off</A>'
  return `<HTML><HEAD><TITLE>TAXSYS - ${title}</TITLE><SCRIPT>if (1 < 2) document.write("<td>no</td>")</SCRIPT></HEAD>
<BODY BGCOLOR=#C0C0C0>${out}<!-- <td>nor this</td> --><H3>${title}</H3>${body}</BODY></HTML>`
}

function logon(): string {
  return frame(
    'LOGON',
    `<FORM ACTION=/logon METHOD=POST><TABLE><TR><TD>User:<TD><INPUT NAME=UID><TR><TD>Password:<TD><INPUT TYPE=PASSWORD NAME=PWD></TABLE>
<INPUT TYPE=SUBMIT VALUE="Log on"></FORM>`,
  )
}

function finder(token: string): string {
  return frame(
    'FIND',
    `<FORM ACTION="/find" METHOD=post><INPUT TYPE=HIDDEN NAME=TOK VALUE=${token}>
<LABEL FOR=i>Identity no.</LABEL> <INPUT ID=i NAME=IDNO><INPUT TYPE=SUBMIT NAME=GO VALUE=Search></FORM>`,
  )
}

function listed({ nationalId, familyName, givenNames }: Resident): string {
  const name = `${familyName}, ${givenNames}`
  return frame(
    'RESULT',
    `<TABLE BORDER><TR><TH>No.<TH>Name<TR><TD><A HREF="person?row=1">${escaped(nationalId)}</A><TD>${escaped(name)}</TABLE>`,
  )
}

function person({ nationalId, familyName, givenNames, bornOn, incomeMinor }: Resident, year: number): string {
  const born = bornOn.split('-').reverse().join('.')
  const income =
    incomeMinor === undefined
      ? 'NO ASSESSMENT'
      : new Intl.NumberFormat('de-DE', { minimumFractionDigits: 2 }).format(incomeMinor / 100)
  return frame(
    'PERSON',
    `<TABLE><TR><TH ALIGN=LEFT>Identity no.:<TD>${escaped(nationalId)}<TR><TH>Name<TD>${escaped(`${familyName}, ${givenNames}`)}
<TR><TH>Family name<TD>${escaped(familyName)}<TR><TH>Born<TD>${born}<TR><TH>Year<TD>${year}<TR><TH>Assessed income:<TD ALIGN=RIGHT>${income}</TABLE>`,
  )
}

function escaped(text: string): string {
  return text.replace(/[&<>"]|[^\x20-\x7e\xa0-\xff]/gu, mark => `&#${mark.codePointAt(0)};`)
}

async function spoilt(trouble: Trouble, response: ServerResponse): Promise<boolean> {
  if (trouble === 'hung') return true
  if (trouble === 'slow') {
    await wait(10_000, undefined, { ref: false })
    return false
  }
  if (trouble === 'error') response.writeHead(500, HTML).end('<H1>ORA-01034</H1>')
  else if (trouble === 'garbage') response.writeHead(200, { 'content-type': 'application/octet-stream' }).end('\0\0')
  else if (trouble === 'cut') {
    response.writeHead(200, { ...HTML, 'content-length': 1000 }).write('<HTML><BODY><TABLE>')
    await wait(20)
    response.destroy()
  } else if (trouble === 'huge') {
    response.writeHead(200, HTML)
    for (let sent = 0; sent < 1024 && !response.closed; sent++)
      if (!response.write(Buffer.alloc(1024 * 1024, 0x20)))
        await new Promise<void>(done => response.once('drain', done).once('close', done))
    response.end()
  } else return false
  return true
}
