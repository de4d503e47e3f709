import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useLanguage, useWords } from '../language.ts';
import { Panel } from '../ui/panel.tsx';
import { FileCard } from './file-card.tsx';
import { previewFiles } from './preview.ts';
import { type Answers, type ImportReport, sendFile } from './queries.ts';
import { filesIn } from './unpack.ts';

const fileBytesMax = 64 * 1024 * 1024;

/** A file on the page, from being dropped to being stored or refused. */
export interface DroppedFile {
  readonly key: number;
  readonly file: File;
  readonly answers: Answers;
  readonly state:
    | { readonly kind: 'waiting' }
    | { readonly kind: 'previewed' | 'done'; readonly report: ImportReport }
    | { readonly kind: 'refused'; readonly error: Error };
}

/**
 * The day on which a downloaded file was most likely taken: that on which it was written. Undefined where the server's
 * own answer is as good or better: the file stands already, or the day would lie before its last post.
 */
function likelySnapshot(file: File, report: ImportReport): string | undefined {
  const asked = report.questions.some(({ field }) => field === 'snapshotOn');
  if (!asked || report.stored === 0 || report.snapshotOn === null) return undefined;
  const written = new Date(file.lastModified);
  const day = new Date(file.lastModified - written.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  return day < report.snapshotOn && day >= (report.to ?? day) ? day : undefined;
}

/** Whether confirming would store something of it. */
const isReady = ({ state }: DroppedFile): boolean =>
  state.kind === 'previewed' &&
  state.report.status === 'preview' &&
  state.report.stored + state.report.replaced + state.report.unchanged > 0;

/** Drop files, read what each would do, answer what they cannot say, and store all of them with one confirmation. */
export function ImportForm() {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  const [files, setFiles] = useState<readonly DroppedFile[]>([]);
  const [progress, setProgress] = useState<{ done: number; count: number; what: 'reading' | 'storing' }>();
  const [rowsRead, setRowsRead] = useState(0);
  const nextKey = useRef(1);
  const latestTurn = useRef(0);
  const openPicker = useRef<() => void>(null);

  /** What a wait may not have made stale. */
  const current = useRef(files);
  const show = (list: readonly DroppedFile[]) => {
    current.current = list;
    setFiles(list);
  };
  const update = (key: number, change: Partial<DroppedFile>) =>
    show(current.current.map((item) => (item.key === key ? { ...item, ...change } : item)));

  async function store(item: DroppedFile): Promise<ImportReport | undefined> {
    try {
      const report = await sendFile(item.file, item.answers, false, language, setRowsRead);
      setRowsRead(0);
      update(item.key, { answers: item.answers, state: { kind: 'done', report } });
      return report;
    } catch (error) {
      update(item.key, { state: { kind: 'refused', error: error as Error } });
      return undefined;
    }
  }

  /** What storing all of them in this order would do. What was asked before and is not answered yet is let go. */
  async function previewAll(list: readonly DroppedFile[]) {
    latestTurn.current += 1;
    const turn = latestTurn.current;
    let items = list.filter(({ state }) => state.kind !== 'done');
    if (items.length === 0) {
      setProgress(undefined);
      return;
    }
    setProgress({ done: 0, count: items.length, what: 'reading' });
    let previewed = await previewFiles(items, language);
    const dated = items.map((item, index) => {
      const report = previewed[index];
      if (report === undefined || report instanceof Error || item.answers.snapshotOn !== undefined) return item;
      const snapshotOn = likelySnapshot(item.file, report);
      return snapshotOn === undefined ? item : { ...item, answers: { ...item.answers, snapshotOn } };
    });
    if (dated.some((item, index) => item !== items[index])) {
      items = dated;
      previewed = await previewFiles(items, language);
    }
    if (turn !== latestTurn.current) return;
    for (const [index, { key, answers }] of items.entries()) {
      const report = previewed[index];
      if (report === undefined) continue;
      const state =
        report instanceof Error
          ? ({ kind: 'refused', error: report } as const)
          : ({ kind: 'previewed', report } as const);
      update(key, { answers, state });
    }
    setProgress(undefined);
  }

  function showAndPreview(list: readonly DroppedFile[]) {
    show(list);
    void previewAll(list);
  }

  async function drop(dropped: readonly File[]) {
    const unpacked = (await Promise.all(dropped.map((file) => filesIn(file)))).flat();
    const items = unpacked.map((file) => ({
      key: nextKey.current++,
      file,
      answers: {},
      state: { kind: 'waiting' } as const,
    }));
    showAndPreview([...current.current.filter(({ state }) => state.kind !== 'done'), ...items]);
  }

  function answer(item: DroppedFile, answers: Answers) {
    const next = { ...item, answers: { ...item.answers, ...answers } };
    showAndPreview(current.current.map((other) => (other.key === item.key ? next : other)));
  }

  function remove({ key }: DroppedFile) {
    showAndPreview(current.current.filter((other) => other.key !== key));
  }

  async function storeAll() {
    const items = files.filter(isReady);
    let stored = 0;
    for (const [done, item] of items.entries()) {
      setProgress({ done, count: items.length, what: 'storing' });
      if (await store(item)) stored += 1;
    }
    setProgress(undefined);
    notifications.show({
      message: t('data.stored', { count: stored }),
      closeButtonProps: { 'aria-label': t('state.dismiss') },
    });
    await cache.invalidateQueries();
  }

  const ready = files.filter(isReady).length;
  const isDone = files.some(({ state }) => state.kind === 'done');
  return (
    <Panel title={t('data.import')}>
      <Dropzone
        onDrop={(dropped) => void drop(dropped)}
        onReject={(refused) =>
          notifications.show({
            color: 'red',
            closeButtonProps: { 'aria-label': t('state.dismiss') },
            message: refused.map(({ file }) => t('data.tooLarge', { file: file.name })).join(' '),
          })
        }
        maxSize={fileBytesMax}
        openRef={openPicker}
        activateOnClick={false}
        activateOnKeyboard={false}
        mt="sm"
        p="lg"
        style={{ borderStyle: 'dashed' }}
        inputProps={{ 'aria-label': t('data.choose') }}
        tabIndex={-1}
      >
        <Stack align="center" gap="xs" style={{ pointerEvents: 'all' }}>
          <Text fw={600}>{t('data.drop')}</Text>
          <Text size="sm" className="soft" ta="center">
            {t('data.dropDetail')}
          </Text>
          <Button variant="default" onClick={() => openPicker.current?.()}>
            {t('data.choose')}
          </Button>
        </Stack>
      </Dropzone>
      <div aria-live="polite">
        {progress ? (
          <Stack gap={4} mt="md">
            <Text size="sm">
              {progress.what === 'reading' ? t('data.reading') : t('data.storing')}{' '}
              {t('data.progress', { done: progress.done, count: progress.count })}
              {rowsRead > 0 ? ` · ${t('data.rowsRead', { count: rowsRead })}` : ''}
            </Text>
            <Progress
              value={(100 * (progress.done + 0.5)) / progress.count}
              aria-label={progress.what === 'reading' ? t('data.reading') : t('data.storing')}
            />
          </Stack>
        ) : null}
      </div>
      <Stack gap="sm" mt={files.length > 0 ? 'md' : 0}>
        {files.map((item) => (
          <FileCard
            key={item.key}
            item={item}
            onAnswer={(answers) => answer(item, answers)}
            onRemove={() => remove(item)}
          />
        ))}
      </Stack>
      {files.length > 0 ? (
        <Group mt="md">
          {ready > 0 ? (
            <Button
              onClick={() => void storeAll()}
              loading={progress?.what === 'storing'}
              disabled={progress?.what === 'reading'}
            >
              {t('data.storeAll', { count: ready })}
            </Button>
          ) : null}
          {isDone ? (
            <Link to="/" search={{ lang: language === 'id' ? undefined : language }} className="action">
              {t('data.seeOverview')}
            </Link>
          ) : null}
          <Button variant="subtle" onClick={() => show([])} disabled={progress !== undefined}>
            {t('data.clear')}
          </Button>
        </Group>
      ) : null}
    </Panel>
  );
}
