/** A note that tries to do more than be read; `OUTSIDE` stands for a server that must hear nothing. */
export interface HostileNote {
  readonly what: string;
  readonly text: string;
}

/**
 * Payloads after the ways in which Markdown programs have been broken (research, 2.3): HTML sinks,
 * links and schemes, secondary views such as titles and outlines, and names.
 */
export const HOSTILE_NOTES: readonly HostileNote[] = [
  { what: 'a script element', text: '# Night\n\n<script>window.pwned = 1; alert(1)</script>\n' },
  { what: 'an event handler', text: '- <img src=x onerror="window.pwned = 1">\n' },
  { what: 'an SVG with a handler', text: '<svg onload="window.pwned = 1"><g/></svg>\n' },
  {
    what: 'a frame with a page in it',
    text: '<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>\n',
  },
  { what: 'a frame that leads out', text: '<iframe src="OUTSIDE/frame"></iframe>\n' },
  { what: 'an embed of the app itself', text: '<embed src="app://backrow/index.html">\n' },
  {
    what: 'a form and a base',
    text: '<base href="OUTSIDE/"><form action="OUTSIDE/form"><button>\n',
  },
  { what: 'a style sheet', text: '<style>@import "OUTSIDE/style.css";</style>\n' },
  { what: 'a refresh', text: '<meta http-equiv="refresh" content="0;url=OUTSIDE/refresh">\n' },
  { what: 'a remote image', text: '![alt](OUTSIDE/pixel.png)\n' },
  { what: 'a remote image by reference', text: '![alt][x]\n\n[x]: OUTSIDE/reference.png\n' },
  { what: 'an image in a data address', text: '![x](data:image/svg+xml,<svg/onload=alert(1)>)\n' },
  { what: 'an image above the notebook', text: '![x](../../../../etc/passwd)\n' },
  { what: 'an image as a file address', text: '![x](file:///etc/passwd)\n' },
  { what: 'a script link', text: '- [click](javascript:window.pwned=1)\n' },
  { what: 'a script link in disguise', text: '- [click](java&#x0a;script:window.pwned=1)\n' },
  { what: 'a link to a program', text: '- [click](ms-msdt:/id) <search-ms:query=x> smb://h/s\n' },
  {
    what: 'a title that is HTML',
    text: '# <img src=x onerror="window.pwned = 1">\n\n## <b onclick=alert(1)>x\n',
  },
  {
    what: 'an event header that is HTML',
    text: '<script>window.pwned=1</script>\n=====\n\n# [10:00] <svg/onload=alert(1)>\n',
  },
  {
    what: 'a table and a note below',
    text: '| <script>alert(1)</script> |\n|-|\n| [^1] |\n\n[^1]: <img src=x onerror=alert(1)>\n',
  },
  { what: 'front matter', text: '---\ntitle: "<script>window.pwned=1</script>"\n---\n\n# Night\n' },
  {
    what: 'a diagram and mathematics',
    text: '```mermaid\ngraph TD; A["<img src=x onerror=alert(1)>"]\n```\n\n$\\href{javascript:alert(1)}{x}$\n',
  },
  {
    what: 'invisible and turning characters',
    text: '# \u202eabc\u2066 \u200b\ufeff\n\n- \u0000\u0007x\n',
  },
  {
    what: 'a very deep list',
    text: Array.from({ length: 400 }, (_, depth) => `${'  '.repeat(depth)}- x\n`).join(''),
  },
  { what: 'a very long line', text: `- ${'[a]('.repeat(5_000)}\n` },
];
