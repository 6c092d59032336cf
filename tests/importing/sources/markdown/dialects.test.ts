import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainMarkdown } from '../../../../src/importing/sources/markdown/dialects.js';
import { withoutJsx } from '../../../../src/importing/sources/markdown/mdx.js';

const FIELDS = { title: 'Tides', tags: ['a'] };
const plain = (markdown: string) =>
  plainMarkdown(markdown, FIELDS)
    .replace(/\n{2,}/g, '\n\n')
    .trim();
const player = (url: string) => `<figure><iframe src="${url}"></iframe></figure>`;
const link = (url: string) => `<p><a href="${url}">${url}</a></p>`;
const FIGURE =
  '<figure><img src="a.png" alt="A"><figcaption>Words <cite>Bo</cite></figcaption></figure>';

describe('plainMarkdown', () => {
  it.each([
    ['{{< figure src="a.png" alt="A" caption="Words" attr="Bo" >}}', FIGURE],
    [
      '{{< figure src="a.png" title="Words" />}}',
      FIGURE.replace('"A"', '""').replace(' <cite>Bo</cite>', ''),
    ],
    ['{{< youtube dQw4 >}}', player('https://www.youtube.com/embed/dQw4')],
    ['{{< vimeo id="12" >}}', player('https://player.vimeo.com/video/12')],
    ['{{< tweet user="bo" id="12" >}}', link('https://twitter.com/bo/status/12')],
    ['{{< gist bo 12 >}}', link('https://gist.github.com/bo/12')],
    ['{{% notice info %}}\nNoted.\n{{% /notice %}}', 'Noted.'],
    ['{{< highlight go "lines=1" >}}\na < b\n{{< /highlight >}}', '~~~~~~ go\na < b\n~~~~~~'],
    [
      '{{% notice warning "Careful" %}}\nHot.\n{{% /notice %}}',
      '<p><strong>Careful</strong></p>\n\nHot.',
    ],
    [
      '{{< details title="More *of it*" >}}\nA.\n{{< /details >}}',
      '<p><strong>More <em>of it</em></strong></p>\n\nA.',
    ],
    ['{{< tab "Apple" >}}A.{{< /tab >}}', '<p><strong>Apple</strong></p>\n\nA.'],
    ['{{< alert icon >}}A.{{< /alert >}}', 'A.'],
    [
      '{{< figure src="a.png" caption="See [it](/b) *now*" link="https://a.example" >}}',
      '<figure><a href="https://a.example"><img src="a.png" alt=""></a><figcaption>See <a href="/b">it</a> <em>now</em></figcaption></figure>',
    ],
    ['<TabItem value="a" label="Apple">\n\nA.', '<p><strong>Apple</strong></p>\n\nA.'],
    ['[a]({{< ref "b.md" >}})', '[a](b.md)'],
    ['[a]({{% relref "/posts/b#c" %}})', '[a](posts/b.md#c)'],
    ['{{</* figure */>}}', '&#123;&#123;&lt; figure &gt;}}'],
    ['a {{ .Site.Title }} b', 'a  b'],
  ])('reads Hugo’s %j', (written, expected) => {
    expect(plain(written)).toBe(expected);
  });

  it.each([
    ['{{ site.baseurl }}/a', '/a'],
    ['![A]({{ "/a.png" | relative_url }}){: .wide}', '![A](/a.png)'],
    ['{{ page.title }}{{ page.tags }}', 'Tides'],
    ['{% include figure.html src="a.png" alt="A" caption="Words" credit="Bo" %}', FIGURE],
    ['{% include youtube.html id="dQw4" %}', player('https://www.youtube.com/embed/dQw4')],
    ['{% include ad.html %}', ''],
    ['[a]({% post_url 2024-05-01-low-water %})', '[a](/low-water)'],
    [
      '{% highlight ruby linenos %}\nputs "{{ x }}"\n{% endhighlight %}',
      '~~~~~~ ruby\nputs "{{ x }}"\n~~~~~~',
    ],
    ['{% raw %}{{ site.url }}{% endraw %}', '&#123;&#123; site.url }}'],
    ['{% if page.a %}Yes{% endif %}{% comment %}no{% endcomment %}', 'Yes'],
    ['{% asset_img a.png 300 A %}', '<figure><img src="a.png" alt="A"></figure>'],
    ['{% post_link low-water Low water %}', '[Low water](/low-water)'],
    ['* TOC\n{:toc}\n\nText.\n{: .lead}', 'Text.'],
    ['## Title {#tides}', '## Title'],
  ])('reads the %j of Jekyll and Hexo', (written, expected) => {
    expect(plain(written)).toBe(expected);
  });

  it.each([
    [':::note[Read]\n\nText.\n\n:::', '<aside>\n\n**Read**\n\nText.\n\n</aside>'],
    [':::tip Read\nText.\n:::', '<aside>\n\n**Read**\n\nText.\n\n</aside>'],
    ['!!! note "Read"\n    Text.\n', '<aside>\n\n**Read**\n\nText.\n\n</aside>'],
    ['> [!NOTE]\n> Text.', '> \n> Text.'],
    ['> [!tip] Read\n> Text.', '> **Read**\n> \n> Text.'],
    ["import Tabs from '@theme/Tabs';\n\nText.", 'Text.'],
    ['Text. {/* a remark */}', 'Text.'],
  ])('reads the %j of Docusaurus, MkDocs and GitHub', (written, expected) => {
    expect(plain(written)).toBe(expected);
  });

  it.each([
    '`{{< figure src="a" >}}` and `{% if %}` and `{{ site.url }}`',
    '```\n{{< figure src="a" >}}\n:::note\n{% if a %}\n```',
    '~~~~\n```\n{{ site.url }}\n```\n~~~~',
    'A {{ mustache }} of another kind, {a} and {b: 1}.',
    'At 10 % {off}, 100%.',
  ])('leaves %j', (written) => {
    expect(plain(written)).toBe(written);
  });

  it('loses no word between tags, and ends, however broken the text is', () => {
    const piece = constantFrom(
      ...[
        '{{<',
        '>}}',
        '{%',
        '%}',
        '{{',
        '}}',
        '`',
        '```\n',
        ':::',
        '\n',
        ' ',
        '"',
        '{:',
        '}',
        '<',
      ],
    );
    assert(
      property(array(piece, { maxLength: 200 }), (pieces) => {
        expect(typeof plain(pieces.join(''))).toBe('string');
        expect(plain(`First words.\n\n${pieces.join('')}`)).toContain('First words.');
      }),
    );
  });
});

