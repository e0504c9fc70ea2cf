/**
 * Who a route lets in, and what they find behind it.
 * `everything`: it is the same for all. `own`: what is the caller's own; another's is answered like what is not there.
 * `agency`: the cases of the agency the officer works for, in the role of officer, and never their own.
 * `inquiries`: what people ask the agency about looks at their data, except what is about oneself or what one did.
 * `corrections`: what people ask the agency to correct, for those who work its cases or answer for its data; never their own.
 * `reviews`: looks and emergencies of the agency's own officers; never what one did, nor what is about oneself.
 * `holds`: what the agency holds back from being erased, except of oneself.
 * `code`: whoever holds the code of a document may see what the document shows.
 * `registers`: the registers that the officer's agency keeps; an entry that names the officer is a colleague's to change.
 * `services`: acts on services, of the agency that the service owner works for.
 * `system`: services of its agency that a department's system is registered for, and what it sent itself.
 */
export type Behind =
  | 'everything'
  | 'own'
  | 'agency'
  | 'inquiries'
  | 'corrections'
  | 'reviews'
  | 'holds'
  | 'code'
  | 'services'
  | 'registers'
  | 'system'

/** Every door of the product: the gate's own name, and what is behind it. This table is the law; docs/PERMISSIONS.md is drawn from it. */
export const permissions: Readonly<Record<string, readonly [gate: string, behind: Behind]>> = {
  'GET /': ['anyone', 'own'],
  'GET /services': ['anyone', 'everything'],
  'GET /services/:service': ['anyone', 'everything'],
  'GET /services/:service/eligibility': ['anyone', 'everything'],
  'POST /services/:service/eligibility': ['anyone', 'everything'],
  'GET /life-events/:lifeEvent': ['anyone', 'everything'],
  'GET /catalogue': ['everyone', 'everything'],
  'GET /catalogue.ttl': ['everyone', 'everything'],
  'GET /catalogue.jsonld': ['everyone', 'everything'],
  'GET /services/:service/cpsv-ap.ttl': ['everyone', 'everything'],
  'GET /services/:service/cpsv-ap.jsonld': ['everyone', 'everything'],
  'GET /services/:service/schema-org.jsonld': ['everyone', 'everything'],
  'GET /services/:service/answers.schema.json': ['everyone', 'everything'],
  'GET /services/:service/openapi.json': ['everyone', 'everything'],
  'POST /api/services/:service/check': ['everyone', 'everything'],
  'POST /api/token': ['everyone', 'everything'],
  'POST /api/services/:service/submissions': ['registered system', 'system'],
  'GET /api/submissions/:key': ['registered system', 'system'],
  'GET /help/accessibility': ['anyone', 'everything'],
  'GET /help/privacy': ['anyone', 'everything'],
  'GET /help/about': ['anyone', 'everything'],
  'GET /performance': ['anyone', 'everything'],
  'GET /performance/:service': ['anyone', 'everything'],
  'GET /performance/:service/data.csv': ['anyone', 'everything'],
  'GET /verify': ['anyone', 'everything'],
  'POST /verify/receipt': ['anyone', 'everything'],
  'GET /verify/:code': ['anyone', 'code'],
  'GET /.well-known/jwks.json': ['anyone', 'everything'],

  'POST /services/:subject/start': ['citizen, as sure as the service asks', 'own'],
  'POST /life-events/:subject/start': ['citizen, as sure as the service asks', 'own'],
  'GET /journeys/:id': ['citizen, as sure as the service asks', 'own'],
  'GET /journeys/:id/services': ['citizen, as sure as the service asks', 'own'],
  'POST /journeys/:id/services': ['citizen, as sure as the service asks', 'own'],
  'GET /journeys/:id/registers': ['citizen, as sure as the service asks', 'own'],
  'POST /journeys/:id/registers': ['citizen, as sure as the service asks', 'own'],
  'GET /journeys/:id/known': ['citizen, as sure as the service asks', 'own'],
  'POST /journeys/:id/known': ['citizen, as sure as the service asks', 'own'],
  'GET /journeys/:id/back': ['citizen, as sure as the service asks', 'own'],
  'GET /journeys/:id/pages/:step': ['citizen, as sure as the service asks', 'own'],
  'POST /journeys/:id/pages/:step': ['citizen, as sure as the service asks', 'own'],
  'GET /journeys/:id/check': ['citizen, as sure as the service asks', 'own'],
  'POST /journeys/:id/send': ['citizen, as sure as the service asks', 'own'],
  'GET /journeys/:id/saved': ['citizen, as sure as the service asks', 'own'],
  'GET /journeys/:id/discard': ['citizen, as sure as the service asks', 'own'],
  'POST /journeys/:id/discard': ['citizen, as sure as the service asks', 'own'],
  'GET /receipts/:reference': ['citizen, or for another', 'own'],

  'GET /receipts/:reference/signed': ['citizen, or for another', 'own'],
  'GET /offers': ['citizen', 'own'],
  'POST /offers/choices': ['citizen', 'own'],
  'GET /offers/:id': ['citizen, as sure as the service offered asks', 'own'],
  'POST /offers/:id/accept': ['citizen, as sure as the service offered asks', 'own'],
  'POST /offers/:id/not-now': ['citizen', 'own'],
  'POST /offers/:id/decline': ['citizen', 'own'],
  'POST /offers/:id/never': ['citizen', 'own'],

  'GET /requests': ['citizen, or for another', 'own'],
  'GET /requests/:reference': ['citizen, or for another', 'own'],
  'GET /requests/:reference/cases/:caseReference': ['citizen, or for another', 'own'],
  'GET /mailbox': ['citizen', 'own'],
  'GET /mailbox/:id': ['citizen', 'own'],
  'POST /mailbox/:id/archive': ['citizen', 'own'],
  'POST /mailbox/:id/unarchive': ['citizen', 'own'],
  'GET /mailbox/notices': ['citizen', 'own'],
  'POST /mailbox/notices': ['citizen', 'own'],
  'POST /mailbox/notices/stop': ['citizen', 'own'],
  'GET /files/:id': ['citizen', 'own'],
  'GET /documents': ['citizen', 'own'],
  'GET /documents/:id': ['citizen', 'own'],
  'GET /documents/:id/signed': ['citizen', 'own'],
  'GET /feedback/:id': ['citizen', 'own'],
  'POST /feedback/:id': ['citizen', 'own'],
  'POST /feedback/:id/skip': ['citizen', 'own'],
  'GET /feedback/:id/thanks': ['citizen', 'own'],

  'GET /account': ['citizen', 'own'],
  'POST /account/language': ['citizen', 'own'],
  'GET /account/sessions': ['citizen', 'own'],
  'POST /account/sessions/notice': ['citizen', 'own'],
  'POST /account/sessions/end-others': ['citizen', 'own'],
  'POST /account/sessions/:id/end': ['citizen', 'own'],
  'GET /account/lookups': ['citizen', 'own'],
  'GET /account/consents': ['citizen', 'own'],
  'GET /account/lookups/:look/question': ['citizen', 'own'],
  'POST /account/lookups/:look/question': ['citizen', 'own'],
  'GET /account/inquiries': ['citizen', 'own'],
  'GET /account/inquiries/:id': ['citizen', 'own'],
  'GET /account/consents/:id': ['citizen', 'own'],
  'GET /account/consents/:id/receipt': ['citizen', 'own'],
  'POST /account/consents/:id/withdraw': ['citizen', 'own'],
  'POST /account/consents/:id/refresh': ['citizen', 'own'],
  'GET /account/data': ['citizen', 'own'],
  'GET /account/data/readable': ['citizen', 'own'],
  'GET /account/data/machine-readable': ['citizen', 'own'],
  'GET /account/corrections': ['citizen', 'own'],
  'GET /account/corrections/choose': ['citizen', 'own'],
  'GET /account/corrections/ask': ['citizen', 'own'],
  'POST /account/corrections/ask': ['citizen', 'own'],
  'GET /account/corrections/:id': ['citizen', 'own'],
  'GET /account/erasure': ['citizen', 'own'],
  'POST /account/erasure': ['citizen', 'own'],
  'GET /my-data.schema.json': ['everyone', 'everything'],

  'GET /account/mandates': ['citizen, even while acting for another', 'own'],
  'GET /account/mandates/give': ['citizen at substantial', 'own'],
  'POST /account/mandates/give': ['citizen at substantial', 'own'],
  'GET /account/mandates/accept': ['citizen at substantial', 'own'],
  'POST /account/mandates/accept': ['citizen at substantial', 'own'],
  'POST /account/mandates/:id/end': ['citizen, even while acting for another', 'own'],
  'GET /account/mandates/:id': ['citizen', 'own'],
  'GET /account/organisations': ['citizen, even while acting for another', 'own'],
  'POST /account/organisations/:register/:entry/act': ['citizen, even while acting for another', 'own'],
  'GET /acting': ['citizen, even while acting for another', 'own'],
  'POST /acting/stop': ['citizen, even while acting for another', 'own'],
  'POST /acting/mandates/:id/start': ['citizen, even while acting for another', 'own'],

  'GET /work': ['officer', 'agency'],
  'GET /work/cases/:id': ['officer', 'agency'],
  'GET /work/cases/:id/files/:file': ['officer', 'agency'],
  'GET /work/cases/:id/identifiers': ['officer', 'agency'],
  'POST /work/cases/:id/decision': ['officer', 'agency'],
  'POST /work/cases/:id/tasks/:task': ['officer', 'agency'],
  'GET /work/services': ['officer', 'everything'],
  'GET /work/offers': ['officer', 'everything'],
  'GET /work/services/:service': ['officer', 'everything'],
  'GET /work/services/:service/journey.svg': ['officer', 'everything'],
  'GET /work/services/:service/decision.svg': ['officer', 'everything'],
  'GET /work/services/:service/versions': ['officer', 'everything'],
  'GET /work/services/:service/versions/:version': ['officer', 'everything'],
  'POST /work/services/:service/release': ['service owner', 'services'],
  'POST /work/services/:service/take-back': ['service owner', 'services'],
  'GET /work/publish': ['service owner', 'everything'],
  'POST /work/publish': ['service owner', 'services'],
  'GET /work/cases/:id/registers': ['officer', 'agency'],
  'POST /work/cases/:id/registers/:query': ['officer', 'agency'],
  'GET /work/emergency': ['officer', 'agency'],
  'POST /work/emergency': ['officer', 'agency'],
  'GET /work/inquiries': ['privacy officer', 'inquiries'],
  'GET /work/inquiries/:id': ['privacy officer', 'inquiries'],
  'POST /work/inquiries/:id/answer': ['privacy officer', 'inquiries'],
  'GET /work/corrections': ['officer', 'corrections'],
  'GET /work/corrections/:id': ['officer', 'corrections'],
  'POST /work/corrections/:id/answer': ['officer', 'corrections'],
  'POST /work/cases/:id/recheck': ['officer', 'agency'],
  'GET /work/looks': ['privacy officer', 'reviews'],
  'GET /work/looks/:id': ['privacy officer', 'reviews'],
  'POST /work/looks/:id/review': ['privacy officer', 'reviews'],
  'GET /work/emergencies': ['privacy officer', 'reviews'],
  'GET /work/emergencies/:id': ['privacy officer', 'reviews'],
  'POST /work/emergencies/:id/review': ['privacy officer', 'reviews'],
  'GET /work/holds': ['privacy officer', 'holds'],
  'POST /work/holds': ['privacy officer', 'holds'],
  'POST /work/holds/lift': ['privacy officer', 'holds'],
  'GET /work/registers': ['officer', 'registers'],
  'GET /work/registers/:register': ['officer', 'registers'],
  'GET /work/registers/:register/enter': ['officer', 'registers'],
  'POST /work/registers/:register/enter': ['officer', 'registers'],
  'GET /work/registers/:register/entries/:entry': ['officer', 'registers'],
  'GET /work/registers/:register/entries/:entry/correct': ['officer', 'registers'],
  'POST /work/registers/:register/entries/:entry/correct': ['officer', 'registers'],
  'GET /work/registers/:register/entries/:entry/end': ['officer', 'registers'],
  'POST /work/registers/:register/entries/:entry/end': ['officer', 'registers'],
  'GET /work/registers/:register/import': ['officer', 'registers'],
  'POST /work/registers/:register/import': ['officer', 'registers'],

  'GET /sign-in': ['anyone', 'own'],
  'GET /sign-in/callback': ['anyone', 'own'],
  'GET /sign-in/callback/:provider': ['anyone', 'own'],
  'POST /sign-out': ['everyone', 'own'],
  'GET /signed-out': ['anyone', 'everything'],
  'POST /sign-in/backchannel-logout': ['identity provider', 'own'],

  'GET /log': ['anyone', 'everything'],
  'GET /.well-known/log-keys.json': ['everyone', 'everything'],
  'GET /log/checkpoint': ['everyone', 'everything'],
  'GET /log/heads.json': ['everyone', 'everything'],
  'GET /log/consistency.json': ['everyone', 'everything'],

  'GET /status': ['anyone', 'everything'],
  'GET /status.json': ['anyone', 'everything'],
  'GET /work/running': ['officer', 'everything'],
  'GET /work/running/plan': ['service owner', 'everything'],
  'POST /work/running/plan': ['service owner', 'everything'],
  'POST /work/running/withdraw': ['service owner', 'everything'],

  'GET /health/live': ['everyone', 'everything'],
  'GET /health/ready': ['everyone', 'everything'],
  'GET /metrics': ['everyone', 'everything'],
}

