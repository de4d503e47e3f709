import {
  type ClipboardEvent,
  Fragment,
  type KeyboardEvent,
  type PointerEvent,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { useLanguage, useWords } from '../language.ts';
import { formatCount } from '../ui/format.ts';
import { between, blockOf, type Place, rectangle, step, tab, textOfBlock } from './block.ts';
import type { Draft, Drafts, Entered } from './drafts.ts';
import type { Grid, GridCell, GridRow } from './queries.ts';
import { cellLabel, rowName } from './words.ts';

interface Editing extends Place {
  readonly text: string;
  /** Begun by typing over the cell: then the arrows up and down leave it. */
  readonly isTypedOver: boolean;
}

const pageRows = 10;

/** One month of one sheet, filled in as in a spreadsheet. Every cell that is left is sent; what it means the server says. */
export function EntryGrid({
  grid,
  name,
  drafts,
  active,
  onActive,
  onLeftOut,
}: {
  grid: Grid;
  name: string;
  drafts: Drafts;
  active: Place;
  onActive: (place: Place) => void;
  /** Told how many cells of a pasted block had no place. */
  onLeftOut: (count: number) => void;
}) {
  const t = useWords();
  const language = useLanguage();
  const table = useRef<HTMLTableElement>(null);
  const helpId = useId();
  const [anchor, setAnchor] = useState<Place>(active);
  const [editing, setEditing] = useState<Editing>();
  /** After Escape the next Tab leaves the grid instead of going to the next cell. */
  const leaves = useRef(false);
  const wantsFocus = useRef(false);
  const size = { rows: grid.rows.length, columns: grid.columns.length };
  const cellAt = ({ row, column }: Place): GridCell | undefined => grid.rows[row]?.cells[column];

  useEffect(() => {
    if (!wantsFocus.current || editing) return;
    wantsFocus.current = false;
    const cell = table.current?.querySelector<HTMLElement>(`[data-at="${active.row}:${active.column}"]`);
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active, editing]);

  const goTo = (place: Place, extends_ = false) => {
    wantsFocus.current = true;
    leaves.current = false;
    if (!extends_) setAnchor(place);
    onActive({ ...place });
  };

  /** What a cell holds as text: what was typed and not stored, else its value. */
  const textOf = (place: Place): string => {
    const cell = cellAt(place);
    if (!cell) return '';
    const draft = drafts.of(cell);
    if (draft && draft.state !== 'saved') return draft.text;
    return cell.value === null ? '' : String(cell.value);
  };

  const entered = (place: Place, text: string): Entered[] => {
    const cell = cellAt(place);
    const row = grid.rows[place.row];
    if (!cell?.editable || !row || text.trim() === textOf(place)) return [];
    // A refused text that is emptied over an empty value is given up; there is nothing to tell the server.
    if (text.trim() === '' && cell.value === null) {
      drafts.giveUp(cell);
      return [];
    }
    return [{ cell, label: cellLabel(grid, row, place.column, language), text: text.trim() }];
  };

  const commit = () => {
    if (!editing) return;
    drafts.enter(entered(editing, editing.text));
    setEditing(undefined);
  };

  const edit = (place: Place, text: string, isTypedOver: boolean) => {
    if (cellAt(place)?.editable) setEditing({ ...place, text, isTypedOver });
  };

  const move = (rows: number, columns: number, extends_ = false) => goTo(step(active, rows, columns, size), extends_);

  /** Goes on as Tab does; false at the end of the grid, where Tab is the browser's again. */
  const tabOn = (by: 1 | -1): boolean => {
    const next = tab(active, by, size);
    if (next) goTo(next);
    return next !== undefined;
  };

  const onEditKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    switch (event.key) {
      case 'Enter':
        commit();
        move(event.shiftKey ? -1 : 1, 0);
        break;
      case 'Tab':
        commit();
        if (!tabOn(event.shiftKey ? -1 : 1)) return;
        break;
      case 'Escape':
        setEditing(undefined);
        goTo(active);
        break;
      case 'ArrowUp':
      case 'ArrowDown':
        if (!editing?.isTypedOver) return;
        commit();
        move(event.key === 'ArrowUp' ? -1 : 1, 0);
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  const clear = () =>
    drafts.enter(
      rectangle(anchor, active)
        .flat()
        .flatMap((place) => entered(place, '')),
    );

  const onKeyDown = (event: KeyboardEvent) => {
    if (editing) {
      onEditKey(event);
      return;
    }
    const { key, shiftKey } = event;
    if (event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      if (key === 'Home') goTo({ row: 0, column: 0 });
      else if (key === 'End') goTo({ row: size.rows - 1, column: size.columns - 1 });
      else if (key === 'a') {
        setAnchor({ row: 0, column: 0 });
        goTo({ row: size.rows - 1, column: size.columns - 1 }, true);
      } else return;
      event.preventDefault();
      return;
    }
    switch (key) {
      case 'ArrowUp':
        move(-1, 0, shiftKey);
        break;
      case 'ArrowDown':
        move(1, 0, shiftKey);
        break;
      case 'ArrowLeft':
        move(0, -1, shiftKey);
        break;
      case 'ArrowRight':
        move(0, 1, shiftKey);
        break;
      case 'PageUp':
        move(-pageRows, 0, shiftKey);
        break;
      case 'PageDown':
        move(pageRows, 0, shiftKey);
        break;
      case 'Home':
        goTo({ ...active, column: 0 }, shiftKey);
        break;
      case 'End':
        goTo({ ...active, column: size.columns - 1 }, shiftKey);
        break;
      case 'Tab':
        if (leaves.current || !tabOn(shiftKey ? -1 : 1)) return;
        break;
      case 'Escape': {
        const cell = cellAt(active);
        if (cell && drafts.of(cell)?.state === 'refused') drafts.giveUp(cell);
        setAnchor(active);
        leaves.current = true;
        break;
      }
      case 'Enter':
      case 'F2':
        edit(active, textOf(active), false);
        break;
      case 'Delete':
      case 'Backspace':
        clear();
        break;
      default:
        if (key.length !== 1) return;
        edit(active, key, true);
    }
    event.preventDefault();
  };

  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    const block = blockOf(text);
    const isOne = block.length === 1 && block[0]?.length === 1;
    // One value pasted while a cell is edited goes into its text.
    if (editing && isOne) return;
    event.preventDefault();
    setEditing(undefined);
    const start = {
      row: Math.min(anchor.row, active.row),
      column: Math.min(anchor.column, active.column),
    };
    let leftOut = 0;
    const cells = block.flatMap((row, rows) =>
      row.flatMap((value, columns) => {
        const place = { row: start.row + rows, column: start.column + columns };
        if (!cellAt(place)?.editable) {
          leftOut += 1;
          return [];
        }
        return entered(place, value);
      }),
    );
    onLeftOut(leftOut);
    drafts.enter(cells);
    setAnchor(start);
    goTo(step(start, block.length - 1, Math.max(...block.map((row) => row.length)) - 1, size), true);
  };

  const onCopy = (event: ClipboardEvent) => {
    if (editing) return;
    event.preventDefault();
    event.clipboardData.setData(
      'text/plain',
      textOfBlock(rectangle(anchor, active).map((row) => row.map((place) => textOf(place)))),
    );
  };

  const onPress = (event: PointerEvent, place: Place) => {
    if (editing?.row === place.row && editing.column === place.column) return;
    commit();
    const isAgain = active.row === place.row && active.column === place.column && !event.shiftKey;
    // A second tap on a cell edits it: a phone has no key to begin with.
    if (isAgain && event.pointerType !== 'mouse') edit(place, textOf(place), false);
    else goTo(place, event.shiftKey);
  };

  return (
    <div className="scroll entry-scroll">
      <p id={helpId} className="hidden">
        {t('entry.help')}
      </p>
      <table
        ref={table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the grid pattern on a table keeps its headers
        role="grid"
        aria-label={name}
        aria-describedby={helpId}
        aria-multiselectable="true"
        className="table entry-grid"
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onCopy={onCopy}
      >
        <thead>
          <tr>
            <th scope="col">{t(`entry.rowHead.${grid.sheet}`)}</th>
            {grid.columns.map(({ id, label }) => (
              <th key={id} scope="col" className="end">
                {label[language]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.rows.map((row, rowIndex) => (
            <Fragment key={row.id}>
              {startsGroup(grid.rows, rowIndex) ? (
                <tr className="entry-group">
                  <th scope="colgroup" colSpan={size.columns + 1}>
                    <span>{row.group?.[language]}</span>
                  </th>
                </tr>
              ) : null}
              <tr className={isWeekend(row.on) ? 'entry-weekend' : undefined}>
                <th scope="row">{rowName(row, language)}</th>
                {row.cells.map((cell, columnIndex) => {
                  const place = { row: rowIndex, column: columnIndex };
                  const isActive = active.row === rowIndex && active.column === columnIndex;
                  const isEdited = editing?.row === rowIndex && editing.column === columnIndex;
                  const draft = drafts.of(cell);
                  return (
                    <td
                      key={grid.columns[columnIndex]?.id}
                      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of the grid above
                      role="gridcell"
                      tabIndex={isActive && !isEdited ? 0 : -1}
                      data-at={`${rowIndex}:${columnIndex}`}
                      data-state={draft?.state}
                      data-active={isActive || undefined}
                      aria-selected={between(place, anchor, active)}
                      aria-readonly={!cell.editable}
                      aria-invalid={draft?.state === 'refused' || undefined}
                      onPointerDown={(event) => onPress(event, place)}
                      onPointerEnter={(event) => {
                        if (event.pointerType === 'mouse' && event.buttons === 1 && !editing) goTo(place, true);
                      }}
                      onDoubleClick={() => edit(place, textOf(place), false)}
                    >
                      {isEdited ? (
                        <input
                          className="entry-input numbers"
                          aria-label={cellLabel(grid, row, columnIndex, language)}
                          inputMode="decimal"
                          autoComplete="off"
                          ref={(input) => {
                            if (input && document.activeElement !== input) {
                              input.focus();
                              if (!editing.isTypedOver) input.select();
                            }
                          }}
                          value={editing.text}
                          onChange={({ currentTarget: { value } }) => setEditing({ ...editing, text: value })}
                          onBlur={commit}
                        />
                      ) : (
                        <CellContent cell={cell} draft={draft} />
                      )}
                    </td>
                  );
                })}
              </tr>
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Whether a row is the first of those that belong together. */
function startsGroup(rows: readonly GridRow[], index: number): boolean {
  const group = rows[index]?.group?.id;
  return group !== undefined && group !== rows[index - 1]?.group?.id;
}

const isWeekend = (day: string | null): boolean =>
  day !== null && [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/** What a cell shows: its text or value, and in words and by a sign how it stands. */
function CellContent({ cell, draft }: { cell: GridCell; draft: Draft | undefined }) {
  const t = useWords();
  const language = useLanguage();
  const isTyped = draft !== undefined && draft.state !== 'saved';
  return (
    <>
      <span className="entry-value numbers">
        {cell.comment === null ? null : (
          <span className="entry-mark" title={cell.comment}>
            <span className="hidden">{t('entry.hasComment')} </span>
          </span>
        )}
        {isTyped ? (
          draft.text === '' ? (
            '–'
          ) : (
            draft.text
          )
        ) : cell.value === null ? (
          <span className="soft">
            <span aria-hidden>–</span>
            <span className="hidden">{t('entry.notReported')}</span>
          </span>
        ) : (
          formatCount(cell.value, language)
        )}
      </span>
      <CellState cell={cell} draft={draft} />
    </>
  );
}

function CellState({ cell, draft }: { cell: GridCell; draft: Draft | undefined }) {
  const t = useWords();
  const language = useLanguage();
  if (draft?.state === 'saving') return <span className="entry-state">… {t('entry.saving')}</span>;
  if (draft?.state === 'refused') {
    return (
      <span className="entry-state entry-refused">
        <span aria-hidden>✕ </span>
        {t('entry.refused')}
        <span className="hidden">: {draft.reason}</span>
      </span>
    );
  }
  if (draft?.state === 'saved') {
    return (
      <span className="entry-state entry-saved">
        <span aria-hidden>✓ </span>
        {t('entry.saved')}
      </span>
    );
  }
  if (cell.differs && cell.value !== null && cell.before !== null) {
    return (
      <span className="entry-state entry-differs">
        <span aria-hidden>{cell.value > cell.before ? '▲ ' : '▼ '}</span>
        {t('entry.beforeShort', { count: formatCount(cell.before, language) })}
      </span>
    );
  }
  if (cell.days !== null) {
    return (
      <span className="entry-state">
        {cell.days.value === null
          ? t('entry.daysCounted', { days: cell.days.count })
          : t('entry.daysShort', { count: formatCount(cell.days.value, language) })}
      </span>
    );
  }
  return null;
}
