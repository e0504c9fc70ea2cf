import type { IncomingMessage } from 'node:http'
import type Provider from 'oidc-provider'
import { choosePage } from './choose-page.ts'
import { acrOf, isLevel, lowestAsked, usual } from './levels.ts'
import { problemPage } from './message-pages.ts'
import type { Context, Middleware } from './middleware.ts'
import type { FindPerson } from './people.ts'
import { pageLanguage } from './words.ts'

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>

const LONGEST_CHOICE_BYTES = 2_000

/**
 * Asks who it is and takes the answer, with two requests instead of four: the page is shown where the provider would
 * redirect to it, and the answer is posted to the address at which the provider resumes.
 */
export function signInPages(provider: Provider, findPerson: FindPerson): Middleware {
  return async (ctx, next) => {
    if (ctx.method === 'POST' && /^\/auth\/[\w-]+$/.test(ctx.path)) {
      const chosen = await takeChoice(ctx)
      if (!chosen) return
      ctx.method = 'GET'
    }
    await next()
    showPageInsteadOfRedirect(ctx)
  }

  async function takeChoice(ctx: Context): Promise<boolean> {
    const interaction = await provider.interactionDetails(ctx.req, ctx.res).catch(() => undefined)
    if (!interaction) return refuse(ctx, 'expired')
    const form = await formOf(ctx.req)
    if (!form) return refuse(ctx, 'failed')
    const subject = form.get('subject')?.trim() ?? ''
    const person = await findPerson(subject)
    if (!person) return askAgain(ctx, interaction, subject)
    const level = form.get('level')
    const acr = acrOf[isLevel(level) ? level : usual(lowestAsked(interaction.params.acr_values))]
    await endSessionOfAnother(interaction, person.subject)
    await provider.interactionResult(ctx.req, ctx.res, { login: { accountId: person.subject, acr } })
    return true
  }

  /** Without this the provider would send a page that needs script to change from one person to another. */
  async function endSessionOfAnother(interaction: Interaction, subject: string): Promise<void> {
    if (!interaction.session || interaction.session.accountId === subject) return
    const session = await provider.Session.findByUid(interaction.session.uid)
    await session?.destroy()
    interaction.session = undefined
    await interaction.persist()
  }
}

function showPageInsteadOfRedirect(ctx: Context): void {
  const interaction: Interaction | undefined = ctx.oidc?.entities.Interaction
  const action = `/auth/${interaction?.uid}`
  if (!interaction || ctx.response.get('location') !== action) return
  ctx.remove('location')
  ctx.status = 200
  ctx.type = 'html'
  ctx.body = choosePage({ ...askedOf(interaction), action })
}

function askAgain(ctx: Context, interaction: Interaction, nobody: string): false {
  ctx.status = 422
  ctx.type = 'html'
  ctx.body = choosePage({ ...askedOf(interaction), action: ctx.path, nobody })
  return false
}

function askedOf({ params }: Interaction) {
  return { language: pageLanguage(params.ui_locales), asked: usual(lowestAsked(params.acr_values)) }
}

function refuse(ctx: Context, problem: 'expired' | 'failed'): false {
  ctx.status = 400
  ctx.type = 'html'
  ctx.body = problemPage(pageLanguage(ctx.get('accept-language').split(/[,;]/).join(' ')), problem)
  return false
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request) {
    bytes += part.length
    if (bytes > LONGEST_CHOICE_BYTES) return undefined
    parts.push(part)
  }
  return new URLSearchParams(Buffer.concat(parts).toString())
}
