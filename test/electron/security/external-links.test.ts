import { describe, expect, it } from 'vitest';
import { checkExternalLink } from '../../../electron/security/external-links.ts';

const OPENED: readonly (readonly [link: string, opened: string])[] = [
  ['https://example.com', 'https://example.com/'],
  ['http://example.com/a?b=c#d', 'http://example.com/a?b=c#d'],
  ['HTTPS://Example.COM/Path', 'https://example.com/Path'],
  ['https://connpass.com/event/102816/', 'https://connpass.com/event/102816/'],
  ['https://例え.jp/資料', 'https://xn--r8jz45g.jp/%E8%B3%87%E6%96%99'],
  ['http://192.168.0.1:8080/', 'http://192.168.0.1:8080/'],
  ['https://example.com/"quoted"', 'https://example.com/%22quoted%22'],
  ['mailto:speaker@example.com', 'mailto:speaker@example.com'],
  ['mailto:a@example.com?subject=Slides', 'mailto:a@example.com?subject=Slides'],
];

const REFUSED: readonly string[] = [
  '',
  'example.com',
  '/etc/passwd',
  './slides.pdf',
  '//example.com',
  '\\\\server\\share',
  'file:///etc/passwd',
  'FILE:///etc/passwd',
  'file://server/share/run.exe',
  'smb://server/share',
  'ftp://example.com/a',
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  'java\nscript:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'blob:https://example.com/1',
  'vbscript:msgbox(1)',
  'about:blank',
  'chrome://settings',
  'app://backrow/',
  'view-source:https://example.com',
  'ms-msdt:/id PCWDiagnostic',
  'search-ms:query=x&crumb=location:\\\\evil',
  'ms-officecmd:{}',
  'vscode://file/etc/passwd',
  'tel:+81312345678',
  'ssh://host',
  'git+ssh://host/repo',
  ' https://example.com',
  'https://example.com ',
  'https://exa mple.com',
  'https:\\\\example.com',
  'https:/example.com',
  'https:example.com',
  'https://',
  'https:///example.com',
  'https://user:password@example.com',
  'https://google.com@evil.example',
  'https://example.com/\u202egpj.exe',
  'https://exa\u200bmple.com',
  'https://example.com/\u0000',
  'https://example.com/\r\nHost: evil',
  'https://example.com\u3000',
  'https://[::1',
  'https://example.com:99999',
  'mailto:',
  'mailto://example.com',
  'mailto:a@example.com?attach=/etc/passwd',
  'mailto:a@example.com?subject=x&ATTACHMENT=C:\\secret',
  'mailto:a@example.com%0aBcc:b@example.com',
  `https://example.com/${'a'.repeat(5_000)}`,
];

describe('checkExternalLink', () => {
  it.each(OPENED)('opens %s', (link, opened) => {
    expect(checkExternalLink(link)).toEqual({ ok: true, value: opened });
  });

  it.each(REFUSED.map((link) => [JSON.stringify(link).slice(0, 60), link]))(
    'refuses %s',
    (_shown, link) => {
      expect(checkExternalLink(link).ok).toBe(false);
    },
  );
});
