import Foundation
import HealthcarePKI
import OpenSSL
import PrescriptionReceiver
import Registry
import ScenarioFiles
import Simulation

extension ReadyFile {
    /// Writes the instance's files, and says where they and everything else are.
    init(
        world: RunningWorld,
        adminToken: String,
        files: InstanceFiles,
        cardSocket: String?
    ) async throws {
        let pki = world.vault.pki
        let tlsRoot = try pki.authority("tls-root").certificate
        let hpki = pki.existingAuthorities.filter { authority in
            authority.label == "hpki-root" || authority.declaration.issuer == "hpki-root"
        }
        let delivered = world.simulation.read(ClientCertificateDomain.self) { $0[DefaultWorld.clientCertificate] }
        var pkcs12: String?
        var password: String?
        if let delivered, delivered.deliveredAt != nil,
            let file = try await world.simulation.blobs.bytes(delivered.pkcs12Blob),
            let secret = try await world.simulation.blobs.bytes(delivered.passwordBlob)
        {
            pkcs12 = try files.write(file, as: ClientCertificate.fileName)
            password = String(decoding: secret, as: UTF8.self)
        }
        let caFile = try files.write(tlsRoot.pem.utf8, as: "ca.pem")
        if let pkcs12, let password {
            let options = CurlSequence.configuration(caFile: caFile, pkcs12: pkcs12, password: password)
            _ = try files.write(options.utf8, as: InstanceFiles.curlConfigurationName)
        }
        _ = try files.write(ScenarioFiles.prescription, as: InstanceFiles.sampleName)
        self.init(
            signingURL: world.signingURL,
            portalURL: world.portalURL,
            issuer: "\(world.portalURL)/auth/realms/mediauth",
            receptionURL: world.portalURL + ReceptionRoutes.path,
            caFile: caFile,
            hpkiCAFile: try files.write(hpki.map(\.certificate.pem).joined().utf8, as: "hpki-ca.pem"),
            pkcs12: pkcs12,
            pkcs12Password: password,
            clientID: VendorApplication.clientID,
            redirectURI: VendorApplication.redirectURI,
            practitioner: "",
            practitionerName: "",
            practitionerRomanisedName: "",
            credentialID: "",
            hpkiCardPIN: "",
            myNumberAuthPIN: "",
            myNumberSignPassword: "",
            pcscSocket: cardSocket,
            adminURL: world.adminURL,
            adminToken: adminToken,
            scenario: "",
            pid: ProcessInfo.processInfo.processIdentifier,
            version: Simulator.version
        )
        try await speak(of: DefaultWorld.practitioner, in: world)
    }

    /// Makes it speak of a practitioner as they are at the moment: a scenario may be about another than the default one.
    mutating func speak(of id: ID<Practitioner>, in world: RunningWorld) async throws {
        let person = world.simulation.read(PractitionerDomain.self) { $0[id] }
        practitioner = id.rawValue
        practitionerName = person?.name.japanese ?? ""
        practitionerRomanisedName = person?.name.romanised ?? ""
        credentialID = world.simulation.read(CredentialDomain.self) { $0.credentials(of: id).first?.id.rawValue } ?? ""
        hpkiCardPIN = try await world.secret(.pin, ofFirst: .hpki, of: id)
        myNumberAuthPIN = try await world.secret(.authenticationPIN, ofFirst: .myNumber, of: id)
        myNumberSignPassword = try await world.secret(.signaturePassword, ofFirst: .myNumber, of: id)
    }
}

extension RunningWorld {
    /// A card's secret as its holder was told it, whatever has become of it since; empty where they have no such card. One
    /// that is in a reader comes first.
    fileprivate func secret(
        _ secret: Card.Secret,
        ofFirst kind: Card.Kind,
        of holder: ID<Practitioner>
    ) async throws -> String {
        let cards = simulation.read(CardDomain.self) { $0.all.filter { $0.holder == holder && $0.kind == kind } }
        guard let card = cards.first(where: { $0.reader != nil }) ?? cards.first else { return "" }
        if let told = DefaultWorld.secret(secret, of: card.id) { return told }
        return String(decoding: try await simulation.blobs.bytes(card.blob(of: secret)) ?? [], as: UTF8.self)
    }
}
