/// The frame of every page of the portal.
///
/// Referrer policy: `no-referrer` would make browsers post `Origin: null`; the handle in the URL goes to no other site.
enum PageLayout {
    static let text = #"""
        <!DOCTYPE html>
        <html lang="ja">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="same-origin">
        {{#refresh}}<meta http-equiv="refresh" content="2; url={{refresh}}">{{/refresh}}
        <title>{{title}} - hpki-sim</title>
        <style>
        :root { color-scheme: light dark; }
        body { font-family: system-ui, "Noto Sans CJK JP", "Noto Sans JP", sans-serif; line-height: 1.6;
          margin: 0 auto; max-width: 44rem; padding: 1rem; }
        h1 { font-size: 1.35rem; }
        [lang=en] { font-size: .85em; opacity: .8; }
        .test { border: 2px solid #c81e1e; border-radius: .3rem; font-weight: bold; padding: .3rem .7rem; }
        fieldset { border: 1px solid #8886; border-radius: .3rem; margin: 0 0 1rem; }
        legend { font-weight: bold; padding: 0 .4rem; }
        label { display: block; padding: .15rem 0; }
        label small { display: block; padding-left: 1.6rem; opacity: .8; }
        button { font: inherit; font-weight: bold; padding: .5rem 1.6rem; }
        code { overflow-wrap: anywhere; }
        footer { border-top: 1px solid #8886; font-size: .85rem; margin-top: 2rem; padding-top: .5rem; }
        {{$style}}{{/style}}
        </style>
        </head>
        <body>
        <p class="test">試験環境 <span lang="en">TEST - NOT FOR PRODUCTION</span></p>
        {{$navigation}}{{/navigation}}
        <main>
        <h1>{{title}}</h1>
        {{$content}}{{/content}}
        </main>
        <footer>この画面と通信はシミュレータのものであり、実際の HPKI セカンド電子証明書サービスの仕様ではありません。
        <span lang="en">This page and its wire format are a simulator's, not those of the real service.</span></footer>
        </body>
        </html>
        """#
}
