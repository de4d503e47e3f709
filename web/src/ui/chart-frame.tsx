import { Button, Group, Menu } from '@mantine/core';
import { IconDownload, IconTable } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import { useWords } from '../language.ts';
import { saveCharts, saveRows } from './save-charts.ts';

/** What stands around every chart: the same figures as a table, and the ways to take it along. */
export function ChartFrame({
  name,
  title,
  fileName,
  footnote,
  csv,
  table,
  children,
}: {
  /** What the picture shows, for those who do not see it. */
  name: string;
  /** Written above a saved picture. */
  title: string;
  fileName: string;
  /** Written below a saved picture. */
  footnote?: string | undefined;
  /** Where the server has the figures as CSV, or the rows themselves, the first of them the names. */
  csv: string | readonly (readonly (string | number | null)[])[];
  table: ReactNode;
  children: ReactNode;
}) {
  const t = useWords();
  const [showsTable, setShowsTable] = useState(false);
  const picture = useRef<HTMLDivElement>(null);
  const save = (kind: 'png' | 'svg') => {
    if (picture.current) void saveCharts(picture.current, { kind, title, fileName, footnote });
  };
  return (
    <>
      <div ref={picture} role="img" aria-label={name} style={{ marginTop: '0.7rem' }}>
        {children}
      </div>
      <Group gap="xs" mt="sm" className="no-print">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconTable size={16} aria-hidden />}
          aria-expanded={showsTable}
          onClick={() => setShowsTable(!showsTable)}
        >
          {showsTable ? t('chart.hideTable') : t('chart.table')}
        </Button>
        <Menu position="bottom-start" withinPortal>
          <Menu.Target>
            <Button size="xs" variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
              {t('chart.save')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {typeof csv === 'string' ? (
              <Menu.Item component="a" href={csv} download>
                {t('chart.csv')}
              </Menu.Item>
            ) : (
              <Menu.Item onClick={() => saveRows(csv, fileName)}>{t('chart.csv')}</Menu.Item>
            )}
            <Menu.Item onClick={() => save('png')}>{t('chart.png')}</Menu.Item>
            <Menu.Item onClick={() => save('svg')}>{t('chart.svg')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Group>
      {showsTable ? <div style={{ marginTop: '1rem' }}>{table}</div> : null}
    </>
  );
}
