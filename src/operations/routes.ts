import { anyone, officer, serviceOwner } from '#people'
import { json, redirect, routesOf } from '#platform'
import { core } from './part-name.ts'
import { noPlan, planForm, readPlan } from './plan-form.ts'
import { planPage } from './plan-page.tsx'
import { planWork, withdrawWork } from './plan-work.ts'
import { runningPage } from './running-page.tsx'
import { statusPage } from './status-page.tsx'
import { readWork } from './store.ts'
import type { OperationsWorld } from './world.ts'

const route = routesOf<OperationsWorld>()

/** What works, for everybody; how it runs, for those at work; and what was announced. */
export const operationsRoutes = [
  route('GET /status', { who: anyone, urgency: 'always', answer: ({ world, visit }) => statusPage({ world, visit }) }),
  route('GET /status.json', {
    who: anyone,
    urgency: 'always',
    answer({ world }) {
      const { parts, work } = world.running.picture
      return json({ parts: [...parts].map(([part, { state, since }]) => ({ part, state, since })), planned: work })
    },
  }),
  route('GET /work/running', {
    who: officer,
    answer: ({ world, visit, who }) => runningPage({ world, visit, mayPlan: who.role === 'service-owner' }),
  }),
  route('GET /work/running/plan', {
    who: serviceOwner,
    answer: ({ world, visit }) => planPage({ world, visit, parts: partsOf(world), form: noPlan, faults: {} }),
  }),
  route('POST /work/running/plan', {
    who: serviceOwner,
    form: fields => fields,
    async answer({ world, visit, who, form: fields }) {
      const parts = partsOf(world)
      const form = planForm(fields, parts)
      const { plan, faults } = readPlan(form, world.now())
      if (!plan) return planPage({ world, visit, parts, form, faults })
      await planWork(world, plan, who)
      await refresh(world)
      return redirect('/work/running')
    },
  }),
  route('POST /work/running/withdraw', {
    who: serviceOwner,
    form: ({ one }) => one.work ?? '',
    async answer({ world, who, form }) {
      await withdrawWork(world, form, who)
      await refresh(world)
      return redirect('/work/running')
    },
  }),
]

/** Here at once; on other machines within seconds. */
async function refresh(world: OperationsWorld): Promise<void> {
  world.running.picture = { ...world.running.picture, work: await readWork(world, world.now()) }
}

function partsOf({ catalogue }: OperationsWorld): string[] {
  const registers = new Set([...catalogue.registers.values()].map(({ register }) => `register:${register}`))
  return [...core, ...[...catalogue.services.keys()].map(service => `service:${service}`), ...registers]
}