const GATES: Readonly<Record<string, string>> = {
  everyone: 'Nobody is asked who they are. `/metrics` answers only with its token; without one it is not there.',
  anyone: 'Whoever comes; those who are signed in are known.',
  citizen:
    'Whoever is signed in and acts for themselves. Others are led to sign in, and come back; who acts for somebody else is asked to be themselves first.',
  'citizen at substantial': 'As citizen, and of whom the identity provider was sure at that level.',
  'citizen, even while acting for another': 'Whoever is signed in, as themselves, also while they act for somebody else.',
  'citizen, or for another':
    'Whoever is signed in; who acts for somebody else finds what is that person’s, as far as the mandate reaches. The next request after it was taken back is refused.',
  'citizen, as sure as the service asks':
    'Whoever is signed in, and of whom the identity provider was as sure as the services of the journey ask. Others sign in again, more surely, and come back. Who acts for somebody else is let in as far as the mandate reaches: its services, and to see, prepare or send.',
  officer:
    'Whoever works for an agency. Others who are signed in are told what they are told of a page that is not there; nobody sees the cases of another agency, or their own.',
  'service owner': 'Whoever answers for services at their agency. For everybody else these are not there.',
  'privacy officer': 'Whoever answers for what their agency does with people’s data. For others it is not there.',
  'registered system':
    'A department’s own system that an operator registered, with a token of at most an hour; for the services it was registered for, as long as its agency owns them.',
  'identity provider': 'The identity provider, which shows itself by its signature.',
}

