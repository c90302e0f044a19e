/// Shown while a phone or card has not answered.
enum WaitingTemplate {
    static let text = #"""
        {{<layout}}{{$content}}
        <p>スマートフォンまたはカードの応答を待っています。この画面は自動的に更新されます。
        <span lang="en">Waiting for the phone or card. This page reloads by itself.</span></p>
        <p><a href="{{refresh}}">今すぐ確認する <span lang="en">Check now</span></a></p>
        {{/content}}{{/layout}}
        """#
}
