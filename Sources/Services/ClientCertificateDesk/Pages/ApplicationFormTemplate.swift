/// The form of an application (申請, 再申請, 代理申請).
enum ApplicationFormTemplate {
    static let text = #"""
        {{<desk}}{{$content}}
        {{#problem}}
        <p class="problem">{{sentence}} {{advice}} <span lang="en">{{englishAdvice}}</span></p>
        {{/problem}}
        <p>送信した申請は変更できません。変更するときは、備考に理由を書いて再申請してください。パスワード通知書は、申請した施設に郵送されます。
        <span lang="en">A sent application cannot be changed: apply again, with the reason in the remarks. The letter goes
        to the facility itself.</span></p>
        <form method="post" action="/desk/applications">
        <input type="hidden" name="{{csrfField}}" value="{{csrfToken}}">
        <table>
        {{#fields}}
        <tr><th><label for="{{name}}">{{japanese}}{{#required}} *{{/required}} <span lang="en">{{name}}</span></label></th>
        <td>{{#isLong}}<textarea id="{{name}}" name="{{name}}">{{value}}</textarea>{{/isLong}}
        {{^isLong}}<input type="text" id="{{name}}" name="{{name}}" value="{{value}}">{{/isLong}}
        {{#isWrong}}<strong class="wrong">ご確認ください <span lang="en">check this</span></strong>{{/isWrong}}
        {{#isCode}}<label><input type="checkbox" name="{{provisionalField}}" value="true"{{#provisional}} checked{{/provisional}}>
        仮コードです <span lang="en">a provisional code</span></label>{{/isCode}}</td></tr>
        {{/fields}}
        </table>
        <p><button type="submit">申請する <span lang="en">Send</span></button></p>
        </form>
        {{/content}}{{/desk}}
        """#
}
