/// What cannot be done, why, and who can mend it (desk rule ENQ-1).
enum DeskErrorTemplate {
    static let text = #"""
        {{<desk}}{{$content}}
        <p class="problem">{{sentence}}</p>
        <p>{{advice}} <span lang="en">{{englishAdvice}}</span></p>
        <p><code>{{code}}</code></p>
        {{/content}}{{/desk}}
        """#
}
