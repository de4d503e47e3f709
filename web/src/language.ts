import { type Language, languages } from '@tilik/server/client';
import { createContext, use } from 'react';
import { useTranslations } from 'use-intl';
import { en } from './messages/en.ts';
import { id } from './messages/id.ts';

declare module 'use-intl' {
  interface AppConfig {
    Messages: typeof id;
    Locale: Language;
  }
}

export const catalogues: Readonly<Record<Language, typeof id>> = { id, en };

export const isLanguage = (value: unknown): value is Language => languages.some((language) => language === value);

/** The language of the page; it is in the URL. */
export const LanguageContext = createContext<Language>('id');
export const useLanguage = (): Language => use(LanguageContext);

/** Puts a key of the catalogue into words. */
export const useWords = () => useTranslations();
export type Words = ReturnType<typeof useWords>;
