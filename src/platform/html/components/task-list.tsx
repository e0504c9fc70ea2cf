import { type Content, classes, type Items, type Styled, say } from './shared.ts'
import { Tag, type TagProps } from './tag.tsx'

export interface Task {
  title: Content & { classes?: string }
  hint?: Content
  status: Content & { tag?: TagProps; classes?: string }
  /** Left out while the task cannot be started. */
  href?: string
  classes?: string
}

export interface TaskListProps extends Styled {
  items: Items<Task>
  idPrefix?: string
}

/** What there is to do, and what of it is done. */
export function TaskList({ idPrefix = 'task-list', ...props }: TaskListProps) {
  return (
    <ul class={classes('govuk-task-list', props.classes)} {...props.attributes}>
      {props.items.map((item, index) => item && <TaskItem {...item} id={`${idPrefix}-${index + 1}`} />)}
    </ul>
  )
}

function TaskItem(props: Task & { id: string }) {
  const { tag } = props.status ?? {}
  return (
    <li class={classes('govuk-task-list__item', props.href && 'govuk-task-list__item--with-link', props.classes)}>
      <div class="govuk-task-list__name-and-hint">
        <Title {...props} />
        {props.hint && (
          <div id={`${props.id}-hint`} class="govuk-task-list__hint">
            {say(props.hint)}
          </div>
        )}
      </div>
      <div class={classes('govuk-task-list__status', props.status?.classes)} id={`${props.id}-status`}>
        {tag ? <Tag {...tag} /> : say(props.status)}
      </div>
    </li>
  )
}

function Title(props: Task & { id: string }) {
  if (!props.href) return <div class={props.title.classes || undefined}>{say(props.title)}</div>
  return (
    <a
      class={classes('govuk-link govuk-task-list__link', props.title.classes)}
      href={props.href}
      aria-describedby={props.hint ? `${props.id}-hint ${props.id}-status` : `${props.id}-status`}
    >
      {say(props.title)}
    </a>
  )
}
