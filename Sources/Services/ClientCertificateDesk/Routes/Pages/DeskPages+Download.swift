import HTTPTypes
import Hummingbird
import Registry
import Simulation
import WebFront

extension DeskPages {
    /// The page behind the link of mail 1.
    func offer(link: String, _ request: Request) throws -> Response {
        try offer(link: link, problem: nil, request)
    }

    func download(_ request: Request, _ context: FrontRequestContext) async throws -> Response {
        let link = try context.parameters.require("link")
        let name = try context.parameters.require("file")
        let form = try await postedForm(request)
        guard let file = DeliveredFile(name: name) else { throw DeliveryError.unknownFile(name) }
        do {
            let bytes = try await desk.download(
                link: link,
                password: form["password"] ?? "",
                file,
                cause: Self.cause(request),
                trace: context.traceID
            )
            return ClientCertificateDesk.attachment(bytes, file, name: name)
        } catch let error as DeliveryError {
            guard case .wrongPassword(let remaining) = error, remaining > 0 else { throw error }
            return try offer(link: link, problem: DeskRefusal(error), request)
        }
    }

    private func offer(link: String, problem: DeskRefusal?, _ request: Request) throws -> Response {
        let now = desk.simulation.clock.now
        let delivery = try desk.simulation.read(DeliveryDomain.self) { try $0.usable(link: link, at: now) }
        let path = DeskPaths.path(DeskPaths.downloads, link)
        return show(
            "download",
            title: "ファイルの受け取り / Download",
            [
                "problem": problem.map(Self.problem) ?? false as Any,
                "deadline": JapaneseTime.text(delivery.deadline), "remaining": delivery.remainingTries,
                "files": DeliveredFile.allCases.map { file in
                    [
                        "name": file.name, "japanese": file.japanese, "english": file.english,
                        "action": "\(path)/\(file.name)",
                        "gone": delivery.plan.isOneTime && delivery.downloads[file] != nil,
                    ] as [String: Any]
                },
            ],
            for: request,
            status: problem?.status ?? .ok
        )
    }
}

extension DeliveredFile {
    fileprivate var japanese: String {
        switch self {
        case .pkcs12: "クライアント証明書"
        case .guide: "クライアント証明書発行のご案内(利用の手引き)"
        }
    }

    fileprivate var english: String {
        switch self {
        case .pkcs12: "the client certificate"
        case .guide: "the guide"
        }
    }
}
