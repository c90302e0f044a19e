// A small, careful vendor program: logs a practitioner in, has one document's digest signed, verifies the signature.
//
//     hpki-sim run --area signing -- dotnet run --project Examples/CSharp
//
// .NET 8, nothing else. Everything it knows of its surroundings comes from the environment that `hpki-sim run` sets.
// Exit status: 0 signed and verified, 1 told the user why not.

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

const string Sha256 = "2.16.840.1.101.3.4.2.1", Rsa = "1.2.840.113549.1.1.1";
Console.OutputEncoding = Encoding.UTF8;
try
{
    using var portal = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
    using var facility = FacilityClient();
    await LogIn(portal, facility);
    await Sign(facility, SHA256.HashData(Encoding.UTF8.GetBytes("処方箋")));
    Console.WriteLine("署名し、検証しました。");
    return 0;
}
catch (Stopped stopped) { Console.WriteLine(stopped.Message); }
catch (HttpRequestException error) when (error.InnerException is System.Security.Authentication.AuthenticationException or IOException)
{
    // Never again with the same certificate, and never without verification.
    Console.WriteLine("接続先またはクライアント証明書が受け入れられません。事務局またはベンダーにご連絡ください。");
}
catch (Exception error) when (error is HttpRequestException or TaskCanceledException or JsonException or FormatException
    or KeyNotFoundException or InvalidOperationException)
{
    Console.WriteLine("サービスと通信できません。続くときは、ベンダーにご連絡ください。");
}
return 1;

static string Env(string name) => Environment.GetEnvironmentVariable("HPKI_SIM_" + name) ?? "";

// Mutual TLS with the facility's .p12; the simulator's root is the only trust.
static HttpClient FacilityClient()
{
    var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
    if (Env("P12") is { Length: > 0 } path)
    {
        try
        {
            var all = new X509Certificate2Collection();
            all.Import(path, Env("P12_PASSWORD"), X509KeyStorageFlags.EphemeralKeySet);
            var own = all.First(certificate => certificate.HasPrivateKey);
            handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(own, all, offline: true);
        }
        catch (CryptographicException)
        {
            throw new Stopped("クライアント証明書のファイルを開けません。パスワードを確かめ、事務局にご連絡ください。");
        }
    }
    var roots = new X509Certificate2Collection();
    roots.ImportFromPemFile(Env("CA_FILE"));
    handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck,
    };
    handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(roots);
    return new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(20) };
}

// OpenID Connect with PKCE; the token is taken over mutual TLS, so that it is bound to the facility.
static async Task LogIn(HttpClient portal, HttpClient facility)
{
    var metadata = await Checked(await portal.GetAsync(Env("ISSUER") + "/.well-known/openid-configuration"));
    string verifier = Random(48), state = Random(16);
    var query = await new FormUrlEncodedContent(new Dictionary<string, string>
    {
        ["response_type"] = "code", ["scope"] = "openid service", ["state"] = state, ["client_id"] = Env("CLIENT_ID"),
        ["redirect_uri"] = Env("REDIRECT_URI"), ["code_challenge_method"] = "S256",
        ["code_challenge"] = Url(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))),
    }).ReadAsStringAsync();
    // A product opens the browser here; the simulator offers the same as JSON.
    using var ask = new HttpRequestMessage(HttpMethod.Get, metadata.GetProperty("authorization_endpoint").GetString() + "?" + query);
    ask.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    var offer = await Checked(await portal.SendAsync(ask));
    var done = await Checked(await portal.PostAsJsonAsync(offer.GetProperty("submit").GetString(),
        new { practitioner = Env("PRACTITIONER"), method = "hpki-card" }));
    var answer = new Uri(done.GetProperty("redirect").GetString()!).Query.TrimStart('?').Split('&')
        .Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => WebUtility.UrlDecode(pair.Last()));
    if (answer.GetValueOrDefault("state") != state) throw new Stopped("ログインの応答が一致しません。ベンダーにご連絡ください。");
    if (!answer.TryGetValue("code", out var code)) throw new Stopped("ログインできませんでした。カード発行元またはベンダーにご連絡ください。");
    var address = Env("SIGNING_URL") + new Uri(metadata.GetProperty("token_endpoint").GetString()!).AbsolutePath;
    var token = await Checked(await facility.PostAsync(address, new FormUrlEncodedContent(new Dictionary<string, string>
    {
        ["grant_type"] = "authorization_code", ["code"] = code, ["code_verifier"] = verifier,
        ["client_id"] = Env("CLIENT_ID"), ["redirect_uri"] = Env("REDIRECT_URI"),
    })));
    facility.DefaultRequestHeaders.Authorization = new("Bearer", token.GetProperty("access_token").GetString());
}

