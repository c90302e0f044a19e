/// Everything the desk knows of a facility, and what the facility may ask for.
enum FacilityTemplate {
    static let text = #"""
        {{<desk}}{{$content}}
        {{#stopped}}<p class="notice">{{.}}</p>{{/stopped}}
        <p>保険機関コード {{codes}} · <a href="/desk/mailbox?to={{mailKey}}">メール <span lang="en">Mailbox</span></a></p>
        <h2>申請 <span lang="en">Applications</span></h2>
        <table>
        {{#applications}}<tr><td><a href="{{href}}">{{id}}</a></td><td>{{sentAt}}</td><td>{{status}}</td></tr>{{/applications}}
        {{^applications}}<tr><td>なし <span lang="en">none</span></td></tr>{{/applications}}
        </table>
        <h2>クライアント証明書 <span lang="en">Client certificates</span></h2>
        <table>
        {{#certificates}}
        <tr><td>{{id}}</td><td>{{code}}</td><td>{{status}}{{#planned}}<br>{{.}}{{/planned}}</td><td>{{expiry}}</td></tr>
        {{/certificates}}
        {{^certificates}}<tr><td>なし <span lang="en">none</span></td></tr>{{/certificates}}
        </table>
        <h2>送付 <span lang="en">Deliveries</span></h2>
        <table>
        {{#deliveries}}
        <tr><td>{{id}}</td><td>{{link}}</td><td>{{letter}}</td><td>{{downloads}}</td></tr>
        {{/deliveries}}
        {{^deliveries}}<tr><td>なし <span lang="en">none</span></td></tr>{{/deliveries}}
        </table>
        <h2>請求書 <span lang="en">Invoices</span></h2>
        <table>
        {{#invoices}}<tr><td><a href="{{href}}">{{year}}年度</a></td><td>{{total}}円</td><td>{{status}}</td></tr>{{/invoices}}
        {{^invoices}}<tr><td>なし <span lang="en">none</span></td></tr>{{/invoices}}
        </table>
        <h2>お問い合わせフォーム <span lang="en">Inquiry form</span></h2>
        <fieldset><legend>再送 <span lang="en">Re-send</span></legend>
        <form method="post" action="{{path}}/resend">
        <input type="hidden" name="{{csrfField}}" value="{{csrfToken}}">
        <label>見当たらないもの <span lang="en">What is missing</span>
        <select name="missing">
        <option value="files">ファイル(期限切れ・紛失) files</option>
        <option value="linkMail">1通目のメール link mail</option>
        <option value="passwordMail">2通目のメール password mail</option>
        </select></label>
        <label><input type="checkbox" name="letter-at-hand" value="true" checked>
        パスワード通知書は手元にあります <span lang="en">The letter is at hand</span></label>
        <button type="submit">再送を依頼する <span lang="en">Ask for a re-send</span></button>
        </form></fieldset>
        <fieldset><legend>再作成 <span lang="en">Re-creation</span></legend>
        <p><a href="/desk/apply?facility={{key}}&amp;reason=lost-letter">通知書を紛失したので再申請する
        <span lang="en">The letter is lost: apply again</span></a></p></fieldset>
        <fieldset><legend>利用停止 <span lang="en">End of service</span></legend>
        <form method="post" action="{{path}}/stop">
        <input type="hidden" name="{{csrfField}}" value="{{csrfToken}}">
        <label><input type="checkbox" name="sure" value="true" required>
        証明書は失効し、元に戻せません <span lang="en">The certificate is revoked for good</span></label>
        <button type="submit">利用を停止する <span lang="en">Stop the service</span></button>
        </form></fieldset>
        {{/content}}{{/desk}}
        """#
}
