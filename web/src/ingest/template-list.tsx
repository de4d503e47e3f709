import { Text } from '@mantine/core';
import { useLanguage, useWords } from '../language.ts';
import { Panel } from '../ui/panel.tsx';

const names = [
  ...(['applicants', 'audience-applicants', 'sources', 'readings', 'inquiries', 'processing', 'campaigns'] as const),
  ...(['activities', 'targets', 'evidence', 'themes', 'events', 'fees'] as const),
];

/** Tilik's own templates, to download with headers in the language of the page. */
export function TemplateList() {
  const t = useWords();
  const language = useLanguage();
  return (
    <Panel title={t('data.templates')}>
      <Text size="sm" className="soft" mt={4} mb="sm">
        {t('data.templatesDetail')}
      </Text>
      <ul className="plain" style={{ fontSize: '0.95rem' }}>
        {names.map((name) => (
          <li key={name}>
            {t(`data.templateNames.${name}`)}:{' '}
            {['xlsx', 'csv'].map((ending, index) => (
              <span key={ending}>
                {index > 0 ? ' · ' : ''}
                <a href={`/api/v1/imports/templates/${name}.${ending}?lang=${language}`} download>
                  {ending.toUpperCase()}
                  <span className="hidden"> {t(`data.templateNames.${name}`)}</span>
                </a>
              </span>
            ))}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
