/// All invoices.
enum InvoicesTemplate {
    static let text = #"""
        {{<desk}}{{$content}}
        <table>
        <tr><th>請求書 <span lang="en">Invoice</span></th><th>施設 <span lang="en">Facility</span></th>
        <th>金額(税込) <span lang="en">With tax</span></th><th>状態 <span lang="en">State</span></th></tr>
        {{#invoices}}
        <tr><td><a href="{{href}}">{{year}}年度</a></td><td>{{facility}}</td><td>{{total}}円</td><td>{{status}}</td></tr>
        {{/invoices}}
        {{^invoices}}<tr><td colspan="4">なし <span lang="en">none</span></td></tr>{{/invoices}}
        </table>
        {{/content}}{{/desk}}
        """#
}
