/// A sent application, as it stands with the desk.
enum ApplicationTemplate {
    static let text = #"""
        {{<desk}}{{$content}}
        <p>{{status}} {{#rejection}}<span class="problem">{{.}}</span>{{/rejection}}</p>
        {{#warnings}}<p class="notice">{{.}}</p>{{/warnings}}
        <table>
        <tr><th>受付番号 <span lang="en">Number</span></th><td>{{id}}</td></tr>
        <tr><th>種類 <span lang="en">Kind</span></th>
        <td>{{#again}}再申請 <span lang="en">re-application</span>{{/again}}{{^again}}申請 <span lang="en">application</span>{{/again}}</td></tr>
        <tr><th>送信 <span lang="en">Sent</span></th><td>{{sentAt}}</td></tr>
        {{#decision}}<tr><th>審査の予定 <span lang="en">To be judged</span></th><td>{{.}}</td></tr>{{/decision}}
        {{#approvedAt}}<tr><th>承認 <span lang="en">Approved</span></th><td>{{.}}</td></tr>{{/approvedAt}}
        {{#rejectedAt}}<tr><th>不承認 <span lang="en">Turned down</span></th><td>{{.}}</td></tr>{{/rejectedAt}}
        {{#fields}}<tr><th>{{japanese}} <span lang="en">{{name}}</span></th><td>{{value}}</td></tr>{{/fields}}
        </table>
        {{#facility}}<p><a href="{{href}}">{{name}}</a> ·
        <a href="/desk/apply?facility={{key}}">再申請する <span lang="en">Apply again</span></a></p>{{/facility}}
        {{#pending}}
        <h2>事務局の立場で <span lang="en">As the desk</span></h2>
        {{#actions}}
        <form class="inline" method="post" action="{{action}}">
        <input type="hidden" name="{{csrfField}}" value="{{csrfToken}}">
        <button type="submit">{{label}} <span lang="en">{{english}}</span></button></form>
        {{/actions}}
        {{/pending}}
        {{/content}}{{/desk}}
        """#
}
