const scale = 2;
const margin = 24;
const titleHeight = 40;
const footnoteHeight = 28;
const styled = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'fill-opacity',
  'font-size',
  'font-weight',
];

/** One SVG of all charts in a container, one below the other as they stand on the page, colours written into it. */
function joinedSvg(
  container: HTMLElement,
  { title, footnote }: { title: string; footnote?: string | undefined },
): { text: string; width: number; height: number } {
  const surfaces = [...container.querySelectorAll<SVGSVGElement>('svg.recharts-surface, svg[data-chart]')].filter(
    (surface) => surface.clientWidth > 100,
  );
  const frame = container.getBoundingClientRect();
  const page = getComputedStyle(document.body);
  const width = frame.width + 2 * margin;
  const height = frame.height + titleHeight + (footnote ? footnoteHeight : 0) + 2 * margin;
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  svg.setAttribute('width', String(width));
  svg.setAttribute('height', String(height));
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.setAttribute('font-family', page.fontFamily);

  const ground = document.createElementNS(svg.namespaceURI, 'rect');
  for (const [name, value] of [
    ['width', width],
    ['height', height],
    ['fill', getComputedStyle(container.closest('.panel') ?? document.body).backgroundColor],
  ]) {
    ground.setAttribute(String(name), String(value));
  }
  svg.append(ground);

  const write = (text: string, x: number, y: number, size: number, weight: number) => {
    const line = document.createElementNS(svg.namespaceURI, 'text');
    line.setAttribute('x', String(x));
    line.setAttribute('y', String(y));
    line.setAttribute('font-size', String(size));
    line.setAttribute('font-weight', String(weight));
    line.setAttribute('fill', page.color);
    line.textContent = text;
    svg.append(line);
  };
  write(title, margin, margin + 16, 17, 600);
  for (const heading of container.querySelectorAll<HTMLElement>('[data-chart-heading]')) {
    const box = heading.getBoundingClientRect();
    write(
      heading.textContent,
      margin + box.left - frame.left,
      margin + titleHeight + box.top - frame.top + 14,
      13,
      600,
    );
  }
  for (const surface of surfaces) {
    const copy = surface.cloneNode(true) as SVGSVGElement;
    const originals = surface.querySelectorAll('*');
    for (const [index, node] of copy.querySelectorAll('*').entries()) {
      const original = originals[index];
      if (!original) continue;
      const style = getComputedStyle(original);
      for (const property of styled) node.setAttribute(property, style.getPropertyValue(property));
    }
    const box = surface.getBoundingClientRect();
    copy.setAttribute('x', String(margin + box.left - frame.left));
    copy.setAttribute('y', String(margin + titleHeight + box.top - frame.top));
    copy.setAttribute('width', String(box.width));
    copy.setAttribute('height', String(box.height));
    copy.removeAttribute('style');
    svg.append(copy);
  }
  if (footnote) write(footnote, margin, height - margin, 12, 400);
  return { text: new XMLSerializer().serializeToString(svg), width, height };
}

function download(blob: Blob, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A cell as it stands in a file; text that a spreadsheet would run as a formula is made text. */
function csvCell(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Saves rows, the first of them the names of the columns, as the server writes its own. */
export function saveRows(rows: readonly (readonly (string | number | null)[])[], fileName: string): void {
  const text = rows.map((row) => `${row.map(csvCell).join(',')}\n`).join('');
  download(new Blob([`\uFEFF${text}`], { type: 'text/csv;charset=utf-8' }), `${fileName}.csv`);
}

/** Saves the charts of a container as one picture, with its title above and its footnote below. */
export async function saveCharts(
  container: HTMLElement,
  options: { kind: 'png' | 'svg'; title: string; fileName: string; footnote?: string | undefined },
): Promise<void> {
  const { text, width, height } = joinedSvg(container, options);
  const svg = new Blob([text], { type: 'image/svg+xml' });
  if (options.kind === 'svg') {
    download(svg, `${options.fileName}.svg`);
    return;
  }
  const image = new Image();
  image.src = URL.createObjectURL(svg);
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * scale;
  canvas.height = height * scale;
  const context = canvas.getContext('2d');
  context?.scale(scale, scale);
  context?.drawImage(image, 0, 0);
  URL.revokeObjectURL(image.src);
  canvas.toBlob((png) => {
    if (png) download(png, `${options.fileName}.png`);
  }, 'image/png');
}
