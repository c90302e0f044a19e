import Foundation
import HTTPTypes
package import Hummingbird
import NIOCore
import Registry
import Simulation
package import WebFront

extension ClientCertificateDesk {
    /// Application, its state, and the download for programs: JSON in, JSON or the file out. People get pages, by the
    /// form they post or the HTML they ask for.
    package func addRoutes(to router: Router<FrontRequestContext>, pages: DeskPages) {
        router.post(RouterPath(DeskPaths.applications)) { request, context in
            guard !request.isForm else {
                return try await pages.answering(request) { try await pages.apply(request, context) }
            }
            return try await refusing { try await apply(request, context) }
        }
        router.get(RouterPath("\(DeskPaths.applications)/{number}")) { request, context in
            let number = ID<Application>(rawValue: try context.parameters.require("number"))
            guard !request.wantsPage else {
                return try await pages.answering(request) { try pages.application(number, request) }
            }
            return try await refusing { Response(json: try standing(of: number)) }
        }
        router.get(RouterPath("\(DeskPaths.downloads)/{link}")) { request, context in
            let link = try context.parameters.require("link")
            guard !request.wantsPage else {
                return try await pages.answering(request) { try pages.offer(link: link, request) }
            }
            return try await refusing { Response(json: try offer(link: link)) }
        }
        router.post(RouterPath("\(DeskPaths.downloads)/{link}/{file}")) { request, context in
            guard !request.isForm else {
                return try await pages.answering(request) { try await pages.download(request, context) }
            }
            return try await refusing { try await download(request, context) }
        }
        pages.addRoutes(to: router)
    }

    // MARK: - Application

    private func apply(_ request: Request, _ context: FrontRequestContext) async throws -> Response {
        try Self.checkOrigin(request)
        let form = try ApplicationForm(try await JSONBody.object(of: request))
        let application = try await apply(form, cause: DeskPaths.cause(request), trace: context.traceID)
        let path = "\(DeskPaths.applications)/\(application.id)"
        return Response(
            status: .created,
            json: DeskJSON.of(application).merging(["status_url": .string(portalURL + path)]),
            headers: [.location: path]
        )
    }

    /// How far an application is: 409 before the approval (ISS-01), 403 when it was turned down (ISS-02).
    private func standing(of id: ID<Application>) throws -> JSONValue {
        guard let application = application(id) else { throw ApplicationError.unknown(id) }
        switch application.status {
        case .pending: throw ApplicationError.notApproved(id)
        case .rejected: throw ApplicationError.rejected(id, application.rejection ?? .byDesk)
        case .issued: return DeskJSON.of(application)
        }
    }

    // MARK: - Download

    private func offer(link: String) throws -> JSONValue {
        let now = simulation.clock.now
        let delivery = try simulation.read(DeliveryDomain.self) { try $0.usable(link: link, at: now) }
        let files = DeliveredFile.allCases
        guard !delivery.plan.isOneTime || files.contains(where: { delivery.downloads[$0] == nil }) else {
            throw DeliveryError.alreadyDownloaded
        }
        return [
            "deadline": .string(delivery.deadline.rfc3339), "remaining": .integer(delivery.remainingTries),
            "files": .array(
                files.map { ["name": .string($0.name), "url": .string("\(downloadURL(link: link))/\($0.name)")] }
            ),
        ]
    }

    private func download(_ request: Request, _ context: FrontRequestContext) async throws -> Response {
        try Self.checkOrigin(request)
        let link = try context.parameters.require("link")
        let name = try context.parameters.require("file")
        // By the list of names alone: no text of a request ever becomes a path.
        guard let file = DeliveredFile(name: name) else { throw DeliveryError.unknownFile(name) }
        let password = try await JSONBody.object(of: request)["password"]?.string
        guard let password else {
            throw FrontError(.badRequest, "invalid_request", #"Send {"password": "…"}: the one of the second mail"#)
        }
        let bytes = try await download(
            link: link,
            password: password,
            file,
            cause: DeskPaths.cause(request),
            trace: context.traceID
        )
        return Self.attachment(bytes, file, name: name)
    }

    /// A file of a download, under the name it was asked for.
    package static func attachment(_ bytes: [UInt8], _ file: DeliveredFile, name: String) -> Response {
        var headers: HTTPFields = [
            .contentType: file.mediaType, .cacheControl: "no-store",
            .contentDisposition: "attachment; filename=\"\(name)\"",
        ]
        if let noSniff = HTTPField.Name("X-Content-Type-Options") { headers[noSniff] = "nosniff" }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    // MARK: - Around them

    private func refusing(_ body: () async throws -> Response) async throws -> Response {
        do {
            return try await body()
        } catch let error as ApplicationError {
            throw DeskRefusal(error)
        } catch let error as DeliveryError {
            throw DeskRefusal(error)
        }
    }

    private static func checkOrigin(_ request: Request) throws {
        guard OriginCheck.program.allows(request) else {
            throw FrontError(.forbidden, "foreign_origin", "A page of another site cannot use the desk")
        }
    }
}

extension JSONValue {
    fileprivate func merging(_ members: [String: JSONValue]) -> JSONValue {
        .object((object ?? [:]).merging(members) { _, last in last })
    }
}
