// The style sheet of a page: light and dark, from a phone to a wide screen, and printed on A4.
#pragma once

#include <string_view>

namespace cpcc::files {

// On paper, boxes do not scroll: wide tables are split before (table_layout.hpp), and heads are repeated on each page.
inline constexpr std::string_view page_style = R"(
:root { color-scheme: light dark; --ink: #1b1c1f; --paper: #fff; --line: #d8d9de; --soft: #5a5c64; --band: #f3f4f7; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececf0; --paper: #17181b; --line: #3b3d44; --soft: #a9abb4; --band: #222429; }
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
.prose { max-width: 48rem; text-indent: 2em; margin: .6rem 0; }
.prose:lang(en) { text-indent: 0; }
.signature { max-width: 48rem; text-align: right; margin: .3rem 0; }
.by, .note { color: var(--soft); font-size: .9em; margin: .4rem 0; }
@media (max-width: 40rem) { th, td { padding: .4em .5em; } thead th { white-space: normal; min-width: 4.5em; } }
@page { size: A4; margin: 18mm 15mm; }
@page across { size: A4 landscape; margin: 15mm 12mm; }
@media print {
  :root { --ink: #000; --paper: #fff; --line: #888; --soft: #333; --band: #fff; }
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
  tr { break-inside: avoid; }
  h2 { break-after: avoid; }
}
)";

}  // namespace cpcc::files
