import { IconFile } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useWords } from '../language.ts';
import './attachments.css';
import { attachmentPath, attachmentsQuery, type Thing } from './queries.ts';

/** The photos and documents of a thing, small and in one line; nothing where there are none. */
export function AttachedPictures({ noun, thing }: Thing) {
  const t = useWords();
  const { data } = useQuery(attachmentsQuery({ noun, thing }));
  if (!data || data.attachments.length === 0) return null;
  return (
    <ul className="attached">
      {data.attachments.map(({ id, fileName, mediaType }) => (
        <li key={id}>
          <a
            className="attached-picture"
            href={attachmentPath(id)}
            target="_blank"
            rel="noreferrer"
            aria-label={t('attachments.open', { file: fileName })}
          >
            {mediaType.startsWith('image/') ? (
              <img src={attachmentPath(id)} alt="" loading="lazy" />
            ) : (
              <IconFile size={28} stroke={1.3} aria-hidden />
            )}
          </a>
        </li>
      ))}
    </ul>
  );
}
