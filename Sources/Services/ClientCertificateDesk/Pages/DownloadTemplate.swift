/// The page behind the link of mail 1: deadline, download password, two files.
enum DownloadTemplate {
    static let text = #"""
        {{<desk}}{{$content}}
        {{#problem}}
        <p class="problem">{{sentence}} {{advice}} <span lang="en">{{englishAdvice}}</span></p>
        {{/problem}}
        <p>ダウンロード期限 <span lang="en">Deadline</span>: {{deadline}}</p>
        <form method="post">
        <input type="hidden" name="{{csrfField}}" value="{{csrfToken}}">
        <fieldset><legend>ダウンロード用パスワード <span lang="en">Download password</span></legend>
        <label>2通目のメールのパスワードを入力してください。パスワード通知書のパスワード(.p12)ではありません。
        <span lang="en">The one of the second mail, not the letter's.</span>
        <input type="password" name="password" autocomplete="off" required></label>
        <p>残り {{remaining}} 回 <span lang="en">tries left</span></p></fieldset>
        <table>
        {{#files}}
        <tr><td><code>{{name}}</code><br>{{japanese}} <span lang="en">{{english}}</span></td>
        <td>{{#gone}}ダウンロード済み <span lang="en">downloaded</span>{{/gone}}
        {{^gone}}<button type="submit" formaction="{{action}}">ダウンロード <span lang="en">Download</span></button>{{/gone}}</td></tr>
        {{/files}}
        </table>
        </form>
        <p>.p12 ファイルは通常の方法では開けません。ファイルがあることをご確認いただきましたら完了です。
        <span lang="en">The .p12 need not be opened: that it is there is enough.</span></p>
        {{/content}}{{/desk}}
        """#
}
