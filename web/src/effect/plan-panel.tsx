import { Alert, Button, Checkbox, Group, Text, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconClockExclamation } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { issuesOf } from '../api.ts';
import { useLanguage, useWords } from '../language.ts';
import { useMay } from '../session.ts';
import { formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { daysInWords } from './names.ts';
import { declarePlan, type Plans, plansQuery } from './queries.ts';
import { ShapePicture } from './shape-picture.tsx';
import { type Estimand, estimands, type Shape, shapes } from './view.ts';

/** What was declared of a campaign, when, and the way to declare or change it. */
export function PlanPanel({ id, startedOn }: { id: string; startedOn: string }) {
  const t = useWords();
  const plans = useQuery(plansQuery(id));
  return (
    <Panel title={t('effect.plan.title')}>
      <Text size="sm" className="soft" mt={4} maw={820}>
        {t('effect.plan.lead')}
      </Text>
      {plans.isError ? (
        <Failed error={plans.error} retry={() => void plans.refetch()} />
      ) : plans.isPending ? (
        <Loading height={180} />
      ) : (
        <Standing id={id} plans={plans.data} startedOn={startedOn} />
      )}
    </Panel>
  );
}

function Standing({ id, plans, startedOn }: { id: string; plans: Plans; startedOn: string }) {
  const t = useWords();
  const language = useLanguage();
  const may = useMay();
  const [isChanging, setChanging] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  // The keyboard goes on where it was before the form opened.
  const close = () => {
    setChanging(false);
    requestAnimationFrame(() => opener.current?.focus());
  };
  const { standing, history, offices } = plans;
  const officeName = (office: string) => offices.find((each) => each.id === office)?.name ?? office;
  const officesInWords = (list: readonly string[]) =>
    list.length === 0 ? t('effect.plan.noOffices') : list.map(officeName).join('; ');
  return (
    <>
      <dl className="effect-facts">
        <div>
          <dt>{t('effect.plan.estimand')}</dt>
          <dd>{t(`effect.estimands.${standing.estimand}`)}</dd>
        </div>
        <div>
          <dt>{t('effect.plan.shape')}</dt>
          <dd>
            {t(`effect.shapes.${standing.shape}.name`)}
            <ShapePicture shape={standing.shape} />
          </dd>
        </div>
        <div>
          <dt>{t('effect.plan.window')}</dt>
          <dd>{daysInWords(standing.from, standing.to, language, '')}</dd>
        </div>
        <div>
          <dt>{t('effect.plan.offices')}</dt>
          <dd>{officesInWords(standing.comparisons)}</dd>
        </div>
        <div>
          <dt>{t('effect.plan.declaredAt')}</dt>
          <dd>
            {standing.declaredAt === null ? t('effect.plan.notDeclared') : formatInstant(standing.declaredAt, language)}
          </dd>
        </div>
      </dl>
      {standing.declaredAt === null ? (
        <Text mt="sm" size="sm" maw={820}>
          {t('effect.plan.notDeclaredNote')}
        </Text>
      ) : standing.afterStart ? (
        <Alert color="yellow" variant="light" mt="sm" icon={<IconClockExclamation aria-hidden />}>
          {t('effect.plan.afterStart')}
        </Alert>
      ) : null}
      {isChanging || !may('declarePlan') ? null : (
        <Button ref={opener} variant="default" mt="md" className="no-print" onClick={() => setChanging(true)}>
          {t(history.length === 0 ? 'effect.plan.declare' : 'effect.plan.change')}
        </Button>
      )}
      {isChanging ? <PlanForm id={id} plans={plans} startedOn={startedOn} onDone={close} /> : null}
      {history.length > 0 ? (
        <>
          <Text fw={600} size="sm" component="h3" mt="md" mb={0}>
            {t('effect.plan.history')}
          </Text>
          <ol className="plain">
            {history.map((plan) => (
              <li key={plan.declaredAt}>
                {formatInstant(plan.declaredAt, language)}: {t(`effect.estimandsShort.${plan.estimand}`)},{' '}
                {t(`effect.shapes.${plan.shape}.name`).toLocaleLowerCase(language)},{' '}
                {plan.from === null && plan.to === null
                  ? t('effect.plan.ownDaysShort')
                  : daysInWords(plan.from ?? startedOn, plan.to, language, t('effect.plan.ownEnd'))}
                , {officesInWords(plan.comparisons)}
                {plan.reason === null ? null : (
                  <div>
                    <span className="soft">{t('effect.plan.reason')}:</span> {plan.reason}
                  </div>
                )}
              </li>
            ))}
          </ol>
        </>
      ) : null}
    </>
  );
}

function PlanForm({
  id,
  plans,
  startedOn,
  onDone,
}: {
  id: string;
  plans: Plans;
  startedOn: string;
  onDone: () => void;
}) {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  const { standing, history, offices } = plans;
  const last = history.at(-1);
  const [estimand, setEstimand] = useState<Estimand>(standing.estimand);
  const [shape, setShape] = useState<Shape>(standing.shape);
  const [hasOwnDays, setOwnDays] = useState((last?.from ?? null) === null && (last?.to ?? null) === null);
  const [from, setFrom] = useState(standing.from);
  const [to, setTo] = useState(standing.to);
  const [comparisons, setComparisons] = useState<readonly string[]>(standing.comparisons);
  const [reason, setReason] = useState('');
  const isChange = history.length > 0;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLInputElement>('input:checked')?.focus(), []);
  const save = useMutation({
    mutationFn: () =>
      declarePlan(
        id,
        {
          estimand,
          shape,
          ...(hasOwnDays ? {} : { from, to }),
          comparisons,
          ...(reason.trim() === '' ? {} : { reason }),
        },
        language,
      ),
    onSuccess: async () => {
      onDone();
      notifications.show({
        message: t('effect.plan.saved'),
        closeButtonProps: { 'aria-label': t('state.dismiss') },
      });
      await cache.invalidateQueries({ queryKey: ['effect'] });
    },
  });
  const name = t(isChange ? 'effect.plan.change' : 'effect.plan.declare');
  return (
    <form
      ref={form}
      aria-label={name}
      style={{ marginTop: '1rem', display: 'grid', gap: '1rem', maxWidth: 820 }}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Text size="sm">{t(isChange ? 'effect.plan.changeNote' : 'effect.plan.declareNote')}</Text>
      <fieldset className="plain-fieldset">
        <legend>{t('effect.plan.estimand')}</legend>
        <div className="shape-choices">
          {estimands.map((each) => (
            <label key={each} className="shape-choice">
              <input
                type="radio"
                name="estimand"
                value={each}
                checked={estimand === each}
                onChange={() => setEstimand(each)}
              />
              <strong>{t(`effect.estimands.${each}`)}</strong>
              <span className="soft">{t(`effect.estimandNotes.${each}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset className="plain-fieldset">
        <legend>{t('effect.plan.shape')}</legend>
        <div className="shape-choices">
          {shapes.map((each) => (
            <label key={each} className="shape-choice">
              <input type="radio" name="shape" value={each} checked={shape === each} onChange={() => setShape(each)} />
              <strong>{t(`effect.shapes.${each}.name`)}</strong>
              <ShapePicture shape={each} />
              <span className="soft">{t(`effect.shapes.${each}.note`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset className="plain-fieldset">
        <legend>{t('effect.plan.window')}</legend>
        <Checkbox
          label={t('effect.plan.ownDays')}
          checked={hasOwnDays}
          onChange={({ currentTarget: { checked } }) => setOwnDays(checked)}
        />
        {hasOwnDays ? null : (
          <Group mt="xs">
            <TextInput
              type="date"
              label={t('filter.from')}
              value={from}
              min={startedOn}
              required
              onChange={({ currentTarget: { value } }) => setFrom(value)}
            />
            <TextInput
              type="date"
              label={t('filter.to')}
              value={to}
              min={from}
              required
              onChange={({ currentTarget: { value } }) => setTo(value)}
            />
          </Group>
        )}
      </fieldset>
      {offices.length > 0 ? (
        <fieldset className="plain-fieldset">
          <legend>{t('effect.plan.offices')}</legend>
          <Text size="sm" className="soft" mb={6}>
            {t('effect.plan.officesNote')}
          </Text>
          {offices.map((office) => (
            <Checkbox
              key={office.id}
              mt={4}
              label={office.name}
              checked={comparisons.includes(office.id)}
              onChange={({ currentTarget: { checked } }) =>
                setComparisons(checked ? [...comparisons, office.id] : comparisons.filter((each) => each !== office.id))
              }
            />
          ))}
        </fieldset>
      ) : null}
      {isChange ? (
        <Textarea
          label={t('effect.plan.reason')}
          description={t('effect.plan.reasonNote')}
          styles={{ description: { color: 'var(--ink-soft)' } }}
          required
          maxLength={500}
          autosize
          minRows={2}
          value={reason}
          onChange={({ currentTarget: { value } }) => setReason(value)}
        />
      ) : null}
      {save.isError ? (
        <>
          <Failed error={save.error} retry={() => save.mutate()} />
          <ul className="plain">
            {issuesOf(save.error).map(({ field, message }) => (
              <li key={`${field} ${message}`}>{message}</li>
            ))}
          </ul>
        </>
      ) : null}
      <Group gap="xs">
        <Button type="submit" loading={save.isPending} disabled={isChange && reason.trim() === ''}>
          {t('effect.plan.save')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('quality.cancel')}
        </Button>
      </Group>
    </form>
  );
}