describe('withoutJsx', () => {
  it.each([
    ["import A from 'a'\nexport const b = 1\n\nText.", '\nText.'],
    ['Text{" "}and {\'more\'}.', 'Text and more.'],
    ['By {frontMatter.author} in {new Date().getFullYear()}.', 'By  in .'],
    ['<Box a={b} c="d" {...e}>Text</Box>', '<Box c="d">Text</Box>'],
    ['<Box a={(x) => x > 3}>Text</Box>', '<Box>Text</Box>'],
    ['{[1,2].map((n) => <li key={n}>{n}</li>)}Text', 'Text'],
    ['word{[1].map(String)}', 'word'],
    ['{isOpen && (\n\n  <p>Code</p>\n)}', ''],
    ['A {brace and \\{an escape\\}', 'A {brace and \\{an escape\\}'],
    ['{/* a } b */}Text', ' b */}Text'],
    ['export const a = {\n  b: 1,\n\n  c: 2,\n};\n\nText.', '\nText.'],
    ['export const a = {\n\nText.', '\nText.'],
    ['<>Text</> 1 < 2 <a', 'Text 1 < 2 <a'],
    ['<Link to="/a">A</Link>', '<a href="/a">A</a>'],
    ['`{a}` and $e^{x}$ and `<B>{c}</B>`', '`{a}` and $e^{x}$ and `<B>{c}</B>`'],
  ])('converts %j to %j', (written, expected) => {
    expect(withoutJsx(written)).toBe(expected);
  });

  it.each([
    ['<Image src={pic} alt="A" />', '<figure><img src="./pic.png" alt="A"></figure>'],
    ['<img src={pic.src} alt="A" />', '<img src="./pic.png" alt="A" />'],
    ["<Image src={require('./b.png').default} />", '<figure><img src="./b.png" alt=""></figure>'],
    ['<YouTube id="abc123" />', player('https://www.youtube.com/embed/abc123')],
    ["<LiteYouTubeEmbed id={'abc'} />", player('https://www.youtube.com/embed/abc')],
    ['<Vimeo id={12} />', player('https://player.vimeo.com/video/12')],
    ['<TabItem value="a" label="Apple">', '<p><strong>Apple</strong></p>'],
    ['<Register id="a" />', '<Register id="a" />'],
    ['<Image src={unknown} alt="A" />', '<Image alt="A" />'],
    ['<YouTube />', '<YouTube />'],
  ])('shows the content of %j', (written, expected) => {
    const program = "import pic from './pic.png';\nimport { Image } from 'astro:assets';\n\n";
    expect(withoutJsx(program + written).trim()).toBe(expected);
  });
});
