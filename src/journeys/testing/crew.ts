import { type Catalogue, checkServiceText } from '#catalogue'

interface Crew {
  readonly min: number
  readonly max: number
}

/** The same catalogue with one more service: a boat licence that asks who sails along, in three languages. */
export function catalogueWithCrew(catalogue: Catalogue, crew: Crew): Catalogue {
  const { service, faults } = checkServiceText(catalogue, { file: 'services/boat-licence.yaml', text: textOf(crew) })
  if (!service) throw new Error(JSON.stringify(faults))
  return { ...catalogue, services: new Map([...catalogue.services, [service.id, service]]) }
}

const textOf = ({ min, max }: Crew) => `
service: boat-licence
version: 1
name: { en: Boat licence, fr: Permis bateau, ar: رخصة قارب }
summary: { en: For boats on the lake, fr: Pour les bateaux sur le lac, ar: للقوارب في البحيرة }
facts:
  boat.name: { type: text, label: { en: Name of the boat, fr: Nom du bateau, ar: اسم القارب } }
  sailor.name: { type: name, label: { en: Name, fr: Nom, ar: الاسم } }
  sailor.age: { type: number, label: { en: Age, fr: Âge, ar: العمر } }
  sailor.guardian: { type: name, label: { en: Guardian, fr: Représentant légal, ar: الولي } }
direction: { owner: municipality, for: person }
design:
  pages:
    - { page: boat, title: { en: Your boat, fr: Votre bateau, ar: قاربك }, facts: [boat.name] }
    - page: crew
      title: { en: Who sails along, fr: Qui navigue avec vous, ar: من يبحر معك }
      repeat: { as: sailor, of: sailors, min: ${min}, max: ${max}, words: { en: Sailor, fr: Équipier, ar: البحار } }
      facts: [sailor.name, sailor.age]
    - page: guardian
      title: { en: Their guardian, fr: Son représentant légal, ar: وليه }
      when: sailor.age < 18 and count(sailors) > 0
      repeat: { as: sailor, of: sailors, min: ${min}, max: ${max}, words: { en: Sailor, fr: Équipier, ar: البحار } }
      facts: [sailor.guardian]
development:
  reasons: { too-many: { en: Too many for one boat., fr: Trop nombreux pour un bateau., ar: عدد كبير لقارب واحد. } }
  decide:
    hit: first
    rules:
      - { if: count(sailors) > 500, then: refuse, because: too-many }
      - { then: grant }
delivery:
  channels: [web]
  identity: low
  decide-within: 5 working days
  clock: { pauses-while: [waiting-on-person] }
  messages:
    received: { en: We have it., fr: Nous l’avons., ar: استلمناه. }
    granted: { en: Granted., fr: Accordé., ar: تمت الموافقة. }
    refused: { en: Refused., fr: Refusé., ar: رُفض. }
`
