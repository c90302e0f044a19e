/// The remote signature of the shipped prescription with nothing but `curl` and `openssl`, to be pasted into a shell.
///
/// It follows reference flow "browser login, then SCAL 2": log in (OIDC, PKCE), token over mutual TLS, credential,
/// authorization, signature, and a verification with the certificate that the service returned.
public struct CurlSequence: Sendable {
    let ready: ReadyFile
    /// An unsigned prescription in the form of the public samples (one line, `xmlns:xsi` on the root).
    let document: String
    /// Path of the file with curl's options for mutual TLS.
    let curlConfiguration: String

    /// The content of ``curlConfiguration``.
    static func configuration(caFile: String, pkcs12: String, password: String) -> String {
        """
        silent
        show-error
        cacert = "\(escaped(caFile))"
        cert-type = "P12"
        cert = "\(escaped(pkcs12)):\(escaped(password))"

        """
    }

    /// Inside the double quotes of curl's configuration.
    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: #"\\"#).replacing("\"", with: #"\""#)
    }

    /// One word of a POSIX shell, whatever is in it.
    private func quoted(_ text: String) -> String {
        text.contains { !$0.isASCII || !($0.isLetter || $0.isNumber || "/._-".contains($0)) }
            ? "'" + text.replacing("'", with: #"'\''"#) + "'" : text
    }

    /// The commands, one step a paragraph, for a POSIX shell.
    public var script: String {
        let oidc = "\(ready.issuer)/protocol/openid-connect"
        let token = "\(ready.signingURL)\(ready.issuer.dropFirst(ready.portalURL.count))/protocol/openid-connect/token"
        return #"""
            # the facility: mutual TLS with its client certificate (the file keeps the password out of the process list)
            mtls() { curl --config \#(quoted(curlConfiguration)) "$@"; }
            field() { sed -n 's/.*"'$1'": *\[*"\([^"]*\)".*/\1/p'; }

            # the practitioner: log in (the fake card approves at once) and get a token bound to the facility's certificate
            VERIFIER=$(openssl rand -hex 32)
            CHALLENGE=$(printf %s $VERIFIER | openssl dgst -sha256 -binary | base64 | tr '+/' '-_' | tr -d '=')
            SUBMIT=$(curl -s -H 'Accept: application/json' "\#(oidc)/auth?response_type=code&scope=openid%20service&state=paste&client_id=\#(ready.clientID)&redirect_uri=\#(ready.redirectURI)&code_challenge=$CHALLENGE&code_challenge_method=S256" | field submit)
            CODE=$(curl -s -H 'Content-Type: application/json' -d '{"practitioner":"\#(ready.practitioner)","method":"hpki-card"}' "$SUBMIT" | sed -n 's/.*[?&]code=\([^&"]*\).*/\1/p')
            TOKEN=$(mtls -d grant_type=authorization_code -d client_id=\#(ready.clientID) -d redirect_uri=\#(ready.redirectURI) -d code_verifier=$VERIFIER -d code=$CODE \#(token) | field access_token)

            # what is signed: SHA-256 over the canonical PrescriptionDocument (inclusive C14N writes xmlns:xsi on it)
            sed -n 's/.*\(<PrescriptionDocument \)\(id="PrescriptionDocument">.*<\/PrescriptionDocument>\).*/\1xmlns:xsi="http:\/\/www.w3.org\/2001\/XMLSchema-instance" \2/p' \#(quoted(document)) | tr -d '\n' > signed-octets
            HASH=$(openssl dgst -sha256 -binary signed-octets | base64)

            # authorize exactly this hash, then sign it
            csc() { mtls -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d "$2" \#(ready.signingURL)/csc/v2/$1; }
            CREDENTIAL=$(csc credentials/list '{}' | field credentialIDs)
            SAD=$(csc credentials/authorize '{"credentialID":"'$CREDENTIAL'","numSignatures":1,"hashes":["'$HASH'"],"hashAlgorithmOID":"2.16.840.1.101.3.4.2.1","authData":[]}' | field SAD)
            csc signatures/signHash '{"credentialID":"'$CREDENTIAL'","SAD":"'$SAD'","hashes":["'$HASH'"],"hashAlgorithmOID":"2.16.840.1.101.3.4.2.1","signAlgo":"1.2.840.113549.1.1.1"}' | field signatures | base64 -d > signature

            # verify it with the certificate that the service returns
            csc credentials/info '{"credentialID":"'$CREDENTIAL'","certificates":"single"}' | field certificates | base64 -d | openssl x509 -inform DER -out signer.pem
            openssl x509 -in signer.pem -noout -subject -nameopt utf8,sep_comma_plus_space
            openssl x509 -in signer.pem -noout -pubkey > signer.pub && openssl dgst -sha256 -verify signer.pub -signature signature signed-octets
            """#
    }
}
