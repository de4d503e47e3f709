import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { codes, importId, isDay } from './columns.ts';
import { offices } from './offices.ts';

/** A qualitative note: what was seen, said or read, coded by theme. Names no person. */
export const evidence = sqliteTable(
  'evidence',
  {
    id: text().primaryKey(),
    officeId: text()
      .notNull()
      .references(() => offices.id),
    kind: text({ enum: ['observation', 'interview', 'document'] }).notNull(),
    notedOn: text().notNull(),
    title: text().notNull(),
    content: text().notNull(),
    /** Ids of the codebook's themes. */
    themes: codes(),
    /** Who was spoken with, as a kind of person: applicant, officer, student. */
    informant: text(),
    campaignId: text(),
    channelId: text(),
    activityId: text(),
    importId: importId(),
  },
  (table) => [
    check('evidence_noted_on', isDay(table.notedOn)),
    index('evidence_noted').on(table.officeId, table.notedOn),
  ],
);
export type Evidence = typeof evidence.$inferSelect;

/** The codebook: what the notes are coded by. */
export const themes = sqliteTable('themes', {
  id: text().primaryKey(),
  name: text().notNull(),
  nameEn: text(),
  /** When a passage gets this code, and when not. */
  definition: text(),
  position: integer().notNull(),
  importId: importId(),
});
export type Theme = typeof themes.$inferSelect;
