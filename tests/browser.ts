import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { after } from 'node:test'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const SYSTEM_CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Opens a real Chromium: the system's, else the one that comes as a package. It closes when the tests end. */
export async function openBrowser(): Promise<Browser> {
  const browser = await chromium.launch(await whereabouts())
  after(() => browser.close())
  return browser
}

async function whereabouts() {
  const system = SYSTEM_CHROMIUM.find(path => existsSync(path))
  if (system) return { executablePath: system, args: QUIET }
  // The package brings the libraries that a bare machine lacks, and unpacks them only where it believes itself hosted.
  process.env.VERCEL ??= '1'
  const { default: packaged } = await import('@sparticuz/chromium')
  // Its own switches are for tiny hosts: all in one process, which ends when one page fails, and without the same-origin policy.
  return { executablePath: await packaged.executablePath(), args: QUIET }
}

/** Axe is script itself: where script is off, the same pages are held to it in another walk. */
const withoutScript = new WeakSet<BrowserContext>()

export interface Reader {
  readonly language?: 'en' | 'fr' | 'ar'
  readonly script?: boolean
  readonly width?: number
}

/** A person's browser: their language, whether script runs, and how wide the screen is. */
export async function openReader(
  browser: Browser,
  { language = 'en', script = true, width = 1280 }: Reader = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ javaScriptEnabled: script, locale: language, viewport: { width, height: 900 } })
  context.setDefaultTimeout(15_000)
  if (!script) withoutScript.add(context)
  return context
}

/** Holds a page to WCAG 2.2 AA by axe, to one h1, and to no sideways scroll. @param name what to call it when it fails */
export async function holdToStandard(page: Page, name: string): Promise<void> {
  // A page that was just gone to may not have been read yet.
  await page.waitForLoadState()
  await page.locator('h1').first().waitFor({ state: 'attached' })
  await picture(page, name)
  assert.equal(await page.locator('h1').count(), 1, `${name} has one h1`)
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  assert.ok(Number(overflow) <= 0, `${name} scrolls sideways by ${overflow} px`)
  if (!withoutScript.has(page.context())) assert.deepEqual(await faultsOf(page), [], `${name} passes axe`)
}

/** Axe runs in a world of its own, so that the page's strict policy stays in force. */
async function faultsOf(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  const { frameTree } = await session.send('Page.getFrameTree')
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id })
  const run = (expression: string) =>
    session.send('Runtime.evaluate', { expression, contextId: executionContextId, awaitPromise: true, returnByValue: true })
  await run(axe)
  const tags = JSON.stringify(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
  const { result, exceptionDetails } = await run(
    `axe.run(document, { runOnly: ${tags} }).then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(', ')))`,
  )
  await session.detach()
  if (exceptionDetails) throw new Error(`axe did not run: ${exceptionDetails.text}`)
  return result.value as string[]
}

/** Keeps a picture of the page when PICTURES names a folder. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES
  if (!folder) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/${name.replaceAll(/[^a-z0-9-]+/gi, '-')}.png`, fullPage: true })
}

/** Signs in as one of Fairhaven's people at the development identity provider. */
export async function signIn(page: Page, town: { url: string }, subject: string, then = '/'): Promise<void> {
  await page.goto(`${town.url}/sign-in?then=${encodeURIComponent(then)}`)
  await page.locator(`button[value="${subject}"]`).first().click()
  await page.waitForURL(url => url.href.startsWith(town.url) && !url.pathname.startsWith('/sign-in'))
}

/** A browser of this reader's own, signed in as one of Fairhaven's people, on the page they came for. */
export async function enterAs(
  { browser, town }: { browser: Browser; town: { url: string } },
  { subject, reader, path }: { subject: string; reader: Reader; path: string },
): Promise<Page> {
  const page = await (await openReader(browser, reader)).newPage()
  await signIn(page, town, subject, path)
  return page
}
