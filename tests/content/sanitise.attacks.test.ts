import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sanitiseHtml } from '../../src/content/sanitise.js';

/**
 * The allowed sanitised HTML as a grammar. Every `<` begins an allowed tag and every attribute
 * value is quoted, so an HTML parser sees these tags and attributes and nothing else.
 */
const TAG =
  '(?:h[1-6]|p|br|hr|wbr|div|span|section|aside|blockquote|q|cite|pre|code|kbd|samp|var|ul|ol|li|dl|dt|dd|table|caption|colgroup|col|thead|tbody|tfoot|tr|th|td|figure|figcaption|picture|source|img|video|audio|iframe|a|em|strong|b|i|u|s|del|ins|sub|sup|small|mark|abbr|dfn|time|bdi|bdo|ruby|rt|rp|details|summary)';
const NAME =
  '(?:id|lang|dir|href|title|hreflang|rel|src|srcset|sizes|alt|width|height|media|type|poster|loop|muted|playsinline|controls|preload|cite|datetime|start|reversed|value|colspan|rowspan|scope|span|class|open|loading|allow|allowfullscreen|referrerpolicy|sandbox)';
const GRAMMAR = new RegExp(`^(?:[^<>]|</${TAG}>|<${TAG}(?: ${NAME}(?:="[^"<>]*")?)*(?: /)?>)*$`);
const URL_ATTRIBUTE = / (href|src|srcset|poster|cite)="([^"]*)"/g;

