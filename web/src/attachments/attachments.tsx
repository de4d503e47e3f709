import { Button, Progress, Stack, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconFile, IconPaperclip } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { FormError } from '../access/form-error.tsx';
import { useLanguage, useWords } from '../language.ts';
import { useMay } from '../session.ts';
import { formatInstant } from '../ui/format.ts';
import { Failed, Loading } from '../ui/states.tsx';
import './attachments.css';
import {
  type Attachment,
  attachmentPath,
  attachmentsQuery,
  removeAttachment,
  sendAttachment,
  type Thing,
} from './queries.ts';
import { sizeText } from './size.ts';

/** The server's own limit; what is above it need not be sent first. */
const bytesMax = 10 * 1024 * 1024;

interface Sending {
  readonly file: string;
  readonly part: number;
}

/** Photos and documents of a thing: looked at, added by dropping or choosing, taken away. */
export function Attachments({ noun, thing }: Thing) {
  const t = useWords();
  const language = useLanguage();
  const may = useMay();
  const cache = useQueryClient();
  const openPicker = useRef<() => void>(null);
  const [sending, setSending] = useState<Sending>();
  const [refused, setRefused] = useState<readonly string[]>([]);
  const list = useQuery({ ...attachmentsQuery({ noun, thing }), enabled: may('seeAttachments') });
  const send = useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const file of files) {
        setSending({ file: file.name, part: 0 });
        await sendAttachment({ noun, thing }, file, language, (part) => setSending({ file: file.name, part }));
      }
    },
    onSettled: async () => {
      setSending(undefined);
      await cache.invalidateQueries({ queryKey: ['attachments', noun, thing] });
    },
  });
  if (!may('seeAttachments')) return null;
  return (
    <section aria-label={t('attachments.title')}>
      <Text fw={600} size="sm">
        {t('attachments.title')}
      </Text>
      {list.isError ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Loading height={90} />
      ) : list.data.attachments.length === 0 ? (
        <Text size="sm" className="soft">
          {t('attachments.none')}
        </Text>
      ) : (
        <ul className="attachments">
          {list.data.attachments.map((attachment) => (
            <AttachmentCard key={attachment.id} attachment={attachment} mayRemove={may('attach')} />
          ))}
        </ul>
      )}
      {may('attach') ? (
        <Dropzone
          mt="sm"
          p="sm"
          maxSize={bytesMax}
          loading={false}
          openRef={openPicker}
          activateOnClick={false}
          activateOnKeyboard={false}
          style={{ borderStyle: 'dashed' }}
          inputProps={{ 'aria-label': t('attachments.choose') }}
          tabIndex={-1}
          onDrop={(files) => {
            setRefused([]);
            send.mutate(files);
          }}
          onReject={(files) => setRefused(files.map(({ file }) => file.name))}
        >
          <Stack gap={4} align="flex-start" style={{ pointerEvents: 'all' }}>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPaperclip size={16} aria-hidden />}
              loading={send.isPending}
              onClick={() => openPicker.current?.()}
            >
              {t('attachments.choose')}
            </Button>
            <Text size="xs" className="soft">
              {t('attachments.rule')}
            </Text>
          </Stack>
        </Dropzone>
      ) : null}
      <div aria-live="polite">
        {sending ? (
          <Stack gap={4} mt="xs">
            <Text size="sm">{t('attachments.sending', { file: sending.file })}</Text>
            <Progress value={100 * sending.part} aria-label={t('attachments.sending', { file: sending.file })} />
          </Stack>
        ) : null}
        {refused.length > 0 ? (
          <Text size="sm" c="var(--mantine-color-error)" mt="xs" role="alert">
            {t('attachments.tooLarge', { files: refused.join(', ') })}
          </Text>
        ) : null}
      </div>
      <FormError error={send.error} />
    </section>
  );
}

function AttachmentCard({ attachment, mayRemove }: { attachment: Attachment; mayRemove: boolean }) {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => removeAttachment(attachment.id),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['attachments', attachment.noun, attachment.thing] }),
  });
  const { fileName } = attachment;
  return (
    <li className="attachment">
      <a
        className="attachment-picture"
        href={attachmentPath(attachment.id)}
        target="_blank"
        rel="noreferrer"
        aria-label={t('attachments.open', { file: fileName })}
      >
        {attachment.mediaType.startsWith('image/') ? (
          <img src={attachmentPath(attachment.id)} alt="" loading="lazy" />
        ) : (
          <IconFile size={40} stroke={1.3} aria-hidden />
        )}
      </a>
      <div className="attachment-about">
        <span>{fileName}</span>
        <span className="soft">
          {sizeText(attachment.sizeBytes, language)} · {formatInstant(attachment.addedAt, language)}
          {attachment.by ? ` · ${attachment.by}` : ''}
        </span>
        {mayRemove ? (
          <Button
            size="compact-xs"
            variant="default"
            color="red"
            loading={remove.isPending}
            onClick={() => (isAsking ? remove.mutate() : setIsAsking(true))}
            onBlur={() => setIsAsking(false)}
            aria-label={t(isAsking ? 'attachments.removeNow' : 'attachments.remove', { file: fileName })}
          >
            {t(isAsking ? 'attachments.really' : 'attachments.take')}
          </Button>
        ) : null}
        <FormError error={remove.error} />
      </div>
    </li>
  );
}
