/// How every page looks: on a screen, on a phone and on paper, light and dark. Colours keep 4.5 to 1 against what is behind them.
enum PageStyle {
  static let css = """
    :root { color-scheme: light dark; --paper: #ffffff; --ink: #1b1f24; --soft: #565e68; --line: #d5dae0; --band: #f4f6f8;
      --blue: #1f5fa8; --bad: #b3261e; --soon: #835200; --good: #1a6b3c; --over: #5c6570;
      --c1: #7a4fb5; --c2: #0f7285; --c3: #a84a0b; --c4: #9c2f70; --c5: #566575;
      --h1: #dbe9f8; --h2: #aecdee; --h3: #7aaadd; --h4: #2f6fb7; --h5: #174a85; --dark-ink: #10243a; --light-ink: #ffffff; }
    @media (prefers-color-scheme: dark) { :root { --paper: #14171b; --ink: #e7eaee; --soft: #a9b2bd; --line: #363d46; --band: #1d2228;
      --blue: #7ab2f5; --bad: #ff9a90; --soon: #f0c063; --good: #7fd6a0; --over: #a3adb8;
      --c1: #c3a5f0; --c2: #6fcadb; --c3: #f2a873; --c4: #ee9ac9; --c5: #a9b6c4;
      --h1: #1c2f45; --h2: #254a72; --h3: #2f66a3; --h4: #6da6e6; --h5: #b3d3f7; --dark-ink: #eef5fc; --light-ink: #10243a; } }
    * { box-sizing: border-box; }
    body { margin: 0 auto; padding: 1.5rem; max-width: 110rem; background: var(--paper); color: var(--ink);
      font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Helvetica Neue", Arial, "Hiragino Sans", "Yu Gothic UI", "Noto Sans CJK JP", "Noto Sans JP", sans-serif;
      overflow-wrap: anywhere; text-size-adjust: 100%; }
    body:lang(ja) { font-family: system-ui, -apple-system, "Hiragino Sans", "Yu Gothic UI", "Noto Sans CJK JP", "Noto Sans JP", sans-serif; line-height: 1.65; }
    h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .25rem; text-wrap: balance; }
    h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
    .kind, .question, .more, footer, dt { color: var(--soft); }
    .kind { margin: 0 0 .25rem; font-size: .85rem; letter-spacing: .02em; }
    .question { margin: 0 0 1rem; max-width: 60rem; }
    dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .75rem 1.5rem; margin: 0 0 1.5rem; padding: .9rem 1rem; background: var(--band); border-radius: .5rem; }
    dl div.wide { grid-column: 1 / -1; }
    dt { font-size: .8rem; } dd { margin: 0; } code, .hash { font: .85em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono", monospace; }
    a { color: var(--blue); } .links { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; list-style: none; margin: 0 0 1rem; padding: 0; font-size: .9rem; }
    .tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr)); gap: .9rem; }
    .tile { padding: .8rem 1rem; background: var(--band); border-radius: .5rem; break-inside: avoid; } .tile p { margin: 0; }
    .tile .figure { font-size: 1.7rem; line-height: 1.3; font-variant-numeric: tabular-nums; } .tile .figure small { font-size: .9rem; color: var(--soft); }
    .tile .then { color: var(--soft); font-size: .85rem; } .tile .more { font-size: .8rem; margin-top: .35rem; line-height: 1.4; }
    .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(28rem, 100%), 1fr)); gap: 1.5rem 2rem; margin-bottom: 1.5rem; }
    figure { margin: 0; min-width: 0; break-inside: avoid; } figure.whole { grid-column: 1 / -1; break-inside: auto; }
    figcaption { font-weight: 600; margin-bottom: .5rem; }
    .bars { width: 100%; border-collapse: collapse; }
    .bars th { width: 38%; text-align: left; font-weight: 400; padding: .15rem .75rem .15rem 0; line-height: 1.3; }
    .bars td { padding: .15rem 0; } .bars .bar { width: 62%; } .bars .amount { white-space: nowrap; min-width: 3rem; padding-left: .75rem; text-align: right; font-variant-numeric: tabular-nums; }
    .bars svg { display: block; width: 100%; height: 1.05rem; }
    svg.months { display: block; width: 100%; height: 15rem; overflow: visible; } svg text { fill: var(--soft); font-size: 12px; text-anchor: middle; } svg .value { fill: var(--ink); }
    .axis { stroke: var(--line); stroke-width: 1; }
    .s0 { fill: var(--blue); } .s1 { fill: var(--c1); } .s2 { fill: var(--c2); } .s3 { fill: var(--c3); } .s4 { fill: var(--c4); } .s5 { fill: var(--c5); }
    .t1 { opacity: .62; } .t2 { opacity: .38; } svg rect { stroke: var(--paper); stroke-width: 1; }
    .s-bad { fill: var(--bad); } .s-soon { fill: var(--soon); } .s-good { fill: var(--good); } .s-over { fill: var(--over); }
    .legend { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; list-style: none; margin: .6rem 0 0; padding: 0; font-size: .9rem; }
    .key { display: inline-block; width: .8rem; height: .8rem; margin-right: .4rem; border-radius: .15rem; vertical-align: -.05rem; background: var(--blue); print-color-adjust: exact; }
    .key.s1 { background: var(--c1); } .key.s2 { background: var(--c2); } .key.s3 { background: var(--c3); } .key.s4 { background: var(--c4); } .key.s5 { background: var(--c5); }
    .key.s-bad { background: var(--bad); } .key.s-soon { background: var(--soon); } .key.s-good { background: var(--good); } .key.s-over { background: var(--over); }
    .scroll { overflow-x: auto; }
    .heat { border-collapse: separate; border-spacing: 2px; font-size: .85rem; }
    .heat th { font-weight: 400; } .heat tbody th { text-align: left; padding-right: .6rem; min-width: 8rem; max-width: 22rem; line-height: 1.3; }
    .heat thead th { vertical-align: bottom; height: 9.5rem; } .heat thead span { writing-mode: vertical-rl; transform: rotate(180deg); text-align: left; line-height: 1.15; max-height: 9rem; }
    .heat tbody td { min-width: 2.3rem; height: 1.7rem; text-align: center; border-radius: .2rem; font-variant-numeric: tabular-nums; print-color-adjust: exact; }
    .h-none { background: transparent; } .h0 { background: var(--band); color: var(--soft); } .h1 { background: var(--h1); color: var(--dark-ink); } .h2 { background: var(--h2); color: var(--dark-ink); }
    .h3 { background: var(--h3); color: var(--dark-ink); } .h4 { background: var(--h4); color: var(--light-ink); } .h5 { background: var(--h5); color: var(--light-ink); }
    table.rows { width: 100%; border-collapse: collapse; font-size: .9rem; }
    .rows th { text-align: left; vertical-align: bottom; font-weight: 600; padding: .45rem .7rem .45rem 0; border-bottom: 2px solid var(--line); background: var(--paper); position: sticky; top: 0; line-height: 1.3; overflow-wrap: normal; }
    .rows td { vertical-align: top; overflow-wrap: break-word; padding: .4rem .7rem .4rem 0; border-bottom: 1px solid var(--line); unicode-bidi: isolate; white-space: pre-line; min-width: 3.5rem; }
    .rows .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; min-width: 0; } .rows .day { white-space: nowrap; font-variant-numeric: tabular-nums; }
    .rows .key-cell { white-space: nowrap; } .rows .name { min-width: 9rem; } .rows .prose { min-width: 10.5rem; overflow-wrap: anywhere; }
    .rows.broad { font-size: .78rem; } .rows.broad td, .rows.broad th { padding-right: .4rem; min-width: 0; } .rows.broad .name { min-width: 6.5rem; } .rows.broad .prose { min-width: 7rem; } .rows.broad thead th { min-width: 3em; }
    .rows .item { white-space: nowrap; } .rows .word { word-break: keep-all; } .rows thead th { white-space: normal; word-break: normal; min-width: 4.2em; }
    .bad { color: var(--bad); font-weight: 600; } .soon { color: var(--soon); font-weight: 600; } .good { color: var(--good); } .over { color: var(--over); }
    .rows th.number { text-align: right; }
    .nothing { padding: 1.2rem; background: var(--band); border-radius: .5rem; }
    footer { margin-top: 2rem; padding-top: .8rem; border-top: 1px solid var(--line); font-size: .85rem; }
    footer p { margin: .2rem 0; }
    @media screen and (max-width: 48rem) {
      body { padding: 1rem; } h1 { font-size: 1.35rem; } .bars .amount { font-size: .9em; padding-left: .5rem; } svg.months { height: 12rem; }
      .rows, .rows tbody, .rows tr, .rows td { display: block; width: 100%; } .rows thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
      .rows tr { border: 1px solid var(--line); border-radius: .5rem; padding: .6rem .8rem; margin-bottom: .8rem; }
      .rows td, .rows .number, .rows .day, .rows .prose, .rows .name { display: grid; grid-template-columns: minmax(6.5rem, 36%) 1fr; gap: .75rem; border: 0; padding: .15rem 0; text-align: left; white-space: pre-line; min-width: 0; }
      .rows td:empty { display: none; } .rows td::before { color: var(--soft); font-weight: 400; }
    }
    @page { size: A4 landscape; margin: 11mm 10mm 13mm; @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; } }
    @media print {
      h2, section > .question, figcaption { break-after: avoid; } section > .question { break-before: avoid; }
      :root { color-scheme: light; --paper: #ffffff; --ink: #000000; --soft: #444a52; --line: #b9c0c8; --band: #f4f6f8;
        --blue: #1f5fa8; --bad: #b3261e; --soon: #835200; --good: #1a6b3c; --over: #5c6570; --c1: #7a4fb5; --c2: #0f7285; --c3: #a84a0b; --c4: #9c2f70; --c5: #566575;
        --h1: #dbe9f8; --h2: #aecdee; --h3: #7aaadd; --h4: #2f6fb7; --h5: #174a85; --dark-ink: #10243a; --light-ink: #ffffff; }
      body { max-width: none; padding: 0; font-size: 9pt; } h1 { font-size: 15pt; } .scroll { overflow: visible; }
      table.rows { font-size: 7.5pt; line-height: 1.35; } .rows.broad { font-size: 6.3pt; } .rows td, .rows th { padding: .18rem .5rem .18rem 0; min-width: 0; } .rows .prose, .rows .name { min-width: 0; }
      .rows.broad .day, .rows.broad .key-cell { white-space: normal; overflow-wrap: normal; } .rows thead th { position: static; word-break: keep-all; min-width: 0; } .rows thead { display: table-header-group; } .rows tr { break-inside: avoid; }
      .heat { font-size: 6.5pt; } .heat tbody td { min-width: 0; height: auto; padding: 0 .3em; } .heat thead th { height: 22mm; } .heat thead span { max-height: 21mm; } svg.months { height: 45mm; } dl { padding: 0; background: none; gap: .3rem 1rem; } .bars th, .bars td { padding-top: .04rem; padding-bottom: .04rem; } .bars svg { height: .8rem; } rect { print-color-adjust: exact; }
      .charts { grid-template-columns: 1fr 1fr; } .tiles { grid-template-columns: repeat(5, 1fr); gap: .4rem; } .tile { padding: .3rem .5rem; } .tile .figure { font-size: 12pt; } .tile .more { font-size: 6pt; }
    }
    """

  /// On a phone, each cell has its column's title before it.
  /// - Parameter part: the id of the part of the page that has the table; `nil` for the only one.
  static func labels(_ titles: [String], in part: String? = nil) -> String {
    let part = part.map { "#\($0) " } ?? ""
    return titles.enumerated().map { index, title in
      "@media screen and (max-width: 48rem) { \(part).rows td:nth-child(\(index + 1))::before { content: \(Page.cssString(title)); } }"
    }.joined(separator: "\n")
  }
}
