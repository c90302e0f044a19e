/// The frame of the desk's pages: where one can go, tables, paper.
enum DeskFrameTemplate {
    static let text = #"""
        {{<layout}}{{$style}}
        nav { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; margin: .8rem 0; }
        h2 { font-size: 1.1rem; margin-top: 1.6rem; }
        table { border-collapse: collapse; width: 100%; }
        th, td { border: 1px solid #8886; padding: .3rem .6rem; text-align: left; vertical-align: top; }
        th { font-weight: normal; background: #8882; }
        table [lang=en] { display: block; }
        input[type=text], input[type=password], textarea, select { box-sizing: border-box; font: inherit;
          max-width: 100%; width: 100%; }
        textarea { min-height: 5rem; }
        form.inline { display: inline; }
        .problem { border-left: .3rem solid #c81e1e; margin: 1rem 0; padding: .2rem .8rem; }
        .wrong { color: #c81e1e; }
        .notice { border-left: .3rem solid #b8860b; margin: 1rem 0; padding: .2rem .8rem; }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid #8886; padding: 1rem; }
        .paper { background: #fff; color: #000; border: 1px solid #8886; padding: 2rem;
          font-family: "IPAexMincho", "Noto Serif CJK JP", "Yu Mincho", "Hiragino Mincho ProN", serif; }
        .paper [lang=en] { display: block; }
        .paper .mark { border: 2px solid #c81e1e; color: #c81e1e; padding: .1rem .6rem; }
        @media print {
          nav, footer, .screen, body > .test, main > h1 { display: none; }
          body { max-width: none; padding: 0; }
          .paper { border: 0; padding: 0; }
        }
        {{$paper}}{{/paper}}
        {{/style}}{{$navigation}}
        <nav>
        <a href="/desk">事務局 <span lang="en">Desk</span></a>
        <a href="/desk/apply">申請 <span lang="en">Apply</span></a>
        <a href="/desk/mailbox">メール <span lang="en">Mailbox</span></a>
        <a href="/desk/letterbox">郵便受け <span lang="en">Letterbox</span></a>
        <a href="/desk/invoices">請求書 <span lang="en">Invoices</span></a>
        <span>{{now}}</span>
        </nav>
        {{/navigation}}{{/layout}}
        """#
}
