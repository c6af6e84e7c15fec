/** A Markdown table; its cells may hold anything. The formatter would pad every row to the width of the longest, so it stays away. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;
  return [
    '<!-- prettier-ignore-start -->',
    '',
    line(heads),
    line(heads.map(() => '---')),
    ...rows.map(line),
    '',
    '<!-- prettier-ignore-end -->',
    '',
  ];
}

const escaped = (text: string): string => text.replaceAll('\n', ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;');
