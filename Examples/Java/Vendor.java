import java.io.FileInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/**
 * A small, careful vendor program: logs a practitioner in, has one document's digest signed, verifies the signature.
 *
 *     hpki-sim run --area signing -- java Examples/Java/Vendor.java
 *
 * Java 17, nothing else. Everything it knows of its surroundings comes from the environment that `hpki-sim run` sets; in a
 * product the same comes from the facility's settings. Exit status: 0 signed and verified, 1 told the user why not.
 */
public class Vendor {
    private static final String SHA256 = "2.16.840.1.101.3.4.2.1";
    private static final String RSA = "1.2.840.113549.1.1.1";

    /** What the user is told: each sentence names who can help (rule ENQ-1). */
    private static class Stopped extends Exception {
        private static final long serialVersionUID = 1;

        Stopped(String sentence) { super(sentence); }
    }

    private final HttpClient portal = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final HttpClient facility;
    private String token = "";

    public static void main(String[] arguments) {
        String sentence;
        int status = 1;
        try {
            Vendor vendor = new Vendor();
            vendor.logIn();
            vendor.sign(MessageDigest.getInstance("SHA-256").digest("処方箋".getBytes(StandardCharsets.UTF_8)));
            sentence = "署名し、検証しました。";
            status = 0;
        } catch (Stopped stopped) {
            sentence = stopped.getMessage();
        } catch (SSLException refused) {
            // Never again with the same certificate, and never without verification.
            sentence = "接続先またはクライアント証明書が受け入れられません。事務局またはベンダーにご連絡ください。";
        } catch (IOException | InterruptedException | GeneralSecurityException failure) {
            sentence = "サービスと通信できません。続くときは、ベンダーにご連絡ください。";
        }
        System.out.writeBytes((sentence + "\n").getBytes(StandardCharsets.UTF_8));
        System.exit(status);
    }

    private Vendor() throws Stopped, GeneralSecurityException, IOException {
        facility = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .sslContext(context())
            .build();
    }

    /** The facility's .p12 as key store, the simulator's root as the only trust. */
    private static SSLContext context() throws Stopped, GeneralSecurityException, IOException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        char[] password = environment("P12_PASSWORD", "").toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        String path = System.getenv("HPKI_SIM_P12");
        if (path != null) {
            try (FileInputStream file = new FileInputStream(path)) {
                store.load(file, password);
            } catch (IOException damaged) {
                throw new Stopped("クライアント証明書のファイルを開けません。パスワードを確かめ、事務局にご連絡ください。");
            }
        }
        keys.init(store, password);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (FileInputStream file = new FileInputStream(environment("CA_FILE", ""))) {
            int number = 0;
            for (var root : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                trusted.setCertificateEntry("root-" + number++, root);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** OpenID Connect with PKCE; the token is taken over mutual TLS, so that it is bound to the facility. */
    private void logIn() throws Stopped, IOException, InterruptedException, GeneralSecurityException {
        String issuer = environment("ISSUER", "");
        String metadata = checked(get(issuer + "/.well-known/openid-configuration"));
        String verifier = random(48);
        String state = random(16);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
        String query = form(Map.of(
            "response_type", "code", "scope", "openid service", "state", state,
            "client_id", environment("CLIENT_ID", ""), "redirect_uri", environment("REDIRECT_URI", ""),
            "code_challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(digest),
            "code_challenge_method", "S256"));
        // A product opens the browser here; the simulator offers the same as JSON.
        String offer = checked(get(member(metadata, "authorization_endpoint") + "?" + query));
        String choice = "{\"practitioner\":\"" + environment("PRACTITIONER", "") + "\",\"method\":\"hpki-card\"}";
        String done = checked(send(portal, request(member(offer, "submit"), "application/json", choice)));
        Map<String, String> answer = parameters(member(done, "redirect"));
        if (!state.equals(answer.get("state"))) throw new Stopped("ログインの応答が一致しません。ベンダーにご連絡ください。");
        if (!answer.containsKey("code")) {
            throw new Stopped("ログインできませんでした。カード発行元またはベンダーにご連絡ください。");
        }
        String address = environment("SIGNING_URL", "") + URI.create(member(metadata, "token_endpoint")).getPath();
        token = member(checked(send(facility, request(address, "application/x-www-form-urlencoded", form(Map.of(
            "grant_type", "authorization_code", "code", answer.get("code"), "code_verifier", verifier,
            "client_id", environment("CLIENT_ID", ""), "redirect_uri", environment("REDIRECT_URI", "")))))),
            "access_token");
    }

    /** Authorizes exactly this digest, has it signed, and verifies what came back. */
    private void sign(byte[] digest) throws Stopped, IOException, InterruptedException, GeneralSecurityException {
        String list = csc("credentials/list", "{}", true);
        Matcher first = Pattern.compile("\"credentialIDs\"\\s*:\\s*\\[\\s*\"([^\"]+)\"").matcher(list);
        if (!first.find()) throw new Stopped("セカンド電子証明書がありません。カード発行元にお問い合わせください。");
        String named = "{\"credentialID\":\"" + first.group(1) + "\"";
        String info = csc("credentials/info", named + ",\"certificates\":\"single\"}", true);
        if (!info.matches("(?s).*\"status\"\\s*:\\s*\"enabled\".*") || info.matches("(?s).*\"(revoked|suspended|expired)\".*")) {
            throw new Stopped("セカンド電子証明書が使えません。カード発行元にお問い合わせください。");
        }
        PublicKey key = CertificateFactory.getInstance("X.509").generateCertificate(
            new java.io.ByteArrayInputStream(decoded(element(info, "certificates")))).getPublicKey();
        String hash = Base64.getEncoder().encodeToString(digest);
        String hashes = ",\"hashes\":[\"" + hash + "\"],\"hashAlgorithmOID\":\"" + SHA256 + "\"";
        String sad = member(csc("credentials/authorize", named + hashes + ",\"numSignatures\":1,\"authData\":[]}", false), "SAD");
        String signed = csc("signatures/signHash",
            named + hashes + ",\"SAD\":\"" + sad + "\",\"signAlgo\":\"" + RSA + "\"}", false);
        byte[] signature = decoded(element(signed, "signatures"));
        // NONEwithRSA takes the DigestInfo (RFC 8017, section 9.2) of a digest that is there already.
        Signature check = Signature.getInstance("NONEwithRSA");
        check.initVerify(key);
        check.update(Base64.getDecoder().decode("MDEwDQYJYIZIAWUDBAIBBQAEIA=="));
        check.update(digest);
        boolean isGood;
        try {
            isGood = check.verify(signature);
        } catch (GeneralSecurityException malformed) {
            isGood = false;
        }
        if (!isGood) throw new Stopped("署名を検証できません。送信せずに、ベンダーにご連絡ください。");
    }

    private String csc(String method, String body, boolean isRepeatable) throws Stopped, IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(environment("SIGNING_URL", "") + "/csc/v2/" + method))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
        for (int attempt = 0; ; attempt++) {
            HttpResponse<String> answer = send(facility, request);
            boolean isTemporary = answer.statusCode() == 429 || answer.statusCode() == 503;
            if (!isRepeatable || !isTemporary || attempt == 3) return checked(answer);
            String asked = answer.headers().firstValue("Retry-After").orElse("1");
            Thread.sleep(1000L * (asked.matches("\\d{1,4}") ? Math.min(Integer.parseInt(asked), 30) : 30));
        }
    }

