import type { Lookup } from '../register.ts'
import type { EligibilityRule } from '../rule.ts'
import type { Service } from '../service.ts'
import type { Words } from '../words.ts'
import { languageNode } from './code-lists.ts'
import { lawNode, type Publication, serviceNode } from './publication.ts'
import { about, type Triple, text, texts } from './triple.ts'
import { before, said, words } from './words.ts'

/** By what a service is decided: its laws, its rules in words, its conditions, and what registers are asked for. */
export function describeRules(publication: Publication, service: Service): Triple[] {
  return [
    ...describeLaws(publication, service),
    ...describeRule(publication, service),
    ...service.eligible.flatMap(rule => describeRequirement(publication, service, rule)),
    ...service.know.flatMap(lookup => describeEvidence(publication, service, lookup)),
  ]
}

function describeLaws(publication: Publication, service: Service): Triple[] {
  return service.law.flatMap(law =>
    about(lawNode(publication, service.id, law), ['eli:LegalResource'], {
      'dct:identifier': [text(law.id)],
      'dct:title': [text(law.cite)],
    }),
  )
}

function describeRule(publication: Publication, service: Service): Triple[] {
  return about(serviceNode(publication, service.id, 'rule'), ['cpsv:Rule'], {
    'dct:identifier': [text(`${service.id}/rule`)],
    'dct:title': texts(before(words.rule, service.name)),
    'dct:description': texts(said(reasonsOf(service), said(service.summary, service.name))),
    'dct:language': service.languages.map(languageNode),
    'cpsv:implements': service.law.map(law => lawNode(publication, service.id, law)),
  })
}

/** Every sentence a decision may give, by language. */
function reasonsOf({ eligible, reasons, languages }: Service): Words {
  const sentences = [...eligible.map(rule => rule.else), ...reasons.values()]
  return Object.fromEntries(
    languages.map(language => [language, sentences.flatMap(sentence => sentence[language] ?? []).join('\n')]),
  )
}

function describeRequirement(publication: Publication, service: Service, rule: EligibilityRule): Triple[] {
  const supporting = service.know.filter(lookup => tells(publication, lookup, rule))
  return about(serviceNode(publication, service.id, `requirement-${rule.id}`), ['cv:Requirement'], {
    'dct:identifier': [text(`${service.id}/${rule.id}`)],
    'dct:title': texts(said(rule.else, service.name)),
    'cv:fulfils': [serviceNode(publication, service.id, 'rule')],
    'cv:hasSupportingEvidence': supporting.map(({ from }) => serviceNode(publication, service.id, `evidence-${from}`)),
  })
}

function describeEvidence(publication: Publication, service: Service, lookup: Lookup): Triple[] {
  const query = publication.catalogue.registers.get(lookup.from)
  const proven = service.eligible.filter(rule => tells(publication, lookup, rule))
  return about(serviceNode(publication, service.id, `evidence-${lookup.from}`), ['cv:Evidence'], {
    'dct:identifier': [text(`${service.id}/${lookup.from}`)],
    'dct:title': texts(said(query?.name ?? {}, service.name)),
    'dct:description': texts(query?.purpose ?? {}),
    'cv:supportsRequirement': proven.map(({ id }) => serviceNode(publication, service.id, `requirement-${id}`)),
  })
}

/** Whether a lookup brings a fact that a condition turns on. */
function tells({ catalogue }: Publication, lookup: Lookup, rule: EligibilityRule): boolean {
  const query = catalogue.registers.get(lookup.from)
  return rule.if.facts.some(fact => query?.gives.has(fact) || fact === query?.list?.of)
}
