import type { RegisterEvent } from '#catalogue'
import { EVENTS_CODE, EVENTS_MOST, EVENTS_PATH } from './hear-member.ts'

const TEXT = { type: 'string' }

/** Describes in OpenAPI 3.0 how events are told: which there are, who may tell each, and whom it names. */
export function describeEvents(events: readonly RegisterEvent[]) {
  const responses = {
    200: {
      description: 'All are kept, or were told before: how many of each',
      content: { 'application/json': { schema: HEARD } },
    },
    400: { description: 'The request is not X-Road message protocol for REST, or not a list of events' },
    403: { description: 'No law we know lets this member tell of anything' },
    413: { description: 'The message is too large: tell fewer events at once' },
    422: { description: 'Some were not taken; `refused` says which and why. The others are kept' },
    503: { description: 'Nothing could be kept; tell all of it again after Retry-After seconds' },
  }
  const requestBody = { required: true, content: { 'application/json': { schema: messageOf(events) } } }
  const summary = 'Tells of what happened. Each event has an effect once, however often and in whichever order it is told'
  return {
    openapi: '3.0.0',
    info: { title: 'Events', version: EVENTS_CODE.replace(/^.*-v/, '') },
    paths: { [EVENTS_PATH]: { post: { summary, requestBody, responses } } },
  }
}

const HEARD = { type: 'object', properties: { kept: { type: 'integer' }, known: { type: 'integer' } } }

function messageOf(events: readonly RegisterEvent[]) {
  const event = {
    type: 'object',
    required: ['id', 'event', 'on', 'persons'],
    properties: {
      id: { ...TEXT, description: 'Your own number of it; told again under the same number it has no effect' },
      event: { enum: events.map(({ id }) => id), description: events.map(said).join('\n') },
      on: { type: 'string', format: 'date', description: 'The day it happened' },
      persons: {
        type: 'array',
        maxItems: 8,
        items: { type: 'object', required: ['nationalId', 'as'], properties: { nationalId: TEXT, as: TEXT } },
      },
      details: { description: 'What the query answers with that the event comes with' },
    },
  }
  return { type: 'object', properties: { events: { type: 'array', minItems: 1, maxItems: EVENTS_MOST, items: event } } }
}

function said({ id, client, law, concerns, with: query }: RegisterEvent): string {
  return `${id}: told by ${client} on ${law}, of the ${concerns}${query ? `, with the details of ${query}` : ''}`
}