function decoded(value: string): string {
  return value
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** The violations found in sanitised HTML; empty if it is harmless. */
function faultsOf(html: string): string[] {
  const faults: string[] = [];
  if (!GRAMMAR.test(html)) faults.push('contains something that is not allowed');
  if (/[^\P{Cc}\t\n]|\p{Cs}/u.test(html)) faults.push('contains control characters');
  for (const [, name, value = ''] of html.matchAll(URL_ATTRIBUTE)) {
    for (const url of name === 'srcset' ? decoded(value).split(', ') : [decoded(value)]) {
      const { protocol } = new URL(url, 'https://here.example/');
      const allowed =
        name === 'href' || name === 'cite'
          ? ['http:', 'https:', 'mailto:', 'tel:']
          : ['http:', 'https:'];
      if (!allowed.includes(protocol)) faults.push(`${name} leads to ${protocol}`);
    }
  }
  for (const [, id = ''] of html.matchAll(/ id="([^"]*)"/g)) {
    if (!id.startsWith('user-content-')) faults.push(`id ${id} could clobber`);
  }
  for (const [frame] of html.matchAll(/<iframe[^>]*>/g)) {
    if (!/ src="https:\/\/(?:www\.youtube(?:-nocookie)?\.com|player\.vimeo\.com)\//.test(frame))
      faults.push('holds a strange frame');
  }
  return faults;
}

const ATTACKS: readonly string[] = [
  // Plain and obfuscated script elements.
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<scr\0ipt>alert(1)</scr\0ipt>',
  '<script/src=data:,alert(1)>',
  '<script\n>alert(1)</script\t>',
  '<<script>alert(1);//<</script>',
  '<script>a="</script><img src=x onerror=alert(1)>"',
  '<script><!--<script></script><img src=x onerror=alert(1)>--></script>',
  '<SCRIPT>a=/XSS/\nalert(1)',
  // Event handlers with every kind of quotes.
  '<img src=x onerror=alert(1)>',
  '<img src=x onerror="alert(1)"',
  '<img/src="x"/onerror=alert(1)>',
  "<img src='x'onerror='alert(1)'>",
  '<img src=x onerror\n=\nalert(1)>',
  '<img src=x \0onerror=alert(1)>',
  '<img src=`x`onerror=alert(1)>',
  '<img """><script>alert(1)</script>">',
  '<img src=x:x onerror&#61;alert(1)>',
  '<body onload=alert(1)>',
  '<details open ontoggle=alert(1)>x</details>',
  '<video><source onerror=alert(1)></video>',
  '<audio src=x onerror=alert(1)>',
  '<marquee onstart=alert(1)>x</marquee>',
  '<p onclick=alert(1) ONMOUSEOVER=alert(1)>x</p>',
  '<a href=x onfocus=alert(1) autofocus tabindex=1>x</a>',
  '<div style="animation-name:x" onanimationstart="alert(1)">x</div>',
  // Addresses.
  '<a href="javascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt:alert(1)">x</a>',
  '<a href=" \u0001javascript:alert(1)">x</a>',
  '<a href="java\tscript:alert(1)">x</a>',
  '<a href="java\nscript:alert(1)">x</a>',
  '<a href="java\0script:alert(1)">x</a>',
  '<a href="java&#8;script:alert(1)">x</a>',
  '<a href="java&#x0A;script:alert(1)">x</a>',
  '<a href="&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)">x</a>',
  '<a href="&#0000106&#0000097&#0000118&#0000097script:alert(1)">x</a>',
  '<a href="&#x6A&#x61&#x76&#x61script:alert(1)">x</a>',
  '<a href="javascript&colon;alert(1)">x</a>',
  '<a href="javascript&Tab;:alert(1)">x</a>',
  '<a href="java&NewLine;script:alert(1)">x</a>',
  '<a href="&amp;#106;avascript:alert(1)">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="livescript:x">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>',
  '<a href="blob:https://evil.example/x">x</a>',
  '<a href="filesystem:https://evil.example/x">x</a>',
  '<a href="feed:javascript:alert(1)">x</a>',
  '<a href="view-source:javascript:alert(1)">x</a>',
  '<a href="jar:javascript:alert(1)!/">x</a>',
  '<a href="x" xlink:href="javascript:alert(1)">x</a>',
  '<a href="\u00a0javascript:alert(1)">x</a>',
  '<a href="\u2028javascript:alert(1)">x</a>',
  '<a href="javascript\u0000:alert(1)//">x</a>',
  '<a href="java<!-- -->script:alert(1)">x</a>',
  '<a href="//evil.example\\@good.example/">x</a>',
  '<a href="https:javascript:alert(1)">x</a>',
  '<a ping="https://evil.example" href="x">x</a>',
  '<img src="javascript:alert(1)">',
  '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
  '<img src="data:image/png;base64,iVBORw0KGgo=">',
  '<img dynsrc="javascript:alert(1)" lowsrc="javascript:alert(1)">',
  '<img srcset="javascript:alert(1) 1x, x.jpg 2x">',
  '<img srcset="x.jpg 1x, data:image/svg+xml;base64,PHN2Zz4= 2x">',
  '<picture><source srcset="javascript:alert(1)"><img src=x></picture>',
  '<video poster="javascript:alert(1)" src="data:video/mp4,x"></video>',
  '<blockquote cite="javascript:alert(1)">x</blockquote>',
  '<table background="javascript:alert(1)"><td background="javascript:alert(1)">x</table>',
  // Elements that load, send, embed or change the page.
  '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
  '<base href="https://evil.example/">',
  '<link rel="stylesheet" href="https://evil.example/x.css">',
  '<link rel="import" href="data:text/html,x">',
  '<object data="javascript:alert(1)"></object>',
  '<embed src="javascript:alert(1)">',
  '<applet code="x" archive="https://evil.example/x.jar"></applet>',
  '<object><param name="src" value="javascript:alert(1)"></object>',
  '<frameset onload=alert(1)><frame src="javascript:alert(1)"></frameset>',
  '<form action="javascript:alert(1)"><input type=submit><button formaction="javascript:alert(1)">x',
  '<isindex action="javascript:alert(1)" type=image>',
  '<input onfocus=alert(1) autofocus>',
  '<keygen autofocus onfocus=alert(1)>',
  '<dialog open onclose=alert(1)>x</dialog>',
  '<portal src="https://evil.example"></portal>',
  '<template><script>alert(1)</script></template>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<iframe src="https://evil.example/www.youtube.com/embed/x"></iframe>',
  '<iframe src="https://www.youtube.com.evil.example/embed/x"></iframe>',
  '<iframe src="https://www.youtube.com@evil.example/embed/x"></iframe>',
  '<iframe src="https://www.youtube.com/embed/x" srcdoc="<script>alert(1)</script>" onload=alert(1)></iframe>',
  '<iframe src="https://www.youtube.com/redirect?q=javascript:alert(1)"></iframe>',
  '<iframe src="https://www.youtube.com/embed/../redirect?q=https://evil.example"></iframe>',
  '<iframe src="https://www.youtube.com/embed/x"><b title="</iframe><img src=x onerror=alert(1)>"></b></iframe>',
  // Styles.
  '<style>@import "javascript:alert(1)";</style>',
  '<style><img src="</style><img src=x onerror=alert(1)//">',
  '<div style="background:url(javascript:alert(1))">x</div>',
  '<div style="width:expression(alert(1))">x</div>',
  '<xss style="behavior:url(x.htc)">x</xss>',
  // Comments and declarations.
  '<!--[if gte IE 4]><script>alert(1)</script><![endif]-->',
  '<!--><img src=x onerror=alert(1)>-->',
  '<!--<img src="--><img src=x onerror=alert(1)//">',
  '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>&y;',
  '<![CDATA[<img src=x onerror=alert(1)>]]>',
  '<?xml version="1.0"?><?import namespace="t" ?>',
  '<? foo="><script>alert(1)</script>">',
  '</ foo="><script>alert(1)</script>">',
  '<% foo><x foo="%><script>alert(1)</script>">',
  // Other namespaces, and markup that changes when it is parsed again.
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><script xlink:href="data:,alert(1)"/></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text y=20>x</text></a></svg>',
  '<svg><animate attributeName=href values="javascript:alert(1)" /></svg>',
  '<svg><use href="data:image/svg+xml,<svg id=x/>#x"/></svg>',
  '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<svg><foreignObject><iframe src="javascript:alert(1)"></iframe></foreignObject></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
  '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<math><annotation-xml encoding="text/html"><style><img src=x onerror=alert(1)></style></annotation-xml></math>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<noembed><img title="</noembed><img src onerror=alert(1)>"></noembed>',
  '<noframes><p title="</noframes><img src onerror=alert(1)>"></noframes>',
  '<xmp><p title="</xmp><img src onerror=alert(1)>"></xmp>',
  '<textarea><p title="</textarea><img src onerror=alert(1)>"></textarea>',
  '<title><p title="</title><img src onerror=alert(1)>"></title>',
  '<plaintext><img src=x onerror=alert(1)>',
  '<select><style></select><img src=x onerror=alert(1)></style>',
  '<option>&lt;img src=x onerror=alert(1)&gt;</option>',
  '<listing>&lt;img onerror=alert(1) src=x&gt;</listing>',
  '<table><style><!--</style><td title="--><img src=x onerror=alert(1)>"></table>',
  '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>',
  '<img alt="`><script>alert(1)</script>">',
  '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
  '<a title="&quot;&gt;&lt;img src=x onerror=alert(1)&gt;">x</a>',
  "<p title='\"><img src=x onerror=alert(1)>'>x</p>",
  // Names that would shadow names of the page.
  '<a id="cookie" name="document">x</a><img name=getElementById><form id=x><input name=y></form>',
  '<p id="__proto__">x</p><a id=constructor href="x">x</a>',
  '<div class="admin fixed inset-0">x</div>',
  // Truncated markup.
  '<a href="https://evil.example',
  '<img src=x onerror=alert(1)//',
  '<p <img src=x onerror=alert(1)>>x',
  '<p/<script>alert(1)</script>>',
  '\u3008script\u3009alert(1)\u3008/script\u3009',
  '%3Cscript%3Ealert(1)%3C/script%3E',
  '+ADw-script+AD4-alert(1)+ADw-/script+AD4-',
];

/**
 * Any code point, also unpaired surrogates; fast-check's own `binary` unit takes seconds to set up.
 */
const anyCharacter = fc.nat(0x10ffff).map((code) => String.fromCodePoint(code));

describe('sanitiseHtml with known attacks', () => {
  it.each(ATTACKS)('leaves nothing to execute in %j', (attack) => {
    for (const html of [attack, `<p>a ${attack} b</p>`, `<table><tr><td>${attack}`]) {
      expect(faultsOf(sanitiseHtml(html))).toEqual([]);
    }
  });

  it.each(ATTACKS)('is stable when it is repeated for %j', (attack) => {
    const once = sanitiseHtml(attack);

    expect(sanitiseHtml(once)).toBe(once);
  });

  it('shows no text of a script or a style', () => {
    expect(sanitiseHtml('a<script>alert(1)</script><style>p{}</style>b')).toBe('ab');
  });

  it('removes the tags of extremely deep nesting in little time', () => {
    expect(sanitiseHtml(`${'<b>'.repeat(100_000)}deep`).trim()).toBe('deep');
  });
});

describe('sanitiseHtml with generated input', () => {
  const piece = fc.oneof(
    fc.constantFrom(...ATTACKS),
    fc.constantFrom(
      ...'p div a b i ul li table tr td form noscript svg math style script iframe img pre h2 figure figcaption select option details video source ruby rt dd dt button'
        .split(' ')
        .flatMap((name) => [
          `<${name}>`,
          `</${name}>`,
          `<${name} id="x" href="#y" src="z" class="wp-caption">`,
        ]),
    ),
    fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '&',
      '&lt;',
      '&#8;',
      '&nbsp;',
      '<!--',
      '-->',
      ']]>',
      '\0',
      '\r\n',
      '=',
      '/',
      '<a href="',
    ),
    fc.string({ unit: anyCharacter, maxLength: 8 }),
  );
  const markup = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''));

  it('outputs only what is allowed', () => {
    fc.assert(
      fc.property(markup, (html) => {
        expect(faultsOf(sanitiseHtml(html))).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  it('changes nothing when it is repeated', () => {
    fc.assert(
      fc.property(markup, (html) => {
        const once = sanitiseHtml(html, { baseUrl: 'https://news.example/a/' });
        expect(sanitiseHtml(once, { baseUrl: 'https://news.example/a/' })).toBe(once);
        expect(sanitiseHtml(once)).toBe(once);
      }),
      { numRuns: 1500 },
    );
  });
});
