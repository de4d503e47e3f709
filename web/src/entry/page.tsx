import './entry.css';
import { ActionIcon, Button, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useRef, useState } from 'react';
import { type About, aboutQuery } from '../about.ts';
import { useLanguage, useWords } from '../language.ts';
import { useMay } from '../session.ts';
import { formatMonth } from '../ui/format.ts';
import { Failed, Loading } from '../ui/states.tsx';
import type { Place } from './block.ts';
import { CellPanel } from './cell-panel.tsx';
import { type Drafts, useDrafts } from './drafts.ts';
import { EntryGrid } from './entry-grid.tsx';
import { type Grid, gridQuery, toBeRead } from './queries.ts';
import { type EntrySearch, monthAfter, monthsTo, readEntrySearch, sheets } from './search.ts';
import { cellLabel } from './words.ts';

/** Enter by hand: one month of one sheet, as a grid. */
export function EntryPage(): ReactElement {
  const t = useWords();
  const search = useSearch({ strict: false });
  const asked = readEntrySearch(search);
  const about = useQuery(aboutQuery);
  const grid = useQuery({ ...gridQuery(asked), placeholderData: (before) => before });
  const drafts = useDrafts();
  const remarks = useRef(new Map<string, string>());
  return (
    <Stack gap="md">
      <div>
        <Title order={1} size="h2">
          {t('entry.title')}
        </Title>
        <Text className="soft" maw={760}>
          {t('entry.lead')}{' '}
          <Link to="/data" search={{ lang: search.lang }} activeOptions={{ exact: true }}>
            {t('entry.importInstead')}
          </Link>
        </Text>
      </div>
      {about.isError ? (
        <Failed error={about.error} retry={() => void about.refetch()} />
      ) : grid.isError ? (
        <Failed error={grid.error} retry={() => void grid.refetch()} />
      ) : about.isPending || grid.isPending ? (
        <Loading height={480} />
      ) : (
        <>
          <Choices asked={asked} grid={grid.data} about={about.data} />
          <MonthSheet
            key={`${grid.data.office} ${grid.data.month} ${grid.data.sheet}`}
            grid={grid.data}
            drafts={drafts}
            remarks={remarks.current}
          />
        </>
      )}
    </Stack>
  );
}

