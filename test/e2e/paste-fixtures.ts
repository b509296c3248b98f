/** What a program puts on the clipboard, and what is to be read of it below an item. */
export interface PasteFixture {
  readonly from: string;
  readonly html: string;
  readonly text: string;
  /** The lines that stand below `- here` afterwards. */
  readonly expected: string;
  /** True for a program that puts a picture of its cells beside them. */
  readonly withPicture?: boolean;
}

/** Written by hand after what these programs give; their noise is kept, because it is what breaks. */
export const PASTE_FIXTURES: readonly PasteFixture[] = [
  {
    from: 'Google Docs',
    html:
      '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-0a1b">' +
      '<ul style="margin-top:0;margin-bottom:0;padding-inline-start:48px;">' +
      '<li dir="ltr" style="list-style-type:disc;font-size:11pt;font-weight:400;" aria-level="1">' +
      '<p dir="ltr" role="presentation"><span style="font-weight:400;font-style:normal;white-space:pre-wrap;">Schedulers are </span>' +
      '<span style="font-weight:700;font-style:normal;">greedy</span></p></li>' +
      '<ul style="padding-inline-start:48px;"><li dir="ltr" aria-level="2"><p role="presentation">' +
      '<a href="https://example.com/paper" style="text-decoration:none;"><span style="font-style:italic;">the paper</span></a></p></li></ul>' +
      '<li dir="ltr" aria-level="1"><p role="presentation"><span style="text-decoration:line-through;">and fair</span></p></li></ul>' +
      '<br class="Apple-interchange-newline"></b>',
    text: 'Schedulers are greedy\nthe paper\nand fair',
    expected:
      '- Schedulers are **greedy**\n    - [*the paper*](https://example.com/paper)\n- ~~and fair~~\n',
  },
  {
    from: 'Word',
    html:
      '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">' +
      '<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm} --></style>' +
      '<!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--></head><body lang=EN-GB><!--StartFragment-->' +
      '<p class=MsoNormal>Agenda for <b>Friday</b><o:p></o:p></p>' +
      "<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>" +
      "<span style='mso-list:Ignore'>·<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span><![endif]>Coffee&nbsp;first<o:p></o:p></p>" +
      "<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]>" +
      "<span style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span><![endif]>black<o:p></o:p></p>" +
      "<p class=MsoListParagraphCxSpLast style='mso-list:l1 level1 lfo2'><![if !supportLists]>" +
      "<span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span><![endif]>Then work<o:p></o:p></p>" +
      '<!--EndFragment--></body></html>',
    text: 'Agenda for Friday\n·\tCoffee first\no\tblack\n1.\tThen work',
    expected: '- Agenda for **Friday**\n- Coffee first\n    - black\n1. Then work\n',
  },
  {
    from: 'Slack',
    html:
      "<meta charset='utf-8'><span style='display: inline !important;'>see <a href='https://example.com/' class='c-link'>the notes</a> " +
      "<img data-stringify-type='emoji' data-stringify-emoji=':wave:' alt=':wave:' src='https://emoji.example/wave.png'></span>" +
      "<ul data-stringify-type='unordered-list' class='p-rich_text_list' data-indent='0' data-border='0'><li data-stringify-indent='0'>one</li></ul>" +
      "<ul data-stringify-type='unordered-list' class='p-rich_text_list' data-indent='1' data-border='0'><li data-stringify-indent='1'>one and a half</li></ul>" +
      "<ul data-stringify-type='unordered-list' class='p-rich_text_list' data-indent='0' data-border='0'><li data-stringify-indent='0'><code class='c-mrkdwn__code'>two</code></li></ul>",
    text: 'see the notes :wave:\n• one\n    ◦ one and a half\n• two',
    expected:
      '- see [the notes](https://example.com/) :wave:\n- one\n    - one and a half\n- `two`\n',
  },
  {
    from: 'GitHub',
    html:
      '<meta charset="utf-8"><h2 dir="auto">Install<a class="anchor" aria-hidden="true" href="#install"><svg><path d="M1"/></svg></a></h2>' +
      '<ul class="contains-task-list" dir="auto"><li class="task-list-item"><input type="checkbox" class="task-list-item-checkbox" disabled checked> node</li>' +
      '<li class="task-list-item"><input type="checkbox" class="task-list-item-checkbox" disabled> npm</li></ul>' +
      '<div class="highlight highlight-source-shell notranslate"><pre>npm ci\nnpm <span class="pl-c1">test</span></pre>' +
      '<div class="zeroclipboard-container"><clipboard-copy><svg><path/></svg></clipboard-copy></div></div>',
    text: 'Install\n node\n npm\nnpm ci\nnpm test',
    expected:
      '- **Install**\n    - [x] node\n    - [ ] npm\n    - ```shell\n      npm ci\n      npm test\n      ```\n',
  },
  {
    from: 'VS Code',
    html:
      "<meta charset='utf-8'><div style=\"color: #cccccc;background-color: #1f1f1f;font-family: 'Droid Sans Mono', 'monospace', monospace;font-weight: normal;font-size: 14px;line-height: 19px;white-space: pre;\">" +
      '<div><span style="color: #c586c0;">if</span><span> (late) {</span></div><div><span>&nbsp;&nbsp;run();</span></div><div><span>}</span></div></div>',
    text: 'if (late) {\n  run();\n}',
    expected: '- ```\n  if (late) {\n    run();\n  }\n  ```\n',
  },
  {
    from: 'Excel',
    html:
      '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name=ProgId content=Excel.Sheet><style>td{mso-number-format:General}</style></head>' +
      '<body><table border=0 cellpadding=0><!--StartFragment--><col width=64 span=2><tr height=20><td class=xl65>Talk</td><td class=xl65>Length</td></tr>' +
      '<tr><td>Locks | keys</td><td align=right>40</td></tr><tr><td colspan=2>Break</td></tr><!--EndFragment--></table></body></html>',
    text: 'Talk\tLength\r\nLocks | keys\t40\r\nBreak\t\r\n',
    withPicture: true,
    expected: '- | Talk | Length |\n  | --- | --: |\n  | Locks \\| keys | 40 |\n  | Break |  |\n',
  },
  {
    from: 'a web page',
    html:
      '<article><h1>On   queues</h1><p>A queue\n  is a <strong>promise</strong>.<br>Keep it.</p><script>alert(1)</script><style>p{color:red}</style>' +
      '<ol start="3"><li>three</li><li><p>four</p><p>and more</p></li></ol><blockquote><p>quoted</p><ul><li>in a list</li></ul></blockquote><hr>' +
      '<p hidden>never seen</p><p>カンバン<b>方式</b>の話</p></article>',
    text: 'On queues\nA queue is a promise.',
    expected:
      '- **On queues**\n    - A queue is a **promise**.\\\n      Keep it.\n\n    3. three\n    4. four\n\n       and more\n    - > quoted\n      >\n      > - in a list\n    - カンバン**方式**の話\n',
  },
  {
    from: 'Google Docs, a heading with a table below it',
    html:
      '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-7f3c"><h2 dir="ltr" style="line-height:1.38;margin-top:18pt;">' +
      '<span style="font-size:16pt;font-family:Arial,sans-serif;font-weight:400;">Plan</span></h2>' +
      '<p dir="ltr" style="line-height:1.38;"><span style="font-weight:400;white-space:pre-wrap;">First </span><span style="font-weight:700;white-space:pre-wrap;">steps</span></p><br />' +
      '<div dir="ltr" style="margin-left:0pt;" align="left"><table style="border:none;border-collapse:collapse;"><colgroup><col width="312" /><col width="312" /></colgroup><tbody>' +
      '<tr style="height:21pt"><td style="border:solid #000 1pt;"><p dir="ltr"><span style="font-weight:400;">Talk</span></p></td><td style="border:solid #000 1pt;"><p dir="ltr"><span style="font-weight:400;">Room</span></p></td></tr>' +
      '<tr style="height:21pt"><td><p dir="ltr"><span style="font-weight:400;">Locks</span></p></td><td><br /></td></tr></tbody></table></div><br /></b>',
    text: 'Plan\nFirst steps\n\nTalk\nRoom\nLocks\n\n',
    expected:
      '- **Plan**\n    - First **steps**\n    - | Talk | Room |\n      | --- | --- |\n      | Locks |  |\n',
  },
  {
    from: 'Word, as it writes lists and wraps its lines',
    html:
      '<html xmlns:v="urn:schemas-microsoft-com:vml"\r\nxmlns:o="urn:schemas-microsoft-com:office:office"\r\nxmlns:w="urn:schemas-microsoft-com:office:word">\r\n\r\n<head>\r\n' +
      '<meta http-equiv=Content-Type content="text/html; charset=utf-8">\r\n<meta name=Generator content="Microsoft Word 15">\r\n<!--[if !mso]>\r\n<style>v\\:* {behavior:url(#default#VML);}</style>\r\n<![endif]-->' +
      '<style>\r\n<!--\r\n p.MsoListParagraph {margin-left:36.0pt}\r\n@list l0:level1 {mso-level-number-format:bullet}\r\n-->\r\n</style>\r\n</head>\r\n\r\n<body lang=DE style="tab-interval:35.4pt">\r\n<!--StartFragment-->\r\n\r\n' +
      "<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span\r\nlang=EN-US style='font-family:Symbol;mso-fareast-font-family:Symbol;mso-bidi-font-family:\r\nSymbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;\r\n</span></span></span><![endif]><span lang=EN-US>Schedulers are <b>very\r\ngreedy</b><o:p></o:p></span></p>\r\n\r\n" +
      "<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-add-space:auto;\r\ntext-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span\r\nlang=EN-US style='font-family:\"Courier New\"'><span\r\nstyle='mso-list:Ignore'>o<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;\r\n</span></span></span><![endif]><span lang=EN-US>so is <a\r\nhref=\"https://example.com/paper\">this paper</a><o:p></o:p></span></p>\r\n\r\n" +
      "<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span\r\nstyle='font-family:Symbol'><span style='mso-list:Ignore'>·<span\r\nstyle='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span></span><![endif]>fair<o:p></o:p></p>\r\n\r\n<!--EndFragment-->\r\n</body>\r\n\r\n</html>\r\n",
    text: '·\tSchedulers are very greedy\r\no\tso is this paper\r\n·\tfair\r\n',
    expected:
      '- Schedulers are **very greedy**\n    - so is [this paper](https://example.com/paper)\n- fair\n',
  },
  {
    from: 'Slack, code and a quote',
    html:
      '<meta charset=\'utf-8\'><span class="c-mrkdwn__text">try</span><pre class="c-mrkdwn__pre" data-stringify-type="pre">npm ci<br>npm test</pre>' +
      '<blockquote type="cite" class="c-mrkdwn__quote" data-stringify-type="quote">so it goes</blockquote>' +
      '<ol data-stringify-type="ordered-list" class="p-rich_text_list" data-indent="0"><li data-stringify-indent="0">one</li><li data-stringify-indent="0"><b data-stringify-type="bold">two</b></li></ol>',
    text: 'try\n```npm ci\nnpm test```\n> so it goes\n1. one\n2. *two*',
    expected: '- try\n- ```\n  npm ci\n  npm test\n  ```\n- > so it goes\n\n1. one\n2. **two**\n',
  },
  {
    from: 'VS Code, with an empty line',
    html:
      "<meta charset='utf-8'><div style=\"color: #d4d4d4;background-color: #1e1e1e;font-family: Menlo, Monaco, 'Courier New', monospace;font-weight: normal;font-size: 12px;line-height: 18px;white-space: pre;\">" +
      '<div><span style="color: #569cd6;">const</span><span style="color: #d4d4d4;"> a = </span><span style="color: #ce9178;">`&lt;b&gt;`</span></div><br><div><span style="color: #d4d4d4;">    run(a)</span></div></div>',
    text: 'const a = `<b>`\n\n    run(a)',
    expected: '- ```\n  const a = `<b>`\n\n      run(a)\n  ```\n',
  },
  {
    from: 'LibreOffice Calc',
    html:
      '<!DOCTYPE html>\n<html>\n<head>\n\t<meta http-equiv="content-type" content="text/html; charset=utf-8"/>\n\t<meta name="generator" content="LibreOffice 7.4 (Linux)"/>\n\t<style type="text/css">\n\t\tbody,div,table { font-family:"Liberation Sans" }\n\t</style>\n</head>\n\n<body>\n' +
      '<table cellspacing="0" border="0">\n\t<colgroup span="2" width="85"></colgroup>\n\t<tr>\n\t\t<td height="17" align="left">講演</td>\n\t\t<td align="left"><b>分</b></td>\n\t</tr>\n\t<tr>\n\t\t<td height="17" align="left">鍵</td>\n\t\t<td align="right" sdval="40" sdnum="1033;">40</td>\n\t</tr>\n</table>\n</body>\n</html>',
    text: '講演\t分\n鍵\t40\n',
    withPicture: true,
    expected: '- | 講演 | **分** |\n  | --- | --: |\n  | 鍵 | 40 |\n',
  },
];