    // What follows a JSON library does in a product.

    private static String checked(HttpResponse<String> answer) throws Stopped {
        int status = answer.statusCode();
        if (status == 401) {
            throw new Stopped("認証の有効期間が終わりました。再認証してください。できないときは、ベンダーにご連絡ください。");
        }
        if (status != 200) throw new Stopped("サービスが要求を断りました(" + status + ")。ベンダーにご連絡ください。");
        String body = answer.body().strip();
        if (!body.startsWith("{") || !body.endsWith("}")) {
            throw new Stopped("サービスの応答を読めません。ベンダーにご連絡ください。");
        }
        return body;
    }

    private static String member(String json, String name) throws Stopped {
        return found(json, "\"" + name + "\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"").replace("\\/", "/");
    }

    /** The only element of a list of texts. */
    private static String element(String json, String name) throws Stopped {
        return found(json, "\"" + name + "\"\\s*:\\s*\\[\\s*\"([^\"]*)\"\\s*\\]").replace("\\/", "/");
    }

    private static String found(String json, String pattern) throws Stopped {
        Matcher matcher = Pattern.compile(pattern).matcher(json);
        if (!matcher.find()) throw new Stopped("サービスの応答が足りません。ベンダーにご連絡ください。");
        return matcher.group(1);
    }

    private static byte[] decoded(String base64) throws Stopped {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            throw new Stopped("サービスの応答を読めません。ベンダーにご連絡ください。");
        }
    }

    private HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return send(portal, HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20))
            .header("Accept", "application/json").build());
    }

    private static HttpRequest request(String url, String type, String body) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20))
            .header("Content-Type", type).header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)).build();
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static Map<String, String> parameters(String url) {
        String query = URI.create(url).getRawQuery();
        return Pattern.compile("&").splitAsStream(query == null ? "" : query)
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0],
                pair -> pair.length == 2 ? URLDecoder.decode(pair[1], StandardCharsets.UTF_8) : "", (one, other) -> one));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    }

    private static String random(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String environment(String name, String otherwise) {
        String value = System.getenv("HPKI_SIM_" + name);
        return value == null ? otherwise : value;
    }
}
