/// One invoice on paper (desk rule FEE-1).
enum InvoiceTemplate {
    static let text = #"""
        {{<desk}}{{$paper}}
        @page { size: A4; margin: 20mm; }
        .invoice h2 { font-size: 1.4rem; letter-spacing: .4em; text-align: center; }
        .invoice .from { text-align: right; }
        .invoice .sum { font-size: 1.3rem; border-bottom: 2px solid #000; display: inline-block; padding: 0 1rem; }
        .invoice td:last-child { text-align: right; }
        {{/paper}}{{$content}}
        <article class="paper invoice">
        <p><span class="mark">試験用 TEST</span> {{#paid}}<span class="mark">支払済 PAID</span>{{/paid}}</p>
        <h2>請求書</h2>
        <p>{{facility}} 御中</p>
        <p class="from">請求書番号 {{number}}<br>発行日 {{issuedAt}}<br>クライアント証明書 事務局</p>
        <p>HPKIセカンド電子証明書を用いた電子署名に係る維持費の分担金として、下記のとおりご請求申し上げます。
        <span lang="en">The yearly share of the cost of signatures by the second certificate.</span></p>
        <p class="sum">ご請求金額 {{total}}円(税込)</p>
        <table>
        <tr><th>内容 <span lang="en">Item</span></th><th>金額 <span lang="en">Yen</span></th></tr>
        <tr><td>{{year}}年度({{year}}年4月1日から{{nextYear}}年3月31日まで) 維持費</td><td>{{amount}}円</td></tr>
        <tr><td>消費税({{taxPercent}}%) <span lang="en">Tax</span></td><td>{{tax}}円</td></tr>
        <tr><td>合計 <span lang="en">Total</span></td><td>{{total}}円</td></tr>
        </table>
        <p>お支払いの確認ができない場合、{{stopsAt}}からサービスを停止します。
        <span lang="en">Unpaid, the service stops from then on.</span></p>
        <p>この請求書は試験用ソフトウェア hpki-sim が作成したものです。お支払いの必要はありません。
        <span lang="en">Made by the test software hpki-sim: nothing is to be paid.</span></p>
        </article>
        {{#open}}
        <form class="screen" method="post" action="{{action}}">
        <input type="hidden" name="{{csrfField}}" value="{{csrfToken}}">
        <p><button type="submit">支払ったことにする <span lang="en">Pay</span></button></p>
        </form>
        {{/open}}
        {{/content}}{{/desk}}
        """#
}
