import java.io.FileInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/**
 * What a Java program does to speak mutual TLS: java.net.http.HttpClient with a .p12 file and the server's root.
 * Arguments: URL, root certificate (PEM), TLS version, .p12 file. The password is in the environment variable PASSWORD.
 * Prints the status and the body, or the alert that came instead.
 */
public class MutualTLSClient {
    public static void main(String[] arguments) throws Exception {
        HttpClient client = HttpClient.newBuilder()
            .sslContext(context(arguments[1], arguments[3]))
            .sslParameters(new SSLParameters(null, new String[] {arguments[2]}))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(arguments[0])).build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            System.out.println(response.statusCode() + " " + response.body());
        } catch (java.io.IOException failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                String message = String.valueOf(cause.getMessage());
                if (message.contains("alert: ")) {
                    System.out.println("alert " + message.substring(message.indexOf("alert: ") + 7));
                    return;
                }
            }
            System.out.println("failed: " + failure);
        }
    }

    private static SSLContext context(String root, String pkcs12) throws Exception {
        char[] password = System.getenv("PASSWORD").toCharArray();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (FileInputStream file = new FileInputStream(pkcs12)) {
            keys.load(file, password);
        }
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
        keyManagers.init(keys, password);

        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (FileInputStream file = new FileInputStream(root)) {
            trusted.setCertificateEntry("root", CertificateFactory.getInstance("X.509").generateCertificate(file));
        }
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance("PKIX");
        trustManagers.init(trusted);

        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return context;
    }
}