// Authorizes exactly this digest, has it signed, and verifies what came back.
static async Task Sign(HttpClient facility, byte[] digest)
{
    var ids = (await Csc(facility, "credentials/list", new { }, true)).GetProperty("credentialIDs");
    if (ids.GetArrayLength() == 0) throw new Stopped("セカンド電子証明書がありません。カード発行元にお問い合わせください。");
    var id = ids[0].GetString();
    var info = await Csc(facility, "credentials/info", new { credentialID = id, certificates = "single" }, true);
    using var certificate = new X509Certificate2(Convert.FromBase64String(info.GetProperty("cert").GetProperty("certificates")[0].GetString()!));
    if (info.GetProperty("key").GetProperty("status").GetString() != "enabled")
        throw new Stopped("セカンド電子証明書が使えません。カード発行元にお問い合わせください。");
    var hashes = new[] { Convert.ToBase64String(digest) };
    var sad = (await Csc(facility, "credentials/authorize", new
    {
        credentialID = id, numSignatures = 1, hashes, hashAlgorithmOID = Sha256, authData = Array.Empty<object>(),
    }, false)).GetProperty("SAD").GetString();
    var signatures = (await Csc(facility, "signatures/signHash", new
    {
        credentialID = id, SAD = sad, hashes, hashAlgorithmOID = Sha256, signAlgo = Rsa,
    }, false)).GetProperty("signatures");
    using var key = certificate.GetRSAPublicKey()!;
    if (signatures.GetArrayLength() != 1 || !key.VerifyHash(digest, Convert.FromBase64String(signatures[0].GetString()!),
        HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
        throw new Stopped("署名を検証できません。送信せずに、ベンダーにご連絡ください。");
}

// What may be repeated is called again after 429 and 503 when Retry-After is over, at most three times.
static async Task<JsonElement> Csc(HttpClient facility, string method, object body, bool isRepeatable)
{
    for (var attempt = 0; ; attempt++)
    {
        var answer = await facility.PostAsJsonAsync($"{Env("SIGNING_URL")}/csc/v2/{method}", body);
        var isTemporary = answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;
        if (!isRepeatable || !isTemporary || attempt == 3) return await Checked(answer);
        var wait = answer.Headers.RetryAfter?.Delta ?? answer.Headers.RetryAfter?.Date - DateTimeOffset.UtcNow;
        await Task.Delay(TimeSpan.FromSeconds(Math.Clamp(wait?.TotalSeconds ?? 1, 0, 30)));
    }
}

static async Task<JsonElement> Checked(HttpResponseMessage answer)
{
    if (answer.StatusCode == HttpStatusCode.Unauthorized)
        throw new Stopped("認証の有効期間が終わりました。再認証してください。できないときは、ベンダーにご連絡ください。");
    if (answer.StatusCode != HttpStatusCode.OK)
        throw new Stopped($"サービスが要求を断りました({(int)answer.StatusCode})。ベンダーにご連絡ください。");
    return await answer.Content.ReadFromJsonAsync<JsonElement>();
}

static string Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
static string Random(int count) => Url(RandomNumberGenerator.GetBytes(count));

// What the user is told: each sentence names who can help (rule ENQ-1).
class Stopped(string sentence) : Exception(sentence);
