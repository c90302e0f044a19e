/// The desk's first page: the facilities it knows.
enum DeskHomeTemplate {
    static let text = #"""
        {{<desk}}{{$content}}
        <p>クライアント証明書の申請・送付・お支払いの窓口です。
        <span lang="en">Where client certificates are applied for, sent and paid.</span></p>
        <p><a href="/desk/apply">新しく申請する <span lang="en">Send an application</span></a></p>
        <table>
        <tr><th>施設 <span lang="en">Facility</span></th><th>保険機関コード <span lang="en">Code</span></th>
        <th>クライアント証明書 <span lang="en">Client certificate</span></th></tr>
        {{#facilities}}
        <tr><td><a href="{{href}}">{{name}}</a></td><td>{{codes}}</td>
        <td>{{certificate}}{{#stopped}} 利用停止中 <span lang="en">stopped</span>{{/stopped}}</td></tr>
        {{/facilities}}
        </table>
        {{#waiting}}
        <p class="notice">審査中の申請 <span lang="en">Waiting</span>: <a href="{{href}}">{{id}}</a> {{name}}</p>
        {{/waiting}}
        {{/content}}{{/desk}}
        """#
}
