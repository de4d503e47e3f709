import {
  Button,
  FileButton,
  Group,
  NativeSelect,
  PasswordInput,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPhoto, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { About } from '../about.ts';
import { FormError } from '../access/form-error.tsx';
import { useWords } from '../language.ts';
import { useMay } from '../session.ts';
import { Panel } from '../ui/panel.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { numberExample } from './number-example.ts';
import { keepLogo, keepSettings, logoPath, type ReportSettings, removeLogo, settingsQuery } from './queries.ts';
import './reports.css';

/** How an office's reports look, how they are numbered, and to whom they go. */
export function ReportsSettings({ about }: { about: About }) {
  const t = useWords();
  const may = useMay();
  const [chosen, setChosen] = useState<string>();
  const office = chosen ?? about.offices[0]?.id ?? '';
  const settings = useQuery(settingsQuery(office));
  return (
    <Stack gap="lg">
      {about.offices.length > 1 ? (
        <NativeSelect
          label={t('filter.office')}
          value={office}
          data={about.offices.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={({ currentTarget: { value } }) => setChosen(value)}
          maw={360}
        />
      ) : null}
      {settings.isError ? (
        <Failed error={settings.error} retry={() => void settings.refetch()} />
      ) : settings.isPending ? (
        <Loading height={420} />
      ) : (
        <>
          <SettingsForm key={office} office={office} settings={settings.data} today={about.today} />
          <LogoPanel office={office} hash={settings.data.logo} />
        </>
      )}
      {may('keepReportSettings') ? null : (
        <Text size="sm" className="soft">
          {t('reports.settings.readOnly')}
        </Text>
      )}
    </Stack>
  );
}

const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

const given = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** Under the field: what it is for, in letters that can be read on the ground of the page. */
const below = {
  styles: { description: { color: 'var(--ink-soft)' } },
  inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[],
};

function SettingsForm({ office, settings, today }: { office: string; settings: ReportSettings; today: string }) {
  const t = useWords();
  const may = useMay();
  const cache = useQueryClient();
  const [letterhead, setLetterhead] = useState(settings.letterhead.join('\n'));
  const [place, setPlace] = useState(settings.place);
  const [signatoryTitle, setSignatoryTitle] = useState(settings.signatoryTitle);
  const [signatoryName, setSignatoryName] = useState(settings.signatoryName ?? '');
  const [numberPattern, setNumberPattern] = useState(settings.numberPattern);
  const [recipients, setRecipients] = useState(settings.recipients.join('\n'));
  const [webhookUrl, setWebhookUrl] = useState(settings.webhookUrl ?? '');
  const [secret, setSecret] = useState('');
  const [draftsByItself, setDraftsByItself] = useState(settings.draftsByItself);
  const isLocked = !may('keepReportSettings');
  const save = useMutation({
    mutationFn: () =>
      keepSettings(office, {
        letterhead: linesOf(letterhead),
        place: place.trim(),
        signatoryTitle: signatoryTitle.trim(),
        signatoryName: given(signatoryName),
        numberPattern: numberPattern.trim(),
        recipients: linesOf(recipients.replaceAll(/[,;]/g, '\n')),
        webhookUrl: given(webhookUrl),
        draftsByItself,
        // What is not typed anew stays as it is.
        ...(secret === '' ? {} : { webhookSecret: secret }),
      }),
    onSuccess: async () => {
      setSecret('');
      await cache.invalidateQueries({ queryKey: ['report-settings'] });
      await cache.invalidateQueries({ queryKey: ['reports'] });
      notifications.show({
        message: t('reports.settings.saved'),
        closeButtonProps: { 'aria-label': t('state.dismiss') },
      });
    },
  });
  return (
    <form
      aria-label={t('reports.settings.title')}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="lg">
        <Panel title={t('reports.settings.paper')}>
          <div className="reports-fields">
            <Textarea
              label={t('reports.settings.letterhead')}
              description={t('reports.settings.letterheadNote')}
              {...below}
              className="wide"
              value={letterhead}
              readOnly={isLocked}
              autosize
              minRows={3}
              onChange={({ currentTarget: { value } }) => setLetterhead(value)}
            />
            <TextInput
              label={t('reports.settings.place')}
              description={t('reports.settings.placeNote')}
              {...below}
              value={place}
              readOnly={isLocked}
              maxLength={100}
              onChange={({ currentTarget: { value } }) => setPlace(value)}
            />
            <TextInput
              label={t('reports.settings.signatoryTitle')}
              value={signatoryTitle}
              readOnly={isLocked}
              maxLength={200}
              onChange={({ currentTarget: { value } }) => setSignatoryTitle(value)}
            />
            <TextInput
              label={t('reports.settings.signatoryName')}
              description={t('reports.settings.signatoryNameNote')}
              {...below}
              value={signatoryName}
              readOnly={isLocked}
              maxLength={200}
              autoComplete="off"
              onChange={({ currentTarget: { value } }) => setSignatoryName(value)}
            />
            <div>
              <TextInput
                label={t('reports.settings.numberPattern')}
                description={t('reports.settings.numberPatternNote', patternParts)}
                {...below}
                value={numberPattern}
                readOnly={isLocked}
                required
                withAsterisk={false}
                maxLength={100}
                onChange={({ currentTarget: { value } }) => setNumberPattern(value)}
              />
              <Text size="sm" mt={4} aria-live="polite">
                {t('reports.settings.example')}{' '}
                <strong className="reports-number">{numberExample(numberPattern, today)}</strong>
              </Text>
            </div>
          </div>
        </Panel>
        <Panel title={t('reports.settings.way')}>
          <div className="reports-fields">
            <Textarea
              label={t('reports.settings.recipients')}
              description={t('reports.settings.recipientsNote')}
              {...below}
              value={recipients}
              readOnly={isLocked}
              autosize
              minRows={2}
              onChange={({ currentTarget: { value } }) => setRecipients(value)}
            />
            <TextInput
              type="url"
              label={t('reports.settings.webhook')}
              description={t('reports.settings.webhookNote')}
              {...below}
              value={webhookUrl}
              readOnly={isLocked}
              maxLength={2000}
              placeholder="https://"
              onChange={({ currentTarget: { value } }) => setWebhookUrl(value)}
            />
            {isLocked ? null : (
              <PasswordInput
                label={t('reports.settings.secret')}
                description={t(
                  settings.hasWebhookSecret ? 'reports.settings.secretKept' : 'reports.settings.secretNote',
                )}
                {...below}
                value={secret}
                maxLength={200}
                autoComplete="new-password"
                visibilityToggleButtonProps={{ 'aria-label': t('reports.settings.showSecret') }}
                onChange={({ currentTarget: { value } }) => setSecret(value)}
              />
            )}
            <Switch
              label={t('reports.settings.drafts')}
              description={t('reports.settings.draftsNote')}
              styles={{ description: { color: 'var(--ink-soft)' } }}
              checked={draftsByItself}
              disabled={isLocked}
              onChange={({ currentTarget: { checked } }) => setDraftsByItself(checked)}
            />
          </div>
        </Panel>
        {isLocked ? null : (
          <div>
            <FormError error={save.error} />
            <Button type="submit" mt="xs" loading={save.isPending}>
              {t('records.save')}
            </Button>
          </div>
        )}
      </Stack>
    </form>
  );
}

/** The parts of a pattern, as they are typed. */
const patternParts = { n: '{n}', month: '{month}', mm: '{mm}', year: '{year}' };

/** As the server has it. */
const logoBytesMax = 1024 * 1024;

/** The picture above the letterhead. It is used from when it is chosen; approved reports keep the one they have. */
function LogoPanel({ office, hash }: { office: string; hash: string | null }) {
  const t = useWords();
  const may = useMay();
  const cache = useQueryClient();
  const [isTooLarge, setTooLarge] = useState(false);
  const again = async () => {
    await cache.invalidateQueries({ queryKey: ['report-settings'] });
    await cache.invalidateQueries({ queryKey: ['reports'] });
  };
  const keep = useMutation({ mutationFn: (file: File) => keepLogo(office, file), onSuccess: again });
  const remove = useMutation({ mutationFn: () => removeLogo(office), onSuccess: again });
  return (
    <Panel title={t('reports.settings.logo')}>
      <Text size="sm" className="soft" mt={4} mb="sm" maw={640}>
        {t('reports.settings.logoNote')}
      </Text>
      {hash === null ? (
        <Text>{t('reports.settings.noLogo')}</Text>
      ) : (
        <img className="reports-logo" src={logoPath(hash)} alt={t('reports.settings.logoNow')} />
      )}
      {may('keepReportSettings') ? (
        <Group gap="xs" mt="sm">
          <FileButton
            accept="image/png,image/jpeg"
            inputProps={{ 'aria-label': t('reports.settings.chooseLogo') }}
            onChange={(file) => {
              if (!file) return;
              setTooLarge(file.size > logoBytesMax);
              if (file.size <= logoBytesMax) keep.mutate(file);
            }}
          >
            {(props) => (
              <Button
                {...props}
                variant="default"
                leftSection={<IconPhoto size={16} aria-hidden />}
                loading={keep.isPending}
              >
                {t('reports.settings.chooseLogo')}
              </Button>
            )}
          </FileButton>
          {hash === null ? null : (
            <Button
              variant="default"
              leftSection={<IconTrash size={16} aria-hidden />}
              loading={remove.isPending}
              onClick={() => remove.mutate()}
            >
              {t('reports.settings.removeLogo')}
            </Button>
          )}
        </Group>
      ) : null}
      {isTooLarge ? (
        <Text size="sm" c="var(--mantine-color-error)" mt="xs" role="alert">
          {t('reports.settings.logoTooLarge')}
        </Text>
      ) : null}
      <FormError error={keep.error ?? remove.error} />
    </Panel>
  );
}
