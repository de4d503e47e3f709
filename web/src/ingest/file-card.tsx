import { Alert, Badge, CloseButton, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Issue } from '@tilik/server/client';
import { aboutQuery } from '../about.ts';
import { issuesOf, ProblemShown } from '../api.ts';
import { useLanguage, useWords } from '../language.ts';
import { formatDay } from '../ui/format.ts';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { CountsInWords } from './counts.tsx';
import { FileQuestion } from './file-question.tsx';
import { formatName } from './format-name.ts';
import type { DroppedFile } from './import-form.tsx';
import { MappingForm } from './mapping-form.tsx';
import type { Answers, ImportReport } from './queries.ts';

const issuesShownMax = 50;

/** One dropped file: what it is, what would be done with it, what it cannot say, and what is wrong with it. */
export function FileCard({
  item,
  onAnswer,
  onRemove,
}: {
  item: DroppedFile;
  onAnswer: (answers: Answers) => void;
  onRemove: () => void;
}) {
  const t = useWords();
  const { state, file } = item;
  return (
    <article className="panel" style={{ padding: '0.9rem 1.1rem' }} aria-label={file.name}>
      <Group justify="space-between" gap="xs" align="flex-start">
        <Text fw={600} style={{ overflowWrap: 'anywhere', flex: '1 1 12rem' }}>
          {file.name}
        </Text>
        <Group gap="xs" wrap="nowrap">
          <StatusBadge item={item} />
          {state.kind === 'done' ? null : (
            <CloseButton aria-label={`${t('data.remove')}: ${file.name}`} onClick={onRemove} />
          )}
        </Group>
      </Group>
      {state.kind === 'waiting' ? (
        <Text size="sm" className="soft">
          {t('data.reading')}
        </Text>
      ) : null}
      {state.kind === 'refused' ? <Refused error={state.error} /> : null}
      {state.kind === 'previewed' || state.kind === 'done' ? (
        <Report report={state.report} item={item} onAnswer={onAnswer} />
      ) : null}
    </article>
  );
}

function StatusBadge({ item: { state } }: { item: DroppedFile }) {
  const t = useWords();
  if (state.kind === 'waiting') return null;
  const status = state.kind === 'refused' ? 'refused' : state.report.status;
  const colours = {
    refused: 'red',
    question: 'orange',
    mapping: 'orange',
    preview: 'gray',
    stored: 'green',
    'same-file': 'gray',
    archive: 'gray',
    undone: 'gray',
  };
  return (
    <Badge color={colours[status]} variant="dot" size="lg" style={{ textTransform: 'none', flexShrink: 0 }}>
      {t(`data.status.${status}`)}
    </Badge>
  );
}

function Refused({ error }: { error: Error }) {
  const t = useWords();
  const problem = error instanceof ProblemShown ? error.problem : undefined;
  return (
    <Alert color="red" variant="light" mt="xs" title={problem?.title ?? t('state.error')}>
      <Text size="sm">{problem?.detail ?? t('state.errorDetail')}</Text>
      <IssueTable issues={issuesOf(error)} />
    </Alert>
  );
}