/** Which month of which sheet and office. Every choice goes into the URL at once. */
function Choices({ asked, grid, about }: { asked: EntrySearch; grid: Grid; about: About }) {
  const t = useWords();
  const language = useLanguage();
  const navigate = useNavigate();
  const ours = about.offices[0];
  const office = about.offices.find(({ id }) => id === grid.office);
  const thisMonth = about.today.slice(0, 7);
  const choose = (chosen: EntrySearch) =>
    void navigate({
      to: '/data/entri',
      search: (before: object) => ({ ...before, ...asked, ...chosen }),
      resetScroll: false,
    });
  const month = (by: number) => choose({ month: monthAfter(grid.month, by) });
  return (
    <form aria-label={t('filter.label')} className="filters entry-choices no-print">
      <NativeSelect
        label={t('entry.sheet')}
        value={grid.sheet}
        data={sheets.map((value) => ({ value, label: t(`entry.sheets.${value}`) }))}
        onChange={({ currentTarget: { value } }) => choose({ sheet: value as Grid['sheet'] })}
      />
      <div className="entry-month">
        <ActionIcon variant="default" size={36} aria-label={t('entry.monthBefore')} onClick={() => month(-1)}>
          <IconChevronLeft size={18} aria-hidden />
        </ActionIcon>
        <NativeSelect
          label={t('entry.month')}
          value={grid.month}
          data={monthsTo(thisMonth, office?.reportedFrom?.slice(0, 7), grid.month).map((value) => ({
            value,
            label: formatMonth(`${value}-01`, language),
          }))}
          onChange={({ currentTarget: { value } }) => choose({ month: value })}
        />
        <ActionIcon
          variant="default"
          size={36}
          aria-label={t('entry.monthAfter')}
          disabled={grid.month >= thisMonth}
          onClick={() => month(1)}
        >
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
      </div>
      <NativeSelect
        label={t('filter.office')}
        value={grid.office}
        data={about.offices.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={({ currentTarget: { value } }) => choose({ office: value === ours?.id ? undefined : value })}
      />
    </form>
  );
}

function MonthSheet({
  grid,
  drafts,
  remarks,
}: {
  grid: Grid;
  drafts: Drafts;
  /** Remarks that were written and not kept yet, by the figure. */
  remarks: Map<string, string>;
}) {
  const t = useWords();
  const language = useLanguage();
  const [active, setActive] = useState<Place>({ row: 0, column: 0 });
  const may = useMay();
  const [leftOut, setLeftOut] = useState(0);
  const row = grid.rows[active.row];
  const cell = row?.cells[active.column];
  return (
    <>
      {may('enter') ? (
        <Told drafts={drafts} leftOut={leftOut} />
      ) : (
        <Text size="sm" className="soft" role="note">
          {t('entry.onlyRead')}
        </Text>
      )}
      <div className="entry-columns">
        <div className="panel entry-sheet">
          <EntryGrid
            grid={may('enter') ? grid : toBeRead(grid)}
            name={`${t(`entry.sheets.${grid.sheet}`)}, ${formatMonth(`${grid.month}-01`, language)}`}
            drafts={drafts}
            active={active}
            onActive={setActive}
            onLeftOut={setLeftOut}
          />
          <NotStored drafts={drafts} />
          <Text size="xs" className="soft" mt="sm">
            {t(`entry.sheetNotes.${grid.sheet}`)} <span className="entry-keys">{t('entry.help')}</span>
            <span className="entry-touch">{t('entry.helpTouch')}</span>
          </Text>
        </div>
        {row && cell ? (
          <CellPanel
            cell={cell}
            label={cellLabel(grid, row, active.column, language)}
            draft={drafts.of(cell)}
            onGiveUp={() => drafts.giveUp(cell)}
            remarks={remarks}
          />
        ) : null}
      </div>
    </>
  );
}

/** What became of what was typed, said aloud. */
function Told({ drafts, leftOut }: { drafts: Drafts; leftOut: number }) {
  const t = useWords();
  const { isSaving, saved, refused } = drafts;
  const said = [
    saved + refused.length === 0 ? t('entry.nothingYet') : t('entry.tally', { saved, refused: refused.length }),
    ...(leftOut > 0 ? [t('entry.leftOut', { count: leftOut })] : []),
  ].join(' ');
  return (
    <Text size="sm" className="soft" role="status">
      {isSaving ? t('entry.savingNow') : said}
    </Text>
  );
}

const refusedShownMax = 8;

/** What is not stored, with its reason, until it is corrected or given up. Below the grid, which must not move. */
function NotStored({ drafts }: { drafts: Drafts }) {
  const t = useWords();
  const { refused } = drafts;
  if (refused.length === 0) return null;
  return (
    <section className="entry-unsent" aria-label={t('entry.notStored', { count: refused.length })}>
      <strong>
        <span aria-hidden>✕ </span>
        {t('entry.notStored', { count: refused.length })}
      </strong>
      <ul className="plain">
        {refused.slice(0, refusedShownMax).map((draft) => (
          <li key={`${draft.label} ${JSON.stringify(draft.cell.key)}`}>
            {draft.label}: {draft.reason}
          </li>
        ))}
      </ul>
      {refused.length > refusedShownMax ? (
        <div>{t('entry.moreRefused', { count: refused.length - refusedShownMax })}</div>
      ) : null}
      <Button size="compact-sm" variant="default" mt="xs" onClick={() => drafts.enter(refused)}>
        {t('entry.sendAgain')}
      </Button>
    </section>
  );
}
