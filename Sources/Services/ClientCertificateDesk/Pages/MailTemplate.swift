/// One mail.
enum MailTemplate {
    static let text = #"""
        {{<desk}}{{$content}}
        {{#isJunk}}<p class="notice">迷惑メールフォルダにあります。 <span lang="en">In the junk folder.</span></p>{{/isJunk}}
        <table>
        <tr><th>差出人 <span lang="en">From</span></th><td>{{from}}</td></tr>
        <tr><th>宛先 <span lang="en">To</span></th><td>{{to}}</td></tr>
        <tr><th>送信 <span lang="en">Sent</span></th><td>{{sentAt}}</td></tr>
        </table>
        <pre>{{body}}</pre>
        <p class="screen">{{#link}}<a href="{{.}}">リンクを開く <span lang="en">Open the link</span></a> · {{/link}}
        <a href="{{file}}">.eml を保存 <span lang="en">Save as .eml</span></a></p>
        {{/content}}{{/desk}}
        """#
}
