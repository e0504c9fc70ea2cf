import type { Language } from '../i18n/language.ts'

/** Words for GOV.UK Frontend's character counter, which fills in `%{count}` itself. */
export const counterWords: Record<Language, CounterWords> = {
  en: {
    textareaDescriptionText: 'You can write up to %{count} characters',
    charactersUnderLimitText: { one: 'You have %{count} character left', other: 'You have %{count} characters left' },
    charactersAtLimitText: 'You have no characters left',
    charactersOverLimitText: { one: 'You have %{count} character too many', other: 'You have %{count} characters too many' },
  },
  fr: {
    textareaDescriptionText: 'Vous pouvez écrire jusqu’à %{count} caractères',
    charactersUnderLimitText: { one: 'Il vous reste %{count} caractère', other: 'Il vous reste %{count} caractères' },
    charactersAtLimitText: 'Il ne vous reste aucun caractère',
    charactersOverLimitText: { one: 'Vous avez %{count} caractère de trop', other: 'Vous avez %{count} caractères de trop' },
  },
  ar: {
    textareaDescriptionText: 'يمكنك كتابة ما يصل إلى %{count} حرف',
    charactersUnderLimitText: { one: 'بقي لك %{count} حرف', other: 'عدد الأحرف المتبقية: %{count}' },
    charactersAtLimitText: 'لم يبق لك أي حرف',
    charactersOverLimitText: { one: 'تجاوزت الحد بحرف واحد (%{count})', other: 'عدد الأحرف الزائدة: %{count}' },
  },
}

interface CounterWords {
  readonly textareaDescriptionText: string
  readonly charactersUnderLimitText: { readonly one: string; readonly other: string }
  readonly charactersAtLimitText: string
  readonly charactersOverLimitText: { readonly one: string; readonly other: string }
}
