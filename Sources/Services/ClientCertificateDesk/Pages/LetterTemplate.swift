/// パスワード通知書 on paper (desk rule DL-3).
enum LetterTemplate {
    static let text = #"""
        {{<desk}}{{$paper}}
        @page { size: A4; margin: 20mm; }
        .letter { min-height: 24rem; }
        .letter .to { float: left; }
        .letter .from { float: right; text-align: right; }
        .letter h2 { clear: both; font-size: 1.15rem; font-weight: normal; padding-top: 2rem; text-align: center; }
        .letter .secret { border: 2px solid #000; font-family: monospace; font-size: 1.6rem; letter-spacing: .12em;
          margin: 1.5rem auto; padding: .8rem; text-align: center; }
        {{/paper}}{{$content}}
        <article class="paper letter">
        <p><span class="mark">試験用 TEST</span> <span class="mark">親展</span></p>
        <div class="to">〒{{postalCode}}<br>{{address}}<br>{{facility}}<br>{{addressee}} 様</div>
        <div class="from">{{postedAt}}<br>通知番号 {{id}}<br>{{sender}}</div>
        <h2>{{letterTitle}}</h2>
        <p>ご申請いただいたクライアント証明書(<code>{{fileName}}</code>)のパスワードをお知らせします。</p>
        <p lang="en">The password of the client certificate's .p12 file.</p>
        <p class="secret">{{password}}</p>
        <ul>
        <li>このパスワードは .p12 ファイルの取り込みに使います。メールでお知らせしたダウンロード用パスワードとは別のものです。
        <span lang="en">It opens the .p12 file; it is not the download password of the mail.</span></li>
        <li>この通知書は再発行できません。大切に保管してください。紛失したときは再申請が必要です(再作成)。
        <span lang="en">This letter is not sent again. Lost, it needs a new application.</span></li>
        <li>設定方法は、お使いのシステムのベンダーにお問い合わせください。
        <span lang="en">Ask the vendor of your system about settings.</span></li>
        </ul>
        <p>この通知書は試験用ソフトウェア hpki-sim が作成したものであり、実在の事務局の文書ではありません。
        <span lang="en">Made by the test software hpki-sim; not a document of any real desk.</span></p>
        </article>
        <p class="screen"><a href="{{envelope}}">封筒 <span lang="en">Envelope</span></a></p>
        {{/content}}{{/desk}}
        """#
}
