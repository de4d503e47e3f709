import { Button, Group, Menu, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormError } from '../access/form-error.tsx';
import { OnceShown } from '../access/once-shown.tsx';
import { useLanguage, useWords } from '../language.ts';
import { useMay } from '../session.ts';
import { addDays } from '../ui/days.ts';
import { formatDay } from '../ui/format.ts';
import { makeCalendarLink } from './queries.ts';

/** Days for which a subscription works unless another day is chosen. */
const usualDays = 180;

/** The ways to take the calendar along: as a file, as a subscription, as the list itself. */
export function CalendarMenu({ office, today }: { office: string | undefined; today: string }) {
  const t = useWords();
  const language = useLanguage();
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  const of = (given: Record<string, string>) =>
    new URLSearchParams({ ...given, ...(office ? { office } : {}), lang: language }).toString();
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
            {t('calendar.take')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component="a" href={`/api/v1/campaigns.ics?${of({})}`} download>
            {t('calendar.ics')}
          </Menu.Item>
          <Menu.Item component="a" href={`/api/v1/records/campaigns.csv?${of({})}`} download>
            {t('calendar.csv')}
          </Menu.Item>
          <Menu.Item component="a" href={`/api/v1/records/campaigns?${of({ as: 'xlsx' })}`} download>
            {t('calendar.xlsx')}
          </Menu.Item>
          {may('shareCalendar') ? (
            <Menu.Item onClick={() => setOpen(true)}>{t('calendar.subscribe.open')}</Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('calendar.subscribe.open')}
        closeButtonProps={{ 'aria-label': t('access.close') }}
        centered
      >
        <SubscribeForm office={office} today={today} />
      </Modal>
    </>
  );
}

function SubscribeForm({ office, today }: { office: string | undefined; today: string }) {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  const [name, setName] = useState('');
  const [expiresOn, setExpiresOn] = useState(addDays(today, usualDays));
  const make = useMutation({
    mutationFn: () => makeCalendarLink(name.trim(), office, expiresOn),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['shares'] }),
  });
  if (make.data) {
    return (
      <Stack gap="sm">
        <Text role="status">{t('calendar.subscribe.made', { day: formatDay(expiresOn, language) })}</Text>
        <OnceShown
          label={t('access.share.link')}
          value={`${window.location.origin}${make.data.path}?lang=${language}`}
        />
        <Text size="sm" className="soft">
          {t('calendar.subscribe.madeNote')}
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
        <Text size="sm">{t('calendar.subscribe.lead')}</Text>
        <TextInput
          label={t('calendar.subscribe.name')}
          value={name}
          required
          maxLength={200}
          onChange={({ currentTarget: { value } }) => setName(value)}
          data-autofocus
        />
        <TextInput
          type="date"
          label={t('calendar.subscribe.until')}
          value={expiresOn}
          min={today}
          max={addDays(today, 366)}
          required
          onChange={({ currentTarget: { value } }) => setExpiresOn(value)}
        />
        <FormError error={make.error} />
        <Group justify="flex-end">
          <Button type="submit" loading={make.isPending}>
            {t('calendar.subscribe.make')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
