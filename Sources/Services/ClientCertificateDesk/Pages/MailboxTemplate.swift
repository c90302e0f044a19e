/// The facility's mails: inbox, junk folder, and what never arrived.
enum MailboxTemplate {
    static let text = #"""
        {{<desk}}{{$content}}
        {{#to}}<p>宛先 <span lang="en">To</span> {{.}} · <a href="/desk/mailbox">すべて <span lang="en">All</span></a></p>{{/to}}
        {{#folders}}
        <h2>{{japanese}} ({{count}}) <span lang="en">{{english}}</span></h2>
        <table>
        {{#mails}}
        <tr><td><a href="{{href}}">{{subject}}</a></td><td>{{to}}</td><td>{{sentAt}}</td></tr>
        {{/mails}}
        {{^mails}}<tr><td>なし <span lang="en">none</span></td></tr>{{/mails}}
        </table>
        {{/folders}}
        {{#lost}}
        <p class="notice">届かなかったメール(実際の施設には分かりません): {{what}}、{{to}}、{{sentAt}}送信
        <span lang="en">Lost on its way, which a real facility would not see.</span></p>
        {{/lost}}
        {{/content}}{{/desk}}
        """#
}
