/** A page that tries to do more than be read; `OUTSIDE` stands for a server that must hear nothing. */
export interface HostilePage {
  readonly what: string;
  readonly html: string;
  /** All that may come of it: what follows the words of the item it is pasted at. */
  readonly expected: string;
}

const PWN = 'window.pwned=1';
const DEPTH = 3000;

/**
 * Payloads after the ways in which readers of HTML have been broken: elements that run or load,
 * handlers, schemes in disguise, and sources that two parsers read as two trees (mutation XSS).
 *
 * Each has a word that is to be kept: a reader that drops the whole page would lose what was pasted.
 */
export const HOSTILE_PAGES: readonly HostilePage[] = [
  {
    what: 'script elements',
    html: `<p>a<script>${PWN};alert(1)</script>b</p><script src="OUTSIDE/x.js"></script><SCRIPT/x>${PWN}</SCRIPT>`,
    expected: 'ab',
  },
  {
    what: 'style sheets',
    html: '<style>@import "OUTSIDE/a.css";p{background:url(OUTSIDE/b.png)}</style><link rel=stylesheet href="OUTSIDE/c.css"><link rel=preload as=image href="OUTSIDE/d.png"><p>kept</p>',
    expected: 'kept',
  },
  {
    what: 'style attributes',
    html: `<p style="background:url(OUTSIDE/a.png)">one</p><p/style='position:fixed;inset:0'>two</p><p a="b"STYLE
="behavior:url(OUTSIDE/b)">three</p>`,
    expected: '\n- one\n- two\n- three',
  },
  {
    what: 'frames',
    html: `<p>kept</p><iframe srcdoc="<script>parent.pwned=1</script>">in</iframe><iframe src="OUTSIDE/frame"></iframe><iframe src="javascript:parent.pwned=1"></iframe><frameset><frame src="OUTSIDE/f"></frameset>`,
    expected: 'kept',
  },
  {
    what: 'plugins',
    html: '<p>kept</p><object data="OUTSIDE/o"><p>instead</p></object><embed src="OUTSIDE/e"><applet code=x></applet><portal src="OUTSIDE/p"></portal>',
    expected: 'kept',
  },
  {
    what: 'an SVG that acts',
    html: `<p>kept</p><svg onload="${PWN}"><script>${PWN}</script><image href="OUTSIDE/i.png"/><a xlink:href="javascript:${PWN}"><text>click</text></a><animate onbegin="${PWN}" attributeName=x dur=1s /><foreignObject><img src=x onerror="${PWN}"></foreignObject></svg>`,
    expected: 'kept',
  },
  {
    what: 'event handlers',
    html: `<body onload="${PWN}" onpageshow="${PWN}"><p onclick="${PWN}" onpointerover="${PWN}" onfocus="${PWN}" tabindex=0 autofocus contenteditable>kept</p><details open ontoggle="${PWN}">more</details><img src=x onerror="${PWN}" alt=picture><marquee onstart="${PWN}">runs</marquee></body>`,
    expected: '\n- kept\n- more\n- pictureruns',
  },
  {
    what: 'media',
    html: `<p>kept</p><video src="OUTSIDE/v.mp4" poster="OUTSIDE/p.png" onerror="${PWN}"></video><audio src="OUTSIDE/a.mp3" autoplay></audio><picture><source srcset="OUTSIDE/s.webp"></picture><input type=image src="OUTSIDE/i.png">`,
    expected: 'kept',
  },
  {
    what: 'links that run',
    html: [
      `javascript:${PWN}`,
      `JaVaScRiPt:${PWN}`,
      ` &#1;java&#10;scr&#9;ipt&colon;${PWN}`,
      `https:&#10;javascript:${PWN}`,
      `vbscript:x`,
      `data:text/html,<script>${PWN}</script>`,
      'blob:app://backrow/1',
      'file:///etc/passwd',
      'app://backrow/notes.md',
      'ms-msdt:/id',
      '//example.com/',
    ]
      .map((url, at) => `<p><a href='${url}'>link ${at}</a></p>`)
      .join(''),
    expected: Array.from({ length: 11 }, (_, at) => `\n- link ${at}`).join(''),
  },
  {
    what: 'links that would leave their brackets',
    html: '<p><a href="https://example.com/)[x](javascript:alert(1)">one</a></p><p><a href="https://example.com/ &quot;><img src=x>">two](javascript:alert(1)) [</a></p>',
    expected:
      '\n- [one](<https://example.com/)[x](javascript:alert(1)>)\n- [two\\](javascript:alert(1)) \\[](<https://example.com/ "\\>\\<img src=x\\>>)',
  },
  {
    what: 'a refresh, a base and a policy',
    html: '<meta http-equiv=refresh content="0;url=OUTSIDE/r"><meta http-equiv="Content-Security-Policy" content="default-src *"><base href="OUTSIDE/" target=_top><p><a href="relative">kept</a></p>',
    expected: 'kept',
  },
  {
    what: 'a form',
    html: '<form action="OUTSIDE/form" id=note><p>kept</p><input name=user value=me autofocus><button formaction="javascript:alert(1)">Send</button><textarea name=body>x</textarea></form>',
    expected: 'kept',
  },
  {
    what: 'remote images',
    html: '<p><img src="OUTSIDE/pixel.png" alt="far" srcset="OUTSIDE/2x.png 2x"></p><table background="OUTSIDE/t.png"><tr><td>cell</td></tr></table><img src="OUTSIDE/one.gif" width=1 height=1>',
    expected: '\n- ![far](OUTSIDE/pixel.png)\n- cell',
  },
  {
    what: 'images that are no pictures',
    html: `<p>kept<img src="data:image/svg+xml,<svg onload=alert(1)>" alt=" a"><img src="data:text/html;base64,PHA+" alt=" b"><img src="javascript:${PWN}" alt=" c"><img src="file:///etc/passwd" alt=" d"><img src="../../../etc/passwd" alt=" e"></p>`,
    expected: 'keptabcde',
  },
  {
    what: 'a template and a noscript',
    html: `<template><img src=x onerror="${PWN}"></template><template shadowrootmode=open><p>shadow</p></template><noscript><p title="</noscript><img src=x onerror=${PWN}>">hidden</p></noscript><p>kept</p>`,
    expected: '\n- hidden\n- kept',
  },
  {
    what: 'a tree that changes when it is read again (MathML)',
    html: `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${PWN}&gt;"></mglyph></table></mtext></math><p>kept</p>`,
    expected: 'kept',
  },
  {
    what: 'a tree that changes when it is read again (SVG)',
    html: `<svg></p><style><a id="</style><img src=1 onerror=${PWN}>"></style></svg><form><math><mtext></form><form><mglyph><style></math><img src onerror=${PWN}></style></mglyph></form></mtext></math><p>kept</p>`,
    expected: '\n- ">\n- kept',
  },
  {
    what: 'comments and sections that end early',
    html: `<!--><img src=x onerror=${PWN}>--><!--[if IE]><script>${PWN}</script><![endif]--><![CDATA[<img src=x onerror=${PWN}>]]><!-- <a title="--><base href="OUTSIDE/"><style>p{}</style><p style="color:red">shown</p><p a="--><img src=x onerror=${PWN}>">kept</p>`,
    expected: '\n- -->]]>\n- shown\n- kept',
  },
  {
    what: 'words that look like HTML',
    html: `<p>&lt;img src=x onerror=&quot;${PWN}&quot;&gt; &lt;/p&gt;</p><pre>&lt;script&gt;${PWN}&lt;/script&gt;</pre><xmp><script>${PWN}</script></xmp>`,
    expected:
      '\n- \\<img src=x onerror="window.pwned=1"> \\</p>\n- ```\n  <script>window.pwned=1</script>\n  ```\n- \\<script>window.pwned=1\\</script>',
  },
  {
    what: 'names of the app itself',
    html: '<div id="root" name="backrow" class="note block image" contenteditable data-lexical-editor="true" is="x-note" slot=a part=b>kept</div><x-note onclick=alert(1)>too</x-note>',
    expected: '\n- kept\n- too',
  },
  {
    what: 'huge nesting',
    html: `${'<div>'.repeat(DEPTH)}${'<b onclick=alert(1)>'.repeat(DEPTH)}deep${'</b>'.repeat(DEPTH)}${'</div>'.repeat(DEPTH)}`,
    expected: '**deep**',
  },
];
