/// The letters that the postman has brought.
enum LetterboxTemplate {
    static let text = #"""
        {{<desk}}{{$content}}
        <table>
        {{#letters}}
        <tr><td><a href="{{envelope}}">封筒 <span lang="en">Envelope</span></a></td>
        <td><a href="{{href}}">パスワード通知書 <span lang="en">Password notice</span></a></td>
        <td>{{facility}}</td><td>{{arrivedAt}} 配達 <span lang="en">delivered</span></td></tr>
        {{/letters}}
        {{^letters}}<tr><td>なし <span lang="en">none</span></td></tr>{{/letters}}
        </table>
        {{#underway}}
        <p class="notice">まだ届いていない通知書: {{facility}}、{{postedAt}}発送 {{fate}}
        <span lang="en">A letter that has not arrived.</span></p>
        {{/underway}}
        {{/content}}{{/desk}}
        """#
}
