import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { useLanguage, useWords } from '../language.ts';
import { useMay } from '../session.ts';
import { formatDay } from '../ui/format.ts';
import { daysAfter } from './days.ts';
import { FormError } from './form-error.tsx';
import { OnceShown } from './once-shown.tsx';
import { makeShare } from './queries.ts';

/** Days after which a link ends by itself unless another day is chosen. */
const usualDays = 14;

/** Makes a link that shows the page as it stands now, with the days it has now, to somebody who is not signed in. */
export function ShareButton({
  name: viewName,
  from,
  to,
  today,
}: {
  name: string;
  from: string;
  to: string;
  today: string;
}) {
  const t = useWords();
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  if (!may('share')) return null;
  return (
    <>
      <Button
        size="sm"
        variant="default"
        className="no-print"
        leftSection={<IconLink size={16} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('access.share.open')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('access.share.open')}
        closeButtonProps={{ 'aria-label': t('access.close') }}
        centered
      >
        <ShareForm viewName={viewName} from={from} to={to < today ? to : today} today={today} />
      </Modal>
    </>
  );
}

function ShareForm({ viewName, from, to, today }: { viewName: string; from: string; to: string; today: string }) {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  const { pathname, searchStr } = useLocation();
  const [name, setName] = useState(viewName);
  const [expiresOn, setExpiresOn] = useState(daysAfter(today, usualDays));
  const make = useMutation({
    mutationFn: () =>
      makeShare({
        name: name.trim(),
        page: pathname,
        search: searchStr.replace(/^\?/, ''),
        fromOn: from,
        toOn: to,
        expiresOn,
      }),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['shares'] }),
  });
  if (make.data) {
    return (
      <Stack gap="sm">
        <Text role="status">{t('access.share.made', { day: formatDay(expiresOn, language) })}</Text>
        <OnceShown label={t('access.share.link')} value={`${window.location.origin}${make.data.path}`} />
        <Text size="sm" className="soft">
          {t('access.share.madeNote')}
        </Text>
      </Stack>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <Stack gap="sm">
        <Text size="sm">
          {t('access.share.lead', { from: formatDay(from, language), to: formatDay(to, language) })}
        </Text>
        <TextInput
          label={t('access.share.name')}
          description={t('access.share.nameNote')}
          styles={{ description: { color: 'var(--ink-soft)' } }}
          value={name}
          required
          withAsterisk={false}
          maxLength={200}
          data-autofocus
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('access.share.expires')}
          value={expiresOn}
          min={today}
          max={daysAfter(today, 366)}
          required
          withAsterisk={false}
          onChange={({ currentTarget: { value } }) => value && setExpiresOn(value)}
        />
        <FormError error={make.error} />
        <Group>
          <Button type="submit" loading={make.isPending} disabled={name.trim() === ''}>
            {t('access.share.make')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
