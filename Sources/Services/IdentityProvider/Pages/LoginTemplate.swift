/// The login page: who, how, and with which outcome.
enum LoginTemplate {
    static let text = #"""
        {{<layout}}{{$content}}
        <p>「{{clientName}}」がログインを求めています。
        <span lang="en">“{{clientName}}” asks you to log in.</span></p>
        {{#release}}
        <p>電子署名 {{count}} 件の承認です。{{#description}}{{.}}{{/description}}
        <span lang="en">This releases {{count}} signature(s).</span></p>
        <ul>{{#documents}}<li>{{.}}</li>{{/documents}}</ul>
        {{/release}}
        <form method="post" action="{{action}}">
        <input type="hidden" name="{{csrfField}}" value="{{csrfToken}}">
        <fieldset>
        <legend>医療従事者 <span lang="en">Practitioner</span></legend>
        {{#practitioners}}
        <label><input type="radio" name="practitioner" value="{{id}}" required{{#checked}} checked{{/checked}}>
        {{name}}{{#roles}}({{roles}}){{/roles}} <code>{{id}}</code>
        <small>登録済み: {{methods}}</small></label>
        {{/practitioners}}
        </fieldset>
        <fieldset>
        <legend>認証方法 <span lang="en">Method</span></legend>
        {{#methods}}
        <label><input type="radio" name="method" value="{{id}}" required{{#checked}} checked{{/checked}}>
        {{ja}} <span lang="en">{{en}}</span></label>
        {{/methods}}
        </fieldset>
        <fieldset>
        <legend>結果 <span lang="en">Outcome</span></legend>
        {{#outcomes}}
        <label><input type="radio" name="outcome" value="{{id}}"{{#checked}} checked{{/checked}}>
        {{ja}} <span lang="en">{{en}}</span></label>
        {{/outcomes}}
        </fieldset>
        <button type="submit">認証に進む <span lang="en">Continue</span></button>
        </form>
        {{/content}}{{/layout}}
        """#
}
