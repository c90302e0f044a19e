extension ReadyFile {
    /// The same as variables for a vendor's program: `HPKI_SIM_SIGNING_URL` and the like, and `PCSCLITE_CSOCK_NAME`.
    public var environment: [String: String] {
        let values: [String: String?] = [
            "SIGNING_URL": signingURL, "PORTAL_URL": portalURL, "ISSUER": issuer, "RECEPTION_URL": receptionURL,
            "CA_FILE": caFile,
            "HPKI_CA_FILE": hpkiCAFile, "P12": pkcs12, "P12_PASSWORD": pkcs12Password, "CLIENT_ID": clientID,
            "REDIRECT_URI": redirectURI, "PRACTITIONER": practitioner,
            "PRACTITIONER_NAME": practitionerName, "PRACTITIONER_ROMANISED_NAME": practitionerRomanisedName,
            "CREDENTIAL_ID": credentialID,
            "HPKI_CARD_PIN": hpkiCardPIN, "MY_NUMBER_AUTH_PIN": myNumberAuthPIN,
            "MY_NUMBER_SIGN_PASSWORD": myNumberSignPassword, "ADMIN_URL": adminURL, "ADMIN_TOKEN": adminToken,
            "SCENARIO": scenario,
        ]
        var variables: [String: String] = [:]
        for case (let name, let value?) in values { variables["HPKI_SIM_\(name)"] = value }
        variables["PCSCLITE_CSOCK_NAME"] = pcscSocket
        return variables
    }
}
