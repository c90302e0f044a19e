import Foundation
import HealthcarePKI
import OpenSSL
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
            caFile: caFile,
            hpkiCAFile: try files.write(hpki.map(\.certificate.pem).joined().utf8, as: "hpki-ca.pem"),
            pkcs12: pkcs12,
            pkcs12Password: password,
            clientID: VendorApplication.clientID,
            redirectURI: VendorApplication.redirectURI,
            practitioner: DefaultWorld.practitioner.rawValue,
            credentialID: DefaultWorld.credential.rawValue,
            hpkiCardPIN: try await world.secret(.pin, of: DefaultWorld.hpkiCard),
            myNumberAuthPIN: try await world.secret(.authenticationPIN, of: DefaultWorld.myNumberCard),
            myNumberSignPassword: try await world.secret(.signaturePassword, of: DefaultWorld.myNumberCard),
            pcscSocket: cardSocket,
            adminURL: world.adminURL,
            adminToken: adminToken,
            scenario: "",
            pid: ProcessInfo.processInfo.processIdentifier,
            version: Simulator.version
        )
    }
}

extension RunningWorld {
    /// A card's secret as its holder knows it; empty where there is no such card.
    fileprivate func secret(_ secret: Card.Secret, of card: ID<Card>) async throws -> String {
        guard let card = simulation.read(CardDomain.self, { $0[card] }) else { return "" }
        return String(decoding: try await simulation.blobs.bytes(card.blob(of: secret)) ?? [], as: UTF8.self)
    }
}
