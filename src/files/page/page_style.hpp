// The style sheet of a page: light and dark, from a phone to a wide screen, and printed on A4.
#pragma once

#include <string_view>

namespace cpcc::files {

// On paper, boxes do not scroll: wide tables are split before (table_layout.hpp), and heads are repeated on each page.
inline constexpr std::string_view page_style = R"(
:root { color-scheme: light dark; --ink: #1b1c1f; --paper: #fff; --line: #d8d9de; --soft: #5a5c64; --band: #f3f4f7;
        --link: #1a4f94; --c1: #1f5fa8; --c2: #b4471f; --c3: #2e7d4f; --c4: #7a4a9e; --c5: #8a6d00; --none: #e9eaee; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececf0; --paper: #17181b; --line: #3b3d44; --soft: #a9abb4; --band: #222429;
          --link: #9cc3f5; --c1: #6ea8ec; --c2: #f0926b; --c3: #6fc48f; --c4: #c49ae0; --c5: #d6b84a; --none: #2b2d33; }
}
* { box-sizing: border-box; }
body { font-family: "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; margin: 0 auto;
       max-width: 96rem; padding: 1rem clamp(.75rem, 3vw, 2.5rem) 3rem; color: var(--ink); background: var(--paper);
       line-height: 1.55; line-break: strict; overflow-wrap: break-word; -webkit-text-size-adjust: 100%; }
h1 { font-size: clamp(1.25rem, 1rem + 1.4vw, 1.9rem); line-height: 1.3; margin: .5rem 0; }
h2 { font-size: clamp(1.05rem, .95rem + .5vw, 1.3rem); margin: 2rem 0 .5rem; }
.box { overflow: auto; max-height: 85vh; border: 1px solid var(--line); border-radius: .4rem; margin: .75rem 0; }
.box:focus-visible { outline: 2px solid var(--ink); }
table { border-collapse: separate; border-spacing: 0; min-width: 100%; }
th, td { padding: .4em .8em; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; white-space: pre-line;
         background: var(--paper); }
thead th { position: sticky; top: 0; z-index: 2; background: var(--band); vertical-align: bottom; }
tbody th { position: sticky; left: 0; z-index: 1; font-weight: normal; max-width: 45vw; }
thead th:first-child { left: 0; z-index: 3; }
tbody tr:last-child > * { border-bottom: 0; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.n { font-size: 1.12em; }
.w { white-space: nowrap; }
td:not(.n, .w) { min-width: 10em; }
.total > * { font-weight: bold; background: var(--band); }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: .15em; }
a:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
:target, tr:target > * { background: var(--band); scroll-margin-top: 3.5rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 10.5rem), 1fr)); gap: .75rem; margin: .75rem 0;
         padding: 0; list-style: none; }
.cards li { border: 1px solid var(--line); border-radius: .4rem; padding: .6rem .8rem; break-inside: avoid; }
.cards a { display: block; color: inherit; text-decoration: none; }
.cards .what, .cards .more { display: block; color: var(--soft); font-size: .9em; }
.cards a .what { text-decoration: underline; text-underline-offset: .15em; }
.cards .big { display: block; font-size: 1.9rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
.cards .more b { color: var(--ink); font-weight: normal; font-variant-numeric: tabular-nums; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1rem 2rem; margin: .75rem 0; }
figure { margin: 0; break-inside: avoid; max-width: 34rem; }
figcaption { color: var(--soft); font-size: .9em; margin-bottom: .4rem; }
figure.multiples { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(46%, 11rem), 1fr)); gap: .75rem 1rem;
                   max-width: none; grid-column: 1 / -1; }
.multiples figcaption { grid-column: 1 / -1; margin: 0; }
svg { display: block; width: 100%; height: auto; }
svg text { font-size: 12px; fill: var(--ink); }
svg .end { text-anchor: end; } svg .mid { text-anchor: middle; } svg .end, svg .mid { fill: var(--soft); }
svg .grid { stroke: var(--line); }
.l1, .l2, .l3, .l4, .l5 { fill: none; stroke-width: 2; stroke-linejoin: round; }
.l1 { stroke: var(--c1); } .l2 { stroke: var(--c2); } .l3 { stroke: var(--c3); } .l4 { stroke: var(--c4); } .l5 { stroke: var(--c5); }
.f1 { fill: var(--c1); } .f2 { fill: var(--c2); } .f3 { fill: var(--c3); } .f4 { fill: var(--c4); } .f5 { fill: var(--c5); }
.m0 { fill: var(--none); } .m1 { fill: var(--c3); } .m2 { fill: var(--c1); } .m3 { fill: var(--c2); }
.m4 { fill: var(--paper); stroke: var(--ink); }
svg .s1, svg .s2, svg .s3 { fill: var(--paper); } svg .s4 { fill: var(--ink); }
@media (min-width: 64rem) {
  .beside { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); column-gap: 2rem; align-items: start; }
  .beside > h2 { grid-column: 1 / -1; }
}
.prose { max-width: 48rem; text-indent: 2em; margin: .6rem 0; }
.prose:lang(en) { text-indent: 0; }
.signature { max-width: 48rem; text-align: right; margin: .3rem 0; }
.on-paper { display: none; }
.by, .note { color: var(--soft); font-size: .9em; margin: .4rem 0; }
@media (max-width: 40rem) { th, td { padding: .4em .5em; } thead th { white-space: normal; min-width: 4.5em; } }
@page { size: A4; margin: 18mm 15mm; }
@page across { size: A4 landscape; margin: 15mm 12mm; }
@media print {
  :root { --ink: #000; --paper: #fff; --line: #888; --soft: #333; --band: #fff; --link: #000;
          --c1: #1f5fa8; --c2: #b4471f; --c3: #2e7d4f; --c4: #7a4a9e; --c5: #8a6d00; --none: #e9eaee; }
  body { margin: 0; padding: 0; max-width: none; font-size: 10pt; }
  .across { page: across; }
  .box { overflow: visible; max-height: none; border: 0; border-top: 1.5pt solid #000; border-bottom: 1.5pt solid #000;
         border-radius: 0; }
  table { width: 100%; font-size: 9pt; }
  th, td { padding: .25em .4em; }
  thead { display: table-header-group; }
  thead th, tbody th { position: static; max-width: none; white-space: normal; }
  td.n { font-size: 1em; }
  td:not(.n, .w) { min-width: 0; overflow-wrap: anywhere; }
  a { text-decoration: none; }
  .records { display: none; }
  .on-paper { display: block; }
  .cards .big { font-size: 15pt; }
  .cards { grid-template-columns: repeat(4, 1fr); gap: 2mm; }
  .charts { grid-template-columns: 1fr 1fr; }
  figure.multiples { grid-template-columns: repeat(4, 1fr); }
  tr { break-inside: avoid; }
  h2 { break-after: avoid; }
}
)";

}  // namespace cpcc::files
