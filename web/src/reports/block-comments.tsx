import { Button, Group, Text, Textarea } from '@mantine/core';
import { IconCheck, IconMessage } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { BlockKey } from '@tilik/server/client';
import { useRef, useState } from 'react';
import { FormError } from '../access/form-error.tsx';
import { useLanguage, useWords } from '../language.ts';
import { formatInstant } from '../ui/format.ts';
import { type Report, resolveComment, writeComment } from './queries.ts';

/** What was remarked on one part of a report, and the place to remark something. */
export function BlockComments({ report, block, title }: { report: Report; block: BlockKey; title: string }) {
  const t = useWords();
  const [isWriting, setWriting] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const comments = report.comments.filter((each) => each.block === block);
  const open = comments.filter(({ resolvedAt }) => resolvedAt === null);
  const resolved = comments.filter(({ resolvedAt }) => resolvedAt !== null);
  if (comments.length === 0 && !report.may.comment) return null;
  // The keyboard goes on where it was before the form opened.
  const done = () => {
    setWriting(false);
    requestAnimationFrame(() => opener.current?.focus());
  };
  return (
    <section className="comments no-print" aria-label={t('reports.comments.of', { block: title })}>
      {open.length > 0 ? (
        <ul>
          {open.map((comment) => (
            <Comment key={comment.id} comment={comment} report={report} />
          ))}
        </ul>
      ) : null}
      {isWriting ? (
        <CommentForm report={report} block={block} title={title} onDone={done} />
      ) : report.may.comment ? (
        <Button
          ref={opener}
          size="compact-sm"
          variant="subtle"
          leftSection={<IconMessage size={15} aria-hidden />}
          aria-label={t('reports.comments.writeOn', { block: title })}
          onClick={() => setWriting(true)}
        >
          {t('reports.comments.write')}
        </Button>
      ) : null}
      {resolved.length > 0 ? (
        <details>
          <summary>{t('reports.comments.resolvedCount', { count: resolved.length })}</summary>
          <ul>
            {resolved.map((comment) => (
              <Comment key={comment.id} comment={comment} report={report} />
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}

function Comment({ comment, report }: { comment: Report['comments'][number]; report: Report }) {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  const resolve = useMutation({
    mutationFn: () => resolveComment(report.id, comment.id),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['reports'] }),
  });
  return (
    <li className={comment.resolvedAt === null ? 'comment' : 'comment is-resolved'}>
      <div className="comment-by">
        <strong>{comment.by}</strong> <span className="soft">{formatInstant(comment.writtenAt, language)}</span>
      </div>
      <div className="comment-text">{comment.text}</div>
      {comment.resolvedAt !== null ? (
        <div className="comment-by soft">
          {t('reports.comments.resolvedBy', {
            name: comment.resolvedBy ?? '',
            at: formatInstant(comment.resolvedAt, language),
          })}
        </div>
      ) : report.may.comment ? (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconCheck size={14} aria-hidden />}
          aria-label={t('reports.comments.resolveOne', { text: comment.text.slice(0, 60) })}
          loading={resolve.isPending}
          onClick={() => resolve.mutate()}
        >
          {t('reports.comments.resolve')}
        </Button>
      ) : null}
      <FormError error={resolve.error} />
    </li>
  );
}

function CommentForm({
  report,
  block,
  title,
  onDone,
}: {
  report: Report;
  block: BlockKey;
  title: string;
  onDone: () => void;
}) {
  const t = useWords();
  const cache = useQueryClient();
  const [text, setText] = useState('');
  const write = useMutation({
    mutationFn: () => writeComment(report.id, block, text.trim()),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['reports'] });
      onDone();
    },
  });
  return (
    <form
      aria-label={t('reports.comments.writeOn', { block: title })}
      onSubmit={(event) => {
        event.preventDefault();
        write.mutate();
      }}
    >
      <Textarea
        label={t('reports.comments.text')}
        value={text}
        autosize
        minRows={3}
        maxRows={12}
        maxLength={2000}
        autoFocus
        onChange={({ currentTarget: { value } }) => setText(value)}
      />
      <Text size="xs" className="soft" mt={4}>
        {t('reports.comments.note')}
      </Text>
      <FormError error={write.error} />
      <Group gap="xs" mt={6}>
        <Button type="submit" size="compact-sm" loading={write.isPending} disabled={text.trim() === ''}>
          {t('reports.comments.send')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onDone}>
          {t('access.cancel')}
        </Button>
      </Group>
    </form>
  );
}
