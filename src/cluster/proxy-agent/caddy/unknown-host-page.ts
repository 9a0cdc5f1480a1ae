/** A host with its URL at each port that serves it. */
export interface KnownHost {
  readonly name: string;
  readonly links: readonly { readonly port: number; readonly url: string }[];
}

const style = `:root{color-scheme:light dark;--text:#1f2328;--soft:#59636e;--line:#d1d9e0;--link:#0550ae;--page:#f6f8fa;--card:#fff}
@media(prefers-color-scheme:dark){:root{--text:#e6edf3;--soft:#9da7b3;--line:#30363d;--link:#79c0ff;--page:#0d1117;--card:#161b22}}
*{box-sizing:border-box}
body{margin:0;padding:clamp(1rem,6vw,4rem) 1rem;background:var(--page);color:var(--text);font:1rem/1.5 system-ui,sans-serif}
main{max-width:44rem;margin:auto}
h1{margin:0;font-size:1.6rem;line-height:1.25}
p{margin:.5rem 0 1.5rem;color:var(--soft)}
ul{margin:0;padding:0;list-style:none;background:var(--card);border:1px solid var(--line);border-radius:.6rem}
li{display:flex;flex-wrap:wrap;gap:.1rem 1rem;padding:.6rem 1rem}
li+li{border-top:1px solid var(--line)}
a{color:var(--link);overflow-wrap:anywhere;padding:.15rem 0}
a:first-child{flex:1 1 16rem;font-weight:600}
a:focus-visible{outline:3px solid;outline-offset:2px;border-radius:.2rem}`;

/**
 * The page for a host name that no container has: a short explanation and links to the known hosts. Names must be host
 * names (`isHostName`). The page repeats nothing of the request, so that nothing can be injected.
 */
export function unknownHostPage(hosts: readonly KnownHost[]): string {
  const items = hosts.map((host) => `<li>${anchors(host).join('')}`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Unknown host</title>
<style>${style}</style>
<main>
<h1>No container has this host name</h1>
${
  hosts.length > 0
    ? `<p>These are served here:</p>
<ul>
${items.join('\n')}
</ul>`
    : '<p>None is served here yet. Containers with the label <code>proxy.host</code> appear here.</p>'
}
</main>
</html>
`;
}

function anchors({ name, links }: KnownHost): string[] {
  return links.map(({ port, url }, position) =>
    position === 0
      ? `<a href="${url}">${url.replace(/^https?:\/\/|\/$/g, '')}</a>`
      : `<a href="${url}" aria-label="${name}:${port}">:${port}</a>`,
  );
}
