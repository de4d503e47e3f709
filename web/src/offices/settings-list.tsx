import { Button, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactElement, type ReactNode, useState } from 'react';
import { useWords } from '../language.ts';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Failed, Loading } from '../ui/states.tsx';

interface SettingsColumn<Row> {
  readonly title: string;
  readonly read: (row: Row) => ReactNode;
  readonly isWide?: boolean;
}

/** A list of the programme's own words or places: as a table, with a form to add to it or to change a row of it. */
export function SettingsList<Row>({
  title,
  lead,
  add,
  found,
  named,
  nameTitle,
  columns,
  mayKeep,
  isFixed,
  form,
}: {
  title: string;
  lead: ReactNode;
  /** What the button says that adds to it. */
  add: string;
  found: UseQueryResult<readonly Row[]>;
  named: (row: Row) => { readonly code: string; readonly name: string };
  nameTitle: string;
  columns: readonly SettingsColumn<Row>[];
  mayKeep: boolean;
  /** Rows that nobody changes. */
  isFixed?: (row: Row) => boolean;
  form: (row: Row | undefined, close: () => void) => ReactElement;
}) {
  const t = useWords();
  const hasActs = mayKeep && (found.data ?? []).some((row) => !isFixed?.(row));
  const [edited, setEdited] = useState<{ readonly row?: Row }>();
  return (
    <Panel
      title={title}
      actions={
        mayKeep && !edited ? (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited({})}>
            {add}
          </Button>
        ) : undefined
      }
    >
      <Text size="sm" className="soft" mt={4} maw={760}>
        {lead}
      </Text>
      {edited ? (
        <div key={edited.row ? named(edited.row).code : ''}>{form(edited.row, () => setEdited(undefined))}</div>
      ) : null}
      {found.isError ? (
        <Failed error={found.error} retry={() => void found.refetch()} />
      ) : found.isPending ? (
        <Loading height={220} />
      ) : (
        <div style={{ marginTop: '0.8rem' }}>
          <ScrollTable name={title}>
            <thead>
              <tr>
                <th scope="col">{nameTitle}</th>
                {columns.map((column) => (
                  <th scope="col" key={column.title}>
                    {column.title}
                  </th>
                ))}
                {hasActs ? <th scope="col">{t('data.action')}</th> : null}
              </tr>
            </thead>
            <tbody>
              {found.data.map((row) => {
                const { code, name } = named(row);
                return (
                  <tr key={code}>
                    <th scope="row" style={{ whiteSpace: 'normal', minWidth: 130 }}>
                      {name}
                      <div className="soft" style={{ fontWeight: 400, fontFamily: 'monospace' }}>
                        {code}
                      </div>
                    </th>
                    {columns.map((column) => (
                      <td key={column.title} style={column.isWide ? { minWidth: 160 } : {}}>
                        {column.read(row)}
                      </td>
                    ))}
                    {hasActs ? (
                      <td>
                        {isFixed?.(row) ? null : (
                          <Button
                            size="compact-sm"
                            variant="default"
                            aria-label={`${t('records.edit')}: ${name}`}
                            onClick={() => setEdited({ row })}
                          >
                            {t('records.edit')}
                          </Button>
                        )}
                      </td>
                    ) : null}
                  </tr>
                );
              })}
            </tbody>
          </ScrollTable>
        </div>
      )}
    </Panel>
  );
}