function Report({
  report,
  item,
  onAnswer,
}: {
  report: ImportReport;
  item: DroppedFile;
  onAnswer: (answers: Answers) => void;
}) {
  const t = useWords();
  const language = useLanguage();
  const places = useQuery(aboutQuery);
  const isPreview = item.state.kind === 'previewed';
  const isOpen = report.status === 'question' || report.status === 'mapping';
  const nothingNew = !isOpen && report.stored + report.replaced === 0;
  const channelName = (code: string): string => {
    const found = places.data?.channels.find(({ id }) => id === code);
    return found ? (language === 'id' ? found.nameId : found.nameEn) : code;
  };
  return (
    <Stack gap="xs" mt={4}>
      {report.status === 'mapping' ? null : (
        <Text size="sm">
          {t('data.recognised', { format: formatName(report.format, t) })}
          {report.from && report.to
            ? ` · ${t('data.span', { from: formatDay(report.from, language), to: formatDay(report.to, language) })}`
            : ''}
        </Text>
      )}
      {isOpen ? null : (
        <Text size="sm" component="div">
          <CountsInWords report={report} />
        </Text>
      )}
      {report.channels.length > 0 ? (
        <Text size="sm" className="soft">
          {t('data.channelsList', {
            names: report.channels.map(channelName).join(', '),
          })}
        </Text>
      ) : null}
      {isPreview ? (
        <Group align="flex-end" gap="sm">
          {places.data && places.data.offices.length > 1 && !report.format.startsWith('tilik-') ? (
            <NativeSelect
              size="xs"
              label={t('data.office')}
              value={report.office}
              data={places.data.offices.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={({ currentTarget: { value } }) => onAnswer({ office: value })}
            />
          ) : null}
          {report.questions.map((question) => (
            <FileQuestion
              key={question.field}
              question={question}
              report={report}
              answers={item.answers}
              today={places.data?.today ?? ''}
              channelName={channelName}
              onAnswer={onAnswer}
            />
          ))}
        </Group>
      ) : null}
      {isPreview && report.mapping ? (
        <ColumnsOf report={report} mapping={report.mapping} channelName={channelName} onAnswer={onAnswer} />
      ) : null}
      {nothingNew && report.rejected === 0 ? <Text size="sm">{t('data.nothingNew')}</Text> : null}
      {report.replacements.length > 0 ? (
        <details>
          <summary>{t('data.replacements')}</summary>
          <ScrollTable name={t('data.replacements')}>
            <thead>
              <tr>
                <th scope="col">{t('data.what')}</th>
                <th scope="col" className="end">
                  {t('data.was')}
                </th>
                <th scope="col" className="end">
                  {t('data.becomes')}
                </th>
              </tr>
            </thead>
            <tbody>
              {report.replacements.map(({ what, was, becomes }) => (
                <tr key={what}>
                  <td>{what}</td>
                  <td className="end">{was}</td>
                  <td className="end">{becomes}</td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        </details>
      ) : null}
      <IssueTable issues={report.problems} />
      {report.id !== null && report.rejected > 0 ? (
        <a href={`/api/v1/imports/${report.id}/rejected.csv?lang=${language}`} download>
          {t('data.rejectedCsv')}
        </a>
      ) : null}
    </Stack>
  );
}

/** What the columns of a table are: asked where nobody knows, and open to change where it was said before. */
function ColumnsOf({
  report,
  mapping,
  channelName,
  onAnswer,
}: {
  report: ImportReport;
  mapping: NonNullable<ImportReport['mapping']>;
  channelName: (code: string) => string;
  onAnswer: (answers: Answers) => void;
}) {
  const t = useWords();
  const places = useQuery(aboutQuery);
  const form = (
    <MappingForm
      key={JSON.stringify(mapping.guess)}
      proposal={mapping}
      channels={(places.data?.channels ?? []).map(({ id }) => ({ value: id, label: channelName(id) }))}
      onMapping={(text) => onAnswer({ mapping: text })}
    />
  );
  if (report.status === 'mapping') return form;
  return (
    <details>
      <summary>{t('data.mapping.change')}</summary>
      {form}
    </details>
  );
}

/** Rejected rows with their reason and the original line; remarks on the whole file come without a line. */
function IssueTable({ issues }: { issues: readonly Issue[] }) {
  const t = useWords();
  if (issues.length === 0) return null;
  const remarks = issues.filter(({ line, field }) => line === undefined && field === undefined);
  const rows = issues.filter(({ line, field }) => line !== undefined || field !== undefined);
  return (
    <Stack gap={4} mt="xs">
      {remarks.map(({ message }) => (
        <Text size="sm" key={message}>
          {message}
        </Text>
      ))}
      {rows.length > 0 ? (
        <ScrollTable name={t('data.problems')}>
          <thead>
            <tr>
              <th scope="col" className="end">
                {t('data.line')}
              </th>
              <th scope="col">{t('data.field')}</th>
              <th scope="col">{t('data.reason')}</th>
              <th scope="col">{t('data.original')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, issuesShownMax).map(({ line, field, message, original }) => (
              <tr key={`${line} ${field} ${message}`}>
                <td className="end">{line ?? ''}</td>
                <td>{field ?? ''}</td>
                <td style={{ minWidth: 220 }}>{message}</td>
                <td>
                  <code
                    style={{
                      display: 'block',
                      minWidth: '16rem',
                      fontSize: '0.8rem',
                      whiteSpace: 'pre-wrap',
                      overflowWrap: 'anywhere',
                    }}
                  >
                    {(original ?? '').slice(0, 300)}
                  </code>
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      ) : null}
      {rows.length > issuesShownMax ? <Text size="sm">{t('data.moreProblems', { count: issuesShownMax })}</Text> : null}
    </Stack>
  );
}
