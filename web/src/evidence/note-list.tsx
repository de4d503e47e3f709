import { Link } from '@tanstack/react-router';
import { type About, channelNameIn } from '../about.ts';
import { useLanguage } from '../language.ts';
import { type Choice, nameIn } from '../ui/choices.ts';
import '../ui/entries.css';
import { formatDay } from '../ui/format.ts';
import './evidence.css';
import { FoundText } from './found-text.tsx';
import { noteKindName, themeNameIn } from './names.ts';
import type { FoundNote, Theme } from './queries.ts';
import type { NotesSearch } from './view.ts';

/** Notes, each with the part of its text that fits best. */
export function NoteList({
  notes,
  themes,
  campaigns,
  about,
  search,
}: {
  notes: readonly FoundNote[];
  themes: readonly Theme[];
  /** Undefined: all of them are of one campaign, which is known. */
  campaigns: readonly Choice[] | undefined;
  about: About;
  /** Of the page of notes, where each of them is opened. */
  search: NotesSearch;
}) {
  const language = useLanguage();
  return (
    <ul className="entries">
      {notes.map((note) => {
        const facts = [
          formatDay(note.notedOn, language),
          noteKindName(note.kind, language),
          note.informant,
          note.campaign === null || !campaigns ? null : nameIn(campaigns, note.campaign),
          note.channel === null ? null : channelNameIn(about, note.channel, language),
        ].filter((fact) => fact !== null);
        return (
          <li key={note.id} className="note">
            <Link to="/catatan" search={{ ...search, open: note.id }} resetScroll={false} className="entry-title">
              <FoundText found={note.title} />
            </Link>
            <div className="entry-about">{facts.join(' · ')}</div>
            <p>
              <FoundText found={note.extract} />
            </p>
            {note.themes.length > 0 ? (
              <ul className="theme-tags">
                {note.themes.map((theme) => (
                  <li key={theme}>{themeNameIn(themes, theme, language)}</li>
                ))}
              </ul>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
