/// The letter's envelope: 長3 (235 × 120 mm), lying, white, with a window (desk rule DL-3).
enum EnvelopeTemplate {
    static let text = #"""
        {{<desk}}{{$paper}}
        @page { size: 235mm 120mm; margin: 0; }
        body { max-width: none; }
        .envelope { position: relative; width: 235mm; height: 120mm; padding: 0; overflow: hidden; }
        .envelope div { position: absolute; }
        .window { left: 18mm; top: 20mm; width: 95mm; height: 46mm; border: 1px solid #999; border-radius: 3mm;
          box-sizing: border-box; padding: 5mm; background: #fdfdf8; line-height: 1.5; }
        .marks { right: 14mm; top: 14mm; text-align: right; }
        .marks p { margin: 0 0 6mm; }
        .contents { left: 18mm; bottom: 16mm; }
        .sender { right: 14mm; bottom: 14mm; text-align: right; font-size: .85rem; }
        @media print { .envelope { page-break-after: avoid; } }
        {{/paper}}{{$content}}
        <article class="paper envelope">
        <div class="window">〒{{postalCode}}<br>{{address}}<br>{{facility}}<br>{{addressee}} 様</div>
        <div class="marks">{{#marks}}<p><span class="mark">{{.}}</span></p>{{/marks}}</div>
        <div class="contents"><span class="mark">{{contents}}</span></div>
        <div class="sender">試験用 TEST - NOT A REAL LETTER<br>差出人 {{sender}}</div>
        </article>
        <p class="screen"><a href="{{letter}}">開封する <span lang="en">Open the letter</span></a></p>
        {{/content}}{{/desk}}
        """#
}
