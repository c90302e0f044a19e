/// Shown where an error must not be redirected.
enum ErrorTemplate {
    static let text = #"""
        {{<layout}}{{$content}}
        <p>ログインを続けられません。電子カルテ等のシステムからやり直してください。
        <span lang="en">The login cannot go on. Start again from the application.</span></p>
        <p><code>{{code}}</code>: {{description}}</p>
        {{/content}}{{/layout}}
        """#
}