const BEHIND: Readonly<Record<Behind, string>> = {
  everything: 'the same for everybody',
  own: 'their own; another’s is answered like what is not there',
  agency: 'the cases of their own agency, in the role of officer, except their own',
  inquiries: 'what people ask their own agency about looks at their data; not about themselves, nor about what they did',
  corrections: 'what people ask their own agency to correct, for officers and privacy officers; not what is about themselves',
  reviews: 'looks and emergencies of their own agency’s officers; not what they did themselves, nor what is about themselves',
  holds: 'what their own agency holds back from being erased; nobody holds back what is about themselves',
  code: 'what the document shows, to whoever holds its code',
  registers: 'the registers that their own agency keeps; an entry that names them is a colleague’s to change',
  services: 'services of their own agency; another’s are answered like what is not there',
  system: 'sends for people, and sees what it sent itself; another’s is answered like what is not there',
}

/** The table as people read it: docs/PERMISSIONS.md. */
export function permissionsDocument(): string {
  const gates = Object.entries(GATES).map(([gate, sentence]) => `- **${gate}**: ${sentence}`)
  const rows = Object.entries(permissions).map(([route, [gate, behind]]) => [`\`${route}\``, gate, BEHIND[behind]])
  return `# Who may call what

Every route of Portico, the gate in front of it, and what is behind it. A route that is not in this table does not pass the tests;
nor does this page when it says anything else than \`src/app/testing/permissions.ts\`, from which it is drawn. That the routes keep to
it is tried in \`tests/isolation.test.ts\`: every route, for every kind of caller, on their own things, another's, and things that are not there.

${gates.join('\n')}

Every POST, except the identity provider's and those under /api, also needs the form token of the browser that sends it, and is refused when it comes
from another website. HEAD is answered as GET; every other method is answered like a page that is not there.

${table(['route', 'who', 'what they find'], rows)}
`
}

/** In columns as wide as their widest cell, as the formatter has them. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map(cells => cells[column]!.length)))
  const line = (cells: readonly string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`
  return [line(head), line(widths.map(width => '-'.repeat(width))), ...rows.map(line)].join('\n')
}
