import java.io.FileInputStream;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;

/** Prints what java.security.KeyStore finds in a .p12 file, whose password is in the environment variable PASSWORD. */
public class KeyStoreContents {
    public static void main(String[] arguments) throws Exception {
        char[] password = System.getenv("PASSWORD").toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (FileInputStream file = new FileInputStream(arguments[0])) {
            store.load(file, password);
        } catch (java.io.IOException failure) {
            System.out.println("refused: " + failure.getMessage());
            return;
        }
        for (String alias : Collections.list(store.aliases())) {
            System.out.println("alias: " + alias);
            System.out.println("key: " + (store.isKeyEntry(alias) ? store.getKey(alias, password).getAlgorithm() : "none"));
            for (java.security.cert.Certificate certificate : store.getCertificateChain(alias)) {
                X509Certificate x509 = (X509Certificate) certificate;
                System.out.println("certificate: " + x509.getSerialNumber().toString(16).toUpperCase());
            }
        }
    }
}
