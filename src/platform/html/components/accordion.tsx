import { type Content, classes, type HeadingLevel, heading, type Items, type Styled, say, spoken } from './shared.ts'

export interface AccordionSection {
  heading: Content
  summary?: Content
  /** `text` becomes a paragraph. */
  content: Content
  expanded?: boolean
}

export interface AccordionProps extends Styled {
  /** Unique on the page; script remembers what was open under it. */
  id: string
  headingLevel?: HeadingLevel
  rememberExpanded?: boolean
  items: Items<AccordionSection>
  hideAllSectionsText?: string
  hideSectionText?: string
  hideSectionAriaLabelText?: string
  showAllSectionsText?: string
  showSectionText?: string
  showSectionAriaLabelText?: string
}

/** Sections that script lets the person open one by one; without it all are open. */
export function Accordion(props: AccordionProps) {
  return (
    <div
      class={classes('govuk-accordion', props.classes)}
      data-module="govuk-accordion"
      id={props.id}
      {...forScript(props)}
      data-remember-expanded={props.rememberExpanded}
      {...props.attributes}
    >
      {props.items.map((item, index) => item && <Section {...item} accordion={props} number={index + 1} />)}
    </div>
  )
}

function Section(props: AccordionSection & { accordion: AccordionProps; number: number }) {
  const { id, headingLevel = 2 } = props.accordion
  const Heading = heading(headingLevel)
  const summary = say(props.summary)
  return (
    <div class={classes('govuk-accordion__section', props.expanded && 'govuk-accordion__section--expanded')}>
      <div class="govuk-accordion__section-header">
        <Heading class="govuk-accordion__section-heading">
          <span class="govuk-accordion__section-button" id={`${id}-heading-${props.number}`}>
            {say(props.heading)}
          </span>
        </Heading>
        {summary && (
          <div class="govuk-accordion__section-summary govuk-body" id={`${id}-summary-${props.number}`}>
            {summary}
          </div>
        )}
      </div>
      <div id={`${id}-content-${props.number}`} class="govuk-accordion__section-content">
        {props.content?.html || (props.content?.text && <p class="govuk-body">{props.content.text}</p>)}
      </div>
    </div>
  )
}

function forScript(props: AccordionProps) {
  return spoken({
    'hide-all-sections': props.hideAllSectionsText,
    'hide-section': props.hideSectionText,
    'hide-section-aria-label': props.hideSectionAriaLabelText,
    'show-all-sections': props.showAllSectionsText,
    'show-section': props.showSectionText,
    'show-section-aria-label': props.showSectionAriaLabelText,
  })
}
